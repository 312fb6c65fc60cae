/** Tells when a daily figure leaves its usual range: at once when it is far off, and after some days when it creeps. */
import { normalQuantile } from '../statistics/normal.ts';

/** One day's count, and what was expected of it is worked out from those before. */
export interface AlertOptions {
  /** False alarms that one watched figure may raise in a year; shared among all figures that are watched. */
  readonly falseAlarmsPerYear: number;
  readonly figures: number;
}

export interface Alert {
  readonly kind: 'sudden' | 'creeping';
  readonly direction: 'up' | 'down';
  readonly value: number;
  /** The usual range: what lies within it raises no alarm. */
  readonly low: number;
  readonly high: number;
}

/** Fewer days before tell nothing about weekdays. */
export const FEWEST_DAYS = 28;
/** A creeping change of this many standard deviations a day is what is looked for. */
const CREEP = 1;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Expected count of each day: the usual level times the usual share of its weekday. Medians, so that an old spike does not count. */
function toExpected(days: readonly number[]): (index: number) => number {
  const level = median(days);
  const shares = Array.from({ length: 7 }, (_, weekday) => {
    const own = days.filter((_, i) => i % 7 === weekday);
    return own.length === 0 || level === 0 ? 1 : median(own) / level;
  });
  return (index) => Math.max(0.1, level * shares[index % 7]!);
}

/**
 * Judges the last of `days` (counts, oldest first, one for each day without gaps) by those before it. The spread is that of
 * counts scattered more than Poisson by a factor taken from the history. `sudden`: the day is outside the range that is
 * left with the allowed false alarms. `creeping`: the sum of small deviations in one direction (CUSUM) has grown beyond its
 * limit. null: usual, or fewer than 28 days before.
 */
export function toAlert(days: readonly number[], { falseAlarmsPerYear, figures }: AlertOptions): Alert | null {
  if (!(falseAlarmsPerYear > 0 && figures >= 1)) throw new RangeError('no budget of false alarms');
  const before = days.slice(0, -1);
  const value = days.at(-1);
  if (value === undefined || before.length < FEWEST_DAYS) return null;
  const expected = toExpected(before);
  // Deviations on the scale of square roots, where the spread of counts does not depend on their size.
  const scores = days.map((count, i) => 2 * (Math.sqrt(count + 0.375) - Math.sqrt(expected(i) + 0.375)));
  const spread = Math.max(1, 1.4826 * median(scores.slice(0, -1).map(Math.abs)));
  // Two-sided, half of the budget for each of the two ways to be unusual.
  const share = Math.min(0.2, falseAlarmsPerYear / 365 / figures / 2);
  const limit = -normalQuantile(share / 2);
  const now = expected(days.length - 1);
  const end = (sign: number) => Math.max(0, Math.sqrt(now + 0.375) + (sign * limit * spread) / 2) ** 2 - 0.375;
  const low = Math.max(0, Math.ceil(end(-1)));
  const high = Math.floor(end(1));
  if (value > high) return { kind: 'sudden', direction: 'up', value, low, high };
  if (value < low) return { kind: 'sudden', direction: 'down', value, low, high };
  const direction = toCreep(
    scores.map((score) => score / spread),
    // The mean time between false alarms of a one-sided CUSUM grows as exp(2kh): Siegmund 1985.
    Math.log(1 / share) / CREEP,
  );
  return direction ? { kind: 'creeping', direction, value, low, high } : null;
}

function toCreep(scores: readonly number[], limit: number): 'up' | 'down' | null {
  let up = 0;
  let down = 0;
  for (const score of scores) {
    up = Math.max(0, up + score - CREEP / 2);
    down = Math.max(0, down - score - CREEP / 2);
  }
  return up > limit ? 'up' : down > limit ? 'down' : null;
}
