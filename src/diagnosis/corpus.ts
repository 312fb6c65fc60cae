/** All known texts as vectors, side by side in typed arrays. Texts are numbered in the order they were added. */
import type { TextVector } from './vectors.ts';

/** Plain arrays only, so that it can be handed to another thread. */
export interface CorpusState {
  /** Where each text's features begin; one more at the end. */
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  /** Length of each text's features alone. */
  readonly lengths: Float32Array;
  readonly dimensions: number;
  /** One row of `dimensions` per text; all 0 where a text has no meaning. */
  readonly meanings: Float32Array;
  readonly count: number;
}

export interface Corpus extends CorpusState {
  /** Answers its number. */
  add(vector: TextVector): number;
}

type Typed = Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

function toRoom<T extends Typed>(array: T, needed: number): T {
  if (needed <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(needed, Math.ceil(array.length * 1.5)));
  (larger as Float32Array).set(array as Float32Array);
  return larger;
}

export function createCorpus(dimensions: number, state?: CorpusState): Corpus {
  let starts = (state?.starts ?? new Int32Array(65)) as Int32Array<ArrayBuffer>;
  let ids = (state?.ids ?? new Int32Array(1024)) as Int32Array<ArrayBuffer>;
  let weights = (state?.weights ?? new Float32Array(1024)) as Float32Array<ArrayBuffer>;
  let lengths = (state?.lengths ?? new Float32Array(64)) as Float32Array<ArrayBuffer>;
  let meanings = (state?.meanings ?? new Float32Array(64 * dimensions)) as Float32Array<ArrayBuffer>;
  let count = state?.count ?? 0;

  return {
    dimensions,
    get starts() {
      return starts;
    },
    get ids() {
      return ids;
    },
    get weights() {
      return weights;
    },
    get lengths() {
      return lengths;
    },
    get meanings() {
      return meanings;
    },
    get count() {
      return count;
    },
    add(vector) {
      const start = starts[count] as number;
      const end = start + vector.ids.length;
      ids = toRoom(ids, end);
      weights = toRoom(weights, end);
      starts = toRoom(starts, count + 2);
      lengths = toRoom(lengths, count + 1);
      meanings = toRoom(meanings, (count + 1) * dimensions);
      ids.set(vector.ids, start);
      weights.set(vector.weights, start);
      starts[count + 1] = end;
      lengths[count] = vector.length;
      if (vector.meaning) meanings.set(vector.meaning, count * dimensions);
      count += 1;
      return count - 1;
    },
  };
}
