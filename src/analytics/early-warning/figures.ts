/** How good probabilities are: order (AUC), distance (Brier), and whether 80 % means 80 in a hundred (calibration error). */

/**
 * Probability that a row with label 1 scores above one with label 0, ties half (Mann & Whitney 1947). null where either
 * kind is missing.
 */
export function toAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  const order = Array.from({ length: scores.length }, (_, n) => n).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  let positive = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1;
    for (let n = from; n < to; n++) {
      if (labels[order[n]!] !== 1) continue;
      positive += 1;
      ranks += (from + to + 1) / 2;
    }
    from = to;
  }
  const negative = order.length - positive;
  if (positive === 0 || negative === 0) return null;
  return (ranks - (positive * (positive + 1)) / 2) / (positive * negative);
}

/** Mean squared distance of the probability from what happened (Brier 1950); null of nothing. */
export function toBrier(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  const n = probabilities.length;
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (probabilities[i]! - labels[i]!) ** 2;
  return sum / n;
}

/** Mean distance of probability and share over ten equal bins of probability, weighted by their rows; null of nothing. */
export function toCalibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  const n = probabilities.length;
  if (n === 0) return null;
  const gaps = new Float64Array(10);
  for (let i = 0; i < n; i++) {
    const bin = Math.min(9, Math.floor(probabilities[i]! * 10));
    gaps[bin]! += probabilities[i]! - labels[i]!;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / n;
}
