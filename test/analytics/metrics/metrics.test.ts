/** Each metric by hand: the source article's examples, none, one, and the cases that are easily counted wrong. */
import { describe, expect, it } from 'vitest';
import { NO_COST, toCost, toCpuPerConversation } from '../../../src/analytics/metrics/cost.ts';
import { toOutcome, toResolution } from '../../../src/analytics/metrics/resolution.ts';
import {
  toEffectiveNumber,
  toRatings,
  toResampledSatisfaction,
  toSatisfaction,
  toSatisfactionFigures,
  toScoreCounts,
} from '../../../src/analytics/metrics/satisfaction.ts';
import { type Targets, toResponseVerdict, toServiceLevel } from '../../../src/analytics/metrics/service-level.ts';
import { toResponseTimes, toTimeMetrics, toWaitShares } from '../../../src/analytics/metrics/times.ts';
import { toTrend } from '../../../src/analytics/metrics/trend.ts';
import { MINUTE, START, TEN, toFacts } from '../facts.ts';

const rate = (scores: readonly number[]) => scores.map((score, i) => ({ score, at: START + i, course: null }));
const repeat = <T>(times: number, value: T): T[] => Array.from({ length: times }, () => value);

describe('satisfaction', () => {
  it('of the source’s five ratings is 8.0, 6.04 to 9.96, by equal weights of 0.2 too', () => {
    const five = rate([8, 9, 7, 10, 6]);
    const plain = toSatisfaction(five);
    expect(plain).toMatchObject({ value: 8, n: 5 });
    expect(plain.low).toBeCloseTo(6.04, 2);
    expect(plain.high).toBeCloseTo(9.96, 2);
    const custom = toSatisfaction(five, { kind: 'custom', weights: repeat(5, 0.2) });
    expect(custom.value).toBeCloseTo(8, 12);
    expect(toEffectiveNumber(five, { kind: 'custom', weights: repeat(5, 0.2) })).toBeCloseTo(5, 12);
  });

  it('of its hundred ratings is 8.2, which is 82 as a percentage and no share', () => {
    const scores = [...repeat(40, 9), ...repeat(40, 8), ...repeat(20, 7)];
    const rows = scores.map((score) => toFacts({ score, ratingAsked: true }));
    const figures = toSatisfactionFigures(rows);
    expect(figures.satisfaction.value).toBeCloseTo(8.2, 12);
    expect(figures.satisfactionPercent.value).toBeCloseTo(82, 12);
    expect(figures.csat.value).toBe(0.8);
    expect(figures.nps.value).toBe(40);
  });

  it('by recency halves what is a half-life old', () => {
    const day = 1440 * MINUTE;
    const ratings = [
      { score: 10, at: START, course: null },
      { score: 4, at: START - 30 * day, course: null },
    ];
    // (10 + 4/2) / 1.5, and (1.5)² / 1.25 ratings.
    const recency = { kind: 'recency', now: START, halfLifeMs: 30 * day } as const;
    expect(toSatisfaction(ratings, recency).value).toBeCloseTo(8, 12);
    expect(toEffectiveNumber(ratings, recency)).toBeCloseTo(1.8, 12);
  });

  it('by course gives a small course the weight it is given', () => {
    const ratings = [...repeat(9, { score: 9, at: START, course: 'a' }), { score: 3, at: START, course: 'b' }];
    const weights = new Map([
      ['a', 1],
      ['b', 9],
    ]);
    expect(toSatisfaction(ratings, { kind: 'course', weights }).value).toBeCloseTo(6, 12);
    expect(toSatisfaction([{ score: 5, at: 0, course: 'c' }], { kind: 'course', weights }).value).toBe(5);
  });

  it('resampled stays within the scale and repeats itself', () => {
    const ratings = rate([10, 10, 10, 10, 9, 10, 10, 10, 2, 10, 10, 10]);
    const found = toResampledSatisfaction(ratings);
    expect(found.high).toBeLessThanOrEqual(10);
    expect(found.low).toBeGreaterThan(2);
    expect(toResampledSatisfaction(ratings)).toEqual(found);
    expect(toResampledSatisfaction([])).toEqual({ value: null, n: 0 });
  });

  it('refuses weights that are none', () => {
    expect(() => toSatisfaction(rate([5]), { kind: 'custom', weights: [] })).toThrow(RangeError);
    expect(toSatisfaction(rate([5]), { kind: 'custom', weights: [0] }).value).toBeNull();
    expect(toScoreCounts(toRatings(TEN))).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });
});

