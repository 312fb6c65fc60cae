/** What a queue promises for each priority. */
import type { Queue, Targets } from '../domain/knowledge.ts';
import { PRIORITIES, type Priority } from '../domain/priority.ts';

/** How long a priority may take beside the normal one, where the queue names no target of its own. */
const SHARES: Readonly<Record<Priority, number>> = { low: 2, normal: 1, high: 0.5, urgent: 0.25 };

function toTarget(queue: Queue, priority: Priority, kind: keyof Targets): number {
  const own = queue.targets?.[priority]?.[kind];
  if (own !== undefined) return own;
  let target = queue[kind] * SHARES[priority];
  // What is named for one priority bounds those beside it: nothing pressing waits longer than what is less so.
  const rank = PRIORITIES.indexOf(priority);
  for (const [n, other] of PRIORITIES.entries()) {
    const named = queue.targets?.[other]?.[kind];
    if (named === undefined) continue;
    target = n < rank ? Math.min(target, named) : Math.max(target, named);
  }
  return Math.max(60_000, Math.round(target / 60_000) * 60_000);
}

/** In ms of opening time, whole minutes. Never longer for a more pressing priority. */
export function targetsOf(queue: Queue, priority: Priority): Targets {
  return {
    firstResponseMs: toTarget(queue, priority, 'firstResponseMs'),
    resolutionMs: toTarget(queue, priority, 'resolutionMs'),
  };
}
