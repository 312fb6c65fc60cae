/** The difference of two shares, such as this period's and the last one's. */
import { wilsonInterval } from './wilson.ts';

export interface Difference {
  readonly value: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * part/n − otherPart/otherN with the 95 % interval made of the two Wilson intervals: Newcombe, Statistics in Medicine 17
 * (1998) 873–890, method 10. It stays within −1..1 and is right for shares of 0 and 1. null where either n is 0.
 */
export function shareDifference(part: number, n: number, otherPart: number, otherN: number): Difference | null {
  if (n === 0 || otherN === 0) return null;
  const one = part / n;
  const other = otherPart / otherN;
  const a = wilsonInterval(part, n);
  const b = wilsonInterval(otherPart, otherN);
  return {
    value: one - other,
    low: one - other - Math.hypot(one - a.low, b.high - other),
    high: one - other + Math.hypot(a.high - one, other - b.low),
  };
}
