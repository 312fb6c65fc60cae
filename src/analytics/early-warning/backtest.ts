/** What the warnings of an earlier day were worth, and from which probability on one should be given. */
import type { Backtest } from '../../domain/insight.ts';
import { toAuc, toBrier, toCalibrationError } from './figures.ts';

export interface Tried {
  readonly probability: number;
  /** Days since the last activity, then. */
  readonly silence: number;
  readonly left: boolean;
}

/** A warning that is wrong more often than this annoys; one that everybody gets says nothing. */
const LEAST_RIGHT = 0.7;
const MOST_SHARE = 1 / 3;
const LEAST_FLAGGED = 10;

/**
 * The lowest probability, in steps of 0.01, from which on at least 70 % left, of at least ten, and at most a third of `all`
 * would have been warned of; null where there is none.
 */
export function toThreshold(tried: readonly Tried[], all: number): number | null {
  for (let step = 1; step < 100; step++) {
    const threshold = step / 100;
    const flagged = tried.filter(({ probability }) => probability >= threshold);
    if (flagged.length < LEAST_FLAGGED) return null;
    if (flagged.length > all * MOST_SHARE) continue;
    if (flagged.filter(({ left }) => left).length >= flagged.length * LEAST_RIGHT) return threshold;
  }
  return null;
}

export function toBacktest(tried: readonly Tried[], isFlagged: (one: Tried) => boolean): Backtest {
  const labels = tried.map(({ left }) => Number(left));
  const probabilities = tried.map(({ probability }) => probability);
  const flagged = tried.filter(isFlagged);
  return {
    n: tried.length,
    left: labels.reduce<number>((a, b) => a + b, 0),
    expected: probabilities.reduce((a, b) => a + b, 0),
    auc: toAuc(probabilities, labels),
    brier: toBrier(probabilities, labels),
    calibrationError: toCalibrationError(probabilities, labels),
    ruleAuc: toAuc(
      tried.map(({ silence }) => silence),
      labels,
    ),
    flagged: flagged.length,
    flaggedLeft: flagged.filter(({ left }) => left).length,
  };
}
