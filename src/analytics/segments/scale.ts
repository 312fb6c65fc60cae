/** The three measures on one scale: log1p of time and frequency, completion as a share, far-out values bounded, then z-scores. */
import { type Behaviour, MEASURES, type Measure } from '../../domain/behaviour.ts';

/** How a learner is put on the scale of those it was made from. By measure, in the order of `MEASURES`. */
export interface Scale {
  /** What a full course is: 1 or 100. */
  readonly full: number;
  /** What a value is multiplied with before the logarithm. */
  readonly units: readonly number[];
  readonly bounds: readonly (readonly [number, number])[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Values beyond these shares of all are taken as if they stood there: one typing error must not move a centre. */
const LEAST_SHARE = 0.001;
const MOST_SHARE = 0.999;
/** So many ranges between the quarters beyond them, too: of few values one typing error is more than a thousandth. */
const FENCE = 3;

/** log1p is a straight line below 1: time in days would keep its long tail. Then the middle value is made so large. */
const FINE_MIDDLE = 10;

/** A measure that is the same for all says nothing. */
const SAME = 1e-12;

const D = MEASURES.length;

/** The value below which that share of sorted values lies; 0 of none. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

/** Only time and frequency have long tails; completion is a share already. */
function transform(value: number, unit: number, measure: Measure): number {
  return measure === 'course_completion' ? value * unit : Math.log1p(value * unit);
}

function toKnown(rows: readonly Behaviour[], measure: Measure): Float64Array {
  const known = new Float64Array(rows.length);
  let n = 0;
  for (const row of rows) {
    const value = row[measure];
    if (value !== null) known[n++] = value;
  }
  return known.subarray(0, n).sort();
}

function toUnit(sorted: Float64Array, measure: Measure, full: number): number {
  if (measure === 'course_completion') return 1 / full;
  const middle = quantile(sorted, 0.5);
  return middle > 0 && middle < 1 ? FINE_MIDDLE / middle : 1;
}

function toBounds(sorted: Float64Array): [number, number] {
  const [lower, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const [least, most] = [quantile(sorted, LEAST_SHARE), quantile(sorted, MOST_SHARE)];
  const fence = FENCE * (upper - lower);
  return fence === 0 ? [least, most] : [Math.max(least, lower - fence), Math.min(most, upper + fence)];
}

/** From rows whose values are all finite, not below zero, or null. */
export function fitScale(rows: readonly Behaviour[], full: number): Scale {
  const units: number[] = [];
  const bounds: [number, number][] = [];
  const means: number[] = [];
  const deviations: number[] = [];
  for (const measure of MEASURES) {
    const sorted = toKnown(rows, measure);
    const unit = toUnit(sorted, measure, full);
    // The transformation keeps the order.
    for (let i = 0; i < sorted.length; i++) sorted[i] = transform(sorted[i] as number, unit, measure);
    const [least, most] = toBounds(sorted);
    let sum = 0;
    for (const value of sorted) sum += Math.min(most, Math.max(least, value));
    const mean = sorted.length === 0 ? 0 : sum / sorted.length;
    let squares = 0;
    for (const value of sorted) squares += (Math.min(most, Math.max(least, value)) - mean) ** 2;
    const variance = sorted.length === 0 ? 0 : squares / sorted.length;
    units.push(unit);
    bounds.push([least, most]);
    means.push(mean);
    deviations.push(variance > SAME ? Math.sqrt(variance) : 1);
  }
  return { full, units, bounds, means, deviations };
}

/** Writes the z-scores of a row to `values` from `at` on, NaN where nothing is known. Answers which measures were bounded, as bits. */
export function scaleRow(row: Behaviour, scale: Scale, values: Float64Array, at: number): number {
  let bounded = 0;
  for (let t = 0; t < D; t++) {
    const measure = MEASURES[t] as Measure;
    const value = row[measure];
    if (value === null) {
      values[at + t] = Number.NaN;
      continue;
    }
    const raw = transform(value, scale.units[t] as number, measure);
    const [least, most] = scale.bounds[t] as readonly [number, number];
    const taken = Math.min(most, Math.max(least, raw));
    if (taken !== raw) bounded |= 1 << t;
    values[at + t] = (taken - (scale.means[t] as number)) / (scale.deviations[t] as number);
  }
  return bounded;
}
