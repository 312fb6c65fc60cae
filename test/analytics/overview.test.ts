/** The overview: ten conversations by hand, and what is left when there are none, one, or only equal ones. */
import { describe, expect, it } from 'vitest';
import { type Overview, toOverview } from '../../src/analytics/overview.ts';
import { MINUTE, START, TEN, toFacts } from './facts.ts';

const valuesOf = (figures: object): Record<string, [number | null, number]> =>
  Object.fromEntries(Object.entries(figures).map(([name, { value, n }]) => [name, [value, n]]));

const NAMES: readonly (keyof Overview['metrics'])[] = [
  'conversations',
  'confirmed',
  'assumed',
  'escalated',
  'open',
  'satisfaction',
  'durable',
  'satisfactionPercent',
  'csat',
  'nps',
  'responseRate',
  'firstResponseMedianMs',
  'firstResponseP90Ms',
  'resolutionMedianMs',
  'resolutionP90Ms',
];

describe('of ten conversations', () => {
  const { metrics, categories } = toOverview(TEN);

  it('has the figures worked out by hand', () => {
    expect(valuesOf(metrics)).toEqual({
      conversations: [10, 10],
      // The one that a learner confirmed after people had answered is theirs.
      confirmed: [2, 10],
      assumed: [2, 10],
      escalated: [4, 10],
      open: [3, 10],
      durable: [null, 0],
      // 9, 10, 7, 8, 6
      satisfaction: [8, 5],
      satisfactionPercent: [80, 5],
      csat: [0.6, 5],
      nps: [20, 5],
      responseRate: [5 / 7, 7],
      // 2, 6, 10 minutes and one that still waits after a day: exactly half are through between 6 and 10
      firstResponseMedianMs: [8 * MINUTE, 3],
      firstResponseP90Ms: [null, 3],
      // 2, 4, 30, 60 minutes and three open ones; those that went quiet are not in it
      resolutionMedianMs: [60 * MINUTE, 4],
      resolutionP90Ms: [null, 4],
    });
  });

  it('says how sure it is and what still waits', () => {
    expect(metrics.satisfaction.low).toBeCloseTo(6.0368, 3);
    expect(metrics.satisfaction.high).toBeCloseTo(9.9632, 3);
    expect(metrics.satisfactionPercent.low).toBeCloseTo(60.368, 2);
    expect(metrics.csat.low).toBeCloseTo(0.2307, 4);
    expect(metrics.nps.high).toBeCloseTo(85.59, 1);
    expect(metrics.responseRate.low).toBeGreaterThan(0.3);
    expect(metrics.firstResponseMedianMs.pending).toBe(1);
    expect(metrics.resolutionMedianMs.pending).toBe(3);
    expect(metrics.durable.pending).toBe(4);
  });

  it('has the same by category, the largest first', () => {
    expect(Object.keys(categories)).toEqual(['payment', 'technical', 'uncategorised']);
    expect(valuesOf(categories.payment!)).toEqual({
      conversations: [5, 5],
      confirmed: [0, 5],
      assumed: [1, 5],
      escalated: [4, 5],
      open: [2, 5],
      satisfaction: [7, 3],
    });
    expect(valuesOf(categories.uncategorised!)).toMatchObject({
      conversations: [1, 1],
      open: [0, 1],
      satisfaction: [null, 0],
    });
  });

  it('does not depend on the order of the conversations', () => {
    expect(toOverview(TEN.toReversed())).toEqual({ metrics, categories });
  });
});

it('of none: counts are 0, everything else null, nothing has an interval', () => {
  const { metrics, categories } = toOverview([]);
  const counts = ['conversations', 'confirmed', 'assumed', 'escalated', 'open'];
  expect(Object.keys(metrics).sort()).toEqual([...NAMES].sort());
  for (const name of NAMES) {
    expect(metrics[name].value, name).toBe(counts.includes(name) ? 0 : null);
    expect(metrics[name].n, name).toBe(0);
    expect(metrics[name].low, name).toBeUndefined();
  }
  expect(categories).toEqual({});
});

it('of one: the values are its own, and only shares have an interval', () => {
  const { metrics } = toOverview([
    toFacts({
      escalatedAt: START,
      firstReplyAt: START + MINUTE,
      resolution: 'agent',
      resolvedAt: START + 2 * MINUTE,
      ratingAsked: true,
      score: 4,
    }),
  ]);
  expect(valuesOf(metrics)).toMatchObject({
    satisfaction: [4, 1],
    satisfactionPercent: [40, 1],
    csat: [0, 1],
    nps: [-100, 1],
    responseRate: [1, 1],
    firstResponseMedianMs: [MINUTE, 1],
    firstResponseP90Ms: [MINUTE, 1],
    resolutionMedianMs: [2 * MINUTE, 1],
    resolutionP90Ms: [2 * MINUTE, 1],
  });
  expect(NAMES.filter((name) => metrics[name].low !== undefined)).toEqual(['csat', 'responseRate']);
});

it('of equal ones: no spread is no certainty', () => {
  const same = { resolution: 'confirmed', resolvedAt: START + MINUTE, ratingAsked: true, score: 10 };
  const { metrics } = toOverview(Array.from({ length: 40 }, () => toFacts(same)));
  expect(metrics.satisfaction).toEqual({ value: 10, n: 40 });
  expect(metrics.nps).toEqual({ value: 100, n: 40 });
  expect(metrics.csat.low).toBeLessThan(1);
  expect(metrics.resolutionP90Ms).toEqual({ value: MINUTE, n: 40, low: MINUTE, high: MINUTE, pending: 0 });
});

it('the interval of the mean stays on the scale', () => {
  const { metrics } = toOverview([10, 10, 9].map((score) => toFacts({ ratingAsked: true, score })));
  expect(metrics.satisfaction.high).toBe(10);
  expect(metrics.satisfactionPercent.high).toBe(100);
});

it('a rating that nobody recorded asking for counts as asked', () => {
  const { metrics } = toOverview([toFacts({ score: 5 }), toFacts({ ratingAsked: true })]);
  expect(metrics.responseRate).toMatchObject({ value: 0.5, n: 2 });
});

it('a reopened conversation is open again, and what people closed without a reply is not waiting', () => {
  const { metrics } = toOverview([
    toFacts({ reopened: 1, resolution: null, resolvedAt: null }),
    toFacts({ escalatedAt: START, resolution: 'agent', resolvedAt: START + MINUTE }),
  ]);
  expect(metrics.open.value).toBe(1);
  expect(metrics.firstResponseMedianMs).toEqual({ value: null, n: 0, pending: 0 });
});
