/** Whether this week's figure is still like the weeks before: a control chart with robust limits. */

/** One week's figure on a scale where its spread does not depend on its size. */
export interface WeekFigure {
  readonly value: number;
  /** What it comes from. */
  readonly n: number;
  /** Standard error, on the same scale. */
  readonly error: number;
}

export interface UsualRange {
  readonly low: number;
  readonly high: number;
  readonly direction: 'up' | 'down' | null;
}

/** Weeks looked back on, and how many of them must have enough to go by. */
export const WEEKS_BEFORE = 8;
export const FEWEST_WEEKS = 6;
/** Limits at so many standard deviations: measured to raise about one false alarm a year (`test/analytics/metrics/usual-range.test.ts`). */
export const LIMIT = 3.5;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/**
 * Judges the last of `weeks` (oldest first; null = too little in that week) by those before it. Centre: their median. Spread:
 * the largest of 1.4826 × their median absolute deviation, their usual standard error, and this week's own: eight weeks that
 * happen to agree, or a week with few ratings, must not raise an alarm. null: this week, or more than two of the eight before,
 * had too little.
 */
export function toUsualRange(weeks: readonly (WeekFigure | null)[]): UsualRange | null {
  const last = weeks.at(-1);
  const before = weeks.slice(-1 - WEEKS_BEFORE, -1).filter((week) => week !== null);
  if (!last || before.length < FEWEST_WEEKS) return null;
  const centre = median(before.map(({ value }) => value));
  const deviation = 1.4826 * median(before.map(({ value }) => Math.abs(value - centre)));
  const spread = Math.max(deviation, median(before.map(({ error }) => error)), last.error);
  const low = centre - LIMIT * spread;
  const high = centre + LIMIT * spread;
  return { low, high, direction: last.value > high ? 'up' : last.value < low ? 'down' : null };
}
