/** Whether learners still learn as those did with whom the segments were made: population stability index per measure and over the segments. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';

/** What is kept of a run to compare later ones with, as plain data. */
export interface Profile {
  readonly n: number;
  /** By measure, the inner borders of its tenths, rising, and the share of the known values in each part. */
  readonly measures: Readonly<
    Record<Measure, { readonly borders: readonly number[]; readonly shares: readonly number[] }>
  >;
  /** By measure, the share of rows in which it is missing. */
  readonly missing: Readonly<Record<Measure, number>>;
  /** Share of all rows by segment. */
  readonly segments: Readonly<Record<string, number>>;
}

export interface Drift {
  /** `learning_time` …, `missing learning_time` …, or `segments`. */
  readonly of: string;
  readonly index: number;
  /** Up to 0.1 steady, up to 0.25 moved, above that shifted: the usual rule of thumb. */
  readonly verdict: 'steady' | 'moved' | 'shifted';
}

const TENTHS = 10;
/** An empty part counts as half a row, so that the index stays finite. */
const LEAST_ROWS = 0.5;
const MOVED = 0.1;
const SHIFTED = 0.25;

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function toShares(values: readonly number[], borders: readonly number[]): number[] {
  const counts = new Array<number>(borders.length + 1).fill(0);
  for (const value of values) {
    let part = 0;
    while (part < borders.length && value > (borders[part] as number)) part++;
    counts[part] = (counts[part] as number) + 1;
  }
  return counts.map((count) => (values.length === 0 ? 0 : count / values.length));
}

function toSegmentShares(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort().map(([name, count]) => [name, count / names.length]));
}

function perMeasure<T>(of: (measure: Measure) => T): Record<Measure, T> {
  return {
    learning_time: of('learning_time'),
    learning_frequency: of('learning_frequency'),
    course_completion: of('course_completion'),
  };
}

/** `segments`: by row its segment. Values that are the same for many share one part, so there may be fewer than ten. */
export function toProfile(rows: readonly Behaviour[], segments: readonly string[]): Profile {
  return {
    n: rows.length,
    measures: perMeasure((measure) => {
      const known = Float64Array.from(rows.map((row) => row[measure]).filter(isKnown)).sort();
      const cuts = Array.from({ length: TENTHS - 1 }, (_, n) => known[Math.floor(((n + 1) * known.length) / TENTHS)]);
      const borders = [...new Set(cuts.filter((cut) => cut !== undefined))];
      return { borders, shares: toShares([...known], borders) };
    }),
    missing: perMeasure((measure) => rows.filter((row) => !isKnown(row[measure])).length / Math.max(1, rows.length)),
    segments: toSegmentShares(segments),
  };
}

function toIndex(before: readonly number[], after: readonly number[], nBefore: number, nAfter: number): number {
  let index = 0;
  for (const [i, share] of before.entries()) {
    const then = Math.max(share, LEAST_ROWS / Math.max(1, nBefore));
    const now = Math.max(after[i] ?? 0, LEAST_ROWS / Math.max(1, nAfter));
    index += (now - then) * Math.log(now / then);
  }
  return index;
}

/** `rows`, `segments`: the learners of now, placed by the earlier run. Sum over the parts of (now - then) · ln(now / then). */
export function toDrift(profile: Profile, rows: readonly Behaviour[], segments: readonly string[]): Drift[] {
  const say = (of: string, index: number): Drift => ({
    of,
    index,
    verdict: index <= MOVED ? 'steady' : index <= SHIFTED ? 'moved' : 'shifted',
  });
  const now = toSegmentShares(segments);
  const names = [...new Set([...Object.keys(profile.segments), ...Object.keys(now)])].sort();
  const shares = (of: Readonly<Record<string, number>>) => names.map((name) => of[name] ?? 0);
  return [
    ...MEASURES.flatMap((measure) => {
      const { borders, shares: then } = profile.measures[measure];
      const known = rows.map((row) => row[measure]).filter(isKnown);
      const gaps = (rows.length - known.length) / Math.max(1, rows.length);
      const gone = profile.missing[measure];
      return [
        say(measure, toIndex(then, toShares(known, borders), profile.n, known.length)),
        say(`missing ${measure}`, toIndex([gone, 1 - gone], [gaps, 1 - gaps], profile.n, rows.length)),
      ];
    }),
    say('segments', toIndex(shares(profile.segments), shares(now), profile.n, segments.length)),
  ];
}
