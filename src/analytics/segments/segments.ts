/** Segments of learners by how they learn: groups of like behaviour with names that stay the same from run to run. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';
import type { Clustering } from './hamerly.ts';
import { cluster } from './k-means.ts';
import { type Prepared, prepare } from './measures.ts';

export interface Assigned {
  /** `high`, `moderate`, `low`; with other numbers of groups see `toNames`; `inactive`, `excluded`. */
  readonly segment: string;
  /** Why, where it is neither of the three or something was filled in or bounded; else empty. */
  readonly reason: string;
}

export interface SegmentFigures {
  readonly segment: string;
  readonly n: number;
  /** Means of the values as they stand in the file; null where none is known. */
  readonly means: Readonly<Record<Measure, number | null>>;
}

export interface Segmentation {
  /** By input row, in order. */
  readonly rows: readonly Assigned[];
  /** From the most to the least active, then the inactive and the excluded. */
  readonly segments: readonly SegmentFigures[];
  readonly bounded: Prepared['bounded'];
  /** Groups of active learners; fewer than asked for where there are fewer different ones. */
  readonly k: number;
}

/** From the most to the least active: high, moderate and low; with two, high and low; with more, moderate-1, moderate-2 … between. */
export function toNames(k: number): string[] {
  if (k === 1) return ['moderate'];
  const between = k - 2;
  const middle = between === 1 ? ['moderate'] : Array.from({ length: between }, (_, n) => `moderate-${n + 1}`);
  return ['high', ...middle, 'low'];
}

/** By number of the cluster its name: ordered by the centres, because numbers differ from run to run. */
function nameClusters({ centres }: Clustering, k: number): string[] {
  const d = MEASURES.length;
  const level = (j: number): number => centres.subarray(j * d, (j + 1) * d).reduce((sum, value) => sum + value, 0);
  const order = Array.from({ length: k }, (_, j) => j).sort((a, b) => level(b) - level(a) || a - b);
  const names = toNames(k);
  const named: string[] = [];
  for (const [rank, j] of order.entries()) named[j] = names[rank] as string;
  return named;
}

/** How many different rows there are, as far as it matters. */
function countDifferent({ values, n, d }: Prepared['points'], most: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size < most; i++) seen.add(values.subarray(i * d, (i + 1) * d).join());
  return seen.size;
}

/** `k` groups of the active learners; everybody ends in a segment. `problems`: by row, why it is excluded as a whole. The same seed gives the same answer. */
export function segment(
  behaviours: readonly Behaviour[],
  k: number,
  seed: number,
  problems: readonly (string | null)[] = [],
): Segmentation {
  const prepared = prepare(behaviours, problems);
  const { points, standings, notes, bounded } = prepared;
  const groups = Math.min(k, countDifferent(points, k));
  const clustering = groups > 0 ? cluster(points, groups, seed) : null;
  const names = clustering ? nameClusters(clustering, groups) : [];
  const rows = standings.map((standing): Assigned => {
    if (standing.kind !== 'active') return { segment: standing.kind, reason: standing.reason };
    const label = clustering?.labels[standing.row] ?? 0;
    return { segment: names[label] ?? 'moderate', reason: notes[standing.row] ?? '' };
  });
  return { rows, segments: toFigures(behaviours, rows, groups), bounded, k: groups };
}

function toFigures(behaviours: readonly Behaviour[], rows: readonly Assigned[], k: number): SegmentFigures[] {
  const order = [...toNames(Math.max(1, k)), 'inactive', 'excluded'];
  return order.flatMap((name): SegmentFigures[] => {
    const members = behaviours.filter((_, i) => rows[i]?.segment === name);
    if (members.length === 0) return [];
    const mean = (measure: Measure): number | null => {
      const known = members.flatMap((row) => row[measure] ?? []).filter(Number.isFinite);
      return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const means = {
      learning_time: mean('learning_time'),
      learning_frequency: mean('learning_frequency'),
      course_completion: mean('course_completion'),
    };
    return [{ segment: name, n: members.length, means }];
  });
}
