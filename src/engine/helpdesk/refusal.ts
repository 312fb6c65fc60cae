/** Agents who may not do something are told why, and nothing changes. */
import type { PersonEvent } from '../../domain/event.ts';
import { statusWord } from '../cards.ts';
import { answerAt, conversationOf, type Draft, record, ticketOf } from '../draft.ts';
import { staffReplies } from '../staff-replies.ts';

/** Kept as a fact and told to the one who tried. */
export function refuse(draft: Draft, event: PersonEvent, reason: string, words: string): void {
  record(draft, 'refused', event.author.id, { reason });
  answerAt(draft, event.spot, 'staff', words);
}

export function refuseEmpty(draft: Draft, event: PersonEvent, verb: string): void {
  refuse(draft, event, 'no words', staffReplies.emptyReply(verb, conversationOf(draft).language));
}

/** Tells the agent in what state the ticket is instead. */
export function refuseState(draft: Draft, event: PersonEvent): void {
  const { status, language } = conversationOf(draft);
  const wayOut = isInHand(draft) ? 'claim' : 'reopen';
  const words = staffReplies.alreadyInState(statusWord(status, language), wayOut, language);
  refuse(draft, event, `ticket is ${status}`, words);
}

export function refuseOwned(draft: Draft, event: PersonEvent): void {
  const ticket = ticketOf(draft);
  const { language } = conversationOf(draft);
  refuse(draft, event, 'owned by another', staffReplies.ownedBy(ticket.assigneeName ?? '', language));
}

/** Whether people work on it or are to. */
export function isInHand(draft: Draft): boolean {
  const { status } = conversationOf(draft);
  return status === 'queued' || status === 'assigned' || status === 'pending';
}
