/** The weighted mean, which satisfaction is. */

/**
 * Σ wᵢxᵢ / Σ wᵢ, so weights need not add up to 1. Equal weights give the plain mean: the weights 0.2 on 8, 9, 7, 10, 6
 * give 8.0 (1.8 is only one term, 0.2 × 9). A weighted mean is no more robust to a single extreme value than the plain one.
 * null where there is nothing to average: no values, or no weight at all.
 * Throws `RangeError` when the lists differ in length or a weight is negative or not finite.
 */
export function weightedMean(values: readonly number[], weights: readonly number[]): number | null {
  if (values.length !== weights.length) {
    throw new RangeError(`${values.length} values cannot have ${weights.length} weights`);
  }
  let sum = 0;
  let total = 0;
  for (const [i, value] of values.entries()) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`${weight} is no weight`);
    sum += weight * value;
    total += weight;
  }
  return total === 0 ? null : sum / total;
}
