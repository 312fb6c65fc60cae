/** Time passed: the turn is over, the rating is due, it has been quiet for long, a claim lapsed. A timer that was overtaken changes nothing. */
import { assertNever } from '../domain/assert-never.ts';
import type { TimerFired } from '../domain/event.ts';
import { refreshBoth } from './cards.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, setConversation, setTimer } from './draft.ts';
import { assignByItself, lapse, nudge } from './helpdesk/claiming.ts';
import { onPendingQuiet } from './helpdesk/ending.ts';
import { onServiceLevel } from './helpdesk/service-levels.ts';
import { quietUntil } from './learner/needs.ts';
import { endTurn } from './on-message.ts';
import { askRating, close, resolve } from './resolving.ts';

export function onTimer(draft: Draft, event: TimerFired, context: Context, isLatest: boolean): void {
  switch (event.timer) {
    case 'turnQuiet':
      return turnQuiet(draft, event, context);
    case 'ratingPrompt':
      return ratingPrompt(draft, event, context, isLatest);
    case 'quietClose':
      return quietClose(draft, event, context);
    case 'leaseExpired':
      if (draft.ticket) lapse(draft, context);
      return;
    case 'leaseNudge':
      if (draft.ticket) nudge(draft, context);
      return;
    case 'serviceLevel':
      if (draft.ticket) onServiceLevel(draft, context);
      return;
    case 'assignAgain':
      if (draft.ticket) {
        assignByItself(draft, context);
        refreshBoth(draft, context);
      }
      return;
    case 'pendingQuiet':
      return inGoodTime(draft, event, context, () => onPendingQuiet(draft, context));
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
  if (isLatest) inGoodTime(draft, event, context, () => askRating(draft));
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

/** What the bot says of its own accord waits for the end of the learner's quiet hours. */
function inGoodTime(draft: Draft, event: TimerFired, context: Context, act: () => void): void {
  const { needs } = context.profileOf(conversationOf(draft).learner);
  const until = quietUntil(needs, event.at, context.settings.timeZone);
  if (until === null) act();
  else setTimer(draft, event.timer, until);
}
