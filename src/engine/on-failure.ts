/** What went wrong outside: a delivery that will never arrive, an event that was given up. Nobody is left waiting in silence. */
import type { DeliveryFailed, EventParked, PersonEvent } from '../domain/event.ts';
import { type Context, isStaffPlace } from './context.ts';
import {
  answerAt,
  conversationOf,
  type Draft,
  record,
  say,
  setConversation,
  setTicket,
  tellStaff,
  ticketOf,
} from './draft.ts';
import { escalate, toQuestions } from './handover.ts';
import { retellStory } from './helpdesk/story.ts';
import { deskWords } from './helpdesk/words.ts';
import { tellBlocked } from './learner/limits.ts';
import { beginConversation, chooseLanguage } from './on-message.ts';
import { replies } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

/**
 * Staff learn that the learner did not get it; a card that has no place any more goes to the default one. What failed where
 * the ticket is no longer, after a transfer or an earlier failure, moves nothing.
 */
export function onDeliveryFailed(draft: Draft, event: DeliveryFailed, context: Context): void {
  record(draft, 'undelivered', 'bot', { delivery: event.deliveryId, audience: event.audience, reason: event.reason });
  if (!draft.ticket) return;
  const fallback = context.staffPlaces[0];
  const isElsewhere = event.place !== undefined && event.place !== draft.ticket.staffSpot.place;
  if (event.audience === 'staff' && isElsewhere) return;
  if (event.audience === 'learner') {
    // Whoever blocked the bot gets none of what follows either; once is enough.
    if (draft.ticket.unreached === event.reason) return;
    setTicket(draft, { unreached: event.reason });
    tellStaff(draft, staffReplies.replyFailed(event.reason, conversationOf(draft).language));
  } else if (fallback && ticketOf(draft).staffSpot.place !== fallback) {
    const { id, staffSpot } = ticketOf(draft);
    const { language } = conversationOf(draft);
    setTicket(draft, { staffSpot: { place: fallback, thread: null } });
    retellStory(draft, context);
    tellStaff(draft, deskWords.cameHere(id, staffSpot.place, event.reason, language));
  }
}

/** What was given up becomes a ticket with the learner's words in it; whoever did it learns that it went wrong. */
export function onEventParked(draft: Draft, event: EventParked, context: Context): void {
  const { parked } = event;
  if (parked.kind === 'timerFired') turnParked(draft, context);
  else if (isStaffPlace(context, parked.spot.place)) {
    record(draft, 'ignored', 'bot', { reason: 'parked, staff' });
    answerAt(draft, parked.spot, 'staff', staffReplies.fault(chooseLanguage(parked, null, draft.conversation)));
  } else personParked(draft, parked, context);
}

/** The words of the turn could not be read: they go to people. */
function turnParked(draft: Draft, context: Context): void {
  if (draft.conversation?.status === 'open' && draft.conversation.turn) escalate(draft, context, 'fault');
  else record(draft, 'ignored', 'bot', { reason: 'parked, nothing waits' });
}

function personParked(draft: Draft, parked: PersonEvent, context: Context): void {
  const words = toWords(parked);
  if (tellBlocked(draft, parked, context, chooseLanguage(parked, null, draft.conversation))) return;
  if (words === null && !draft.conversation) {
    record(draft, 'ignored', 'bot', { reason: 'parked without a conversation' });
    answerAt(draft, parked.spot, 'learner', replies.tryAgain(chooseLanguage(parked, null, null)));
    return;
  }
  if (!draft.conversation || draft.conversation.status === 'closed') {
    beginConversation(draft, parked, chooseLanguage(parked, null, draft.conversation));
  }
  const { questions, status, language } = conversationOf(draft);
  if (words !== null) {
    record(draft, 'learnerMessage', parked.author.id, { text: words });
    setConversation(draft, { questions: toQuestions(questions, [words]) });
  }
  if (status !== 'queued' && status !== 'assigned' && status !== 'pending') escalate(draft, context, 'fault');
  else if (words !== null) tellStaff(draft, staffReplies.learnerSays(parked.author.name, words, language));
  else say(draft, replies.tryAgain(language));
}

function toWords(parked: PersonEvent): string | null {
  if (parked.kind === 'messageReceived') return parked.text;
  return parked.kind === 'commandInvoked' && parked.verb.toLowerCase() === 'ask' ? parked.args : null;
}
