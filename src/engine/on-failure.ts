/** What went wrong outside: a delivery that will never arrive, an event that was given up. Nobody is left waiting in silence. */
import type { DeliveryFailed, EventParked } from '../domain/event.ts';
import { refreshCard } from './cards.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, record, setConversation, setTicket, tellStaff, ticketOf } from './draft.ts';
import { escalate, toQuestions } from './handover.ts';
import { beginConversation, chooseLanguage } from './on-message.ts';
import { staffReplies } from './staff-replies.ts';

/** Staff learn that the learner did not get it; a card that has no place any more goes to the default one. */
export function onDeliveryFailed(draft: Draft, event: DeliveryFailed, context: Context): void {
  record(draft, 'undelivered', 'bot', { delivery: event.deliveryId, audience: event.audience, reason: event.reason });
  if (!draft.ticket) return;
  const fallback = context.staffPlaces[0];
  if (event.audience === 'learner') {
    tellStaff(draft, staffReplies.replyFailed(event.reason, conversationOf(draft).language));
  } else if (fallback && ticketOf(draft).staffSpot.place !== fallback) {
    setTicket(draft, { staffSpot: { place: fallback, thread: null } });
    refreshCard(draft, context);
  }
}

/** The parked message becomes a ticket, with the learner's words where there are any. */
export function onEventParked(draft: Draft, event: EventParked, context: Context): void {
  const { parked } = event;
  if (parked.kind !== 'messageReceived' && !draft.conversation) {
    record(draft, 'ignored', 'bot', { reason: 'parked without a conversation' });
    return;
  }
  if (!draft.conversation || draft.conversation.status === 'closed') {
    beginConversation(draft, parked, chooseLanguage(parked, null, draft.conversation));
  }
  const { questions, status } = conversationOf(draft);
  if (parked.kind === 'messageReceived') {
    record(draft, 'learnerMessage', parked.author.id, { text: parked.text });
    setConversation(draft, { questions: toQuestions(questions, [parked.text]) });
  }
  if (status === 'queued' || status === 'assigned' || status === 'pending') {
    if (parked.kind === 'messageReceived')
      tellStaff(draft, staffReplies.learnerSays(parked.author.name, parked.text, conversationOf(draft).language));
  } else escalate(draft, context, 'fault');
}
