/** Segments of learners by how they learn: groups of like behaviour with names that stay the same from run to run. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';
import { cluster } from './k-means.ts';
import { assignRows, fillGaps, type Prepared, prepare, toComplete } from './measures.ts';
import type { Scale } from './scale.ts';

export interface Assigned {
  /** `high`, `moderate`, `low`; with other numbers of groups see `toNames`; `inactive`, `excluded`. */
  readonly segment: string;
  /** Why, where it is neither of the three or something was missing or bounded; else empty. */
  readonly reason: string;
}

export interface SegmentFigures {
  readonly segment: string;
  readonly n: number;
  /** Means of the values as they stand in the file; null where none is known. */
  readonly means: Readonly<Record<Measure, number | null>>;
}

/** What is kept of a run, as plain data: enough to place learners who come later. */
export interface SegmentModel {
  readonly scale: Scale;
  /** From the most to the least active. */
  readonly names: readonly string[];
  /** In the order of the names, z-scores in the order of `MEASURES`. */
  readonly centres: readonly (readonly number[])[];
}

export interface Segmentation {
  /** By input row, in order. */
  readonly rows: readonly Assigned[];
  /** From the most to the least active, then the inactive and the excluded. */
  readonly segments: readonly SegmentFigures[];
  readonly bounded: Prepared['bounded'];
  /** What a full course is in the means: 1 or 100. */
  readonly full: number;
  /** Groups of active learners; fewer than asked for where there are fewer different ones. */
  readonly k: number;
  /** null where nobody is active. */
  readonly model: SegmentModel | null;
}

/** With fewer complete rows for each group the others help to find the centres, their gaps filled with the mean. */
const LEAST_COMPLETE = 10;

/** From the most to the least active: high, moderate and low; with two, high and low; with more, moderate-1, moderate-2 … between. */
export function toNames(k: number): string[] {
  if (k === 1) return ['moderate'];
  const between = k - 2;
  const middle = between === 1 ? ['moderate'] : Array.from({ length: between }, (_, n) => `moderate-${n + 1}`);
  return ['high', ...middle, 'low'];
}

/** Ordered by the sum of their z-scores, because the numbers of clusters differ from run to run. */
function orderCentres(centres: Float64Array, k: number): number[][] {
  const d = centres.length / k;
  const rows = Array.from({ length: k }, (_, j) => [...centres.subarray(j * d, (j + 1) * d)]);
  const level = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);
  return rows.sort((a, b) => level(b) - level(a));
}

/** How many different rows there are, as far as it matters. */
function countDifferent({ values, n, d }: Prepared['points'], most: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size < most; i++) seen.add(values.subarray(i * d, (i + 1) * d).join());
  return seen.size;
}

/** The rows the centres are found with. */
export function toTraining({ points }: Prepared, k: number): Prepared['points'] {
  const complete = toComplete(points);
  return complete.n >= LEAST_COMPLETE * k ? complete : fillGaps(points);
}

function fitModel(prepared: Prepared, k: number, seed: number): SegmentModel | null {
  const training = toTraining(prepared, k);
  const groups = Math.min(k, countDifferent(training, k));
  if (groups === 0) return null;
  const { centres } = cluster(training, groups, seed);
  return { scale: prepared.scale, names: toNames(groups), centres: orderCentres(centres, groups) };
}

function assignPrepared({ standings, points, notes }: Prepared, model: SegmentModel | null): Assigned[] {
  const labels = assignRows(points, Float64Array.from(model?.centres.flat() ?? []));
  return standings.map((standing) => {
    if (standing.kind !== 'active') return { segment: standing.kind, reason: standing.reason };
    return { segment: model?.names[labels[standing.row] as number] ?? 'moderate', reason: notes[standing.row] ?? '' };
  });
}

/** `k` groups of the active learners; everybody ends in a segment. `problems`: by row, why it is excluded as a whole. The same seed gives the same answer. */
export function segment(
  behaviours: readonly Behaviour[],
  k: number,
  seed: number,
  problems: readonly (string | null)[] = [],
): Segmentation {
  const prepared = prepare(behaviours, problems);
  const model = fitModel(prepared, k, seed);
  const rows = assignPrepared(prepared, model);
  const names = model?.names ?? [];
  const { bounded, scale } = prepared;
  return { rows, segments: toFigures(behaviours, rows, names), bounded, full: scale.full, k: names.length, model };
}

/** Learners who came later, by the segments of an earlier run: the same row gets the same segment as it got there. */
export function assign(
  behaviours: readonly Behaviour[],
  model: SegmentModel,
  problems: readonly (string | null)[] = [],
): Assigned[] {
  return assignPrepared(prepare(behaviours, problems, model.scale), model);
}

/** By segment its size and means, in the order of `names` and then the inactive and the excluded; segments without rows are left out. */
export function toFigures(
  behaviours: readonly Behaviour[],
  rows: readonly Assigned[],
  names: readonly string[],
): SegmentFigures[] {
  const order = [...(names.length > 0 ? names : toNames(1)), 'inactive', 'excluded'];
  const tallies = new Map(
    order.map((name) => [name, { n: 0, sums: MEASURES.map(() => 0), known: MEASURES.map(() => 0) }]),
  );
  for (const [i, row] of behaviours.entries()) {
    const tally = tallies.get(rows[i]?.segment ?? '');
    if (!tally) continue;
    tally.n += 1;
    for (const [t, measure] of MEASURES.entries()) {
      const value = row[measure];
      if (value === null || !Number.isFinite(value)) continue;
      tally.sums[t] = (tally.sums[t] as number) + value;
      tally.known[t] = (tally.known[t] as number) + 1;
    }
  }
  return order.flatMap((name): SegmentFigures[] => {
    const { n = 0, sums = [], known = [] } = tallies.get(name) ?? {};
    if (n === 0) return [];
    const mean = (t: number): number | null => (known[t] ? (sums[t] as number) / known[t] : null);
    const means = { learning_time: mean(0), learning_frequency: mean(1), course_completion: mean(2) };
    return [{ segment: name, n, means }];
  });
}
