import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toConfusions, toWorstIntents } from '../../../src/diagnosis/evaluation/confusions.ts';
import {
  type Row,
  toAuroc,
  toBins,
  toCalibrationError,
  toMrr,
  toRightAt,
  toRow,
} from '../../../src/diagnosis/evaluation/figures.ts';

/** `right`: place of the right intent among the candidates a, b, c; null = an uncovered question. */
function row(intent: string, first: string, confidence: number): Row {
  const others = ['a', 'b', 'c'].filter((each) => each !== first);
  const candidates = [first, ...others].map((each, n) => ({
    intent: each,
    confidence: n === 0 ? confidence : 0,
    similarQuestion: null,
  }));
  const diagnosis = { outcome: 'confident', scope: 'question', language: 'en', confidence, candidates } as const;
  return toRow({ intent, text: `${intent} asked` }, diagnosis, new Set(['a', 'b', 'c']));
}

// Four covered (three right), two uncovered.
const rows = [
  row('a', 'a', 0.95),
  row('b', 'b', 0.85),
  row('c', 'b', 0.75),
  row('oos', 'a', 0.55),
  row('a', 'a', 0.35),
  row('unheard', 'c', 0.15),
];

describe('figures of a measured diagnoser', () => {
  it('places the right intent; what is not known is uncovered', () => {
    expect(rows.map(({ covered, rank }) => [covered, rank])).toEqual([
      [true, 0],
      [true, 0],
      [true, 2],
      [false, -1],
      [true, 0],
      [false, -1],
    ]);
  });

  it('mean reciprocal rank: (1 + 1 + 1/3 + 1) / 4', () => {
    expect(toMrr(rows)).toBeCloseTo(10 / 12);
    expect(toMrr([])).toBeNull();
  });

  it('AUROC: of the 8 pairs of a covered and an uncovered question 7 are in order', () => {
    expect(toAuroc(rows)).toBeCloseTo(7 / 8);
    expect(toAuroc(rows.filter(({ covered }) => covered))).toBeNull();
    expect(toAuroc([row('a', 'a', 0.5), row('oos', 'a', 0.5)])).toBe(0.5);
  });

  it('right answers at a share of wrong ones: two of four with none wrong, three with two fifths wrong', () => {
    expect(toRightAt(rows, 0)).toBe(0.5);
    expect(toRightAt(rows, 0.4)).toBe(0.75);
    expect(toRightAt([], 0.1)).toBeNull();
  });

  it('answers equal confidences together', () => {
    expect(toRightAt([row('a', 'a', 0.9), row('b', 'a', 0.9)], 0.4)).toBe(0);
  });

  it('does not answer where there is no candidate', () => {
    const silent = { ...row('b', 'a', 0), rank: -1 };
    const diagnosis = { ...silent.diagnosis, candidates: [] };
    // Both have a confidence of 0; answering the first is all that can be done.
    expect(toRightAt([row('a', 'a', 0), { ...silent, diagnosis }], 0.02)).toBe(0.5);
  });

  it('agrees with going through all pairs and all thresholds', () => {
    const some = fc.tuple(fc.constantFrom('a', 'b', 'oos'), fc.constantFrom('a', 'b'), fc.nat(6));
    fc.assert(
      fc.property(fc.array(some), (drawn) => {
        const all = drawn.map(([intent, first, tenths]) => row(intent, first, tenths / 10));
        const [covered, foreign] = [all.filter((each) => each.covered), all.filter((each) => !each.covered)];
        const pairs = covered.flatMap(({ diagnosis: { confidence } }) =>
          foreign.map(({ diagnosis: other }) => (Math.sign(confidence - other.confidence) + 1) / 2),
        );
        if (pairs.length === 0) expect(toAuroc(all)).toBeNull();
        else expect(toAuroc(all)).toBeCloseTo(pairs.reduce((sum, each) => sum + each, 0) / pairs.length, 10);
        const shares = Array.from({ length: 7 }, (_, threshold) => {
          const answered = all.filter(({ diagnosis }) => diagnosis.confidence >= threshold / 10);
          const right = answered.filter(({ rank }) => rank === 0).length;
          return answered.length - right <= 0.25 * answered.length ? right / covered.length : 0;
        });
        if (covered.length > 0) expect(toRightAt(all, 0.25)).toBe(Math.max(...shares));
      }),
    );
  });

  it('bins and their distance from the truth', () => {
    const bins = toBins(rows, 2);
    expect(bins.map(({ n }) => n)).toEqual([2, 4]);
    expect(bins[0]?.confidence).toBeCloseTo(0.25);
    expect(bins[0]?.right).toBe(0.5);
    expect(bins[1]?.confidence).toBeCloseTo(0.775);
    expect(bins[1]?.right).toBe(0.5);
    // (2 × 0.25 + 4 × 0.275) / 6
    expect(toCalibrationError(bins)).toBeCloseTo(1.6 / 6);
    expect(toCalibrationError(toBins([]))).toBeNull();
    expect(toBins([row('a', 'a', 1)])[9]?.n).toBe(1);
  });

  it('confusions of two intents, both ways together, uncovered ones left out; the surest mistake is the example', () => {
    const mixed = [...rows, row('b', 'c', 0.8), row('c', 'b', 0.1), row('a', 'c', 0.1)];
    expect(toConfusions(mixed)).toEqual([
      { intents: ['b', 'c'], count: 3, ways: [1, 2], example: 'b asked', meant: 'b' },
      { intents: ['a', 'c'], count: 1, ways: [1, 0], example: 'a asked', meant: 'a' },
    ]);
    expect(toConfusions(mixed, 1)).toHaveLength(1);
    expect(toConfusions([])).toEqual([]);
  });

  it('the worst intents, of those with at least three questions', () => {
    const many = [row('a', 'b', 0.5), row('a', 'a', 0.5), row('a', 'a', 0.5), row('b', 'a', 0.5)];
    expect(toWorstIntents(many)).toEqual([{ intent: 'a', right: 2, n: 3 }]);
  });
});
