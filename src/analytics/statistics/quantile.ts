/** Quantiles of a sample and their intervals, without supposing any law for the values: waits are skewed. */
import type { Metric } from '../metric.ts';
import { lnGamma } from './beta.ts';

/** Of ascending `sorted`; see `quantile`. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  // `below` itself where both are equal: a difference of large numbers must not blur it.
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * The q-quantile (q in 0..1), linear between order statistics: position (n − 1)q. Type 7 of Hyndman and Fan, The American
 * Statistician 50 (1996), the default of R and NumPy. One value is its own quantile; none has none: null.
 * The order of `values` does not matter, and they are not changed.
 */
export function quantile(values: readonly number[], q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`no quantile: ${q}`);
  if (values.length === 0) return null;
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/**
 * Ranks (0-based) of the two order statistics between which the q-quantile of the law lies with at least 95 %: the number
 * of values below it is binomial (n, q), and each tail beyond the ranks holds at most 2.5 %. Distribution-free; David and
 * Nagaraja, Order Statistics (2003), section 7.1. null where n is too small for it (below 6 for the median, 36 for 0.9).
 */
export function quantileRanks(n: number, q: number): { readonly low: number; readonly high: number } | null {
  const tail = 0.025;
  const odds = Math.log(q / (1 - q));
  // Forty standard deviations below the mean there is nothing that a double could hold beside the tail.
  const from = Math.max(0, Math.floor(n * q - 40 * Math.sqrt(n * q * (1 - q)) - 40));
  // ln of the binomial probability of k, by recursion from there; the ends underflow to 0, where they belong.
  let logP =
    lnGamma(n + 1) - lnGamma(from + 1) - lnGamma(n - from + 1) + from * Math.log(q) + (n - from) * Math.log(1 - q);
  let below = 0;
  let low = -1;
  let high = -1;
  for (let k = from; k <= n && high < 0; k++) {
    below += Math.exp(logP);
    if (below <= tail) low = k;
    if (below >= 1 - tail) high = k;
    logP += Math.log((n - k) / (k + 1)) + odds;
  }
  return low < 0 || high < 0 || high >= n ? null : { low, high };
}

/** The quantiles as metrics, in whole units. `pending`: how many have no value yet; they are not in it. */
export function toQuantileMetrics(values: readonly number[], qs: readonly number[], pending: number): Metric[] {
  const n = values.length;
  if (n === 0) return qs.map(() => ({ value: null, n, pending }));
  const sorted = Float64Array.from(values).sort();
  return qs.map((q) => {
    const value = Math.round(quantileOfSorted(sorted, q));
    const ranks = quantileRanks(n, q);
    return ranks ? { value, n, low: sorted[ranks.low]!, high: sorted[ranks.high]!, pending } : { value, n, pending };
  });
}

/** One of them. */
export function toQuantileMetric(values: readonly number[], q: number, pending: number): Metric {
  return toQuantileMetrics(values, [q], pending)[0]!;
}
