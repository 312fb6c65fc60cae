/** The cohort table: of those who first bought in a month, how many bought again within so many days. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Purchase } from '../../domain/purchase.ts';
import { type Metric, toShare } from '../metric.ts';
import { DAY_MS, toBuyers } from './loyalty.ts';

/** The columns of the table. */
export const COHORT_DAYS = [30, 60, 90, 180, 365] as const;

export interface Cohort {
  /** `2026-03`, in the time zone asked for. */
  readonly month: string;
  readonly learners: number;
  /** By the days of `COHORT_DAYS`. `pending` > 0: immature, some have not had that many days yet, so the value may rise. */
  readonly within: readonly Metric[];
}

const monthOf = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString();

/**
 * One row for each month with a first purchase, oldest first. The value of an immature cell is that of its mature learners,
 * null where there are none. A learner belongs to one month for ever.
 */
export function toCohorts(purchases: readonly Purchase[], now: number, timeZone: string): Cohort[] {
  const buyers = toBuyers(purchases).filter(({ firstAt }) => firstAt <= now);
  const months = Map.groupBy(buyers, ({ firstAt }) => monthOf(firstAt, timeZone));
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({
      month,
      learners: own.length,
      within: COHORT_DAYS.map((days) => {
        const mature = own.filter(({ firstAt }) => firstAt + days * DAY_MS <= now);
        const again = mature.filter(
          ({ firstAt, secondAt }) => secondAt !== null && secondAt - firstAt <= days * DAY_MS,
        );
        return { ...toShare(again.length, mature.length), pending: own.length - mature.length };
      }),
    }));
}

export const RATING_BANDS = ['low', 'middle', 'high'] as const;
export type RatingBand = (typeof RATING_BANDS)[number];

/**
 * Share of learners who bought (again) within `days` after a rating, by the band of their first rating: low ≤ 6, middle 7–8,
 * high ≥ 9. Learners whose days are not over are `pending`. It shows what goes together, not what causes what: who is content
 * with the course is more likely to do both.
 */
export function toPurchaseAfterRating(
  rows: readonly ConversationFacts[],
  purchases: readonly Purchase[],
  days: number,
  now: number,
): Readonly<Record<RatingBand, Metric>> {
  const bought = Map.groupBy(purchases, ({ learner }) => learner);
  const first = new Map<string, ConversationFacts>();
  for (const facts of rows.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (facts.score !== null && !first.has(facts.learner)) first.set(facts.learner, facts);
  }
  const toBand = (score: number): RatingBand => (score <= 6 ? 'low' : score <= 8 ? 'middle' : 'high');
  const of = (band: RatingBand): Metric => {
    const own = [...first.values()].filter(({ score }) => score !== null && toBand(score) === band);
    const mature = own.filter(({ startedAt }) => startedAt + days * DAY_MS <= now);
    const after = mature.filter(({ learner, startedAt }) =>
      bought
        .get(learner)
        ?.some(({ purchasedAt }) => purchasedAt > startedAt && purchasedAt <= startedAt + days * DAY_MS),
    );
    return { ...toShare(after.length, mature.length), pending: own.length - mature.length };
  };
  return { low: of('low'), middle: of('middle'), high: of('high') };
}
