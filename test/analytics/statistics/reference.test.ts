/** Every exact function against values from scipy and from R's survival package, to the digits that we claim. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile, lnGamma } from '../../../src/analytics/statistics/beta.ts';
import { clopperPearsonInterval } from '../../../src/analytics/statistics/clopper-pearson.ts';
import { survivalQuantile, toSurvivalCurve } from '../../../src/analytics/statistics/kaplan-meier.ts';
import { erfc, normalCdf, normalQuantile } from '../../../src/analytics/statistics/normal.ts';
import { quantile } from '../../../src/analytics/statistics/quantile.ts';
import { studentCdf, studentQuantile } from '../../../src/analytics/statistics/student.ts';
import { toWeightedMean } from '../../../src/analytics/statistics/weighted-mean.ts';
import { wilsonInterval } from '../../../src/analytics/statistics/wilson.ts';

type Row = readonly number[];

interface Reference {
  readonly normal_cdf: readonly Row[];
  readonly normal_quantile: readonly Row[];
  readonly t_quantile: readonly Row[];
  readonly beta_quantile: readonly Row[];
  readonly wilson95: readonly Row[];
  readonly clopper_pearson95: readonly Row[];
  readonly weighted_mean: readonly { s: number[]; w: number[]; mean: number; n_eff: number; se: number }[];
  readonly quantile_type7: { readonly x: readonly number[]; readonly q: readonly Row[] };
  readonly kaplan_meier: {
    readonly time_s: readonly number[];
    readonly event: readonly number[];
    readonly points: readonly (readonly (number | null)[])[];
    readonly quantiles: string;
  };
}

const readFixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));
const reference = readFixture('reference-values.json') as Reference;
/** The same t quantiles with 40 digits (mpmath): those of scipy are off by up to 5e-9. */
const studentRows = readFixture('t-quantiles.json') as readonly Row[];

/** Relative distance; where the wanted value is 0 the value itself. */
const off = (value: number, wanted: number): number => Math.abs(wanted === 0 ? value : value / wanted - 1);
const worst = (distances: readonly number[]): number => Math.max(...distances);

describe('against the reference values', () => {
  it('the normal distribution, down to z = −37', () => {
    const rows = reference.normal_cdf.filter(([z]) => z! >= -37);
    expect(rows.length).toBeGreaterThan(100);
    expect(worst(rows.map(([z, p]) => off(normalCdf(z!), p!)))).toBeLessThan(1e-12);
    expect(worst(rows.map(([z, p]) => off(erfc(-z! / Math.SQRT2) / 2, p!)))).toBeLessThan(1e-12);
  });

  it('the normal quantile, from p = 1e-300 on', () => {
    expect(worst(reference.normal_quantile.map(([p, z]) => off(normalQuantile(p!), z!)))).toBeLessThan(1e-12);
  });

  it('the t quantile, down to half a degree of freedom', () => {
    expect(worst(reference.t_quantile.map(([nu, p, t]) => off(studentQuantile(p!, nu!), t!)))).toBeLessThan(5e-9);
    expect(studentRows).toHaveLength(reference.t_quantile.length);
    expect(worst(studentRows.map(([nu, p, t]) => off(studentQuantile(p!, nu!), t!)))).toBeLessThan(1e-12);
    expect(worst(studentRows.map(([nu, p, t]) => off(studentCdf(t!, nu!), p!)))).toBeLessThan(1e-12);
  });

  it('the beta quantile', () => {
    expect(worst(reference.beta_quantile.map(([a, b, p, x]) => off(betaQuantile(p!, a!, b!), x!)))).toBeLessThan(1e-10);
  });

  it('the intervals of a share', () => {
    const rows = reference.wilson95.map(([k, n, low, high]) => ({ found: wilsonInterval(k!, n!), low, high }));
    expect(worst(rows.flatMap(({ found, low, high }) => [off(found.low, low!), off(found.high, high!)]))).toBeLessThan(
      1e-12,
    );
    const exact = reference.clopper_pearson95.map(([k, n, low, high]) => {
      const found = clopperPearsonInterval(k!, n!);
      return worst([off(found.low, low!), off(found.high, high!)]);
    });
    expect(worst(exact)).toBeLessThan(1e-10);
  });

  it('the weighted mean, its effective number and its standard error', () => {
    for (const { s, w, mean, n_eff, se } of reference.weighted_mean) {
      const found = toWeightedMean(s, w);
      expect(off(found.mean!, mean)).toBeLessThan(1e-12);
      expect(off(found.effective, n_eff)).toBeLessThan(1e-12);
      expect(off(found.error!, se)).toBeLessThan(1e-12);
    }
  });

  it('quantiles of a sample', () => {
    const { x, q } = reference.quantile_type7;
    expect(worst(q.map(([at, value]) => off(quantile(x, at!)!, value!)))).toBeLessThan(1e-12);
  });

  it('the Kaplan–Meier curve, its errors, intervals and quantiles', () => {
    const { time_s, event, points, quantiles } = reference.kaplan_meier;
    const curve = toSurvivalCurve(time_s.map((time, i) => ({ time, ended: event[i] === 1 })));
    for (const [time, survival, error, low, high] of points) {
      const point = curve.findLast((candidate) => candidate.time <= time!)!;
      expect(off(point.survival, survival!)).toBeLessThan(1e-10);
      if (error === null) expect(point.error).toBeNull();
      else expect(off(point.error!, error!)).toBeLessThan(1e-10);
      if (low !== null) expect(off(point.low!, low!)).toBeLessThan(1e-10);
      if (high !== null) expect(off(point.high!, high!)).toBeLessThan(1e-10);
    }
    const wanted = quantiles.split(' ').slice(1).map(Number);
    const median = survivalQuantile(curve, 0.5);
    const p90 = survivalQuantile(curve, 0.9);
    expect([median.value, p90.value, median.low, p90.low, median.high, p90.high]).toEqual(wanted);
  });
});

describe('at the edges', () => {
  it('the normal law ends at 0 and 1', () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(-0.1)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
  });

  it('t is symmetrical, and normal for very many degrees', () => {
    expect(off(studentQuantile(0.025, 4), -studentQuantile(0.975, 4))).toBeLessThan(1e-14);
    expect(studentQuantile(0.5, 3)).toBe(0);
    expect(off(studentQuantile(0.975, 1e13), 1.959963984540054)).toBeLessThan(1e-12);
    // No step where fraction and expansion meet.
    expect(off(studentQuantile(0.975, 99_999.999), studentQuantile(0.975, 100_000))).toBeLessThan(1e-12);
    expect(() => studentQuantile(0.5, 0)).toThrow(RangeError);
  });

  it('the beta law of 1 and 1 is even, and 0 and 1 are its ends', () => {
    expect(betaCdf(0.3, 1, 1)).toBeCloseTo(0.3, 14);
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBe(1);
    expect(betaQuantile(1e-12, 1, 1)).toBeCloseTo(1e-12, 24);
    expect(() => betaQuantile(2, 1, 1)).toThrow(RangeError);
    expect(() => betaCdf(0.5, 0, 1)).toThrow(RangeError);
    // Γ(5) = 24 and Γ(½) = √π.
    expect(lnGamma(5)).toBeCloseTo(Math.log(24), 14);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });

  it('nothing watched is no curve; nothing ended has no quantile', () => {
    expect(toSurvivalCurve([])).toEqual([]);
    const waiting = toSurvivalCurve([{ time: 5, ended: false }]);
    expect(waiting).toEqual([]);
    expect(survivalQuantile(waiting, 0.5)).toEqual({ value: null, low: null, high: null });
  });
});
