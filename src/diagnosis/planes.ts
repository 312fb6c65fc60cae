/** The separators of all intents, laid out for scoring: side by side by feature where that fits, else one after the other. */
import type { Plane } from './separator.ts';
import type { TextVector } from './vectors.ts';

/** Plain arrays only. `dense`: weights by feature, then intent. Else `starts`, `ids` and `weights` by intent. */
export interface PlanesState {
  readonly dense: boolean;
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** One row of meaning per intent. */
  readonly meanings: Float32Array;
  readonly count: number;
}

export interface Planes {
  /** Score of each of the intents `labels` for the question, in that order. */
  score(vector: TextVector, labels: ArrayLike<number>): Float32Array;
  /** Puts another plane in the place of an intent's, or adds that of a new intent. */
  set(label: number, plane: Plane): void;
  /** What one feature adds to an intent's score per unit of its weight. */
  weightOf(label: number, id: number): number;
  /** What a meaning adds to an intent's score. */
  meaningOf(label: number, meaning: Float32Array): number;
}

/** Weights up to which they are kept side by side (four bytes each). */
const MOST_DENSE = 1.2e7;

export function toPlanesState(planes: readonly Plane[], size: number, dimensions: number): PlanesState {
  const count = planes.length;
  const biases = Float32Array.from(planes, ({ bias }) => bias);
  const meanings = new Float32Array(count * dimensions);
  for (const [label, { meaning }] of planes.entries()) meanings.set(meaning, label * dimensions);
  if (size * count <= MOST_DENSE) {
    const weights = new Float32Array(size * count);
    for (const [label, plane] of planes.entries()) {
      for (let i = 0; i < plane.ids.length; i++) {
        weights[(plane.ids[i] as number) * count + label] = plane.weights[i] as number;
      }
    }
    return { dense: true, starts: new Int32Array(0), ids: new Int32Array(0), weights, biases, meanings, count };
  }
  const starts = new Int32Array(count + 1);
  for (const [label, { ids }] of planes.entries()) starts[label + 1] = (starts[label] as number) + ids.length;
  const ids = new Int32Array(starts[count] as number);
  const weights = new Float32Array(ids.length);
  for (const [label, plane] of planes.entries()) {
    ids.set(plane.ids, starts[label] as number);
    weights.set(plane.weights, starts[label] as number);
  }
  return { dense: false, starts, ids, weights, biases, meanings, count };
}

export function createPlanes(state: PlanesState, dimensions: number): Planes {
  const { dense, starts, ids, weights, biases, meanings, count } = state;
  const later = new Map<number, Plane>();
  const size = dense ? weights.length / Math.max(1, count) : 0;
  let question = new Float32Array(1024);

  function addMeaning(scores: Float32Array, labels: ArrayLike<number>, meaning: Float32Array): void {
    for (let place = 0; place < labels.length; place++) {
      const label = labels[place] as number;
      if (label >= count) continue;
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += (meanings[label * dimensions + k] as number) * (meaning[k] as number);
      scores[place] = (scores[place] as number) + sum;
    }
  }

  function scoreSideBySide(vector: TextVector, labels: ArrayLike<number>): Float32Array {
    const sums = new Float64Array(count);
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] as number;
      if (id >= size) continue;
      const value = vector.weights[i] as number;
      for (let label = 0, at = id * count; label < count; label++, at++) {
        sums[label] = (sums[label] as number) + value * (weights[at] as number);
      }
    }
    return Float32Array.from(labels, (label) => (sums[label] ?? 0) + (biases[label] ?? 0));
  }

  function layOut(vector: TextVector, on: boolean): void {
    const last = vector.ids.at(-1) ?? 0;
    if (last >= question.length) question = new Float32Array(Math.ceil(last * 1.25) + 1);
    for (let i = 0; i < vector.ids.length; i++)
      question[vector.ids[i] as number] = on ? (vector.weights[i] as number) : 0;
  }

  function scoreEach(labels: ArrayLike<number>): Float32Array {
    return Float32Array.from(labels, (label) => {
      if (label >= count) return 0;
      let sum = biases[label] as number;
      const end = starts[label + 1] as number;
      for (let i = starts[label] as number; i < end; i++) {
        sum += (weights[i] as number) * (question[ids[i] as number] ?? 0);
      }
      return sum;
    });
  }

  function scorePlane({ bias, ids, weights, meaning }: Plane, vector: TextVector): number {
    let sum = bias;
    for (let i = 0; i < ids.length; i++) sum += (weights[i] as number) * (question[ids[i] as number] ?? 0);
    for (let k = 0; k < dimensions; k++) sum += (meaning[k] as number) * (vector.meaning?.[k] ?? 0);
    return sum;
  }

  return {
    score(vector, labels) {
      const needsLayOut = !dense || later.size > 0;
      if (needsLayOut) layOut(vector, true);
      const scores = dense ? scoreSideBySide(vector, labels) : scoreEach(labels);
      if (vector.meaning) addMeaning(scores, labels, vector.meaning);
      if (later.size > 0) {
        for (let place = 0; place < labels.length; place++) {
          const plane = later.get(labels[place] as number);
          if (plane) scores[place] = scorePlane(plane, vector);
        }
      }
      if (needsLayOut) layOut(vector, false);
      return scores;
    },
    set(label, plane) {
      later.set(label, plane);
    },
    meaningOf(label, meaning) {
      const own = later.get(label)?.meaning ?? meanings.subarray(label * dimensions, (label + 1) * dimensions);
      return own.reduce((sum, value, k) => sum + value * (meaning[k] ?? 0), 0);
    },
    weightOf(label, id) {
      const plane = later.get(label);
      if (plane) return plane.weights[plane.ids.indexOf(id)] ?? 0;
      if (label >= count) return 0;
      if (dense) return id < size ? (weights[id * count + label] as number) : 0;
      for (let i = starts[label] as number; i < (starts[label + 1] as number); i++) {
        if (ids[i] === id) return weights[i] as number;
      }
      return 0;
    },
  };
}
