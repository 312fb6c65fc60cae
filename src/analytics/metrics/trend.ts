/** Whether a figure moved since the period before, or only looks so. */
import type { Metric } from '../metric.ts';
import { Z95 } from '../statistics/wilson.ts';

/** Below this many on either side no arrow is shown. */
export const FEWEST_FOR_TREND = 30;

export interface Trend {
  /** This period minus the last one. */
  readonly difference: number;
  /** Ends of the 95 % interval of the difference. */
  readonly low: number;
  readonly high: number;
  readonly direction: 'up' | 'down' | 'level';
}

/**
 * The difference to the period before, its interval made of the two intervals (Newcombe's method 10 for shares; the same
 * construction, MOVER, for means and quantiles). A count without an interval, n of itself, is taken as Poisson.
 * `level`: the interval holds 0, nothing can be said. null below 30 on either side, and where a value or interval is missing.
 */
export function toTrend(current: Metric, previous: Metric | undefined): Trend | null {
  if (!previous || current.value === null || previous.value === null) return null;
  if (current.n < FEWEST_FOR_TREND || previous.n < FEWEST_FOR_TREND) return null;
  const a = toEnds(current);
  const b = toEnds(previous);
  if (!a || !b) return null;
  const difference = current.value - previous.value;
  const low = difference - Math.hypot(current.value - a.low, b.high - previous.value);
  const high = difference + Math.hypot(a.high - current.value, previous.value - b.low);
  return { difference, low, high, direction: low > 0 ? 'up' : high < 0 ? 'down' : 'level' };
}

function toEnds({ value, n, low, high }: Metric): { low: number; high: number } | null {
  if (value === null) return null;
  if (low !== undefined && high !== undefined) return { low, high };
  const reach = Z95 * Math.sqrt(value);
  return Number.isInteger(value) && value === n ? { low: value - reach, high: value + reach } : null;
}
