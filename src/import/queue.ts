/** One row of queues.csv, with the holidays that all queues share, as the queue people work with. */
import type { TargetTimes } from '../domain/duration.ts';
import type { Queue } from '../domain/knowledge.ts';
import { PRIORITIES } from '../domain/priority.ts';
import type { Holiday } from './holidays.ts';
import type { QueueRow } from './knowledge-rows.ts';

/** The targets of each priority that the row names; null where it names none but the normal ones. */
function toTargets(first: TargetTimes, resolution: TargetTimes): NonNullable<Queue['targets']> | null {
  const named = PRIORITIES.flatMap((priority) => {
    if (priority === 'normal') return [];
    const firstResponseMs = first[priority];
    const resolutionMs = resolution[priority];
    const targets = {
      ...(firstResponseMs === undefined ? {} : { firstResponseMs }),
      ...(resolutionMs === undefined ? {} : { resolutionMs }),
    };
    return Object.keys(targets).length > 0 ? [[priority, targets] as const] : [];
  });
  return named.length > 0 ? Object.fromEntries(named) : null;
}

/** What the row itself says of a day wins over the holidays. */
export function toQueue(row: QueueRow, holidays: readonly Holiday[]): Queue {
  const shared = holidays.filter(({ queues }) => queues.length === 0 || queues.includes(row.queue));
  const specialDays = [...shared.map(({ days }) => days), ...row.hours.specialDays];
  const targets = toTargets(row.first_response, row.resolution);
  return {
    queue: row.queue,
    name: { zh: row.name_zh, en: row.name_en },
    categories: [...new Set(row.categories)],
    places: row.places,
    hours: row.hours.hours,
    ...(specialDays.length > 0 ? { specialDays } : {}),
    timeZone: row.timezone,
    firstResponseMs: row.first_response.normal,
    resolutionMs: row.resolution.normal,
    ...(targets ? { targets } : {}),
    ...(row.assignment ? { assignment: row.assignment } : {}),
    leaseMs: row.lease,
  };
}
