/** The end of a ticket by people, its second life, and the quiet end of one that waited for the learner in vain. */
import type { PersonEvent } from '../../domain/event.ts';
import { toButton } from '../cards.ts';
import type { Context } from '../context.ts';
import { conversationOf, type Draft, record, say, setTicket, setTimer, tellStaff, ticketOf } from '../draft.ts';
import { reopenTicket } from '../handover.ts';
import { replies } from '../replies.ts';
import { resolve } from '../resolving.ts';
import { mayHandle } from '../roles.ts';
import { staffReplies } from '../staff-replies.ts';
import { take } from './claiming.ts';
import { isInHand, refuseOwned, refuseState } from './refusal.ts';
import { deskWords } from './words.ts';

export function resolveTicket(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft)) return refuseState(draft, event);
  if (!mayHandle(event, ticket, context)) return refuseOwned(draft, event);
  if (ticket.assignee === null) take(draft, event, context);
  resolve(draft, context, 'agent', event.author.id);
  const { id, language } = conversationOf(draft);
  say(draft, replies.resolvedByAgent(ticket.id, language), [[toButton('reopen_mine', id, language)]]);
  tellStaff(draft, staffReplies.resolved(event.author.name, language));
}

export function reopen(draft: Draft, event: PersonEvent, context: Context): void {
  const { status } = conversationOf(draft);
  if (status !== 'resolved' && status !== 'closed') return refuseState(draft, event);
  reopenTicket(draft, context, event.author);
}

/** The learner is reminded once; if that brings nothing either, the ticket ends, and can be opened again. */
export function onPendingQuiet(draft: Draft, context: Context): void {
  const ticket = ticketOf(draft);
  const { id, language, status } = conversationOf(draft);
  const { at } = draft.event;
  if (status !== 'pending') return;
  const buttons = [[toButton('reopen_mine', id, language)]];
  if (!ticket.reminded) {
    setTicket(draft, { reminded: true });
    record(draft, 'reminded', 'bot', { reason: 'pending', ticket: ticket.id });
    say(draft, replies.pendingReminder(ticket.id, language));
    tellStaff(draft, deskWords.reminded(language));
    setTimer(draft, 'pendingQuiet', at + context.settings.closeAfterMs);
    return;
  }
  resolve(draft, context, 'abandoned', 'bot');
  say(draft, replies.closedQuiet(ticket.id, language), buttons);
  tellStaff(draft, deskWords.closedQuiet(language));
}
