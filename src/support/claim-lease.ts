/** How long a claim holds without a reply: a nudge half-way, then the ticket goes back. Counted in opening hours, as promises are. */
import type { Queue } from '../domain/knowledge.ts';
import type { Calendar } from './calendar/calendar.ts';

export interface ClaimLease {
  /** When the assignee is reminded. */
  readonly nudgeAt: number;
  /** When the ticket goes back to its queue and the lead is told. */
  readonly until: number;
}

/** The lease of a claim made (or renewed) at `at`; whoever claims while the queue is closed has time until after it opens. */
export function toClaimLease(queue: Pick<Queue, 'leaseMs'>, at: number, calendar: Calendar): ClaimLease {
  return {
    nudgeAt: calendar.addOpenTime(at, Math.floor(queue.leaseMs / 2)),
    until: calendar.addOpenTime(at, queue.leaseMs),
  };
}

/** held: nothing to do · nudge: remind the assignee · lapsed: give the ticket back. `nextAt`: when that changes; null = never. */
export function judgeLease(
  lease: ClaimLease,
  now: number,
): { state: 'held' | 'nudge' | 'lapsed'; nextAt: number | null } {
  if (now >= lease.until) return { state: 'lapsed', nextAt: null };
  if (now >= lease.nudgeAt) return { state: 'nudge', nextAt: lease.until };
  return { state: 'held', nextAt: lease.nudgeAt };
}
