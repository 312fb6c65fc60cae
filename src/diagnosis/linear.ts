/**
 * One linear separator per intent over the same sparse vectors: an L2-loss support vector machine, one against the rest,
 * by dual coordinate descent (Hsieh et al. 2008, ICML, "A Dual Coordinate Descent Method for Large-scale Linear SVM").
 */
import type { SparseVector } from './vectors.ts';

/** Weights by feature, intents side by side: `weights[id * labels + label]`. */
export interface LinearModel {
  readonly labels: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface LinearOptions {
  /** Cost of an error against a wide margin. */
  readonly cost: number;
  readonly passes: number;
  readonly seed: number;
}

const DEFAULTS: LinearOptions = { cost: 1, passes: 12, seed: 1 };

/** Examples are visited in random order: in a fixed one the descent has not converged after ten passes. */
function createOrder(length: number, seed: number): () => Int32Array {
  const order = Int32Array.from({ length }, (_, n) => n);
  let state = seed | 1;
  return () => {
    for (let i = length - 1; i > 0; i--) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const j = (state >>> 0) % (i + 1);
      const swap = order[i] as number;
      order[i] = order[j] as number;
      order[j] = swap;
    }
    return order;
  };
}

/** `labelOf[n]`: the intent of vector n, 0..labels-1; -1 = none of them (an example not to be answered). */
export function trainLinear(
  vectors: readonly SparseVector[],
  labelOf: Int32Array,
  labels: number,
  size: number,
  options: Partial<LinearOptions> = {},
): LinearModel {
  const { cost, passes, seed } = { ...DEFAULTS, ...options };
  const weights = new Float32Array(size * labels);
  const bias = new Float32Array(labels);
  // Every vector has length 1 and a constant feature 1 for the bias.
  const diagonal = 1 / (2 * cost);
  const squared = Float64Array.from(vectors, (vector) =>
    vector.weights.reduce((sum, weight) => sum + weight * weight, 1),
  );
  const shuffle = createOrder(vectors.length, seed);
  const plane = new Float64Array(size);
  const alpha = new Float64Array(vectors.length);
  for (let label = 0; label < labels; label++) {
    plane.fill(0);
    alpha.fill(0);
    let offset = 0;
    for (let pass = 0; pass < passes; pass++) {
      let worst = 0;
      for (const n of shuffle()) {
        const { ids, weights: values } = vectors[n] as SparseVector;
        const side = labelOf[n] === label ? 1 : -1;
        let dot = offset;
        for (let i = 0; i < ids.length; i++) dot += (plane[ids[i] as number] as number) * (values[i] as number);
        const held = alpha[n] as number;
        const gradient = side * dot - 1 + diagonal * held;
        if (held === 0 && gradient >= 0) continue;
        worst = Math.max(worst, Math.abs(gradient));
        const moved = Math.max(0, held - gradient / ((squared[n] as number) + diagonal));
        const step = (moved - held) * side;
        alpha[n] = moved;
        offset += step;
        for (let i = 0; i < ids.length; i++) {
          const id = ids[i] as number;
          plane[id] = (plane[id] as number) + step * (values[i] as number);
        }
      }
      if (worst < 0.02) break;
    }
    bias[label] = offset;
    for (let id = 0; id < size; id++) if (plane[id] !== 0) weights[id * labels + label] = plane[id] as number;
  }
  return { labels, weights, bias };
}

/** Signed distance of the question to each intent's plane. */
export function scoreLinear(model: LinearModel, vector: SparseVector): Float32Array {
  const scores = model.bias.slice();
  for (let i = 0; i < vector.ids.length; i++) {
    const start = (vector.ids[i] as number) * model.labels;
    const value = vector.weights[i] as number;
    for (let label = 0; label < model.labels; label++) {
      scores[label] = (scores[label] as number) + value * (model.weights[start + label] as number);
    }
  }
  return scores;
}
