/** Moving a ticket to another queue: its card goes to that queue's place, the learner is told the new promise. */
import type { PersonEvent } from '../../domain/event.ts';
import type { Queue } from '../../domain/knowledge.ts';
import { refreshBoth, refreshCard } from '../cards.ts';
import type { Context } from '../context.ts';
import {
  answerAt,
  conversationOf,
  type Draft,
  record,
  setConversation,
  setTicket,
  tellStaff,
  ticketOf,
} from '../draft.ts';
import { quote } from '../replies.ts';
import { mayHandle } from '../roles.ts';
import { staffReplies } from '../staff-replies.ts';
import { assignByItself, endLease, MOST_LISTED, openMenu } from './claiming.ts';
import { isInHand, refuse, refuseOwned, refuseState } from './refusal.ts';
import { changeClocks, queueOf } from './service-levels.ts';
import { retellStory } from './story.ts';
import { deskWords } from './words.ts';

/** `words`: a queue's name in the file or in either language, or nothing for the menu. */
export function transfer(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { language } = conversationOf(draft);
  if (!mayMove(draft, event, context)) return;
  const queues = [...context.knowledge.queues.values()];
  if (words === '') {
    const others = queues.filter(({ queue }) => queue !== ticketOf(draft).queue).slice(0, MOST_LISTED);
    const values = others.map(({ queue }) => queue);
    openMenu(
      draft,
      'transfer',
      values,
      deskWords.whichQueue(language),
      others.map(({ name }) => name[language]),
    );
    return;
  }
  const typed = words.toLowerCase();
  const queue = queues.find(
    ({ queue: id, name }) => id.toLowerCase() === typed || name.zh === words || name.en.toLowerCase() === typed,
  );
  if (queue) return moveTo(draft, event, queue, context);
  const known = queues.map(({ queue: id, name }) => `${id} (${name[language]})`).join(', ');
  refuse(draft, event, 'unknown queue', deskWords.noQueue(quote(words), known, language));
}

export function transferListed(draft: Draft, event: PersonEvent, n: number, context: Context): void {
  const queue = context.knowledge.queues.get(ticketOf(draft).menus.transfer?.[n] ?? '');
  const { language } = conversationOf(draft);
  if (!queue) return refuse(draft, event, 'stale menu', staffReplies.staleButton(language));
  if (mayMove(draft, event, context)) moveTo(draft, event, queue, context);
}

function mayMove(draft: Draft, event: PersonEvent, context: Context): boolean {
  if (!isInHand(draft)) refuseState(draft, event);
  else if (!mayHandle(event, ticketOf(draft), context)) refuseOwned(draft, event);
  else return true;
  return false;
}

function moveTo(draft: Draft, event: PersonEvent, queue: Queue, context: Context): void {
  const { language } = conversationOf(draft);
  const before = ticketOf(draft);
  const from = queueOf(before, context);
  if (before.queue === queue.queue) {
    return refuse(draft, event, 'same queue', deskWords.sameQueue(queue.name[language], language));
  }
  const place = queue.places[0] ?? context.staffPlaces[0] ?? before.staffSpot.place;
  const moves = place !== before.staffSpot.place;
  const told = deskWords.transferred(event.author.name, from.name[language], queue.name[language], language);
  setTicket(draft, {
    queue: queue.queue,
    assignee: null,
    assigneeName: null,
    live: false,
    menus: {},
    lapsed: [],
  });
  setConversation(draft, { status: before.status === 'pending' ? 'pending' : 'queued', activeAt: event.at });
  record(draft, 'transferred', event.author.id, { ticket: before.id, from: before.queue, queue: queue.queue });
  endLease(draft);
  changeClocks(draft, context);
  tellStaff(draft, told);
  if (moves) {
    // The old card stays where it was and says where the ticket went; the new place gets a card and the story so far.
    refreshCard(draft, context, { gone: true });
    setTicket(draft, { staffSpot: { place, thread: null } });
    retellStory(draft, context);
    tellStaff(draft, told);
    answerAt(
      draft,
      { ...event.spot, place: before.staffSpot.place },
      'staff',
      deskWords.goneTo(before.id, queue.name[language], language),
    );
  }
  assignByItself(draft, context);
  refreshBoth(draft, context);
}
