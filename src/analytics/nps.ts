/** The net promoter score of 0–10 ratings. */
import type { Metric } from './metric.ts';
import { Z95 } from './statistics/wilson.ts';

const PROMOTER = 9;
const DETRACTOR = 6;

/**
 * 100 × (share of ratings ≥ 9 − share ≤ 6), so −100..100 points; Reichheld, HBR 81/12 (2003). 8, 9, 7, 10, 6 → +20.
 * The interval is ± 1.96 √((p + d − (p − d)²) / n), the multinomial variance of a difference of two shares of the same n,
 * cut at ±100; for five ratings it is about ± 66, which is why it is printed. Absent where the variance is 0 (one rating,
 * or all on the same side): certainty would be pretended. No ratings: value null.
 */
export function toNps(scores: readonly number[]): Metric {
  const n = scores.length;
  if (n === 0) return { value: null, n };
  const promoters = scores.filter((score) => score >= PROMOTER).length;
  const detractors = scores.filter((score) => score <= DETRACTOR).length;
  const net = (promoters - detractors) / n;
  const value = (100 * (promoters - detractors)) / n;
  const variance = (promoters + detractors) / n - net * net;
  if (variance <= 1e-12) return { value, n };
  const reach = 100 * Z95 * Math.sqrt(variance / n);
  return { value, n, low: Math.max(-100, value - reach), high: Math.min(100, value + reach) };
}
