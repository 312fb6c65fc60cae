/**
 * EDLAE (Steck 2020, “Autoencoders that don't overfit towards the identity”), the closed form of a linear auto-encoder trained
 * with dropout; with dropout 0 it is EASE (Steck 2019). Deterministic, one inverse.
 */
import { invert } from './inverse.ts';

export interface LinearModel {
  readonly size: number;
  /** weights[i · size + j]: what having taken item i says for item j; zeros on the diagonal. */
  readonly weights: Float32Array;
  /** Diagonal of (G + Λ)⁻¹, for leaving one learner out in closed form. */
  readonly diagonal: Float64Array;
}

export interface Regularisation {
  /** λ ≥ 0, the same for all items, in learners. */
  readonly ridge: number;
  /** Share of a history hidden in training, 0 to below 1: rare items are held back in proportion. */
  readonly dropout: number;
}

/**
 * Measured on public course enrolments; `ridge` in proportion to the interactions per item, so that a small shop, whose items
 * have few of them, is not held back more than its evidence asks for.
 */
export function toRegularisation(interactions: number, items: number): Regularisation {
  return { ridge: Math.max(1, interactions / Math.max(1, items)), dropout: 0.5 };
}

/** B = I − P · diag(1 / P), P = (G + λI + p/(1−p) · diag(G))⁻¹. */
export function fitEdlae(gram: Float32Array, size: number, { ridge, dropout }: Regularisation): LinearModel {
  const added = Float64Array.from({ length: size }, (_, i) => (dropout / (1 - dropout)) * gram[i * size + i]! + ridge);
  const inverse = invert(gram, added);
  const diagonal = Float64Array.from({ length: size }, (_, i) => inverse[i * size + i]!);
  const scale = diagonal.map((value) => -1 / value);
  const weights = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) weights[i * size + j] = inverse[i * size + j]! * scale[j]!;
    weights[i * size + i] = 0;
  }
  return { size, weights, diagonal };
}
