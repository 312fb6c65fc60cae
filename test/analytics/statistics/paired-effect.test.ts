/** Gains between two tests, against numbers worked out by hand. */
import { describe, expect, it } from 'vitest';
import { toPairedEffect } from '../../../src/analytics/statistics/paired-effect.ts';

const pairs = (before: readonly number[], after: readonly number[]) =>
  before.map((value, i) => ({ before: value, after: after[i]! }));

describe('the size of a gain', () => {
  /*
   * before 40 50 60 70 80: mean 60, variance 250 · after 50 70 65 85 80: mean 70, variance (400+0+25+225+100)/4 = 187.5
   * covariance (400 + 0 + 0 + 150 + 200)/4 = 187.5 · mean variance 218.75, spread 14.7902 · d = 10/14.7902 = 0.676123
   * J = 1 − 3/15 = 0.8 · g = 0.540899
   * variance of gains 250 + 187.5 − 375 = 62.5
   * v = 0.457143 (62500 + 35156.25 + 70312.5)/(8·4·47851.5625) + 62.5/(4·218.75) = 0.0501458 + 0.0714286 = 0.1215743
   * error 0.348675 · 0.8 (0.676123 ∓ 1.959964·0.348675) = −0.005812 … 1.087609
   */
  it('is Hedges’ g by the mean spread of both tests, with the interval of Bonett', () => {
    const effect = toPairedEffect(pairs([40, 50, 60, 70, 80], [50, 70, 65, 85, 80]));
    expect(effect.n).toBe(5);
    expect(effect.difference).toBeCloseTo(10, 12);
    expect(effect.g).toBeCloseTo(0.540899, 5);
    expect(effect.low).toBeCloseTo(-0.005812, 4);
    expect(effect.high).toBeCloseTo(1.087609, 4);
  });

  it('does not depend on the unit, and turns round with the tests', () => {
    const [before, after] = [
      [4, 5, 6, 7, 9, 3],
      [6, 6, 8, 8, 9, 5],
    ];
    const effect = toPairedEffect(pairs(before!, after!));
    const percent = toPairedEffect(
      pairs(
        before!.map((value) => value * 10),
        after!.map((value) => value * 10),
      ),
    );
    expect(percent.g).toBeCloseTo(effect.g!, 12);
    expect(percent.difference).toBeCloseTo(effect.difference * 10, 12);
    expect(toPairedEffect(pairs(after!, before!)).g).toBeCloseTo(-effect.g!, 12);
  });

  it('is not told of two people, nor where everybody has the same score', () => {
    expect(toPairedEffect([])).toEqual({ n: 0, difference: 0, g: null, low: null, high: null });
    expect(toPairedEffect(pairs([1, 2], [3, 4]))).toMatchObject({ n: 2, difference: 2, g: null });
    expect(toPairedEffect(pairs([5, 5, 5], [7, 7, 7]))).toMatchObject({ n: 3, difference: 2, g: null });
  });

  it('is sure where everybody gains the same and the people differ', () => {
    const effect = toPairedEffect(pairs([10, 20, 30, 40], [20, 30, 40, 50]));
    expect(effect.g).toBeGreaterThan(0);
    expect(effect.low).toBeLessThan(effect.g!);
  });
});
