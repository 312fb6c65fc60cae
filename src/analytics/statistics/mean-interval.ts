/** The interval of a plain mean when the spread is known from the same few values only: Student's t. */
import { toWeightedMean, weightedMeanInterval } from './weighted-mean.ts';

/**
 * 95 % t-interval of the mean of `values`: x̄ ± t s/√n, s with n − 1. null for fewer than two values and for values that
 * are all equal: without spread the formula would claim to be certain. It supposes independent values; for ratings, which
 * end at 0 and 10, it is an approximation that the caller clamps.
 */
export function meanInterval(values: readonly number[]): { readonly low: number; readonly high: number } | null {
  if (values.every((value) => value === values[0])) return null;
  return weightedMeanInterval(
    toWeightedMean(
      values,
      values.map(() => 1),
    ),
  );
}
