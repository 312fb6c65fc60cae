import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCosineWithout, toEvidence, toInfluence, toModels } from '../../src/recommend/evidence.ts';
import { LINEAR_ONLY, learnGate, toMixture, toNdcg, toNeighbourShare } from '../../src/recommend/gate.ts';
import { toHistories } from '../../src/recommend/histories.ts';
import { toFactors, toLifted } from '../../src/recommend/lift.ts';
import { fitEdlae } from '../../src/recommend/linear/edlae.ts';
import { toGram } from '../../src/recommend/linear/gram.ts';
import { createCosine, createNearest } from '../../src/recommend/neighbours.ts';
import { createRandom } from '../../src/recommend/random.ts';
import { toShares } from '../../src/recommend/recency.ts';
import { toTop } from '../../src/recommend/top.ts';
import { drawHistories } from './histories.ts';

describe('histories', () => {
  it('join lines of one learner and keep the last place of a repeated item', () => {
    const { items, rows, exposure } = toHistories([
      { learner: 'a', items: ['x', 'y', 'x'] },
      { learner: 'b', items: [] },
      { learner: 'a', items: ['z'] },
    ]);
    expect(rows.map((row) => [...row].map((n) => items[n]))).toEqual([['y', 'x', 'z'], []]);
    expect([...exposure]).toEqual([1, 1, 1]);
  });
});

describe('neighbours', () => {
  // Items 0 and 1 together twice, 0 taken by three, 1 by two: cosine 2 / √6; 2 stands alone with 0 once: 1 / √3.
  const rows = [Int32Array.of(0, 1), Int32Array.of(1, 0), Int32Array.of(0, 2)];
  const exposure = Int32Array.of(3, 2, 1);
  const both = [createCosine(toGram(rows, 3), exposure), createNearest(rows, exposure)];

  it.each(both)('are by cosine, by hand', (scorer) => {
    const scores = new Float64Array(3);
    scorer.add(scores, Int32Array.of(0));
    expect([...scores].map((value) => value.toFixed(6))).toEqual([
      '0.000000',
      (2 / Math.sqrt(6)).toFixed(6),
      (1 / Math.sqrt(3)).toFixed(6),
    ]);
  });

  it('are the same with and without a matrix, on drawn histories', () => {
    const drawn = toHistories(drawHistories(60, 20, 8));
    const dense = new Float64Array(20);
    const sparse = new Float64Array(20);
    createCosine(toGram(drawn.rows, 20), drawn.exposure).add(dense, drawn.rows[0]!);
    createNearest(drawn.rows, drawn.exposure, { most: 20 }).add(sparse, drawn.rows[0]!);
    for (let n = 0; n < 20; n++) expect(sparse[n]).toBeCloseTo(dense[n]!, 5);
  });

  it('forget a learner when measured without', () => {
    const gram = toGram(rows, 3);
    const models = toModels(fitEdlae(gram, 3, { ridge: 1, dropout: 0 }), gram, exposure);
    const scores = toCosineWithout(models, rows[0]!, Int32Array.of(0));
    // Without the first learner, 0 and 1 were together once; 0 keeps its length √3, 1 has √1.
    expect(scores[1]).toBeCloseTo(1 / Math.sqrt(3), 6);
    expect(toInfluence(models, rows[0]!).explained).toBeCloseTo(toEvidence(models, rows[0]!).explained, 12);
  });
});

describe('the gate', () => {
  it('goes straight from neighbours to the linear model', () => {
    const shares = [0, 0.1, 0.15, 0.2, 1].map((value) => toNeighbourShare({ low: 0.1, high: 0.2 }, value));
    expect(shares.map((share) => Number(share.toFixed(9)))).toEqual([1, 1, 0.5, 0, 0]);
    expect(toNeighbourShare(LINEAR_ONLY, -5)).toBe(0);
  });

  it('mixes on one scale, by hand', () => {
    // The neighbours spread ten times as wide: they are shrunk to it.
    const evidence = { linear: Float64Array.of(1, 3), cosine: Float64Array.of(30, 10), explained: 0 };
    expect([...toMixture(evidence, 0.5)]).toEqual([0.5 + 1.5, 1.5 + 0.5]);
    expect(toMixture(evidence, 0)).toBe(evidence.linear);
    const flat = { linear: Float64Array.of(0, 0), cosine: Float64Array.of(0, 0), explained: 0 };
    expect([...toMixture(flat, 1)]).toEqual([0, 0]);
  });

  it('is learnt the same for a seed, and is the linear model alone where there is little to learn from', () => {
    const { rows, exposure } = toHistories(drawHistories(200, 30, 2));
    const gram = toGram(rows, 30);
    const models = toModels(fitEdlae(gram, 30, { ridge: 5, dropout: 0.5 }), gram, exposure);
    expect(learnGate(models, rows, null, createRandom(3))).toEqual(learnGate(models, rows, null, createRandom(3)));
    expect(learnGate(models, rows.slice(0, 20), null, createRandom(3))).toEqual(LINEAR_ONLY);
  });

  it('measures by NDCG, by hand', () => {
    // Hits at places 1 and 3 of two that are relevant: (1 + 1 / 2) / (1 + 1 / log2 3).
    expect(toNdcg(['a', 'x', 'b'], new Set(['a', 'b']), 10)).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 12);
    expect(toNdcg([], new Set(['a']), 10)).toBe(0);
    expect(toNdcg(['a'], new Set(), 10)).toBe(0);
  });
});

describe('popularity and order', () => {
  it('are lifted on both sides of zero', () => {
    const factors = toFactors(Int32Array.of(8, 2, 2), 1);
    expect([...factors].map((value) => Number(value.toFixed(6)))).toEqual([2, 0.5, 0.5]);
    const [up, down] = toLifted(Float64Array.of(1, -1, 0), factors);
    expect([up, down]).toEqual([factors[0], -1 / factors[1]!]);
    expect([...toFactors(new Int32Array(2), 1)]).toEqual([1, 1]);
  });

  it('halve the lead of an item after its half-life', () => {
    const shares = toShares(Int32Array.of(7, 8, 9), { newest: 'last', halfLife: 1 });
    expect([...(shares ?? [])].map((share) => Number(share.toFixed(9)))).toEqual([0.325, 0.55, 1]);
    expect(toShares(Int32Array.of(7), null)).toBe(undefined);
  });
});

describe('the top', () => {
  it('is what sorting gives, without what has no score', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 1, Number.NaN, Number.NEGATIVE_INFINITY));
    fc.assert(
      fc.property(fc.array(value), fc.nat(12), (values, count) => {
        const sorted = [...values.keys()]
          .filter((n) => values[n]! > Number.NEGATIVE_INFINITY)
          .sort((a, b) => (values[a] === values[b] ? a - b : values[b]! > values[a]! ? 1 : -1));
        expect(toTop(Float64Array.from(values), count)).toEqual(sorted.slice(0, count));
      }),
    );
  });
});
