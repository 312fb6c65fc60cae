/** The two promises of a ticket, first response and resolution: when they are due, and who is told when they are not kept. */
import type { Alert, Ticket } from '../../domain/conversation.ts';
import type { Queue } from '../../domain/knowledge.ts';
import { toPromise } from '../../support/promise.ts';
import { judgeServiceLevel, pauseAt, resumeAt, type ServiceLevel, type Standing } from '../../support/service-level.ts';
import { targetsOf } from '../../support/targets.ts';
import { formatTime } from '../cards.ts';
import type { Context } from '../context.ts';
import { answerAt, conversationOf, type Draft, record, setTicket, setTimer, tellStaff, ticketOf } from '../draft.ts';
import { deskWords } from './words.ts';

export function queueOf(ticket: Ticket, context: Context): Queue {
  return context.knowledge.queues.get(ticket.queue) ?? context.routeTo(ticket.intent);
}

export function judge(ticket: Ticket, now: number, context: Context): ServiceLevel {
  const queue = queueOf(ticket, context);
  const { createdAt, openedAt, firstReplyAt, resolvedAt, pauses } = ticket;
  const serviceCase = { openedAt: openedAt ?? createdAt, firstReplyAt, resolvedAt, pauses };
  return judgeServiceLevel(serviceCase, targetsOf(queue, ticket.priority), now, context.calendarOf(queue));
}

/** What the learner is told to expect: from how long the queue took of late. */
export function toExpectedAt(ticket: Ticket, now: number, context: Context): number {
  const queue = queueOf(ticket, context);
  const { firstResponseMs } = targetsOf(queue, ticket.priority);
  return toPromise(context.recentWaits(queue), firstResponseMs, now, context.calendarOf(queue)).expectedAt;
}

/** Both clocks from now on: a ticket that was opened, or opened again. */
export function startClocks(draft: Draft, context: Context): void {
  const { at } = draft.event;
  setTicket(draft, { openedAt: at, pauses: [], responseAlert: 'none', resolutionAlert: 'none' });
  setTicket(draft, { promisedAt: toExpectedAt(ticketOf(draft), at, context) });
  setNextCheck(draft, context);
}

/** Another queue or priority: the time that was used stays used, the targets are the new ones. What they loosen is told again. */
export function changeClocks(draft: Draft, context: Context): void {
  const ticket = ticketOf(draft);
  const { at } = draft.event;
  if (ticket.firstReplyAt === null) setTicket(draft, { promisedAt: toExpectedAt(ticket, at, context) });
  const { response, resolution } = toAlerts(ticket, judge(ticket, at, context));
  const lower = (told: Alert, now: Alert): Alert => (RANK[now] < RANK[told] ? now : told);
  setTicket(draft, {
    responseAlert: lower(ticket.responseAlert, response),
    resolutionAlert: lower(ticket.resolutionAlert, resolution),
  });
  setNextCheck(draft, context);
}

/** While the learner is asked for more, the time does not run. */
export function stopClock(draft: Draft, context: Context): void {
  setTicket(draft, { pauses: pauseAt(ticketOf(draft).pauses, draft.event.at) });
  setNextCheck(draft, context);
}

export function runClock(draft: Draft, context: Context): void {
  setTicket(draft, { pauses: resumeAt(ticketOf(draft).pauses, draft.event.at) });
  setNextCheck(draft, context);
}

/** After anything that the promises depend on. */
export function setNextCheck(draft: Draft, context: Context): void {
  const ticket = ticketOf(draft);
  const over = ticket.status === 'resolved' || ticket.status === 'closed';
  const { at } = draft.event;
  const level = judge(ticket, at, context);
  const { response, resolution } = toAlerts(ticket, level);
  // Tighter targets may be missed already.
  const isDue = RANK[response] > RANK[ticket.responseAlert] || RANK[resolution] > RANK[ticket.resolutionAlert];
  setTimer(draft, 'serviceLevel', over ? null : isDue ? at : level.nextChangeAt);
}

const RANK: Readonly<Record<Alert, number>> = { none: 0, warning: 1, breached: 2 };

/** What is to be told of each at that moment; of what is done, late or not, nothing. */
function toAlerts(
  ticket: Ticket,
  { firstResponse, resolution }: ServiceLevel,
): Record<'response' | 'resolution', Alert> {
  const toAlert = ({ state }: Standing): Alert => (state === 'warning' || state === 'breached' ? state : 'none');
  return {
    response: ticket.firstReplyAt === null ? toAlert(firstResponse) : 'none',
    resolution: ticket.resolvedAt === null ? toAlert(resolution) : 'none',
  };
}

/** Warnings go to the ticket's thread, what is overdue to the whole staff place; each once. */
export function onServiceLevel(draft: Draft, context: Context): void {
  const { status, language } = conversationOf(draft);
  const ticket = ticketOf(draft);
  if (status === 'resolved' || status === 'closed' || status === 'open') return;
  const now = draft.event.at;
  const level = judge(ticket, now, context);
  const alerts = toAlerts(ticket, level);
  const queue = queueOf(ticket, context).name[language];
  const check = (promise: 'response' | 'resolution'): void => {
    const { dueAt } = promise === 'response' ? level.firstResponse : level.resolution;
    const key = `${promise}Alert` as const;
    const state = alerts[promise];
    if (RANK[state] <= RANK[ticket[key]]) return;
    setTicket(draft, { [key]: state });
    record(draft, state === 'warning' ? 'warned' : 'breached', 'bot', {
      promise,
      ticket: ticket.id,
      queue: ticket.queue,
    });
    if (state === 'breached') {
      const words = promise === 'response' ? deskWords.responseLate : deskWords.resolutionLate;
      answerAt(draft, { place: ticket.staffSpot.place, thread: null }, 'staff', words(ticket.id, queue, language));
    } else {
      const words = promise === 'response' ? deskWords.responseSoon : deskWords.resolutionSoon;
      tellStaff(draft, words(ticket.id, formatTime(dueAt ?? now, now, context, language), language));
    }
  };
  check('response');
  check('resolution');
  setNextCheck(draft, context);
}
