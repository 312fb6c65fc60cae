/** Rows of learning behaviour as they can be grouped: each with its standing, the active ones on one scale. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';
import type { Points } from './hamerly.ts';
import { fitScale, type Scale, scaleRow } from './scale.ts';
import { type Standing, toFull, toStanding } from './standing.ts';

export interface Prepared {
  /** By input row. */
  readonly standings: readonly Standing[];
  /** The active rows; NaN where a value is missing. */
  readonly points: Points;
  /** By active row, what was missing or bounded; empty where nothing was. */
  readonly notes: readonly string[];
  /** By measure, how many values were bounded. */
  readonly bounded: Readonly<Record<Measure, number>>;
  readonly scale: Scale;
}

const D = MEASURES.length;

/** Every row ends as active, inactive or excluded. Order is kept. `scale`: of an earlier run; else it is made from these rows. */
export function prepare(
  rows: readonly Behaviour[],
  problems: readonly (string | null)[] = [],
  scale?: Scale,
): Prepared {
  const full = scale?.full ?? toFull(rows);
  const standings: Standing[] = [];
  const active: Behaviour[] = [];
  for (const [i, row] of rows.entries()) {
    const problem = problems[i] ?? null;
    const standing = problem === null ? toStanding(row, full) : ({ kind: 'excluded', reason: problem } as const);
    if (standing) standings.push(standing);
    else standings.push({ kind: 'active', row: active.push(row) - 1 });
  }
  const fitted = scale ?? fitScale(active, full);
  const n = active.length;
  const values = new Float64Array(n * D);
  const bounded = { learning_time: 0, learning_frequency: 0, course_completion: 0 };
  const notes = active.map((row, i) => {
    const bits = scaleRow(row, fitted, values, i * D);
    let note = '';
    for (let t = 0; t < D; t++) {
      const measure = MEASURES[t] as Measure;
      const isFar = (bits & (1 << t)) !== 0;
      if (isFar) bounded[measure] += 1;
      else if (row[measure] !== null) continue;
      const words = isFar ? 'is far out, bounded' : 'is missing, placed by what is known';
      note = `${note === '' ? '' : `${note}; `}${measure} ${words}`;
    }
    return note;
  });
  return { standings, points: { values, n, d: D }, notes, bounded, scale: fitted };
}

/** The rows without gaps, in order; all of them where there are none. */
export function toComplete({ values, n, d }: Points): Points {
  const complete = new Float64Array(n * d);
  let count = 0;
  for (let at = 0; at < n * d; at += d) {
    let t = 0;
    while (t < d && !Number.isNaN(values[at + t])) t++;
    if (t === d) complete.set(values.subarray(at, at + d), count++ * d);
  }
  return count === n ? { values, n, d } : { values: complete.subarray(0, count * d), n: count, d };
}

/** Every row, gaps filled with the mean: for files in which hardly any row is complete. */
export function fillGaps({ values, n, d }: Points): Points {
  return { values: values.map((value) => (Number.isNaN(value) ? 0 : value)), n, d };
}

/** By row the nearest centre, over what is known of it; the first one where several are equally near. */
export function assignRows({ values, n, d }: Points, centres: Float64Array): Int32Array {
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j * d < centres.length; j++) {
      let sum = 0;
      for (let t = 0; t < d; t++) {
        const difference = (values[i * d + t] as number) - (centres[j * d + t] as number);
        if (!Number.isNaN(difference)) sum += difference * difference;
      }
      if (sum >= nearest) continue;
      nearest = sum;
      labels[i] = j;
    }
  }
  return labels;
}
