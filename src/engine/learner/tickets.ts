/** The learner's own tickets: seeing them, taking one back, and having all of it as a file. */
import type { CommandInvoked } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { type Context, isStaffPlace } from '../context.ts';
import { answerAt, type Draft, record, say, tellStaff } from '../draft.ts';
import { deskWords } from '../helpdesk/words.ts';
import { replies } from '../replies.ts';
import { resolve } from '../resolving.ts';
import { isAgent } from '../roles.ts';
import { staffReplies } from '../staff-replies.ts';
import { cancelRequest } from './organisation.ts';

export function showTickets(draft: Draft, event: CommandInvoked, language: Language): void {
  record(draft, 'ignored', event.author.id, { reason: 'tickets shown' });
  const view = { name: 'tickets', community: event.community, learner: event.author.id, language } as const;
  answerAt(draft, event.spot, 'learner', { kind: 'view', view });
}

/** The learner no longer needs it; people are told. */
export function cancel(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  if (cancelRequest(draft, context)) return;
  const { ticket, conversation } = draft;
  const isInHand = ticket && (ticket.status === 'open' || ticket.status === 'pending');
  if (!ticket || !conversation || !isInHand) {
    record(draft, 'refused', event.author.id, { reason: 'nothing to cancel' });
    return answerAt(draft, event.spot, 'learner', replies.nothingToCancel(language));
  }
  record(draft, 'cancelled', event.author.id, { ticket: ticket.id });
  resolve(draft, context, 'cancelled', event.author.id);
  say(draft, replies.cancelled(ticket.id, conversation.language));
  tellStaff(draft, deskWords.cancelled(conversation.learnerName, conversation.language));
}

/** For agents with notes and who did what, for the learner what passed between them; of a ticket that is not theirs there is none. */
export function showTranscript(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const { conversation, ticket } = draft;
  const inStaffPlace = isStaffPlace(context, event.spot.place);
  if (inStaffPlace && !isAgent(event, context)) {
    record(draft, 'refused', event.author.id, { reason: 'not an agent', verb: 'transcript' });
    return answerAt(draft, event.spot, 'learner', staffReplies.onlyAgents(language));
  }
  if (!conversation || (inStaffPlace ? !ticket : conversation.learner !== event.author.id)) {
    record(draft, 'refused', event.author.id, { reason: 'no such ticket', verb: 'transcript' });
    const words = inStaffPlace ? staffReplies.whichTicket('transcript', language) : replies.noConversation(language);
    return answerAt(draft, event.spot, inStaffPlace ? 'staff' : 'learner', words);
  }
  record(draft, 'ignored', event.author.id, { reason: 'transcript', ticket: ticket?.id ?? null });
  const view = {
    name: 'transcript',
    conversationId: conversation.id,
    ticket: ticket?.id ?? null,
    forStaff: inStaffPlace,
    language: conversation.language,
  } as const;
  answerAt(draft, event.spot, inStaffPlace ? 'staff' : 'learner', { kind: 'view', view });
}
