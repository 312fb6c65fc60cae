/** The exact interval of a share: never too short, hence the one for promises. */
import { betaQuantile } from './beta.ts';

/**
 * 95 % interval of `part / n` whose coverage is at least 95 % whatever the share: quantiles of beta laws, Clopper and
 * Pearson, Biometrika 26 (1934) 404–413. Wider than Wilson's, which is right on average. n = 0 says nothing: 0..1.
 * Throws `RangeError` unless 0 ≤ part ≤ n, both whole.
 */
export function clopperPearsonInterval(part: number, n: number): { readonly low: number; readonly high: number } {
  if (!(Number.isInteger(part) && Number.isInteger(n) && part >= 0 && part <= n)) {
    throw new RangeError(`no share: ${part} of ${n}`);
  }
  return {
    low: part === 0 ? 0 : betaQuantile(0.025, part, n - part + 1),
    high: part === n ? 1 : betaQuantile(0.975, part + 1, n - part),
  };
}
