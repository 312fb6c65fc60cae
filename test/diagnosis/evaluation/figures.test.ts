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

  it('confusions of two intents, both ways together, uncovered ones left out', () => {
    const mixed = [...rows, row('b', 'c', 0.2), row('a', 'c', 0.1)];
    expect(toConfusions(mixed)).toEqual([
      { intents: ['b', 'c'], count: 2, example: 'c asked' },
      { intents: ['a', 'c'], count: 1, example: 'a asked' },
    ]);
  });

  it('the worst intents, of those with at least three questions', () => {
    const many = [row('a', 'b', 0.5), row('a', 'a', 0.5), row('a', 'a', 0.5), row('b', 'a', 0.5)];
    expect(toWorstIntents(many)).toEqual([{ intent: 'a', right: 2, n: 3 }]);
  });
});
