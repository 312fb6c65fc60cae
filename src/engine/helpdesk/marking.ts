/** What agents mark on a ticket: how pressing it is, tags, and the steps of the checklist that are done. */
import type { PersonEvent } from '../../domain/event.ts';
import type { Category } from '../../domain/knowledge.ts';
import { PRIORITIES, type Priority } from '../../domain/priority.ts';
import { refreshBoth, refreshCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { conversationOf, type Draft, record, setTicket, tellStaff, ticketOf } from '../draft.ts';
import { quote } from '../replies.ts';
import { staffReplies } from '../staff-replies.ts';
import { openMenu } from './claiming.ts';
import { isInHand, refuse, refuseState } from './refusal.ts';
import { changeClocks } from './service-levels.ts';
import { deskWords, priorityWord } from './words.ts';

const MOST_TAGS = 10;
const LONGEST_TAG = 30;

/** `words`: a priority in either language, or nothing for the menu. */
export function setPriority(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { language } = conversationOf(draft);
  if (!isInHand(draft)) return refuseState(draft, event);
  if (words === '') {
    const labels = PRIORITIES.map((priority) => priorityWord(priority, language));
    openMenu(draft, 'priority', PRIORITIES, deskWords.whichPriority(language), labels);
    return;
  }
  const typed = words.toLowerCase();
  const priority = PRIORITIES.find((each) => each === typed || priorityWord(each, 'zh') === typed);
  if (!priority) return refuse(draft, event, 'no priority', deskWords.badPriority(quote(words), language));
  prioritise(draft, event, priority, context);
}

export function setPriorityListed(draft: Draft, event: PersonEvent, n: number, context: Context): void {
  const priority = PRIORITIES[n];
  if (!priority) return refuse(draft, event, 'stale menu', staffReplies.staleMenu(conversationOf(draft).language));
  if (!isInHand(draft)) return refuseState(draft, event);
  prioritise(draft, event, priority, context);
}

function prioritise(draft: Draft, event: PersonEvent, priority: Priority, context: Context): void {
  if (ticketOf(draft).priority === priority) {
    record(draft, 'ignored', event.author.id, { reason: 'same priority' });
    return;
  }
  setTicket(draft, { priority });
  record(draft, 'prioritised', event.author.id, { ticket: ticketOf(draft).id, priority });
  changeClocks(draft, context);
  tellStaff(draft, deskWords.prioritised(event.author.name, priority, conversationOf(draft).language));
  refreshBoth(draft, context);
}

/** `refund vip` adds, `-vip` takes one off, `-` takes all off. */
export function tag(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { language } = conversationOf(draft);
  if (words === '') return refuse(draft, event, 'no tags', deskWords.whichTags(language));
  const tags = new Set(words === '-' ? [] : ticketOf(draft).tags);
  for (const word of words === '-' ? [] : words.split(/[\s,，、]+/).filter(Boolean)) {
    const name = word.replace(/^[-#]/, '').slice(0, LONGEST_TAG);
    if (word.startsWith('-')) tags.delete(name);
    else if (name !== '' && tags.size < MOST_TAGS) tags.add(name);
  }
  setTicket(draft, { tags: [...tags] });
  record(draft, 'tagged', event.author.id, { ticket: ticketOf(draft).id, tags: [...tags].join(' ') });
  tellStaff(draft, deskWords.tagged(event.author.name, [...tags].join(language === 'zh' ? '、' : ', '), language));
  refreshCard(draft, context);
}

/** `2` marks the second step of the category's checklist as done, and again as not done. */
export function check(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { language } = conversationOf(draft);
  const { category, done, id } = ticketOf(draft);
  const steps = context.knowledge.checklists?.get(category as Category) ?? [];
  const numbers = words
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length === 0 || !numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= steps.length)) {
    return refuse(draft, event, 'no such step', deskWords.noStep(quote(words), steps.length, language));
  }
  const next = new Set(done);
  for (const n of numbers) if (!next.delete(n)) next.add(n);
  setTicket(draft, { done: [...next].sort((a, b) => a - b) });
  record(draft, 'checked', event.author.id, { ticket: id, steps: [...next].join(' ') });
  refreshCard(draft, context);
}
