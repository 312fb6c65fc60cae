/** The figures of `report overview`, from what each conversation contributes. How they are worded is overview-text.ts. */
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import { type Metric, scale, toCount, toShare } from './metric.ts';
import { toNps } from './nps.ts';
import { isByBot, isOpen, toDurable } from './outcome.ts';
import { meanInterval } from './statistics/mean-interval.ts';
import { toQuantileMetric } from './statistics/quantile.ts';
import { weightedMean } from './statistics/weighted-mean.ts';

/** Ratings from here on count as satisfied: the top three of eleven. */
const SATISFIED = 8;

/** The category of conversations that nobody could put into one. */
export const UNCATEGORISED = 'uncategorised';

/** The counts say how many of `n` conversations; `escalated` and `open` overlap while people work on a ticket. */
export interface CategoryFigures {
  readonly conversations: Metric;
  /** Resolved by the bot, and the learner said so. */
  readonly confirmed: Metric;
  /** Resolved by the bot, as far as can be told: the learner went quiet after an answer. */
  readonly assumed: Metric;
  /** Reached people, whatever came of it. A learner who confirms what people did counts here, not as confirmed. */
  readonly escalated: Metric;
  /** Neither resolved nor closed yet, with the bot or with people. */
  readonly open: Metric;
  /** Mean rating, 0–10, each rating with the same weight; 95 % t-interval. */
  readonly satisfaction: Metric;
}

/** Times in ms, shares 0..1. Names are a contract with the outside. */
export interface OverviewFigures extends CategoryFigures {
  /** Resolved by the bot, and the learner did not come back within 7 days; of those old enough to tell. See outcome.ts. */
  readonly durable: Metric;
  /** Satisfaction × 10. A rescaled mean, not a share of satisfied learners: that is `csat`. */
  readonly satisfactionPercent: Metric;
  /** Share of ratings ≥ 8. */
  readonly csat: Metric;
  /** −100..100; see nps.ts. */
  readonly nps: Metric;
  /** Ratings given / ratings asked for. */
  readonly responseRate: Metric;
  /** From the hand-over to the first public reply of a person; `pending`: handed over, open and without a reply. */
  readonly firstResponseMedianMs: Metric;
  readonly firstResponseP90Ms: Metric;
  /**
   * From the first message to the (last) resolution that the learner confirmed or a person declared; `pending`: open ones.
   * Resolution by going quiet is left out: its time is the setting CLOSE_AFTER_MS, not anything that took that long.
   */
  readonly resolutionMedianMs: Metric;
  readonly resolutionP90Ms: Metric;
}

export interface Overview {
  readonly metrics: OverviewFigures;
  /** By category, the one with most conversations first. */
  readonly categories: Readonly<Record<string, CategoryFigures>>;
}

const scoresOf = (rows: readonly ConversationFacts[]): number[] => rows.flatMap(({ score }) => score ?? []);

function toSatisfaction(scores: readonly number[]): Metric {
  const value = weightedMean(
    scores,
    scores.map(() => 1),
  );
  const interval = meanInterval(scores);
  const n = scores.length;
  // The t-law knows nothing of the ends of the scale.
  return interval ? { value, n, low: Math.max(0, interval.low), high: Math.min(10, interval.high) } : { value, n };
}

function toCategoryFigures(rows: readonly ConversationFacts[]): CategoryFigures {
  const n = rows.length;
  const count = (accepts: (facts: ConversationFacts) => boolean) => toCount(rows.filter(accepts).length, n);
  return {
    conversations: toCount(n, n),
    confirmed: count((facts) => isByBot(facts, 'confirmed')),
    assumed: count((facts) => isByBot(facts, 'assumed')),
    escalated: count(({ escalatedAt }) => escalatedAt !== null),
    open: count(isOpen),
    satisfaction: toSatisfaction(scoresOf(rows)),
  };
}

function firstResponses(rows: readonly ConversationFacts[]): number[] {
  return rows.flatMap(({ escalatedAt, firstReplyAt }) =>
    escalatedAt === null || firstReplyAt === null ? [] : Math.max(0, firstReplyAt - escalatedAt),
  );
}

function resolutionTimes(rows: readonly ConversationFacts[]): number[] {
  return rows.flatMap(({ startedAt, resolvedAt, resolution }) =>
    resolvedAt !== null && (resolution === 'confirmed' || resolution === 'agent')
      ? Math.max(0, resolvedAt - startedAt)
      : [],
  );
}

function toCategories(rows: readonly ConversationFacts[]): Record<string, CategoryFigures> {
  const groups = Map.groupBy(rows, ({ category }) => category ?? UNCATEGORISED);
  const sorted = [...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([category, group]) => [category, toCategoryFigures(group)]));
}

/** Everything at once; without conversations the counts are 0 and all other values null. The order of `rows` is free. */
export function toOverview(rows: readonly ConversationFacts[]): Overview {
  const counts = toCategoryFigures(rows);
  const scores = scoresOf(rows);
  // Who rated was asked, even where the question got lost.
  const asked = rows.filter(({ ratingAsked, score }) => ratingAsked || score !== null).length;
  const waiting = rows.filter((facts) => facts.escalatedAt !== null && facts.firstReplyAt === null && isOpen(facts));
  const responses = firstResponses(rows);
  const resolutions = resolutionTimes(rows);
  const open = counts.open.value ?? 0;
  return {
    metrics: {
      ...counts,
      durable: toDurable(rows),
      satisfactionPercent: scale(counts.satisfaction, 10),
      csat: toShare(scores.filter((score) => score >= SATISFIED).length, scores.length),
      nps: toNps(scores),
      responseRate: toShare(scores.length, asked),
      firstResponseMedianMs: toQuantileMetric(responses, 0.5, waiting.length),
      firstResponseP90Ms: toQuantileMetric(responses, 0.9, waiting.length),
      resolutionMedianMs: toQuantileMetric(resolutions, 0.5, open),
      resolutionP90Ms: toQuantileMetric(resolutions, 0.9, open),
    },
    categories: toCategories(rows),
  };
}
