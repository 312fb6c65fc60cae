/** Laws fitted to waiting times, and how far off they are: the normal one of the source article, and the log-normal. */
import { normalCdf } from './normal.ts';

/** μ and σ of the values, or of their logarithms. */
export interface Fit {
  readonly mu: number;
  /** By maximum likelihood (n, not n − 1); 0 for one value or equal ones. */
  readonly sigma: number;
}

/** null for no values. */
export function fitNormal(values: readonly number[]): Fit | null {
  const n = values.length;
  if (n === 0) return null;
  const mu = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mu) ** 2, 0);
  return { mu, sigma: values.every((value) => value === values[0]) ? 0 : Math.sqrt(squares / n) };
}

/** The normal law of the logarithms. It knows no zero: null for no values and where one is not above 0. */
export function fitLogNormal(values: readonly number[]): Fit | null {
  return values.every((value) => value > 0) ? fitNormal(values.map(Math.log)) : null;
}

/**
 * P(T < t) = Φ((t − μ)/σ): 0.5 for μ 2, σ 0.5, t 2. σ = 0 means that every value is μ: 0 up to and with t = μ, 1 after it.
 * Throws `RangeError` for σ below 0.
 */
export function normalShareBelow(t: number, { mu, sigma }: Fit): number {
  if (!(sigma >= 0)) throw new RangeError(`no spread: ${sigma}`);
  return sigma === 0 ? (t > mu ? 1 : 0) : normalCdf((t - mu) / sigma);
}

/** The same for the log-normal law; 0 for t ≤ 0. */
export function logNormalShareBelow(t: number, fit: Fit): number {
  return t <= 0 ? 0 : normalShareBelow(Math.log(t), fit);
}

/** Share of `values` below t; null for none. */
export function shareBelow(values: readonly number[], t: number): number | null {
  return values.length === 0 ? null : values.filter((value) => value < t).length / values.length;
}

/**
 * Kolmogorov's distance, 0..1: the largest gap between the observed curve of `values` and `cdf`, looked for on both sides of
 * every step. 0.05 is a good fit, 0.3 says that the law is not this one. null for none.
 */
export function kolmogorovDistance(values: readonly number[], cdf: (value: number) => number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const sorted = Float64Array.from(values).sort();
  let most = 0;
  for (let i = 0; i < n; ) {
    const value = sorted[i]!;
    const before = i / n;
    while (i < n && sorted[i] === value) i++;
    const expected = cdf(value);
    most = Math.max(most, Math.abs(expected - before), Math.abs(i / n - expected));
  }
  return most;
}
