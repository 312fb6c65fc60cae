/** Who buys again: the source's two rates, what a young cohort may not say, and purchases that are easily counted twice. */
import { describe, expect, it } from 'vitest';
import { toCohorts, toPurchaseAfterRating } from '../../../src/analytics/metrics/cohorts.ts';
import {
  DAY_MS,
  toRepurchaseRate,
  toRetentionRate,
  toSecondPurchaseMs,
} from '../../../src/analytics/metrics/loyalty.ts';
import { toFacts } from '../facts.ts';

const DAY_0 = Date.UTC(2026, 0, 1);
const at = (day: number) => DAY_0 + day * DAY_MS;
const buy = (learner: string, ...days: number[]) =>
  days.map((day) => ({ learner, course: 'sql', purchasedAt: at(day), amount: 99 }));
const many = (count: number, from: number, ...days: number[]) =>
  Array.from({ length: count }, (_, i) => buy(`local:${from + i}`, ...days)).flat();

describe('the repurchase rate', () => {
  const all = { from: null, to: null, days: 90 };

  it('of 60 in 100 is 60 %, 50.2 to 69.1', () => {
    const rate = toRepurchaseRate([...many(60, 0, 0, 30), ...many(40, 60, 0)], { ...all, now: at(200) });
    expect(rate).toMatchObject({ value: 0.6, n: 100, pending: 0 });
    expect(rate.low).toBeCloseTo(0.502, 3);
    expect(rate.high).toBeCloseTo(0.691, 3);
  });

  it('counts the last day in, later ones out, and who has not had the days not at all', () => {
    const purchases = [...buy('a', 0, 90), ...buy('b', 0, 91), ...buy('c', 150, 151)];
    expect(toRepurchaseRate(purchases, { ...all, now: at(200) })).toMatchObject({ value: 0.5, n: 2, pending: 1 });
  });

  it('takes two courses bought at once as one purchase, and the first purchase ever as the cohort', () => {
    const purchases = [...buy('a', 0, 0), ...buy('b', 0, 20)];
    expect(toRepurchaseRate(purchases, { ...all, now: at(200) })).toMatchObject({ value: 0.5, n: 2 });
    // The second purchase of b makes no second cohort.
    expect(toRepurchaseRate(purchases, { from: at(10), to: at(30), days: 90, now: at(200) })).toMatchObject({ n: 0 });
    expect(toRepurchaseRate([], { ...all, now: at(0) })).toEqual({ value: null, n: 0, pending: 0 });
  });
});

describe('the retention rate', () => {
  it('of 80 in 100 is 80 %, 71.1 to 86.7', () => {
    const activity = [
      ...Array.from({ length: 100 }, (_, i) => ({ learner: `local:${i}`, at: at(5) })),
      ...Array.from({ length: 80 }, (_, i) => ({ learner: `local:${i}`, at: at(35) })),
      // New ones count for the next period.
      { learner: 'local:new', at: at(40) },
    ];
    const rate = toRetentionRate(activity, { before: at(0), from: at(30), to: at(60), now: at(90) });
    expect(rate).toMatchObject({ value: 0.8, n: 100, pending: 0 });
    expect(rate.low).toBeCloseTo(0.711, 3);
    expect(rate.high).toBeCloseTo(0.867, 3);
  });

  it('of a period that still runs can only rise', () => {
    const activity = [
      { learner: 'a', at: at(1) },
      { learner: 'b', at: at(1) },
      { learner: 'a', at: at(31) },
    ];
    expect(toRetentionRate(activity, { before: at(0), from: at(30), to: at(60), now: at(40) })).toMatchObject({
      value: 0.5,
      pending: 1,
    });
  });
});

describe('the cohort table', () => {
  const purchases = [...buy('a', 0, 20), ...buy('b', 3), ...buy('c', 40, 45), ...buy('d', 58)];
  const cohorts = toCohorts(purchases, at(75), 'UTC');

  it('has a row for each month of first purchase and says which cells are not ripe', () => {
    expect(cohorts.map(({ month, learners }) => [month, learners])).toEqual([
      ['2026-01', 2],
      ['2026-02', 2],
    ]);
    const [january, february] = cohorts;
    expect(january!.within.map(({ value }) => value)).toEqual([0.5, 0.5, null, null, null]);
    // d has had 17 days only.
    expect(february!.within[0]).toMatchObject({ value: 1, n: 1, pending: 1 });
    expect(february!.within[2]).toMatchObject({ value: null, n: 0, pending: 2 });
  });

  it('goes by the months of the time zone', () => {
    expect(toCohorts(buy('a', 31 - 1 / 24), at(90), 'Asia/Shanghai')[0]!.month).toBe('2026-02');
    expect(toCohorts([], at(0), 'UTC')).toEqual([]);
  });

  it('says when a share has bought again, those who have not counted', () => {
    expect(toSecondPurchaseMs(purchases, at(75), 0.2)).toMatchObject({ value: 5 * DAY_MS, n: 2, pending: 2 });
    expect(toSecondPurchaseMs(buy('a', 1), at(2), 0.5)).toEqual({ value: null, n: 0, pending: 1 });
  });
});

it('purchases after a rating are counted by the first rating and within the days only', () => {
  const rows = [
    toFacts({ learner: 'local:a', startedAt: at(0), score: 10 }),
    toFacts({ learner: 'local:a', startedAt: at(5), score: 1 }),
    toFacts({ learner: 'local:b', startedAt: at(0), score: 9 }),
    toFacts({ learner: 'local:c', startedAt: at(0), score: 3 }),
    toFacts({ learner: 'local:d', startedAt: at(190), score: 7 }),
  ];
  const purchases = [...buy('local:a', 30), ...buy('local:b', 120), ...buy('local:c', -3)];
  const table = toPurchaseAfterRating(rows, purchases, 90, at(200));
  expect(table).toMatchObject({
    high: { value: 0.5, n: 2 },
    low: { value: 0, n: 1 },
    middle: { value: null, n: 0, pending: 1 },
  });
});
