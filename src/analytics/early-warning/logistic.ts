/** Logistic regression with a ridge penalty, fitted by L-BFGS (Liu & Nocedal 1989), over dense and one-hot features. */

/** Rows of dense numbers, and of indices of features that are 1 (`-1` = none) behind them. */
export interface Design {
  readonly rows: number;
  readonly dense: number;
  readonly values: Float64Array;
  /** How many indices a row has, and how many different ones there are. */
  readonly slots: number;
  readonly oneHot: number;
  readonly hot: Int32Array;
}

export interface LogisticOptions {
  /** Penalty: half of it times the sum of squares is added to the log-loss of all rows. The intercept is free. */
  readonly ridge: number;
  readonly maxSteps: number;
}

/** Weights: dense, one-hot, then the intercept. */
export type Weights = Float64Array;

export const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** ln(p / (1 − p)) of row `n`. */
export function toMargin({ dense, values, slots, hot, oneHot }: Design, weights: Weights, n: number): number {
  let margin = weights[dense + oneHot]!;
  const at = n * dense;
  for (let j = 0; j < dense; j++) margin += weights[j]! * values[at + j]!;
  for (let s = n * slots; s < (n + 1) * slots; s++) if (hot[s]! >= 0) margin += weights[dense + hot[s]!]!;
  return margin;
}

/** The weights that fit `labels` (0 or 1 per row) best under the penalty. Both kinds must occur. */
export function fitLogistic(design: Design, labels: Uint8Array, { ridge, maxSteps }: LogisticOptions): Weights {
  const { rows, dense, values, slots, hot, oneHot } = design;
  const size = dense + oneHot + 1;
  const weights = new Float64Array(size);
  let positive = 0;
  for (const label of labels) positive += label;
  weights[size - 1] = Math.log(positive / (rows - positive));
  return minimise(weights, maxSteps, (at, gradient) => {
    let loss = 0;
    gradient.fill(0);
    for (let n = 0; n < rows; n++) {
      const margin = toMargin(design, at, n);
      const label = labels[n]!;
      // ln(1 + e^−m) without overflow at either end.
      const signed = label === 1 ? margin : -margin;
      loss += signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
      const error = sigmoid(margin) - label;
      const start = n * dense;
      for (let j = 0; j < dense; j++) gradient[j]! += error * values[start + j]!;
      for (let s = n * slots; s < (n + 1) * slots; s++) if (hot[s]! >= 0) gradient[dense + hot[s]!]! += error;
      gradient[size - 1]! += error;
    }
    for (let j = 0; j < size - 1; j++) {
      loss += (ridge / 2) * at[j]! ** 2;
      gradient[j]! += ridge * at[j]!;
    }
    return loss;
  });
}

const MEMORY = 12;
/** Relative fall of the loss below which another step changes no probability that anybody reads. */
const ENOUGH = 3e-6;

/** Minimum of a smooth convex function; `evaluate` fills the gradient and returns the value. */
function minimise(
  start: Float64Array,
  maxSteps: number,
  evaluate: (at: Float64Array, gradient: Float64Array) => number,
): Float64Array {
  const size = start.length;
  let at = start;
  let gradient = new Float64Array(size);
  let value = evaluate(at, gradient);
  const moves: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let step = 0; step < maxSteps; step++) {
    const direction = toDirection(gradient, moves);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let length = moves.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let next = at;
    let nextGradient = gradient;
    let nextValue = value;
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      next = at.map((x, j) => x + length * direction[j]!);
      nextGradient = new Float64Array(size);
      nextValue = evaluate(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue < value)) break;
    const s = next.map((x, j) => x - at[j]!);
    const y = nextGradient.map((x, j) => x - gradient[j]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12) moves.push({ s, y, rho: 1 / curvature });
    if (moves.length > MEMORY) moves.shift();
    const fall = value - nextValue;
    [at, gradient, value] = [next, nextGradient, nextValue];
    if (fall < ENOUGH * value) break;
  }
  return at;
}

/** The two-loop recursion: minus the gradient, bent by what the last moves told about the curvature. */
function toDirection(
  gradient: Float64Array,
  moves: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const direction = gradient.map((x) => -x);
  const shares: number[] = [];
  for (const { s, y, rho } of moves.toReversed()) {
    const share = rho * dot(s, direction);
    shares.push(share);
    for (let j = 0; j < direction.length; j++) direction[j]! -= share * y[j]!;
  }
  const latest = moves.at(-1);
  if (latest) {
    const scale = 1 / (latest.rho * dot(latest.y, latest.y));
    for (let j = 0; j < direction.length; j++) direction[j]! *= scale;
  }
  for (const { s, y, rho } of moves) {
    const back = shares.pop()! - rho * dot(y, direction);
    for (let j = 0; j < direction.length; j++) direction[j]! += back * s[j]!;
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
