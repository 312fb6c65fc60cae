/** Popular items held up or down: one number that corrects what a fixed regularisation leaves, without another fit. */

/** For each item (learners / mean)^exponent, 1 throughout for exponent 0. */
export function toFactors(exposure: Int32Array, exponent: number): Float64Array {
  let sum = 0;
  for (const learners of exposure) sum += learners;
  const mean = sum / Math.max(1, exposure.length) || 1;
  return Float64Array.from(exposure, (learners) => (Math.max(learners, 1) / mean) ** exponent);
}

/** Scores above 0 times the factor, below 0 through it: what is held up rises on both sides. */
export function toLifted(scores: Float64Array, factors: Float64Array): Float64Array {
  const lifted = new Float64Array(scores.length);
  for (let j = 0; j < scores.length; j++) {
    const score = scores[j]!;
    lifted[j] = score > 0 ? score * factors[j]! : score / factors[j]!;
  }
  return lifted;
}
