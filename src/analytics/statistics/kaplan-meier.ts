/** How long things take when some have not ended yet: these count for as long as they have been watched, not as nothing. */
import { Z95 } from './wilson.ts';

/** One thing that was watched for `time`; `ended` false: it had not ended then (censored). */
export interface Watched {
  readonly time: number;
  readonly ended: boolean;
}

/** The curve from `time` on, until the next point. */
export interface SurvivalPoint {
  readonly time: number;
  /** Watched just before that time, and ended at it. */
  readonly atRisk: number;
  readonly ended: number;
  /** Share that takes longer than `time`. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`; null once nothing is left. */
  readonly error: number | null;
  /** 95 % interval of `survival` by ln(−ln S); null where S is 0 or 1. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The product-limit curve, one point for each time at which something ended, ascending: S(t) = Π (1 − dᵢ/nᵢ), Kaplan and
 * Meier, JASA 53 (1958) 457–481. What is censored at a time at which others end was at risk then. None: no points.
 */
export function toSurvivalCurve(watched: readonly Watched[]): SurvivalPoint[] {
  // Sorted apart and merged: typed arrays are sorted many times faster than objects.
  const ended = Float64Array.from(watched.filter((one) => one.ended).map(({ time }) => time)).sort();
  const censored = Float64Array.from(watched.filter((one) => !one.ended).map(({ time }) => time)).sort();
  const points: SurvivalPoint[] = [];
  let survival = 1;
  let greenwood = 0;
  let gone = 0;
  for (let i = 0; i < ended.length; ) {
    const time = ended[i]!;
    while (gone < censored.length && censored[gone]! < time) gone++;
    const atRisk = ended.length - i + (censored.length - gone);
    const from = i;
    while (i < ended.length && ended[i] === time) i++;
    const count = i - from;
    survival *= (atRisk - count) / atRisk;
    greenwood += count / (atRisk * (atRisk - count));
    points.push({ time, atRisk, ended: count, survival, ...toUncertainty(survival, Math.sqrt(greenwood)) });
  }
  return points;
}

function toUncertainty(survival: number, relative: number): Pick<SurvivalPoint, 'error' | 'low' | 'high'> {
  if (survival <= 0) return { error: null, low: null, high: null };
  const logarithm = Math.log(survival);
  const reach = Math.exp((Z95 * relative) / -logarithm);
  return { error: survival * relative, low: survival ** reach, high: survival ** (1 / reach) };
}

/** A time by which a share has ended. An end is null where the curve does not come down that far. */
export interface SurvivalQuantile {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The first time at which `level` falls to 1 − q; half way to the next step where it stands exactly there. */
function crossing(
  points: readonly SurvivalPoint[],
  q: number,
  level: (point: SurvivalPoint) => number | null,
): number | null {
  const wanted = 1 - q;
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    const found = level(point);
    if (found === null) continue;
    if (Math.abs(found - wanted) < 1e-12) return (point.time + (points[i + 1]?.time ?? point.time)) / 2;
    if (found < wanted) return point.time;
  }
  return null;
}

/** The time by which the share `q` has ended, as R's survival package defines it; the interval by the curve's own. */
export function survivalQuantile(points: readonly SurvivalPoint[], q: number): SurvivalQuantile {
  return {
    value: crossing(points, q, ({ survival }) => survival),
    low: crossing(points, q, ({ low }) => low),
    high: crossing(points, q, ({ high }) => high),
  };
}

/** The curve at `time`: 1 before the first point. */
export function survivalAt(points: readonly SurvivalPoint[], time: number): number {
  return points.findLast((point) => point.time <= time)?.survival ?? 1;
}