describe('response times', () => {
  it('are watched until now, or until the ticket ended without a reply', () => {
    const now = START + 60 * MINUTE;
    const rows = [
      toFacts({ escalatedAt: START, firstReplyAt: START + MINUTE }),
      toFacts({ escalatedAt: START }),
      toFacts({ escalatedAt: START, resolvedAt: START + 5 * MINUTE, resolution: 'confirmed' }),
      toFacts(),
    ];
    expect(toResponseTimes(rows, now)).toEqual([
      { time: MINUTE, ended: true },
      { time: 60 * MINUTE, ended: false },
      { time: 5 * MINUTE, ended: false },
    ]);
  });

  it('are not known where too few have ended', () => {
    const watched = [{ time: 1, ended: true }, ...repeat(3, { time: 9, ended: false })];
    expect(toTimeMetrics(watched, [0.2, 0.5], 3)).toEqual([
      { value: 1, n: 1, pending: 3 },
      { value: null, n: 1, pending: 3 },
    ]);
    expect(toTimeMetrics([], [0.5], 0)).toEqual([{ value: null, n: 0, pending: 0 }]);
  });

  it('below a wished time: what was observed, and what two laws say', () => {
    // Mean 2, spread 0.5.
    const watched = [1.5, 2.5, 1.5, 2.5].map((time) => ({ time, ended: true }));
    const shares = toWaitShares(watched, 2);
    expect(shares.observed).toMatchObject({ value: 0.5, n: 4 });
    expect(shares.normal.value).toBe(0.5);
    // Φ(−1) = 0.1587 at the first step, where the curve rises to one half.
    expect(shares.normalDistance.value).toBeCloseTo(0.5 - 0.15865525393145707, 12);
    expect(shares.logNormalDistance.value).toBeGreaterThan(0.3);
  });

  it('count who has waited longer already, and leave out who has not', () => {
    const watched = [
      { time: 1, ended: true },
      { time: 9, ended: false },
      { time: 1, ended: false },
    ];
    expect(toWaitShares(watched, 5).observed).toMatchObject({ value: 0.5, n: 2 });
  });

  it('of none are null; of equal ones the law is a step', () => {
    expect(toWaitShares([], 5).normal).toEqual({ value: null, n: 0 });
    const same = repeat(3, { time: 4, ended: true });
    expect([3, 4, 5].map((t) => toWaitShares(same, t).normal.value)).toEqual([0, 0, 1]);
    expect(toWaitShares([{ time: 0, ended: true }], 1).logNormal.value).toBeNull();
    expect(() => toWaitShares([], -1)).toThrow(RangeError);
  });
});

describe('promised times', () => {
  /** Open around the clock; half an hour for a reply, a day for a resolution. */
  const targets: Targets = (queue) =>
    queue === 'q'
      ? { firstResponseMs: 30 * MINUTE, resolutionMs: 1440 * MINUTE, openMs: (from, to) => to - from }
      : null;
  const now = START + 45 * MINUTE;
  const ticket = (facts: object) => toFacts({ queue: 'q', escalatedAt: START, ...facts });
  const verdict = (facts: object) => toResponseVerdict(ticket(facts), targets, now)?.verdict;

  it('are kept up to the last moment', () => {
    expect(verdict({ firstReplyAt: START + 30 * MINUTE })).toBe('met');
    expect(verdict({ firstReplyAt: START + 30 * MINUTE + 1 })).toBe('breached');
    expect(verdict({})).toBe('breached');
    expect(verdict({ escalatedAt: START + 20 * MINUTE })).toBe('running');
    expect(verdict({ resolvedAt: START + MINUTE, resolution: 'confirmed' })).toBe('spared');
    expect(verdict({ queue: 'gone' })).toBeUndefined();
    expect(verdict({ escalatedAt: null })).toBeUndefined();
  });

  it('as shares leave out what still runs', () => {
    const rows = [
      ticket({ firstReplyAt: START + 10 * MINUTE }),
      ticket({ firstReplyAt: START + 20 * MINUTE }),
      ticket({}),
      ticket({ escalatedAt: START + 40 * MINUTE }),
    ];
    const found = toServiceLevel(rows, targets, now);
    expect(found.withinTargetObserved).toMatchObject({ value: 2 / 3, n: 3, pending: 1 });
    expect(found.responseMet).toEqual({ value: 2, n: 4 });
    expect(found.responseBreached).toEqual({ value: 1, n: 4 });
    // Ratios 1/3 and 2/3: μ 0.5, σ 1/6, so Φ(3).
    expect(found.withinTargetNormal.value).toBeCloseTo(0.9986501019683699, 12);
    expect(found.resolutionWithinTarget).toMatchObject({ value: null, n: 0, pending: 4 });
  });
});

