/**
 * A plane between two kinds of texts: support vector machine with squared hinge loss, solved in the dual one text at a time
 * (Hsieh, Chang, Lin, Keerthi & Sundararajan, ICML 2008).
 */

/** Rows of sparse values, all of length about 1. */
export interface WeightedRow {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

export interface SeparatorOptions {
  /** How much a text on the wrong side costs. */
  readonly cost: number;
  readonly rounds: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Changes of α below this share of the largest possible end the rounds. */
const STILL = 1e-3;

export function toPlaneMargin(weights: Float64Array, { ids, values }: WeightedRow): number {
  let margin = weights[weights.length - 1]!;
  for (let k = 0; k < ids.length; k++) margin += weights[ids[k]!]! * values[k]!;
  return margin;
}

/** One weight per id, the last one the offset. `positive`: 1 or 0 per row. `size`: number of ids. `importance`: cost of each row relative to `cost`, default 1. */
export function separate(
  rows: readonly WeightedRow[],
  positive: ArrayLike<number>,
  size: number,
  { cost, rounds, random }: SeparatorOptions,
  importance?: ArrayLike<number>,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const alphas = new Float64Array(rows.length);
  const diagonal = Float64Array.from(rows, ({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  const order = Int32Array.from(rows, (_, n) => n);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    let most = 0;
    for (const n of order) {
      const slack = 1 / (2 * cost * (importance?.[n] ?? 1));
      const sign = positive[n] === 1 ? 1 : -1;
      const row = rows[n]!;
      const old = alphas[n]!;
      const gradient = sign * toPlaneMargin(weights, row) - 1 + old * slack;
      const alpha = Math.max(0, old - gradient / (diagonal[n]! + slack));
      const change = (alpha - old) * sign;
      if (change === 0) continue;
      alphas[n] = alpha;
      most = Math.max(most, Math.abs(change));
      for (let k = 0; k < row.ids.length; k++) weights[row.ids[k]!]! += change * row.values[k]!;
      weights[size]! += change;
    }
    if (most < STILL * cost) break;
  }
  return weights;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    const held = order[n]!;
    order[n] = order[other]!;
    order[other] = held;
  }
}
