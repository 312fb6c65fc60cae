/** How many tickets come at which hour of the week, and how many people that takes to keep what a queue promises. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { agentsNeeded } from '../statistics/erlang.ts';
import type { QueueTarget, Targets } from './service-level.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
export const HOURS_OF_WEEK = 168;
/** A week that is so many weeks old counts half. */
const HALF_LIFE_WEEKS = 4;
/** The share of first replies that should keep the promise. */
export const WANTED_SHARE = 0.9;
/** Working time of a ticket where none has been measured. */
export const ASSUMED_WORK_MS = 10 * 60_000;

/** Monday 00:00 is 0, Sunday 23:00 is 167, in the time zone. */
export interface QueueForecast {
  readonly queue: string;
  /** Tickets expected in each hour of a week, as they arrive. */
  readonly arrivals: readonly number[];
  /** People needed in each hour; 0 while the queue is closed: what comes then waits for the next open hour. */
  readonly needed: readonly number[];
  /** People who replied in that hour of a week, at most; the present number beside the needed one. */
  readonly present: readonly number[];
  /** Mean working time of a ticket, and over how many it was measured; 0: it is assumed. */
  readonly workMs: number;
  readonly workN: number;
  /** Weeks that the history covers. */
  readonly weeks: number;
}

function createHourOf(timeZone: string): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    // Zones change at quarters of an hour at most.
    const quarter = Math.floor(at / 900_000);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const moment = Temporal.Instant.fromEpochMilliseconds(quarter * 900_000).toZonedDateTimeISO(timeZone);
    const hour = (moment.dayOfWeek - 1) * 24 + moment.hour;
    known.set(quarter, hour);
    return hour;
  };
}

/** Share of each hour of the week of `now` in which the queue is open. */
function toOpenHours({ openMs }: QueueTarget, now: number, timeZone: string): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone).startOfDay();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
    const from = monday.add({ days: Math.floor(hour / 24) }).add({ hours: hour % 24 }).epochMilliseconds;
    return openMs(from, from + HOUR) / HOUR;
  });
}

/** What arrives while the queue is closed is moved to the next open hour; nothing moves where it never opens. */
function toWorkload(arrivals: readonly number[], open: readonly number[]): number[] {
  const load = arrivals.map(() => 0);
  if (open.every((share) => share === 0)) return load;
  let waiting = 0;
  // Twice around: what comes on Sunday night is worked on on Monday.
  for (let step = 0; step < 2 * HOURS_OF_WEEK; step++) {
    const hour = step % HOURS_OF_WEEK;
    const arriving = step < HOURS_OF_WEEK ? arrivals[hour]! : 0;
    if (open[hour]! === 0) waiting += arriving;
    else {
      load[hour]! += arriving + waiting;
      waiting = 0;
    }
  }
  return load;
}

/**
 * One forecast for each queue with a promise, the largest first. Arrivals are the mean of past weeks, recent ones weighing
 * more; the history must be of whole weeks to be right at its edges. Agents by Erlang C, for 90 % of first replies in time.
 */
export function toForecasts(
  rows: readonly ConversationFacts[],
  targets: Targets,
  now: number,
  timeZone: string,
): QueueForecast[] {
  const hourOf = createHourOf(timeZone);
  const tickets = rows.filter(({ queue, escalatedAt }) => queue !== null && escalatedAt !== null);
  const from = tickets.reduce((earliest, { escalatedAt }) => Math.min(earliest, escalatedAt ?? earliest), now);
  const weeks = Math.max(1, Math.ceil((now - from) / WEEK));
  const weightOf = (age: number) => 0.5 ** (age / HALF_LIFE_WEEKS);
  const total = Array.from({ length: weeks }, (_, age) => weightOf(age)).reduce((sum, weight) => sum + weight, 0);
  return [...Map.groupBy(tickets, ({ queue }) => queue ?? '')]
    .flatMap(([queue, own]) => {
      const target = targets(queue);
      if (!target) return [];
      const arrivals = Array.from({ length: HOURS_OF_WEEK }, () => 0);
      const replying = new Map<string, Set<string>>();
      for (const { escalatedAt, firstReplyAt, agent } of own) {
        const age = Math.min(weeks - 1, Math.max(0, Math.floor((now - (escalatedAt ?? now)) / WEEK)));
        arrivals[hourOf(escalatedAt ?? now)]! += weightOf(age) / total;
        if (firstReplyAt === null || agent === null) continue;
        const slot = `${hourOf(firstReplyAt)} ${Math.floor((now - firstReplyAt) / WEEK)}`;
        replying.set(slot, (replying.get(slot) ?? new Set()).add(agent));
      }
      const present = Array.from({ length: HOURS_OF_WEEK }, () => 0);
      for (const [slot, people] of replying) {
        const hour = Number(slot.split(' ')[0]);
        present[hour] = Math.max(present[hour]!, people.size);
      }
      const worked = own.filter(({ handlingMs }) => handlingMs > 0);
      const workMs =
        worked.length === 0
          ? ASSUMED_WORK_MS
          : worked.reduce((sum, { handlingMs }) => sum + handlingMs, 0) / worked.length;
      const open = toOpenHours(target, now, timeZone);
      const needed = toWorkload(arrivals, open).map((count, hour) =>
        open[hour] === 0
          ? 0
          : agentsNeeded((count * workMs) / (HOUR * open[hour]!), target.firstResponseMs, workMs, WANTED_SHARE),
      );
      return { queue, arrivals, needed, present, workMs, workN: worked.length, weeks, size: own.length };
    })
    .sort((a, b) => b.size - a.size || (a.queue < b.queue ? -1 : 1))
    .map(({ size: _, ...forecast }) => forecast);
}
