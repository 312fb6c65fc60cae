/** Collaborative scores: what learners with like histories took. Chooses its models by the size of the catalogue and learns its settings from the histories. */
import { toEvidence, toModels } from './evidence.ts';
import { type Gate, LINEAR_ONLY, learnGate, toMixture, toNeighbourShare } from './gate.ts';
import type { Histories } from './histories.ts';
import { toFactors, toLifted } from './lift.ts';
import { fitEdlae, toRegularisation } from './linear/edlae.ts';
import { MOST_LEARNERS, toGram } from './linear/gram.ts';
import { createNearest } from './neighbours.ts';
import { createRandom } from './random.ts';
import { learnRecency, type Recency, toShares } from './recency.ts';

/** Above this many items the matrices of all pairs no longer fit beside the rest of a server: nearest neighbours instead. */
export const MOST_ITEMS = 5000;

export interface Collaborative {
  /** One score per item of the histories. An unknown learner (an empty row) gets the popularity of the items. */
  score(row: Int32Array): Float64Array;
  /** What was chosen, for whoever wants to know. */
  readonly settings: {
    readonly model: 'edlae' | 'neighbours';
    readonly gate: Gate;
    readonly recency: Recency | null;
  };
}

export interface CollaborativeOptions {
  readonly seed?: number;
  readonly mostItems?: number;
}

/** Adds so little popularity that it only orders items of which nothing else is known. */
function addPopularity(scores: Float64Array, exposure: Int32Array): Float64Array {
  let scale = 0;
  for (const score of scores) scale = Math.max(scale, Math.abs(score));
  let most = 1;
  for (const learners of exposure) most = Math.max(most, learners);
  const share = (scale > 0 ? scale * 1e-9 : 1) / most;
  return scores.map((score, j) => score + share * exposure[j]!);
}

export function createCollaborative(histories: Histories, options: CollaborativeOptions = {}): Collaborative {
  const { rows, exposure } = histories;
  const size = exposure.length;
  if (size > (options.mostItems ?? MOST_ITEMS) || rows.length >= MOST_LEARNERS) {
    const nearest = createNearest(rows, exposure);
    return {
      score(row) {
        const scores = new Float64Array(size);
        nearest.add(scores, row);
        return addPopularity(scores, exposure);
      },
      settings: { model: 'neighbours', gate: LINEAR_ONLY, recency: null },
    };
  }
  const gram = toGram(rows, size);
  const interactions = rows.reduce((sum, { length }) => sum + length, 0);
  const models = toModels(fitEdlae(gram, size, toRegularisation(interactions, size)), gram, exposure);
  const random = createRandom(options.seed ?? 1);
  const recency = learnRecency(models, rows, random);
  const gate = learnGate(models, rows, recency, random);
  const factors = toFactors(exposure, gate.lift);
  return {
    score(row) {
      const { linear, cosine, explained } = toEvidence(models, row, toShares(row, recency));
      const evidence = { linear: gate.lift === 0 ? linear : toLifted(linear, factors), cosine, explained };
      return addPopularity(toMixture(evidence, toNeighbourShare(gate, evidence.explained)), exposure);
    },
    settings: { model: 'edlae', gate, recency },
  };
}
