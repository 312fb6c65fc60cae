/** Student's t: the law of a mean over its own estimated spread. */
import { betaCdf, lnBeta } from './beta.ts';
import { normalQuantile } from './normal.ts';
import { solveIncreasing } from './solve.ts';

/** From here on four terms of the expansion are exact to the last digits, and the continued fraction would be long. */
const EXPANDED_FROM = 1e5;

/** In powers of 1/ν around the normal quantile: Abramowitz and Stegun 26.7.5. */
function expand(z: number, degrees: number): number {
  const z2 = z * z;
  const g1 = (z * (z2 + 1)) / 4;
  const g2 = (z * ((5 * z2 + 16) * z2 + 3)) / 96;
  const g3 = (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
  const g4 = (z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92_160;
  return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
}

/** P(T > t) for t ≥ 0. */
function upperTail(t: number, degrees: number): number {
  const square = t * t;
  return betaCdf(degrees / (degrees + square), degrees / 2, 0.5, square / (degrees + square)) / 2;
}

/** P(T ≤ t) with `degrees` > 0, which need not be whole. */
export function studentCdf(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`${degrees} degrees of freedom`);
  return t < 0 ? upperTail(-t, degrees) : 1 - upperTail(t, degrees);
}

/**
 * The t with P(T ≤ t) = p; relative error below 1e-10, also for fractions of a degree. ∓∞ at 0 and 1. Throws `RangeError`
 * for p outside 0..1 and degrees not above 0. 97.5 %: 12.706 for 1 degree, 2.776 for 4, towards 1.960.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`no probability: ${p}`);
  if (!(degrees > 0)) throw new RangeError(`${degrees} degrees of freedom`);
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (degrees >= EXPANDED_FROM) return expand(normalQuantile(p), degrees);
  if (p < 0.5) return -solveTail(p, degrees);
  return p === 0.5 ? 0 : solveTail(1 - p, degrees);
}

function solveTail(tail: number, degrees: number): number {
  let high = 1;
  while (upperTail(high, degrees) > tail && high < 1e300) high *= 2;
  const constant = -lnBeta(degrees / 2, 0.5) - Math.log(degrees) / 2;
  return solveIncreasing({
    low: high === 1 ? 0 : high / 2,
    high,
    value: (t) => tail - upperTail(t, degrees),
    slope: (t) => Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees)),
    bend: (t) => (-(degrees + 1) * t) / (degrees + t * t),
  });
}
