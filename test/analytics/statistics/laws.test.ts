/** Fitted laws, differences and resampling against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../../src/analytics/statistics/bootstrap.ts';
import { createChance } from '../../../src/analytics/statistics/chance.ts';
import { survivalAt, survivalQuantile, toSurvivalCurve } from '../../../src/analytics/statistics/kaplan-meier.ts';
import {
  fitLogNormal,
  fitNormal,
  kolmogorovDistance,
  logNormalShareBelow,
  normalShareBelow,
  shareBelow,
} from '../../../src/analytics/statistics/laws.ts';
import { shareDifference } from '../../../src/analytics/statistics/newcombe.ts';

describe('the normal law of waiting times', () => {
  it('says 0.5 for μ 2, σ 0.5, t 2', () => {
    expect(normalShareBelow(2, { mu: 2, sigma: 0.5 })).toBe(0.5);
    expect(normalShareBelow(3, { mu: 2, sigma: 0.5 })).toBeCloseTo(0.97724986805182, 13);
  });

  it('is a step where nothing spreads, and nothing where there is nothing', () => {
    expect([1.9, 2, 2.1].map((t) => normalShareBelow(t, { mu: 2, sigma: 0 }))).toEqual([0, 0, 1]);
    expect(fitNormal([])).toBeNull();
    expect(fitNormal([0.1, 0.1, 0.1])!.sigma).toBe(0);
    expect(fitNormal([1, 3])).toEqual({ mu: 2, sigma: 1 });
    expect(() => normalShareBelow(1, { mu: 0, sigma: -1 })).toThrow(RangeError);
  });

  it('of logarithms knows no zero', () => {
    expect(fitLogNormal([1, Math.E ** 2])).toEqual({ mu: 1, sigma: 1 });
    expect(fitLogNormal([0, 1])).toBeNull();
    expect(logNormalShareBelow(Math.E, { mu: 1, sigma: 1 })).toBe(0.5);
    expect(logNormalShareBelow(0, { mu: 1, sigma: 1 })).toBe(0);
  });
});

describe('the distance between a curve and a law', () => {
  it('looks on both sides of each step', () => {
    // Even law on 0..1: at 0.5 the curve jumps from 0 to 1.
    expect(kolmogorovDistance([0.5], (x) => x)).toBe(0.5);
    expect(kolmogorovDistance([0.25, 0.75], (x) => x)).toBe(0.25);
    expect(kolmogorovDistance([0.9, 0.9], (x) => x)).toBe(0.9);
    expect(kolmogorovDistance([], (x) => x)).toBeNull();
  });

  it('the observed share is of values below', () => {
    expect(shareBelow([1, 2, 2, 3], 2)).toBe(0.25);
    expect(shareBelow([], 2)).toBeNull();
  });
});

describe('the difference of two shares', () => {
  it('has the interval of Newcombe’s first example', () => {
    // 56/70 − 48/80: 0.2, 0.0524 to 0.3339 (Newcombe 1998, table II, method 10).
    const { value, low, high } = shareDifference(56, 70, 48, 80)!;
    expect(value).toBeCloseTo(0.2, 12);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('mirrors, stays within ±1, and needs two samples', () => {
    const there = shareDifference(3, 10, 5, 9)!;
    const back = shareDifference(5, 9, 3, 10)!;
    expect(there.low).toBeCloseTo(-back.high, 12);
    expect(shareDifference(5, 5, 0, 5)!.high).toBeLessThanOrEqual(1);
    expect(shareDifference(0, 0, 1, 2)).toBeNull();
  });
});

describe('resampling', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const values = Array.from({ length: 40 }, (_, i) => (i * 7) % 11);

  it('repeats itself with its seed', () => {
    const once = bootstrapInterval(values, mean, { seed: 7 });
    expect(bootstrapInterval(values, mean, { seed: 7 })).toEqual(once);
    expect(bootstrapInterval(values, mean, { seed: 8 })).not.toEqual(once);
  });

  it('agrees with the formula where there is one', () => {
    const { low, high } = bootstrapInterval(values, mean, { seed: 1, samples: 8000 })!;
    const sd = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
    const reach = (1.96 * sd) / Math.sqrt(values.length);
    expect(low).toBeCloseTo(mean(values) - reach, 0.9);
    expect(high).toBeCloseTo(mean(values) + reach, 0.9);
    expect((high - low) / (2 * reach)).toBeCloseTo(1, 1);
  });

  it('has nothing to say about too few and equal values', () => {
    expect(bootstrapInterval([1, 2], mean, { seed: 1 })).toBeNull();
    expect(bootstrapInterval([4, 4, 4, 4], mean, { seed: 1 })).toBeNull();
  });

  it('draws evenly', () => {
    const chance = createChance(3);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) counts[Math.floor(chance() * 10)]!++;
    expect(Math.max(...counts.map((count) => Math.abs(count - 2000)))).toBeLessThan(170);
  });
});

describe('what is still open', () => {
  it('counts for as long as it was watched', () => {
    // 1 and 3 ended, one was still open at 2: S = 2/3, then 0 of one.
    const curve = toSurvivalCurve([
      { time: 3, ended: true },
      { time: 1, ended: true },
      { time: 2, ended: false },
    ]);
    expect(curve.map(({ time, atRisk, ended }) => [time, atRisk, ended])).toEqual([
      [1, 3, 1],
      [3, 1, 1],
    ]);
    expect([0.5, 1, 2.9, 3].map((t) => survivalAt(curve, t))).toEqual([1, 2 / 3, 2 / 3, 0]);
    expect(survivalQuantile(curve, 0.5).value).toBe(3);
    expect(curve[1]).toMatchObject({ survival: 0, error: null, low: null, high: null });
  });

  it('lies half way where the curve stands exactly at the share', () => {
    const curve = toSurvivalCurve([1, 2, 3, 4].map((time) => ({ time, ended: true })));
    expect(survivalQuantile(curve, 0.5).value).toBe(2.5);
  });
});
