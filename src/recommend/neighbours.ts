/** Item-kNN by cosine (Sarwar 2001): what others took together, without a model between. The partner of EDLAE, and its stand-in for large catalogues. */

import { addRows } from './linear/rows.ts';

/** Both kinds of evidence answer to this: what a history says for every item. */
export interface Scorer {
  /** Adds to `scores`; `shares`: how much each item of the row counts (default 1). */
  add(scores: Float64Array, row: Int32Array, shares?: Float64Array): void;
}

/** 1 / √learners; 0 for an item nobody has. */
export function toInverseNorms(exposure: Int32Array): Float64Array {
  return Float64Array.from(exposure, (learners) => (learners > 0 ? 1 / Math.sqrt(learners) : 0));
}

/** All neighbours of every item, from the Gram matrix. */
export function createCosine(gram: Float32Array, exposure: Int32Array): Scorer {
  const size = exposure.length;
  const norms = toInverseNorms(exposure);
  return {
    add(scores, row, shares) {
      const sums = new Float64Array(size);
      const weights = Float64Array.from(row, (item, n) => norms[item]! * (shares ? shares[n]! : 1));
      addRows(sums, gram, row, weights);
      // An item is no neighbour of itself.
      for (const [n, item] of row.entries()) sums[item] = sums[item]! - weights[n]! * exposure[item]!;
      for (let j = 0; j < size; j++) scores[j] = scores[j]! + sums[j]! * norms[j]!;
    },
  };
}

/**
 * The `most` nearest neighbours of every item, without a matrix of all pairs: for catalogues whose square does not fit into
 * memory. Histories longer than `longest` count with their last items only, since their pairs grow with the square.
 */
export function createNearest(
  rows: readonly Int32Array[],
  exposure: Int32Array,
  { most = 200, longest = 500 }: { readonly most?: number; readonly longest?: number } = {},
): Scorer {
  const size = exposure.length;
  const norms = toInverseNorms(exposure);
  const cut = rows.map((row) => row.subarray(Math.max(0, row.length - longest)));
  const holders = toHolders(cut, size);
  const neighbours: { readonly items: Int32Array; readonly values: Float32Array }[] = [];
  const counts = new Float64Array(size);
  for (let item = 0; item < size; item++) {
    const touched: number[] = [];
    for (const learner of holders[item]!) {
      for (const other of cut[learner]!) {
        if (counts[other] === 0) touched.push(other);
        counts[other] = counts[other]! + 1;
      }
    }
    const cosine = (other: number) => counts[other]! * norms[item]! * norms[other]!;
    const near = touched
      .filter((other) => other !== item)
      .map((other) => ({ other, value: cosine(other) }))
      .sort((a, b) => b.value - a.value || a.other - b.other)
      .slice(0, most);
    for (const other of touched) counts[other] = 0;
    neighbours.push({
      items: Int32Array.from(near, ({ other }) => other),
      values: Float32Array.from(near, ({ value }) => value),
    });
  }
  return {
    add(scores, row, shares) {
      for (let n = 0; n < row.length; n++) {
        const { items, values } = neighbours[row[n]!]!;
        const share = shares ? shares[n]! : 1;
        for (let k = 0; k < items.length; k++) scores[items[k]!] = scores[items[k]!]! + share * values[k]!;
      }
    },
  };
}

/** Of each item, which rows hold it. */
function toHolders(rows: readonly Int32Array[], size: number): readonly number[][] {
  const holders: number[][] = Array.from({ length: size }, () => []);
  for (const [learner, row] of rows.entries()) for (const item of row) holders[item]!.push(learner);
  return holders;
}
