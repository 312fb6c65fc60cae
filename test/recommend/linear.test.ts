import { describe, expect, it } from 'vitest';
import { toInfluence, toLinearWithout, toModels } from '../../src/recommend/evidence.ts';
import { toHistories } from '../../src/recommend/histories.ts';
import { fitEdlae } from '../../src/recommend/linear/edlae.ts';
import { toGram } from '../../src/recommend/linear/gram.ts';
import { invert } from '../../src/recommend/linear/inverse.ts';
import { createRandom, drawSample } from '../../src/recommend/random.ts';
import { drawHistories } from './histories.ts';

describe('the inverse', () => {
  it('is right by hand', () => {
    // det = 3 · 3 − 1 · 1 = 8.
    const inverse = invert(Float64Array.of(2, 0, 1, 2), Float64Array.of(1, 1));
    expect([...inverse].map((value) => Math.round(value * 8e9) / 1e9)).toEqual([3, -1, -1, 3]);
  });

  it.each([1, 2, 47, 48, 49, 97, 200])('times the matrix is one (%i rows)', (size) => {
    const random = createRandom(size);
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) matrix[j * size + i] = matrix[i * size + j] = random() - 0.3;
    }
    const added = new Float64Array(size).fill(size);
    const inverse = invert(matrix, added);
    let worst = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = i === j ? -1 : 0;
        for (let k = 0; k < size; k++) {
          sum += ((matrix[i * size + k] ?? 0) + (i === k ? size : 0)) * (inverse[k * size + j] ?? 0);
        }
        worst = Math.max(worst, Math.abs(sum));
      }
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it('of nothing is nothing', () => expect(invert(new Float64Array(0), new Float64Array(0))).toHaveLength(0));

  it.each([
    ['indefinite', Float64Array.of(1, 0, 2, 1)],
    ['full of NaN', Float64Array.of(Number.NaN, 0, 0, 1)],
  ])('says when a matrix is %s', (_, matrix) => {
    expect(() => invert(matrix, new Float64Array(2))).toThrow(/not positive definite/);
  });
});

describe('the linear model', () => {
  const rows = [Int32Array.of(0, 1), Int32Array.of(0), Int32Array.of(1)];

  it('counts who took both', () => expect([...toGram(rows, 2)]).toEqual([2, 1, 1, 2]));

  it('is EASE without dropout, by hand', () => {
    // P = [[3, 1], [1, 3]]⁻¹ = [[3, −1], [−1, 3]] / 8, so B₀₁ = −P₀₁ / P₁₁ = 1 / 3.
    const { weights } = fitEdlae(toGram(rows, 2), 2, { ridge: 1, dropout: 0 });
    expect(weights[0]).toBe(0);
    expect(weights[1]).toBeCloseTo(1 / 3, 7);
  });

  it('holds items back by their number of learners with dropout, by hand', () => {
    // Dropout 1/2 adds the diagonal once more: P = [[5, 1], [1, 5]]⁻¹, B₀₁ = 1 / 5.
    const { weights } = fitEdlae(toGram(rows, 2), 2, { ridge: 1, dropout: 0.5 });
    expect(weights[1]).toBeCloseTo(1 / 5, 7);
  });

  it('leaves one learner out as a fit without that learner does', () => {
    const { rows: all, exposure } = toHistories(drawHistories(80, 30, 3));
    const size = exposure.length;
    const settings = { ridge: 2, dropout: 0 };
    const row = all[7]!;
    const gram = toGram(all, size);
    const models = toModels(fitEdlae(gram, size, settings), gram, exposure);
    const kept = row.filter((_, n) => n % 2 === 0);
    const closed = toLinearWithout(models, toInfluence(models, row), kept);
    const others = toGram(
      all.filter((other) => other !== row),
      size,
    );
    const refitted = fitEdlae(others, size, settings);
    for (let item = 0; item < size; item++) {
      if (kept.includes(item)) continue;
      const expected = kept.reduce((sum, from) => sum + refitted.weights[from * size + item]!, 0);
      expect(closed[item]).toBeCloseTo(expected, 5);
    }
  });
});

describe('chance without chance', () => {
  it('draws the same for a seed, without repeats', () => {
    const first = drawSample(100, 20, createRandom(5));
    expect(drawSample(100, 20, createRandom(5))).toEqual(first);
    expect(drawSample(100, 20, createRandom(6))).not.toEqual(first);
    expect(new Set(first).size).toBe(20);
    expect(drawSample(3, 9, createRandom(1)).toSorted()).toEqual(Int32Array.of(0, 1, 2));
  });
});
