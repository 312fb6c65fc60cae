/** Margins to probabilities: a logistic curve fitted to margins of texts that were not trained on (Platt 1999, targets as there). */

export interface Curve {
  readonly slope: number;
  readonly offset: number;
}

export const toProbability = ({ slope, offset }: Curve, margin: number): number =>
  1 / (1 + Math.exp(-(slope * margin + offset)));

/** Newton's method in two unknowns; the targets keep away from 0 and 1, so that it always converges. */
export function fitCurve(margins: ArrayLike<number>, positive: ArrayLike<number>): Curve {
  let ones = 0;
  for (let n = 0; n < positive.length; n++) ones += positive[n]!;
  const zeros = positive.length - ones;
  const [high, low] = [(ones + 1) / (ones + 2), 1 / (zeros + 2)];
  let slope = 1;
  let offset = Math.log((ones + 1) / (zeros + 1));
  for (let step = 0; step < 50; step++) {
    // A trace of ridge: margins that are all equal say nothing about the slope.
    let [g1, g2, h11, h12, h22] = [1e-6 * slope, 0, 1e-6, 0, 1e-9];
    for (let n = 0; n < margins.length; n++) {
      const m = margins[n]!;
      const p = toProbability({ slope, offset }, m);
      const error = p - (positive[n] === 1 ? high : low);
      const weight = p * (1 - p);
      g1 += error * m;
      g2 += error;
      h11 += weight * m * m;
      h12 += weight * m;
      h22 += weight;
    }
    const determinant = h11 * h22 - h12 * h12;
    if (!(determinant > 0)) break;
    const [d1, d2] = [(h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant];
    // A full step may overshoot where nearly all probabilities are 0 or 1.
    const part = Math.min(1, 2 / (Math.abs(d1) + Math.abs(d2)));
    slope -= part * d1;
    offset -= part * d2;
    if (Math.abs(d1) + Math.abs(d2) < 1e-9) break;
  }
  return slope > 0 ? { slope, offset } : { slope: 0, offset: Math.log((ones + 1) / (zeros + 1)) };
}
