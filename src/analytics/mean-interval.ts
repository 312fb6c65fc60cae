/** The interval of a mean when the spread is known from the same few values only: Student's t. */
import { Z95 } from './wilson.ts';

/** Above this many degrees of freedom the expansion is exact to the last digits, and the series would be long. */
const SERIES_UP_TO = 200;

/**
 * P(|T| < t) for θ = atan(t / √ν): finite series in cos θ for whole degrees of freedom ν.
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 (odd ν) and 26.7.4 (even ν).
 */
function centralProbability(theta: number, degrees: number): number {
  const sin = Math.sin(theta);
  const cos = Math.cos(theta);
  const odd = degrees % 2 === 1;
  let term = odd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + sin * sum) : sin * sum;
}

/** Expansion of the quantile in 1/ν: Abramowitz and Stegun 26.7.5, with its coefficients at z = 97.5 % of the normal. */
function expand(degrees: number): number {
  const z = Z95;
  const z2 = z * z;
  const g1 = (z * (z2 + 1)) / 4;
  const g2 = (z * ((5 * z2 + 16) * z2 + 3)) / 96;
  const g3 = (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
  const g4 = (z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92_160;
  return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
}

/**
 * The t for which P(|T| < t) = 0.95 with `degrees` (a whole number, at least 1) degrees of freedom:
 * 12.706 for 1, 2.776 for 4, towards 1.960. Relative error below 1e-11.
 */
export function studentT95(degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom`);
  if (degrees > SERIES_UP_TO) return expand(degrees);
  let below = 0;
  let above = Math.PI / 2;
  // The probability rises with θ from 0 to 1; halving 60 times exhausts the digits.
  for (let i = 0; i < 60; i++) {
    const middle = (below + above) / 2;
    if (centralProbability(middle, degrees) < 0.95) below = middle;
    else above = middle;
  }
  return Math.tan((below + above) / 2) * Math.sqrt(degrees);
}

/**
 * 95 % t-interval of the mean of `values`: x̄ ± t s/√n, s with n − 1. null for fewer than two values and for values that
 * are all equal: without spread the formula would claim to be certain. It supposes independent values; for ratings, which
 * end at 0 and 10, it is an approximation that the caller clamps.
 */
export function meanInterval(values: readonly number[]): { readonly low: number; readonly high: number } | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (squares === 0 || values.every((value) => value === values[0])) return null;
  const reach = studentT95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { low: mean - reach, high: mean + reach };
}
