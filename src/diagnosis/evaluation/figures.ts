/** Figures of a measured diagnoser. Each is a pure function of the rows; `null` where there is nothing to divide by. */
import type { Diagnosis, Example } from '../../domain/diagnosis.ts';

/** One labelled question and what came of it. */
export interface Row {
  readonly intent: string;
  readonly text: string;
  /** False where no known intent is right: the label `oos`, or one that is not known. */
  readonly covered: boolean;
  /** Place of the right intent among the candidates, 0 = first; -1 where it is not among them. */
  readonly rank: number;
  readonly diagnosis: Diagnosis;
}

export function toRow({ intent, text }: Example, diagnosis: Diagnosis, known: ReadonlySet<string>): Row {
  const covered = known.has(intent);
  const rank = covered ? diagnosis.candidates.findIndex((candidate) => candidate.intent === intent) : -1;
  return { intent, text, covered, rank, diagnosis };
}

/** Mean reciprocal rank of the right intent over covered questions; one that is not among the candidates counts 0. */
export function toMrr(rows: readonly Row[]): number | null {
  const covered = rows.filter((row) => row.covered);
  if (covered.length === 0) return null;
  return covered.reduce((sum, { rank }) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / covered.length;
}

/**
 * Probability that a covered question has a higher confidence than an uncovered one, ties counting half (the area under
 * the ROC curve as the Mann–Whitney statistic; Hanley & McNeil 1982, Radiology 143).
 */
export function toAuroc(rows: readonly Row[]): number | null {
  const sorted = rows.toSorted((a, b) => a.diagnosis.confidence - b.diagnosis.confidence);
  const positives = rows.filter((row) => row.covered).length;
  const negatives = rows.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let ranks = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.diagnosis.confidence === sorted[start]?.diagnosis.confidence) end += 1;
    const mean = (start + end + 1) / 2;
    for (let n = start; n < end; n++) if (sorted[n]?.covered) ranks += mean;
    start = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Share of the covered questions that are answered rightly while at most `maxError` of all answers are wrong. The threshold
 * is chosen on these very rows: an upper bound.
 */
export function toRightAt(rows: readonly Row[], maxError: number): number | null {
  const covered = rows.filter((row) => row.covered).length;
  if (covered === 0) return null;
  // Without a candidate there is nothing to answer, however low the threshold.
  const sorted = rows
    .filter(({ diagnosis }) => diagnosis.candidates.length > 0)
    .sort((a, b) => b.diagnosis.confidence - a.diagnosis.confidence);
  let right = 0;
  let most = 0;
  for (const [n, row] of sorted.entries()) {
    if (row.rank === 0) right += 1;
    // Equal confidences are answered together or not at all.
    if (sorted[n + 1]?.diagnosis.confidence === row.diagnosis.confidence) continue;
    if ((n + 1 - right) / (n + 1) <= maxError) most = right;
  }
  return most / covered;
}

/** Confidences from `from` to below `from + 1 / bins`: how many, their mean, and the share that was right. */
export interface Bin {
  readonly from: number;
  readonly n: number;
  readonly confidence: number | null;
  readonly right: number | null;
}

export const BINS = 10;

/** Bins of equal width over all rows; an uncovered question is never right. */
export function toBins(rows: readonly Row[], bins = BINS): Bin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const inside = rows.filter(({ diagnosis }) => Math.min(bins - 1, Math.floor(diagnosis.confidence * bins)) === bin);
    const n = inside.length;
    const mean = (value: (row: Row) => number) =>
      n === 0 ? null : inside.reduce((sum, row) => sum + value(row), 0) / n;
    return {
      from: bin / bins,
      n,
      confidence: mean(({ diagnosis }) => diagnosis.confidence),
      right: mean(({ rank }) => (rank === 0 ? 1 : 0)),
    };
  });
}

/** Expected calibration error: the mean distance between confidence and share right, by rows (Naeini et al. 2015, AAAI). */
export function toCalibrationError(bins: readonly Bin[]): number | null {
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return null;
  return (
    bins.reduce((sum, { n, confidence, right }) => sum + n * Math.abs((confidence ?? 0) - (right ?? 0)), 0) / total
  );
}
