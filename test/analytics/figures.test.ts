/** The small figures against hand-computed values, with none, one and only equal values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scale, toShare } from '../../src/analytics/metric.ts';
import { toNps } from '../../src/analytics/nps.ts';
import { meanInterval } from '../../src/analytics/statistics/mean-interval.ts';
import { quantile, quantileRanks, toQuantileMetric } from '../../src/analytics/statistics/quantile.ts';
import { studentQuantile } from '../../src/analytics/statistics/student.ts';
import { weightedMean } from '../../src/analytics/statistics/weighted-mean.ts';
import { wilsonInterval } from '../../src/analytics/statistics/wilson.ts';

describe('the weighted mean', () => {
  it('of 8, 9, 7, 10, 6 with weights of 0.2 is 8.0', () => {
    expect(weightedMean([8, 9, 7, 10, 6], [0.2, 0.2, 0.2, 0.2, 0.2])).toBe(8);
  });

  it('follows the weights, whatever they add up to', () => {
    // (8 + 18 + 21 + 40 + 30) / 15
    expect(weightedMean([8, 9, 7, 10, 6], [1, 2, 3, 4, 5])).toBeCloseTo(7.8, 12);
    expect(weightedMean([3, 9], [0, 2])).toBe(9);
  });

  it('of one value is that value, of none is null', () => {
    expect(weightedMean([7], [0.3])).toBeCloseTo(7, 12);
    expect(weightedMean([], [])).toBeNull();
    expect(weightedMean([7], [0])).toBeNull();
  });

  it('refuses what is no weight', () => {
    expect(() => weightedMean([1], [])).toThrow(RangeError);
    expect(() => weightedMean([1], [-1])).toThrow(RangeError);
    expect(() => weightedMean([1], [Number.NaN])).toThrow(RangeError);
  });
});

describe('the Wilson interval', () => {
  it.each([
    [60, 100, 0.5020025867910618, 0.6905987135675411],
    [80, 100, 0.7111708344068411, 0.8666330666689676],
    [3, 5, 0.2307242812760129, 0.8823792257673522],
    [12345, 67890, 0.17895489704038053, 0.18475764195033373],
    [1, 1_000_000, 1.7652457674537176e-7, 5.664911804311445e-6],
    // One of one: 1 / (1 + z²) and 1.
    [1, 1, 0.2065493143772374, 1],
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371106, 1],
  ])('of %i in %i', (part, n, low, high) => {
    const interval = wilsonInterval(part, n);
    expect(interval.low).toBeCloseTo(low, 14);
    expect(interval.high).toBeCloseTo(high, 14);
  });

  it('of nothing says nothing, and a share above one is refused', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(() => wilsonInterval(2, 1)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 1)).toThrow(RangeError);
    expect(() => wilsonInterval(Number.NaN, 1)).toThrow(RangeError);
  });

  it('holds the share and mirrors its opposite', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (part, rest) => {
        const n = part + rest;
        fc.pre(n > 0);
        const { low, high } = wilsonInterval(part, n);
        expect(low >= 0 && low <= part / n && part / n <= high && high <= 1).toBe(true);
        expect(wilsonInterval(rest, n).low).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  it('makes a share a metric, null for none', () => {
    expect(toShare(0, 0)).toEqual({ value: null, n: 0 });
    expect(toShare(3, 5)).toMatchObject({ value: 0.6, n: 5 });
  });
});

describe('the interval of a mean', () => {
  it.each([
    // One degree: tan(0.475 π). Two: 0.95 √(2 / (1 − 0.95²)).
    [1, Math.tan(0.475 * Math.PI)],
    [2, 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))],
    [4, 2.7764451051977987],
    [30, 2.0422724563012373],
    [1000, 1.9623390808264074],
  ])('uses Student’s t: %i degrees of freedom', (degrees, t) => {
    expect(studentQuantile(0.975, degrees) / t).toBeCloseTo(1, 11);
  });

  it('of 8, 9, 7, 10, 6 is 6.04 to 9.96', () => {
    // s² = 10 / 4, so 8 ± 2.776 √(2.5 / 5).
    const interval = meanInterval([8, 9, 7, 10, 6]);
    expect(interval?.low).toBeCloseTo(8 - 2.7764451051977987 * Math.sqrt(0.5), 10);
    expect(interval?.high).toBeCloseTo(9.963243161477555, 10);
  });

  it('does not exist for none, one, or only equal values', () => {
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([8])).toBeNull();
    expect(meanInterval([0.1, 0.1, 0.1])).toBeNull();
  });
});

describe('NPS', () => {
  it('of 8, 9, 7, 10, 6 is +20, plus or minus 66', () => {
    const { value, n, low, high } = toNps([8, 9, 7, 10, 6]);
    expect([value, n]).toEqual([20, 5]);
    // 196 √((0.4 + 0.2 − 0.04) / 5)
    expect(high! - value!).toBeCloseTo(65.59, 1);
    expect(value! - low!).toBeCloseTo(65.59, 1);
  });

  it('counts 9 and 10 up, 0 to 6 down, 7 and 8 not', () => {
    expect(toNps([9, 10, 7, 8]).value).toBe(50);
    expect(toNps([0, 6, 7, 8]).value).toBe(-50);
  });

  it('of none is null; of one or only equal ones it has no interval', () => {
    expect(toNps([])).toEqual({ value: null, n: 0 });
    expect(toNps([3])).toEqual({ value: -100, n: 1 });
    expect(toNps([10, 10, 9])).toEqual({ value: 100, n: 3 });
    expect(toNps([7, 7])).toEqual({ value: 0, n: 2 });
  });

  it('stays within the scale', () => {
    expect(toNps([10, 10, 10, 7])).toMatchObject({ value: 75, high: 100 });
  });
});

describe('quantiles', () => {
  it('lie between order statistics (type 7)', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    // Position 0.9 × 4 = 3.6 in 10, 20, 30, 40, 50.
    expect(quantile([50, 40, 30, 20, 10], 0.9)).toBeCloseTo(46, 12);
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 1)).toBe(3);
  });

  it('of none are null, of one and of equal values that value', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([0.1, 0.1, 0.1], 0.3)).toBe(0.1);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
  });

  it('leave the values as they are', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  it.each([
    // The least n for the median: both tails of six coin tosses hold 1/64 = 1.6 %.
    [5, 0.5, null],
    [6, 0.5, { low: 0, high: 5 }],
    [10, 0.5, { low: 1, high: 8 }],
    [100, 0.5, { low: 39, high: 60 }],
    [35, 0.9, null],
    [36, 0.9, { low: 28, high: 35 }],
    [1000, 0.9, { low: 880, high: 918 }],
    [0, 0.5, null],
  ])('have their interval between binomial ranks: n = %i, q = %d', (n, q, ranks) => {
    expect(quantileRanks(n, q)).toEqual(ranks);
  });

  it('as a metric say what they leave out', () => {
    expect(toQuantileMetric([], 0.5, 3)).toEqual({ value: null, n: 0, pending: 3 });
    expect(toQuantileMetric([1, 2], 0.5, 0)).toEqual({ value: 2, n: 2, pending: 0 });
    expect(toQuantileMetric([6, 5, 4, 3, 2, 1], 0.5, 1)).toEqual({ value: 4, n: 6, low: 1, high: 6, pending: 1 });
  });
});

it('a metric is scaled with its interval', () => {
  expect(scale({ value: 8, n: 5, low: 6, high: 9 }, 10)).toEqual({ value: 80, n: 5, low: 60, high: 90 });
  expect(scale({ value: null, n: 0 }, 10)).toEqual({ value: null, n: 0 });
});
