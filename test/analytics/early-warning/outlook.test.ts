/** The outlook over a community's own history: learnt from the past only, tried on what came later, and plain where too little is known. */
import { describe, expect, it } from 'vitest';
import { toThreshold } from '../../../src/analytics/early-warning/backtest.ts';
import { type Enrolment, toOutlook } from '../../../src/analytics/early-warning/outlook.ts';
import { createRandom } from '../../../src/analytics/segments/random.ts';
import { toEnrolments } from '../../../src/insight-warnings.ts';
import { LAST_DAY, toHistory } from '../../learning-history.ts';

const enrolments = toEnrolments(toHistory());
const outlook = (all: readonly Enrolment[]) => toOutlook(all, createRandom(1));
const at = (learner: string, days: readonly number[], doneDay: number | null = null): Enrolment => ({
  learner,
  course: 'sql',
  days: days.map((day) => ({ day, counts: { videos: 1 } })),
  doneDay,
});

describe('with enough history', () => {
  const { overview, rows } = outlook(enrolments);

  it('is a model whose probabilities add up to what came, and is not worse than days of silence', () => {
    expect(overview).toMatchObject({ by: 'model', day: LAST_DAY, windowDays: 30, horizonDays: 14 });
    const { n, left, expected, auc, ruleAuc, calibrationError } = overview.backtest!;
    expect(Math.abs(expected - left)).toBeLessThan(0.15 * n);
    expect(auc!).toBeGreaterThan(ruleAuc! - 0.02);
    expect(calibrationError!).toBeLessThan(0.1);
  });

  it('was right for seven of ten of those it named, of a third of all at most', () => {
    const { n, flagged, flaggedLeft } = overview.backtest!;
    expect(flaggedLeft / flagged).toBeGreaterThanOrEqual(0.7);
    expect(flagged).toBeLessThanOrEqual(n / 3);
  });

  it('tells of everybody who learnt in the last thirty days and has not finished, the likeliest to leave first', () => {
    const present = enrolments.filter(({ days }) => days.some(({ day }) => day > LAST_DAY - 30));
    expect(new Set(rows.map(({ learner }) => learner))).toEqual(new Set(present.map(({ learner }) => learner)));
    const probabilities = rows.map(({ probability }) => probability ?? -1);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    for (const { isAtRisk, lastDay, reasons } of rows) {
      expect(reasons.zh.length).toBeGreaterThan(0);
      if (isAtRisk) expect(LAST_DAY - lastDay).toBeGreaterThanOrEqual(3);
    }
  });

  it('does not look ahead: more of what came after the day it was tried from changes no probability of the trial', () => {
    const later = LAST_DAY - 14;
    const busier = enrolments.map((one) => ({
      ...one,
      days: one.days.map((day) => (day.day > later ? { ...day, counts: { minutes: 500 } } : day)),
    }));
    const { backtest } = outlook(busier).overview;
    expect(backtest).toEqual(overview.backtest);
    // What is told of today does look at it.
    expect(outlook(busier).rows).not.toEqual(rows);
  });

  it('is the same for the same records in any order', () => {
    expect(outlook(enrolments.toReversed()).overview.backtest?.auc).toBeCloseTo(overview.backtest!.auc!, 1);
    expect(outlook(enrolments)).toEqual({ overview, rows });
  });
});

describe('with little history', () => {
  it('is a plain rule: silent for ten days after two days or more', () => {
    const { overview, rows } = outlook([
      at('gone', [100, 103]),
      at('once', [101]),
      at('here', [100, 113]),
      at('done', [100, 102], 102),
    ]);
    expect(overview).toMatchObject({ by: 'rule', threshold: 10, backtest: null, day: 113 });
    expect(rows.map(({ learner, probability, isAtRisk }) => [learner, probability, isAtRisk])).toEqual([
      ['once', null, false],
      ['gone', null, true],
      ['here', null, false],
    ]);
    expect(rows[1]?.reasons).toEqual({ zh: ['已有 10 天没有活动'], en: ['no activity for 10 days'] });
  });

  it('is nothing where there is none', () => {
    expect(outlook([])).toMatchObject({ overview: { by: 'none', day: 0 }, rows: [] });
  });
});

describe('the threshold', () => {
  const tried = (pairs: readonly (readonly [number, boolean])[]) =>
    pairs.map(([probability, left]) => ({ probability, silence: 5, left }));

  it('is the lowest from which on seven of ten were right', () => {
    const ten = Array.from({ length: 10 }, (_, n) => [0.8, n < 8] as const);
    const more = Array.from({ length: 10 }, () => [0.5, false] as const);
    expect(toThreshold(tried([...ten, ...more]), 100)).toBe(0.51);
  });

  it('is none where ten cannot be named, or never rightly', () => {
    expect(toThreshold(tried([[0.9, true]]), 100)).toBeNull();
    expect(toThreshold(tried(Array.from({ length: 30 }, () => [0.9, false] as const)), 100)).toBeNull();
  });
});
