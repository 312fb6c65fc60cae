/** The shape of every figure in a report: what was measured, over how many, and how sure it is. */
import { wilsonInterval } from './statistics/wilson.ts';

export interface Metric {
  /** null where nothing was measured (n = 0); a count is 0 then. */
  readonly value: number | null;
  /** How many conversations, ratings or replies the value comes from. */
  readonly n: number;
  /** Ends of the 95 % interval, in the unit of `value`; absent where none can be given. */
  readonly low?: number;
  readonly high?: number;
  /** How many would belong to `n` but have not happened yet, such as tickets that still wait; absent where that cannot be. */
  readonly pending?: number;
}

/** How many of `n`. */
export function toCount(value: number, n: number): Metric {
  return { value, n };
}

/** The share `part / n` (0..1) with its Wilson interval. */
export function toShare(part: number, n: number): Metric {
  return n === 0 ? { value: null, n } : { value: part / n, n, ...wilsonInterval(part, n) };
}

/** Multiplies value and interval, keeps the rest. */
export function scale(metric: Metric, factor: number): Metric {
  const { value, low, high } = metric;
  return {
    ...metric,
    value: value === null ? null : value * factor,
    ...(low === undefined || high === undefined ? {} : { low: low * factor, high: high * factor }),
  };
}
