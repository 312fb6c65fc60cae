/** Finds where a distribution reaches a probability. */

/** A function that rises from `low` to `high` through 0. */
export interface Rising {
  readonly low: number;
  readonly high: number;
  readonly value: (x: number) => number;
  /** Its derivative. */
  readonly slope: (x: number) => number;
  /** The second derivative over the first. */
  readonly bend: (x: number) => number;
}

/** The zero, by steps of Halley inside a bracket, which is halved where a step would leave it or is not half the one before. */
export function solveIncreasing({ low, high, value, slope, bend }: Rising): number {
  let below = low;
  let above = high;
  let x = (low + high) / 2;
  let last = above - below;
  for (let step = 0; step < 200; step++) {
    const found = value(x);
    if (found === 0) return x;
    if (found < 0) below = x;
    else above = x;
    const newton = found / slope(x);
    const halley = newton / Math.max(0.5, 1 - (newton * bend(x)) / 2);
    const next = x - halley;
    const isGood = next > below && next < above && Math.abs(halley) <= last / 2;
    const kept = isGood ? next : (below + above) / 2;
    last = Math.abs(kept - x);
    if (last <= 2e-16 * Math.abs(x)) return kept;
    x = kept;
  }
  return x;
}
