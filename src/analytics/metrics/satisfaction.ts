/** Satisfaction: what learners said on the scale of 0 to 10, weighted as one likes, with the number it really stands on. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { type Metric, scale, toShare } from '../metric.ts';
import { toNps } from '../nps.ts';
import { bootstrapInterval } from '../statistics/bootstrap.ts';
import { toWeightedMean, weightedMeanInterval } from '../statistics/weighted-mean.ts';

/** Ratings from here on count as satisfied: the top three of eleven. */
export const SATISFIED = 8;

/** One rating and what its weight may depend on. */
export interface Rating {
  readonly score: number;
  /** When the conversation began, ms. */
  readonly at: number;
  readonly course: string | null;
}

/**
 * equal: every rating counts the same · recency: a rating that is `halfLifeMs` older than `now` counts half, twice as old a
 * quarter · course: a weight for each course, 1 for those not named (so a small course can be given its share) · custom:
 * one weight for each rating, in order.
 */
export type Weighting =
  | { readonly kind: 'equal' }
  | { readonly kind: 'recency'; readonly now: number; readonly halfLifeMs: number }
  | { readonly kind: 'course'; readonly weights: ReadonlyMap<string, number> }
  | { readonly kind: 'custom'; readonly weights: readonly number[] };

export interface SatisfactionFigures {
  readonly satisfaction: Metric;
  readonly satisfactionPercent: Metric;
  readonly csat: Metric;
  readonly nps: Metric;
  readonly responseRate: Metric;
}

export function toRatings(rows: readonly ConversationFacts[]): Rating[] {
  const ratings: Rating[] = [];
  for (const facts of rows) {
    const { score } = facts;
    if (score !== null) ratings.push({ score, at: facts.startedAt, course: facts.course });
  }
  return ratings;
}

/** Throws `RangeError` where a weight is negative or not finite, or custom weights are not as many as the ratings. */
export function toWeights(ratings: readonly Rating[], weighting: Weighting): number[] {
  switch (weighting.kind) {
    case 'equal':
      return ratings.map(() => 1);
    case 'recency':
      return ratings.map(({ at }) => 0.5 ** (Math.max(0, weighting.now - at) / weighting.halfLifeMs));
    case 'course':
      return ratings.map(({ course }) => (course === null ? 1 : (weighting.weights.get(course) ?? 1)));
    case 'custom':
      return [...weighting.weights];
  }
}

/**
 * Σwᵢsᵢ / Σwᵢ on 0–10 with its 95 % t-interval, kept within the scale. No ratings, or no weight: value null. One, or all the same: no interval.
 */
export function toSatisfaction(ratings: readonly Rating[], weighting: Weighting = { kind: 'equal' }): Metric {
  const scores = ratings.map(({ score }) => score);
  const weighted = toWeightedMean(scores, toWeights(ratings, weighting));
  const n = scores.length;
  const { mean: value } = weighted;
  const interval = scores.every((score) => score === scores[0]) ? null : weightedMeanInterval(weighted);
  return {
    value,
    n,
    ...(interval ? { low: Math.max(0, interval.low), high: Math.min(10, interval.high) } : {}),
  };
}

/** How many equally weighted ratings would say as much as these. */
export function toEffectiveNumber(ratings: readonly Rating[], weighting: Weighting): number {
  return toWeightedMean(
    ratings.map(({ score }) => score),
    toWeights(ratings, weighting),
  ).effective;
}

/**
 * The mean rating with a resampled interval, which knows the ends of the scale and the skew that the t-law does not. For
 * 10 to 30 ratings; with fewer it is too short. The seed is part of the figure: the same ratings give the same interval.
 */
export function toResampledSatisfaction(ratings: readonly Rating[], seed = 1): Metric {
  const scores = ratings.map(({ score }) => score);
  const { value, n } = toSatisfaction(ratings);
  const mean = (values: readonly number[]) => values.reduce((sum, score) => sum + score, 0) / values.length;
  return { value, n, ...bootstrapInterval(scores, mean, { seed }) };
}

/** Share of ratings ≥ 8: 3 of 5 → 60 %, Wilson. The "82 %" of a mean of 8.2 is not this but `satisfactionPercent`. */
export function toCsat(ratings: readonly Rating[]): Metric {
  return toShare(ratings.filter(({ score }) => score >= SATISFIED).length, ratings.length);
}

/** Ratings given of those asked for; who rated was asked, even where the question got lost. */
export function toResponseRate(rows: readonly ConversationFacts[]): Metric {
  let [asked, rated] = [0, 0];
  for (const facts of rows) {
    const isRated = facts.score !== null;
    if (isRated) rated++;
    if (isRated || facts.ratingAsked) asked++;
  }
  return toShare(rated, asked);
}

export function toSatisfactionFigures(rows: readonly ConversationFacts[], weighting?: Weighting): SatisfactionFigures {
  const ratings = toRatings(rows);
  const satisfaction = toSatisfaction(ratings, weighting);
  return {
    satisfaction,
    satisfactionPercent: scale(satisfaction, 10),
    csat: toCsat(ratings),
    nps: toNps(ratings.map(({ score }) => score)),
    responseRate: toResponseRate(rows),
  };
}

/** How many ratings of each score, 0 to 10. */
export function toScoreCounts(ratings: readonly Rating[]): number[] {
  const counts = Array.from({ length: 11 }, () => 0);
  for (const { score } of ratings) counts[score]!++;
  return counts;
}
