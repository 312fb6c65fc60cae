/** Who buys again and who stays: rates with the cohort, the window and the interval said, and young cohorts set apart. */
import type { Purchase } from '../../domain/purchase.ts';
import { type Metric, toShare } from '../metric.ts';
import { survivalQuantile, toSurvivalCurve } from '../statistics/kaplan-meier.ts';

export const DAY_MS = 86_400_000;
/** A learner who buys again within this time of the first purchase repurchased, unless another window is asked for. */
export const REPURCHASE_DAYS = 90;

/** One learner's purchases. A second course bought at the same moment is part of the same purchase, not a return. */
interface Buyer {
  readonly learner: string;
  readonly firstAt: number;
  /** null: has not bought again. */
  readonly secondAt: number | null;
}

export function toBuyers(purchases: readonly Purchase[]): Buyer[] {
  return [...Map.groupBy(purchases, ({ learner }) => learner)].map(([learner, own]) => {
    const times = [...new Set(own.map(({ purchasedAt }) => purchasedAt))].sort((a, b) => a - b);
    return { learner, firstAt: times[0]!, secondAt: times[1] ?? null };
  });
}

/** What was asked for, so that it can be printed beside the figure. */
export interface CohortWindow {
  /** First purchases in [from, to) make the cohort; null = open end. */
  readonly from: number | null;
  readonly to: number | null;
  /** Days after the first purchase within which a second one counts. */
  readonly days: number;
  /** The present; whoever has not had all those days yet is `pending`. */
  readonly now: number;
}

/**
 * repurchaseRate: of the learners whose first purchase ever lies in the window and is at least `days` old, the share that
 * bought again within `days` of it. Wilson. 60 of 100 → 0.6, 50.2 to 69.1 %. Younger ones are `pending`, not failures.
 */
export function toRepurchaseRate(purchases: readonly Purchase[], { from, to, days, now }: CohortWindow): Metric {
  const cohort = toBuyers(purchases).filter(({ firstAt }) => isWithin(firstAt, from, to) && firstAt <= now);
  const mature = cohort.filter(({ firstAt }) => firstAt + days * DAY_MS <= now);
  const again = mature.filter(({ firstAt, secondAt }) => secondAt !== null && secondAt - firstAt <= days * DAY_MS);
  return { ...toShare(again.length, mature.length), pending: cohort.length - mature.length };
}

/** Something that shows a learner is still there: a purchase, a conversation. */
export interface Activity {
  readonly learner: string;
  readonly at: number;
}

/**
 * retentionRate: of the learners active (a purchase or a conversation) in [before, from), the share active again in
 * [from, to). Wilson. 80 of 100 → 0.8, 71.1 to 86.7 %. A period that has not ended yet can only rise: all are `pending` and
 * the value is what it is so far.
 */
export function toRetentionRate(
  activity: readonly Activity[],
  period: { readonly before: number; readonly from: number; readonly to: number; readonly now: number },
): Metric {
  const learners = (from: number, to: number) =>
    new Set(activity.filter(({ at }) => isWithin(at, from, to)).map(({ learner }) => learner));
  const earlier = learners(period.before, period.from);
  const later = learners(period.from, period.to);
  const share = toShare(earlier.intersection(later).size, earlier.size);
  return { ...share, pending: period.to > period.now ? earlier.size - earlier.intersection(later).size : 0 };
}

/**
 * Days to the second purchase by which the shares `qs` of all learners have bought again. Those who have not are watched
 * until `now`; null where fewer have.
 */
export function toSecondPurchaseMs(purchases: readonly Purchase[], now: number, q: number): Metric {
  const watched = toBuyers(purchases).map(({ firstAt, secondAt }) => ({
    time: Math.max(0, (secondAt ?? now) - firstAt),
    ended: secondAt !== null,
  }));
  const n = watched.filter(({ ended }) => ended).length;
  const { value, low, high } = survivalQuantile(toSurvivalCurve(watched), q);
  const interval = value === null || low === null || high === null ? {} : { low, high };
  return { value, n, ...interval, pending: watched.length - n };
}

function isWithin(at: number, from: number | null, to: number | null): boolean {
  return (from === null || at >= from) && (to === null || at < to);
}
