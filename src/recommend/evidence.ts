/**
 * What the history of one learner says for every item, by both models: in service, and for measuring as if that learner had
 * never been learnt from (in closed form, so that measuring needs no second fit).
 */
import type { LinearModel } from './linear/edlae.ts';
import { addRows } from './linear/rows.ts';
import { createCosine, type Scorer, toInverseNorms } from './neighbours.ts';

export interface Evidence {
  readonly linear: Float64Array;
  readonly cosine: Float64Array;
  /** How much of the history the rest of the history foretells by the linear model: about 0.1 = no better than by popularity. */
  readonly explained: number;
}

export interface Models {
  readonly linear: LinearModel;
  readonly gram: Float32Array;
  readonly exposure: Int32Array;
  readonly cosine: Scorer;
  /** 1 / √learners of each item. */
  readonly norms: Float64Array;
}

export function toModels(linear: LinearModel, gram: Float32Array, exposure: Int32Array): Models {
  return { linear, gram, exposure, cosine: createCosine(gram, exposure), norms: toInverseNorms(exposure) };
}

/** Mean over the history, each item as its share counts; 0 for an empty one. */
function toExplained(scores: Float64Array, row: Int32Array, shares?: Float64Array): number {
  let sum = 0;
  let weight = 0;
  for (const [n, item] of row.entries()) {
    const share = shares ? shares[n]! : 1;
    sum += share * scores[item]!;
    weight += share;
  }
  return weight > 0 ? sum / weight : 0;
}

export function toEvidence(models: Models, row: Int32Array, shares?: Float64Array): Evidence {
  const linear = new Float64Array(models.linear.size);
  const cosine = new Float64Array(models.linear.size);
  addRows(linear, models.linear.weights, row, shares);
  models.cosine.add(cosine, row, shares);
  return { linear, cosine, explained: toExplained(linear, row, shares) };
}

/** One learner's part in the models: v = C x and its leverage x · v. */
export interface Influence {
  readonly values: Float64Array;
  readonly leverage: number;
  /** As `Evidence` has it, of the whole row. */
  readonly explained: number;
}

export function toInfluence({ linear }: Models, row: Int32Array): Influence {
  const values = new Float64Array(linear.size);
  addRows(values, linear.weights, row);
  const explained = toExplained(values, row);
  for (let j = 0; j < values.length; j++) values[j] = -linear.diagonal[j]! * values[j]!;
  for (const item of row) values[item] = values[item]! + linear.diagonal[item]!;
  let leverage = 0;
  for (const item of row) leverage += values[item]!;
  return { values, leverage, explained };
}

/**
 * Linear scores from `kept` alone, with the learner of `row` (which holds `kept`) taken out of the model by Sherman and
 * Morrison: C′ = C + v vᵀ / (1 − x · v). Scores of items in `kept` mean nothing.
 */
export function toLinearWithout(
  { linear: { diagonal, weights } }: Models,
  { values, leverage }: Influence,
  kept: Int32Array,
  shares?: Float64Array,
): Float64Array {
  const scores = new Float64Array(values.length);
  addRows(scores, weights, kept, shares);
  const rest = Math.max(1e-9, 1 - leverage);
  let along = 0;
  for (const [n, item] of kept.entries()) along += (shares ? shares[n]! : 1) * values[item]!;
  for (let j = 0; j < scores.length; j++) {
    const own = values[j]! / rest;
    scores[j] = (diagonal[j]! * scores[j]! - own * along) / (diagonal[j]! + own * values[j]!);
  }
  return scores;
}

/** Cosine scores likewise: the counts that this learner gave are taken off. */
export function toCosineWithout(
  { cosine, exposure, norms }: Models,
  row: Int32Array,
  kept: Int32Array,
  shares?: Float64Array,
): Float64Array {
  const scores = new Float64Array(exposure.length);
  cosine.add(scores, kept, shares);
  let own = 0;
  for (const [n, item] of kept.entries()) own += (shares ? shares[n]! : 1) * norms[item]!;
  const known = new Set(kept);
  for (const item of row) {
    if (known.has(item)) continue;
    const others = exposure[item]! - 1;
    scores[item] = others > 0 ? (scores[item]! / norms[item]! - own) / Math.sqrt(others) : 0;
  }
  return scores;
}
