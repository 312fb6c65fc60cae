/** Response and resolution times. What has not ended yet counts for as long as it has lasted: dropping it flatters. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { type Metric, toShare } from '../metric.ts';
import { isOpen } from '../outcome.ts';
import { survivalQuantile, toSurvivalCurve, type Watched } from '../statistics/kaplan-meier.ts';
import {
  fitLogNormal,
  fitNormal,
  kolmogorovDistance,
  logNormalShareBelow,
  normalShareBelow,
} from '../statistics/laws.ts';
import { toQuantileMetrics } from '../statistics/quantile.ts';

/** The last moment that the rows know of: what `now` is where nobody says. */
export function seenUntil(rows: readonly ConversationFacts[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    latest = Math.max(latest, row.startedAt, row.escalatedAt ?? 0, row.firstReplyAt ?? 0, row.resolvedAt ?? 0);
    latest = Math.max(latest, row.closedAt ?? 0);
  }
  return latest;
}

/**
 * From the hand-over to the first public reply of a person. Still waiting and open: watched until `now`. Ended without a
 * reply (solved meanwhile, or given up): watched until it ended. Never handed over: not in it.
 */
export function toResponseTimes(rows: readonly ConversationFacts[], now: number): Watched[] {
  const watched: Watched[] = [];
  for (const facts of rows) {
    const { escalatedAt } = facts;
    if (escalatedAt === null) continue;
    const { firstReplyAt } = facts;
    if (firstReplyAt !== null) watched.push({ time: Math.max(0, firstReplyAt - escalatedAt), ended: true });
    else {
      const until = isOpen(facts) ? now : (facts.resolvedAt ?? facts.closedAt ?? now);
      watched.push({ time: Math.max(0, until - escalatedAt), ended: false });
    }
  }
  return watched;
}

/** How many were handed over, are open and have no reply yet. */
export function countWaiting(rows: readonly ConversationFacts[]): number {
  return rows.filter((facts) => facts.escalatedAt !== null && facts.firstReplyAt === null && isOpen(facts)).length;
}

/**
 * From the first message to the (last) resolution that the learner confirmed or a person declared. Open ones: watched until
 * `now`. What just went quiet is left out: its time is the setting CLOSE_AFTER_MS, not anything that took that long.
 */
export function toResolutionTimes(rows: readonly ConversationFacts[], now: number): Watched[] {
  const watched: Watched[] = [];
  for (const facts of rows) {
    const { startedAt, resolvedAt, resolution } = facts;
    if (resolvedAt !== null && (resolution === 'confirmed' || resolution === 'agent')) {
      watched.push({ time: Math.max(0, resolvedAt - startedAt), ended: true });
    } else if (isOpen(facts)) watched.push({ time: Math.max(0, now - startedAt), ended: false });
  }
  return watched;
}

/**
 * The times by which the shares `qs` have ended, in ms. Where all have ended: quantiles of type 7 between order statistics,
 * with distribution-free intervals. Where some have not: Kaplan–Meier with log-log intervals, and null where the curve does
 * not come down that far yet. `n` ended; `pending`: how many still run, of those that have not. None ended: null.
 */
export function toTimeMetrics(watched: readonly Watched[], qs: readonly number[], pending: number): Metric[] {
  const ended = watched.filter((one) => one.ended).map(({ time }) => time);
  const n = ended.length;
  if (n === 0) return qs.map(() => ({ value: null, n, pending }));
  if (n === watched.length) return toQuantileMetrics(ended, qs, pending);
  const curve = toSurvivalCurve(watched);
  return qs.map((q) => {
    const { value, low, high } = survivalQuantile(curve, q);
    // Half an interval would be read as a whole one.
    const interval =
      value === null || low === null || high === null ? {} : { low: Math.round(low), high: Math.round(high) };
    return { value: value === null ? null : Math.round(value), n, ...interval, pending };
  });
}

/** How likely a wait stays below `t`: as observed, and as two laws would have it, with how far each is off. */
export interface WaitShares {
  /** Of those that ended, or have lasted that long already. Wilson. */
  readonly observed: Metric;
  /** Φ((t − μ)/σ) with mean and spread of those that ended. */
  readonly normal: Metric;
  /** Φ((ln t − μ)/σ) of the logarithms; null where a time of 0 is among them. */
  readonly logNormal: Metric;
  /** Kolmogorov's distance of each law to what was observed, 0..1. */
  readonly normalDistance: Metric;
  readonly logNormalDistance: Metric;
}

/** Throws `RangeError` for t below 0. n = 0: all null. σ = 0: the law is a step at μ. */
export function toWaitShares(watched: readonly Watched[], t: number): WaitShares {
  if (!(t >= 0)) throw new RangeError(`no time: ${t}`);
  const ended = watched.filter((one) => one.ended).map(({ time }) => time);
  const known = watched.filter(({ time, ended }) => ended || time >= t);
  const n = ended.length;
  const normal = fitNormal(ended);
  const logNormal = fitLogNormal(ended);
  const none: Metric = { value: null, n };
  return {
    observed: { ...toShare(known.filter(({ time, ended }) => ended && time < t).length, known.length) },
    normal: normal ? { value: normalShareBelow(t, normal), n } : none,
    logNormal: logNormal ? { value: logNormalShareBelow(t, logNormal), n } : none,
    normalDistance: normal ? { value: kolmogorovDistance(ended, (at) => normalShareBelow(at, normal)), n } : none,
    logNormalDistance: logNormal
      ? { value: kolmogorovDistance(ended, (at) => logNormalShareBelow(at, logNormal)), n }
      : none,
  };
}
