/** The three measures of learning behaviour as they can be grouped: checked, bounded, on one scale. Missing is not zero. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';
import type { Points } from './hamerly.ts';

/** Why a row cannot be grouped, or what was made of it; null = taken as it is. */
export type Standing =
  | { readonly kind: 'active'; readonly row: number }
  | { readonly kind: 'inactive'; readonly reason: string }
  | { readonly kind: 'excluded'; readonly reason: string };

export interface Prepared {
  /** By input row. */
  readonly standings: readonly Standing[];
  /** The active rows: log1p of each measure, bounded, then z-scores. */
  readonly points: Points;
  /** By active row, what was filled in or bounded; empty where nothing was. */
  readonly notes: readonly string[];
  /** By measure, how many values were bounded. */
  readonly bounded: Readonly<Record<Measure, number>>;
  readonly scale: Scale;
}

/** How a new learner is put on the same scale. */
export interface Scale {
  /** What a full course is in the file: 1 or 100. */
  readonly full: number;
  readonly bounds: readonly (readonly [number, number])[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Values beyond these shares of all are taken as if they stood there: one typing error must not move a centre. */
const LEAST_SHARE = 0.001;
const MOST_SHARE = 0.999;

/** Most completions of a file in percent lie above 1; a file of shares has only errors there. */
const SHARE_LIMIT = 1;
const PERCENT_SHARE = 0.2;

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0;
}

/** Percent where more than a fifth of the completions that are not zero are above 1. */
function toFull(rows: readonly Behaviour[]): number {
  const known = rows.flatMap(({ course_completion: completion }) => completion ?? []).filter((value) => value > 0);
  const above = known.filter((value) => value > SHARE_LIMIT).length;
  return above > known.length * PERCENT_SHARE ? 100 : 1;
}

function toStanding(row: Behaviour, full: number): Exclude<Standing, { kind: 'active' }> | null {
  for (const measure of MEASURES) {
    const value = row[measure];
    if (value === null) continue;
    if (!Number.isFinite(value)) return { kind: 'excluded', reason: `${measure} is no number` };
    if (value < 0) return { kind: 'excluded', reason: `${measure} is below zero` };
  }
  const { learning_time: time, learning_frequency: frequency, course_completion: completion } = row;
  if (completion !== null && completion > full) {
    return { kind: 'excluded', reason: `course_completion is above ${full === 1 ? '1' : '100 %'}` };
  }
  if (time === null && frequency === null && completion === null) {
    return { kind: 'inactive', reason: 'no activity is known' };
  }
  if ((time ?? 0) === 0 && (frequency ?? 0) === 0) return { kind: 'inactive', reason: 'no activity' };
  return null;
}

/** Every row ends as active, inactive or excluded. Order is kept. */
export function prepare(rows: readonly Behaviour[], problems: readonly (string | null)[] = []): Prepared {
  const full = toFull(rows);
  const standings: Standing[] = [];
  const active: Behaviour[] = [];
  for (const [i, row] of rows.entries()) {
    const problem = problems[i] ?? null;
    const standing = problem === null ? toStanding(row, full) : ({ kind: 'excluded', reason: problem } as const);
    if (standing) standings.push(standing);
    else {
      standings.push({ kind: 'active', row: active.length });
      active.push(row);
    }
  }
  const n = active.length;
  const d = MEASURES.length;
  const values = new Float64Array(n * d);
  const notes: string[] = Array.from({ length: n }, () => '');
  const bounded = { learning_time: 0, learning_frequency: 0, course_completion: 0 };
  const scale = { full, bounds: [] as [number, number][], means: [] as number[], deviations: [] as number[] };
  for (const [t, measure] of MEASURES.entries()) {
    const unit = measure === 'course_completion' ? full : 1;
    const known = Float64Array.from(
      active.flatMap((row) => row[measure] ?? []).map((value) => Math.log1p(value / unit)),
    ).sort();
    const least = quantile(known, LEAST_SHARE);
    const most = quantile(known, MOST_SHARE);
    const middle = quantile(known, 0.5);
    let sum = 0;
    let squares = 0;
    for (const [i, row] of active.entries()) {
      const value = row[measure];
      const log = value === null ? middle : Math.log1p(value / unit);
      const taken = Math.min(most, Math.max(least, log));
      if (value === null) notes[i] = `${notes[i] ? `${notes[i]}; ` : ''}${measure} is missing, taken as the middle one`;
      else if (taken !== log) {
        bounded[measure] += 1;
        notes[i] = `${notes[i] ? `${notes[i]}; ` : ''}${measure} is far out, bounded`;
      }
      values[i * d + t] = taken;
      sum += taken;
      squares += taken * taken;
    }
    const mean = n === 0 ? 0 : sum / n;
    const variance = n === 0 ? 0 : squares / n - mean * mean;
    // A measure that is the same for all says nothing.
    const deviation = variance > 1e-12 ? Math.sqrt(variance) : 1;
    for (let i = 0; i < n; i++) values[i * d + t] = ((values[i * d + t] as number) - mean) / deviation;
    scale.bounds.push([least, most]);
    scale.means.push(mean);
    scale.deviations.push(deviation);
  }
  return { standings, points: { values, n, d }, notes, bounded, scale };
}
