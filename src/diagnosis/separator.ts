/**
 * One linear separator: an L2-loss support vector machine by dual coordinate descent with shrinking (Hsieh et al. 2008,
 * ICML, "A Dual Coordinate Descent Method for Large-scale Linear SVM").
 */
import type { Corpus } from './corpus.ts';

/** Signed distance of a text: bias + Σ weights over its features + Σ meaning over its meaning. */
export interface Plane {
  readonly bias: number;
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  readonly meaning: Float32Array;
}

/**
 * Separates the texts `own` from the other texts of `subset` (numbers of texts; it holds the own ones too), and adds the
 * middle of the own ones (their mean direction, length 1) `centroidWeight` times. Weights up to `negligible` are left out.
 */
export type Separate = (
  subset: Int32Array,
  own: readonly number[],
  centroidWeight: number,
  negligible: number,
) => Plane;

/** Cost of an error against a wide margin. */
const COST = 1;
const MOST_PASSES = 30;
/** The descent has converged when no gradient is steeper than this. */
const FLAT = 0.05;
/** Every text has length 1 and a constant feature 1 for the bias. */
const SQUARE = 2;
const DIAGONAL = 1 / (2 * COST);
/** A text whose features alone have this length has no meaning beside them. */
const ALL_WORDS = 0.9999;

function createShuffle(seed: number): (order: Int32Array, count: number) => void {
  let state = seed | 1;
  return (order, count) => {
    for (let i = count - 1; i > 0; i--) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const j = (state >>> 0) % (i + 1);
      const swap = order[i] as number;
      order[i] = order[j] as number;
      order[j] = swap;
    }
  };
}

/** Working memory for planes of up to `size` features over up to `texts` texts; all zero between uses. */
interface Scratch {
  readonly plane: Float64Array;
  readonly sums: Float64Array;
  readonly kept: Int32Array;
  readonly values: Float32Array;
  readonly isOwn: Uint8Array;
}

function createScratch(size: number, texts: number): Scratch {
  return {
    plane: new Float64Array(size),
    sums: new Float64Array(size),
    kept: new Int32Array(size),
    values: new Float32Array(size),
    isOwn: new Uint8Array(texts),
  };
}

/** `size` tells the number of features, which may grow between calls, as may the corpus. Working memory is kept. */
export function createSeparate(corpus: Corpus, size: () => number, seed: number): Separate {
  const { dimensions } = corpus;
  const meaning = new Float64Array(dimensions);
  let scratch = createScratch(0, 0);

  return (subset, own, centroidWeight, negligible) => {
    if (scratch.plane.length < size() || scratch.isOwn.length < corpus.count) {
      scratch = createScratch(Math.ceil(size() * 1.1), Math.ceil(corpus.count * 1.1));
    }
    const { plane, isOwn } = scratch;
    const { starts, ids, weights, lengths, meanings } = corpus;
    for (const text of own) isOwn[text] = 1;
    // Each call shuffles alike, so that a plane does not depend on those trained before.
    const shuffle = createShuffle(seed);
    const order = Int32Array.from(subset, (_, place) => place);
    const alpha = new Float64Array(subset.length);
    const sides = Int8Array.from(subset, (text) => (isOwn[text] === 1 ? 1 : -1));
    meaning.fill(0);
    let bias = 0;
    let active = order.length;
    let clearlyOutside = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      let steepest = 0;
      let mostOutside = 0;
      // Examples are visited in random order: in a fixed one the descent has not converged after ten passes.
      shuffle(order, active);
      for (let i = 0; i < active; i++) {
        const place = order[i] as number;
        const text = subset[place] as number;
        const side = sides[place] as number;
        const start = starts[text] as number;
        const end = starts[text + 1] as number;
        const row = text * dimensions;
        const meant = dimensions > 0 && (lengths[text] as number) < ALL_WORDS;
        let dot = bias;
        for (let at = start; at < end; at++) dot += (plane[ids[at] as number] as number) * (weights[at] as number);
        if (meant) for (let k = 0; k < dimensions; k++) dot += (meaning[k] as number) * (meanings[row + k] as number);
        const held = alpha[place] as number;
        const gradient = side * dot - 1 + DIAGONAL * held;
        if (held === 0 && gradient >= 0) {
          mostOutside = Math.max(mostOutside, gradient);
          if (gradient > clearlyOutside) {
            active -= 1;
            order[i] = order[active] as number;
            order[active] = place;
            i -= 1;
          }
          continue;
        }
        steepest = Math.max(steepest, Math.abs(gradient));
        const moved = Math.max(0, held - gradient / (SQUARE + DIAGONAL));
        const step = (moved - held) * side;
        if (step === 0) continue;
        alpha[place] = moved;
        bias += step;
        for (let at = start; at < end; at++) {
          const id = ids[at] as number;
          plane[id] = (plane[id] as number) + step * (weights[at] as number);
        }
        if (meant) {
          for (let k = 0; k < dimensions; k++)
            meaning[k] = (meaning[k] as number) + step * (meanings[row + k] as number);
        }
      }
      if (steepest < FLAT) {
        if (active === order.length) break;
        // Converged on those that count: the others get one more look.
        active = order.length;
        clearlyOutside = Number.POSITIVE_INFINITY;
      } else clearlyOutside = steepest;
    }
    for (const text of own) isOwn[text] = 0;
    addCentroid(own, centroidWeight, corpus, scratch, meaning);
    return { bias, ...takePlane(subset, negligible, corpus, scratch), meaning: Float32Array.from(meaning) };
  };
}

/** Adds the mean direction of the texts, length 1, to the plane. */
function addCentroid(
  own: readonly number[],
  weight: number,
  { starts, ids, weights, meanings, dimensions }: Corpus,
  { plane, sums }: Scratch,
  meaning: Float64Array,
): void {
  const meant = new Float64Array(dimensions);
  let square = 0;
  for (const text of own) {
    for (let at = starts[text] as number; at < (starts[text + 1] as number); at++) {
      const id = ids[at] as number;
      const before = sums[id] as number;
      const after = before + (weights[at] as number);
      square += after * after - before * before;
      sums[id] = after;
    }
    for (let k = 0; k < dimensions; k++) meant[k] = (meant[k] as number) + (meanings[text * dimensions + k] as number);
  }
  for (const value of meant) square += value * value;
  const scale = square > 0 ? weight / Math.sqrt(square) : 0;
  for (let k = 0; k < dimensions; k++) meaning[k] = (meaning[k] as number) + scale * (meant[k] as number);
  for (const text of own) {
    for (let at = starts[text] as number; at < (starts[text + 1] as number); at++) {
      const id = ids[at] as number;
      plane[id] = (plane[id] as number) + scale * (sums[id] as number);
      sums[id] = 0;
    }
  }
}

/** Takes the weights that count; the plane is left all zero for the next call. */
function takePlane(
  subset: Int32Array,
  negligible: number,
  { starts, ids }: Corpus,
  { plane, kept, values }: Scratch,
): Pick<Plane, 'ids' | 'weights'> {
  let count = 0;
  for (const text of subset) {
    const end = starts[text + 1] as number;
    for (let at = starts[text] as number; at < end; at++) {
      const id = ids[at] as number;
      const value = plane[id] as number;
      if (value === 0) continue;
      plane[id] = 0;
      if (Math.abs(value) <= negligible) continue;
      kept[count] = id;
      values[count] = value;
      count += 1;
    }
  }
  return { ids: kept.slice(0, count), weights: values.slice(0, count) };
}
