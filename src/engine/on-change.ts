/** What happens to messages and places after the fact: edits, deletions, places that are lost. */
import type { MessageDeleted, MessageEdited, PlaceLost } from '../domain/event.ts';
import type { PlaceId } from '../domain/place.ts';
import { isBlocked } from '../domain/profile.ts';
import { type Context, isStaffPlace } from './context.ts';
import { answerAt, conversationOf, type Draft, record, say, tellStaff } from './draft.ts';
import { replies } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

/** While live replies are on, what the assignee writes reaches the learner, and so does what becomes of it; earlier notes stay notes. */
function isLive({ ticket }: Draft, event: MessageEdited | MessageDeleted, context: Context): boolean {
  if (!ticket?.live || !isStaffPlace(context, event.spot.place)) return false;
  if (!ticket.liveMessages.includes(event.messageId)) return false;
  return event.author !== null && event.author.id === ticket.assignee;
}

function tellLearner(draft: Draft, event: MessageEdited | MessageDeleted): void {
  const { language } = conversationOf(draft);
  const name = event.author?.name ?? '';
  const text = event.kind === 'messageEdited' ? event.text : '';
  record(draft, 'replied', event.author?.id ?? 'bot', { text, changed: event.kind });
  const sent = say(
    draft,
    text === '' ? replies.agentDeleted(name, language) : replies.agentEdited(name, text, language),
  );
  draft.verbatim.set(sent, text);
}

/** People see in the ticket's thread what the learner made of earlier words; the bot answers what was asked when it was asked. */
export function onMessageChanged(draft: Draft, event: MessageEdited | MessageDeleted, context: Context): void {
  const { conversation, ticket } = draft;
  if (isLive(draft, event, context)) return tellLearner(draft, event);
  const author = event.author?.id ?? conversation?.learner ?? 'unknown';
  const isInHand = ticket && (ticket.status === 'open' || ticket.status === 'pending');
  if (!conversation || !isInHand || isStaffPlace(context, event.spot.place) || author !== conversation.learner) {
    record(draft, 'ignored', author, { reason: event.kind });
    return;
  }
  // What the blocked write is shown to nobody, and neither is what they make of it.
  if (isBlocked(context.profileOf(conversation.learner), event.at)) {
    record(draft, 'refused', author, { reason: 'blocked', text: event.kind === 'messageEdited' ? event.text : '' });
    return;
  }
  const { learnerName, language } = conversation;
  const text = event.kind === 'messageEdited' ? event.text : '';
  record(draft, 'ignored', author, { reason: `${event.kind}, shown to staff`, text });
  tellStaff(
    draft,
    event.kind === 'messageEdited'
      ? staffReplies.learnerEdited(learnerName, event.text, language)
      : staffReplies.learnerDeleted(learnerName, language),
  );
}

/** Whether a place is somebody's private chat rather than one of the configured ones. */
function isOfLearner({ event }: Draft, context: Context): boolean {
  return event.kind === 'placeLost' && !isStaffPlace(context, event.place);
}

/** Told in the first staff place that is another one; where there is none, in the place itself, should it come back. */
export function onPlaceLost(draft: Draft, event: PlaceLost, context: Context): void {
  const { place, reason, detail, movedTo } = event;
  record(draft, 'ignored', 'bot', { reason: `place ${reason}`, place });
  if (reason === 'blocked' && isOfLearner(draft, context)) {
    // Somebody who no longer wants the bot is nobody's business, unless people are about to answer them.
    const status = draft.ticket?.status;
    if (status === 'open' || status === 'pending')
      tellStaff(draft, staffReplies.placeLost(place, reason, detail, null));
    return;
  }
  const places: readonly PlaceId[] = [
    ...context.staffPlaces,
    ...[...context.knowledge.queues.values()].flatMap((queue) => queue.places),
  ];
  const other = places.find((each) => each !== place) ?? movedTo ?? null;
  if (other === null) return;
  answerAt(draft, { place: other, thread: null }, 'staff', staffReplies.placeLost(place, reason, detail, movedTo));
}
