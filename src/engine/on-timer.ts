/** Time passed: the turn is over, the rating is due, it has been quiet for long, a claim lapsed. A timer that was overtaken changes nothing. */
import { assertNever } from '../domain/assert-never.ts';
import type { TimerFired } from '../domain/event.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, record, setConversation, setTimer, tellStaff } from './draft.ts';
import { endTurn } from './on-message.ts';
import { giveBack } from './on-staff.ts';
import { askRating, close, resolve } from './resolving.ts';
import { staffReplies } from './staff-replies.ts';

export function onTimer(draft: Draft, event: TimerFired, context: Context, isLatest: boolean): void {
  switch (event.timer) {
    case 'turnQuiet':
      return turnQuiet(draft, event, context);
    case 'ratingPrompt':
      return ratingPrompt(draft, event, context, isLatest);
    case 'quietClose':
      return quietClose(draft, event, context);
    case 'leaseExpired':
      return leaseExpired(draft, event, context);
    default:
      assertNever(event.timer);
  }
}

function turnQuiet(draft: Draft, event: TimerFired, context: Context): void {
  const { turn, status } = conversationOf(draft);
  if (status === 'open' && turn && event.at >= turn.quietAt) endTurn(draft, context);
}

function ratingPrompt(draft: Draft, event: TimerFired, context: Context, isLatest: boolean): void {
  const { status, rating, resolvedAt } = conversationOf(draft);
  const { ratingDelayMs } = context.settings;
  if (status !== 'resolved' || rating.askedAt !== null || resolvedAt === null) return;
  if (event.dueAt < resolvedAt + ratingDelayMs) return;
  // In the middle of another matter nobody wants to be asked about the last one.
  if (isLatest) askRating(draft);
  else setTimer(draft, 'ratingPrompt', event.at + Math.max(ratingDelayMs, 1000));
}

function quietClose(draft: Draft, event: TimerFired, context: Context): void {
  const { status, activeAt, answer, turn } = conversationOf(draft);
  const { closeAfterMs } = context.settings;
  if (status !== 'open' && status !== 'resolved') return;
  if (turn) {
    // Nothing is over while words wait for an answer, however late this comes.
    setTimer(draft, 'quietClose', event.at + closeAfterMs);
  } else if (event.at < activeAt + closeAfterMs) {
    setTimer(draft, 'quietClose', activeAt + closeAfterMs);
  } else if (status === 'resolved') {
    close(draft, context);
  } else if (answer) {
    resolve(draft, context, 'assumed', 'bot');
  } else {
    setConversation(draft, { resolution: 'abandoned', resolvedAt: event.at });
    close(draft, context);
  }
}

function leaseExpired(draft: Draft, event: TimerFired, context: Context): void {
  const { language } = conversationOf(draft);
  const { ticket } = draft;
  if (!ticket?.assigneeName || ticket.leaseUntil === null || event.at < ticket.leaseUntil) return;
  const { assigneeName } = ticket;
  giveBack(draft, context, 'bot');
  record(draft, 'ignored', 'bot', { reason: 'lease expired' });
  tellStaff(draft, staffReplies.leaseExpired(assigneeName, language));
}
