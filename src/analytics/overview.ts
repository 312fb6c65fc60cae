/** The figures of `report overview`, from what each conversation contributes. How they are worded is overview-text.ts. */
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import { type Metric, toCount } from './metric.ts';
import { toRatings, toSatisfaction, toSatisfactionFigures } from './metrics/satisfaction.ts';
import { countWaiting, seenUntil, toResolutionTimes, toResponseTimes, toTimeMetrics } from './metrics/times.ts';
import { isByBot, isOpen, toDurable } from './outcome.ts';

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
  /** From the hand-over to the first public reply of a person; `pending`: without one, counted for as long as they lasted. */
  readonly firstResponseMedianMs: Metric;
  readonly firstResponseP90Ms: Metric;
  /**
   * From the first message to the (last) resolution that the learner confirmed or a person declared; `pending`: open ones,
   * counted for as long as they have lasted.
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

function toCounts(rows: readonly ConversationFacts[]): Omit<CategoryFigures, 'satisfaction'> {
  const n = rows.length;
  let [confirmed, assumed, escalated, open] = [0, 0, 0, 0];
  for (const facts of rows) {
    if (isByBot(facts, 'confirmed')) confirmed++;
    else if (isByBot(facts, 'assumed')) assumed++;
    if (facts.escalatedAt !== null) escalated++;
    if (isOpen(facts)) open++;
  }
  return {
    conversations: toCount(n, n),
    confirmed: toCount(confirmed, n),
    assumed: toCount(assumed, n),
    escalated: toCount(escalated, n),
    open: toCount(open, n),
  };
}

function toCategoryFigures(rows: readonly ConversationFacts[]): CategoryFigures {
  return { ...toCounts(rows), satisfaction: toSatisfaction(toRatings(rows)) };
}

/** By category, the one with most conversations first. */
export function toCategories(rows: readonly ConversationFacts[]): Record<string, CategoryFigures> {
  const groups = Map.groupBy(rows, ({ category }) => category ?? UNCATEGORISED);
  const sorted = [...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([category, group]) => [category, toCategoryFigures(group)]));
}

/**
 * Everything at once; without conversations the counts are 0 and all other values null. The order of `rows` is free.
 * `now` is how long open ones have lasted; without it, the last moment that the rows know of.
 */
export function toOverviewFigures(rows: readonly ConversationFacts[], now = seenUntil(rows)): OverviewFigures {
  const counts = toCounts(rows);
  const [responseMedian, responseP90] = toTimeMetrics(toResponseTimes(rows, now), [0.5, 0.9], countWaiting(rows));
  const [resolutionMedian, resolutionP90] = toTimeMetrics(
    toResolutionTimes(rows, now),
    [0.5, 0.9],
    counts.open.value ?? 0,
  );
  return {
    ...counts,
    durable: toDurable(rows),
    ...toSatisfactionFigures(rows),
    firstResponseMedianMs: responseMedian!,
    firstResponseP90Ms: responseP90!,
    resolutionMedianMs: resolutionMedian!,
    resolutionP90Ms: resolutionP90!,
  };
}

/** The figures of all and of each category. */
export function toOverview(rows: readonly ConversationFacts[], now = seenUntil(rows)): Overview {
  return { metrics: toOverviewFigures(rows, now), categories: toCategories(rows) };
}
