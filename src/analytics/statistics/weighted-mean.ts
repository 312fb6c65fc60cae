/** The weighted mean, which satisfaction is, and how sure it is. */
import { studentQuantile } from './student.ts';

function sumOf(values: readonly number[], weights: readonly number[]): { sum: number; total: number; squares: number } {
  if (values.length !== weights.length) {
    throw new RangeError(`${values.length} values cannot have ${weights.length} weights`);
  }
  let sum = 0;
  let total = 0;
  let squares = 0;
  // Of a long history there are hundreds of thousands: iterators of pairs take longer than the sums.
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`${weight} is no weight`);
    sum += weight * value;
    total += weight;
    squares += weight * weight;
  }
  return { sum, total, squares };
}

/**
 * Σ wᵢxᵢ / Σ wᵢ, so weights need not add up to 1. Equal weights give the plain mean: the weights 0.2 on 8, 9, 7, 10, 6
 * give 8.0 (1.8 is only one term, 0.2 × 9). A weighted mean is no more robust to a single extreme value than the plain one.
 * null where there is nothing to average: no values, or no weight at all.
 * Throws `RangeError` when the lists differ in length or a weight is negative or not finite.
 */
export function weightedMean(values: readonly number[], weights: readonly number[]): number | null {
  const { sum, total } = sumOf(values, weights);
  return total === 0 ? null : sum / total;
}

export interface WeightedMean {
  /** null where there is no weight. */
  readonly mean: number | null;
  /** Kish's effective number, (Σw)² / Σw²: as many equally weighted values would say as much. 0 without weight. */
  readonly effective: number;
  /** Standard error; null where fewer than two values count. */
  readonly error: number | null;
}

/** Mean, effective number n and standard error √(s² / n) with s² = Σw(x − m)² / Σw × n/(n − 1). */
export function toWeightedMean(values: readonly number[], weights: readonly number[]): WeightedMean {
  const { sum, total, squares } = sumOf(values, weights);
  if (total === 0) return { mean: null, effective: 0, error: null };
  const mean = sum / total;
  const effective = (total * total) / squares;
  if (effective <= 1 + 1e-12) return { mean, effective, error: null };
  let spread = 0;
  for (let i = 0; i < values.length; i++) spread += weights[i]! * (values[i]! - mean) ** 2;
  return { mean, effective, error: Math.sqrt(spread / total / (effective - 1)) };
}

/**
 * 95 % t-interval of the weighted mean with (effective number − 1) degrees of freedom. null for fewer than two values that
 * count, and for values that are all equal: without spread the formula would claim to be certain.
 */
export function weightedMeanInterval({
  mean,
  effective,
  error,
}: WeightedMean): { readonly low: number; readonly high: number } | null {
  if (mean === null || error === null || error <= 1e-12 * Math.abs(mean)) return null;
  const reach = studentQuantile(0.975, effective - 1) * error;
  return { low: mean - reach, high: mean + reach };
}
