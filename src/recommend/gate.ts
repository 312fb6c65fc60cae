/**
 * Whom to believe for which learner. The linear model reads bundles and paths; where a history has no such pattern (it is
 * foretold no better than by popularity) plain neighbours are the safer guide. Where the gate lies is learnt from held-out
 * items of the training part itself.
 */
import type { Evidence, Models } from './evidence.ts';
import { toCosineWithout, toEvidence, toInfluence, toLinearWithout } from './evidence.ts';
import { toFactors, toLifted } from './lift.ts';
import { drawSample } from './random.ts';
import { type Recency, toShares } from './recency.ts';
import { toTop } from './top.ts';

/** Share of the neighbours: 1 up to `low`, 0 from `high` on, straight between. Both −∞: never; both +∞: always. */
export interface Gate {
  readonly low: number;
  readonly high: number;
  /** Exponent of popularity on the linear scores, see `lift.ts`. */
  readonly lift: number;
}

export const LINEAR_ONLY: Gate = { low: Number.NEGATIVE_INFINITY, high: Number.NEGATIVE_INFINITY, lift: 0 };

export function toNeighbourShare({ low, high }: Pick<Gate, 'low' | 'high'>, explained: number): number {
  if (explained <= low) return 1;
  if (explained >= high) return 0;
  return (high - explained) / (high - low);
}

function toDeviation(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = values.length > 0 ? sum / values.length : 0;
  return Math.sqrt(Math.max(0, squares / Math.max(1, values.length) - mean * mean));
}

/** Both on the scale of the linear scores, mixed by `share` of the neighbours. */
export function toMixture({ linear, cosine }: Evidence, share: number): Float64Array {
  if (share === 0) return linear;
  const spread = toDeviation(cosine);
  const scale = spread > 0 ? (share * (toDeviation(linear) || spread)) / spread : 0;
  return linear.map((value, j) => (1 - share) * value + scale * cosine[j]!);
}

const LEARNERS = 1200;
const HELD_SHARE = 0.2;
const DEPTH = 20;
/** Mixtures that are ranked in the trial; the gate is looked up between them. */
const LEVELS = 2;
const QUANTILES = 12;
/** Anything but the linear model alone must be better than it by this many standard errors. */
const SURE = 1;

/** Exponents that are tried; the first stands for the plain scores. */
const LIFTS = [0, -0.2, -0.1, 0.1];

interface Trial {
  readonly explained: number;
  /** NDCG at 20 for each lift and each level of the mixture. */
  readonly gains: readonly (readonly number[])[];
}

/** `random` decides who is asked and what is held out; where order is known (`recency`) that is the newest. Fewer than 30 histories of 5 items or more: the linear model alone. */
export function learnGate(
  models: Models,
  rows: readonly Int32Array[],
  recency: Recency | null,
  random: () => number,
): Gate {
  const long = rows.filter(({ length }) => length >= 5);
  if (long.length < 30) return LINEAR_ONLY;
  const factors = LIFTS.map((lift) => toFactors(models.exposure, lift));
  const trials = [...drawSample(long.length, LEARNERS, random)].map((n) =>
    tryLearner(models, long[n]!, recency, factors, random),
  );
  return chooseGate(trials);
}

function tryLearner(
  models: Models,
  row: Int32Array,
  recency: Recency | null,
  factors: readonly Float64Array[],
  random: () => number,
): Trial {
  const count = Math.max(1, Math.round(row.length * HELD_SHARE));
  const held = new Set(
    recency
      ? recency.newest === 'last'
        ? row.subarray(-count)
        : row.subarray(0, count)
      : [...drawSample(row.length, count, random)].map((n) => row[n]!),
  );
  const kept = row.filter((item) => !held.has(item));
  const shares = toShares(kept, recency);
  const influence = toInfluence(models, row);
  // In service the whole history is there, and it is longer: the gate must be told on that scale.
  const explained = recency ? toEvidence(models, row, toShares(row, recency)).explained : influence.explained;
  const linear = toLinearWithout(models, influence, kept, shares);
  const cosine = toCosineWithout(models, row, kept, shares);
  const rank = (evidence: Evidence, share: number) => {
    const scores = toMixture(evidence, share).slice();
    for (const item of kept) scores[item] = Number.NEGATIVE_INFINITY;
    return toNdcg(toTop(scores, DEPTH), held, DEPTH);
  };
  // Neighbours alone are the same whatever the lift.
  const alone = rank({ linear, cosine, explained }, 1);
  const gains = factors.map((each) => {
    const evidence = { linear: toLifted(linear, each), cosine, explained };
    return [...Array.from({ length: LEVELS }, (_, level) => rank(evidence, level / LEVELS)), alone];
  });
  return { explained, gains };
}

/** Normalised discounted cumulative gain with binary relevance; 0 where nothing is relevant. */
export function toNdcg<T>(ranked: readonly T[], relevant: ReadonlySet<T>, depth: number): number {
  let gain = 0;
  let best = 0;
  for (let n = 0; n < depth; n++) {
    const weight = 1 / Math.log2(n + 2);
    if (n < relevant.size) best += weight;
    if (n < ranked.length && relevant.has(ranked[n]!)) gain += weight;
  }
  return best > 0 ? gain / best : 0;
}

function chooseGate(trials: readonly Trial[]): Gate {
  const sorted = trials.map(({ explained }) => explained).sort((a, b) => a - b);
  const cuts = Array.from(
    { length: QUANTILES + 1 },
    (_, n) => sorted[Math.min(sorted.length - 1, Math.floor((n * sorted.length) / QUANTILES))]!,
  );
  const always = { low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const ranges = [LINEAR_ONLY, always, ...cuts.flatMap((low, n) => cuts.slice(n + 1).map((high) => ({ low, high })))];
  let best = LINEAR_ONLY;
  let most = 0;
  for (const { low, high } of ranges) {
    const levels = trials.map(({ explained }) => Math.round(toNeighbourShare({ low, high }, explained) * LEVELS));
    for (const [n, lift] of LIFTS.entries()) {
      const differences = trials.map(({ gains }, t) => gains[n]![levels[t]!]! - gains[0]![0]!);
      const mean = differences.reduce((sum, gain) => sum + gain, 0) / differences.length;
      const variance = differences.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (differences.length - 1);
      if (mean > most && mean > SURE * Math.sqrt(variance / differences.length)) {
        [best, most] = [{ low, high, lift }, mean];
      }
    }
  }
  return best;
}