describe('outcomes', () => {
  it('add up to all conversations', () => {
    expect(TEN.map(toOutcome)).toEqual([
      'confirmed',
      'confirmed',
      'assumed',
      'abandoned',
      'people',
      'people',
      'open',
      'open',
      'open',
      'assumed',
    ]);
    const mix = toResolution(TEN);
    const shares = [mix.confirmedShare, mix.assumedShare, mix.byPeopleShare, mix.abandonedShare, mix.openShare];
    expect(shares.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 12);
  });

  it('say how often the first answer was wrong', () => {
    const rows = [toFacts({ answers: 3, refusals: 1, misses: 1 }), toFacts({ answers: 1, refusals: 2 })];
    expect(toResolution(rows)).toMatchObject({
      misdiagnosisRate: { value: 0.5, n: 4 },
      missRate: { value: 0.2, n: 5 },
    });
    expect(toResolution([]).misdiagnosisRate).toEqual({ value: null, n: 0 });
  });
});

describe('cost', () => {
  const rows = [
    toFacts({ resolution: 'confirmed', resolvedAt: START }),
    toFacts({ resolution: 'agent', resolvedAt: START, escalatedAt: START, handlingMs: 30 * MINUTE }),
  ];

  it('is working time at the price of an hour, over what was resolved', () => {
    const found = toCost(rows, { perAgentHour: 80, perConversation: 0.5 });
    expect(found.handlingMinutes).toEqual({ value: 30, n: 1 });
    expect(found.botShare).toMatchObject({ value: 0.5, n: 2 });
    // (0.5 × 80 + 2 × 0.5) / 2
    expect(found.costPerResolution).toEqual({ value: 20.5, n: 2 });
  });

  it('is processor time too, of the conversations that began while the process ran', () => {
    const [first, second] = rows;
    const since = Math.max(first!.startedAt, second!.startedAt);
    const n = rows.filter(({ startedAt }) => startedAt >= since).length;
    expect(toCpuPerConversation(rows, { since, cpuMs: 120 })).toEqual({ value: Math.round(120 / n), n });
    expect(toCpuPerConversation(rows, { since: Number.POSITIVE_INFINITY, cpuMs: 120 })).toEqual({ value: null, n: 0 });
  });

  it('is not guessed', () => {
    expect(toCost(rows, NO_COST).costPerResolution).toEqual({ value: null, n: 2 });
    expect(toCost([], NO_COST)).toMatchObject({
      handlingMsPerTicket: { value: null, n: 0 },
      botShare: { value: null },
    });
  });
});

describe('a trend', () => {
  const share = (value: number, n: number, low: number, high: number) => ({ value, n, low, high });

  it('is Newcombe’s interval for shares', () => {
    const trend = toTrend(share(0.8, 70, 0.6924, 0.8773), share(0.6, 80, 0.4904, 0.7004))!;
    expect(trend.difference).toBeCloseTo(0.2, 12);
    expect(trend.low).toBeCloseTo(0.053, 2);
    expect(trend.direction).toBe('up');
  });

  it('is level where the interval holds 0, and nothing below 30', () => {
    expect(toTrend(share(0.8, 40, 0.65, 0.9), share(0.75, 40, 0.6, 0.86))!.direction).toBe('level');
    expect(toTrend(share(0.8, 29, 0.6, 0.9), share(0.2, 400, 0.1, 0.3))).toBeNull();
    expect(toTrend(share(0.8, 40, 0.6, 0.9), undefined)).toBeNull();
    expect(toTrend({ value: 8, n: 40 }, { value: 7, n: 40 })).toBeNull();
  });

  it('takes a plain count as Poisson', () => {
    expect(toTrend({ value: 200, n: 200 }, { value: 100, n: 100 })!.direction).toBe('up');
    expect(toTrend({ value: 110, n: 110 }, { value: 100, n: 100 })!.direction).toBe('level');
  });
});
