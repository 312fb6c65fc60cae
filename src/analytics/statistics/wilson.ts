/** The interval of a share. */

/** 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
export const Z95 = 1.959963984540054;

/**
 * 95 % score interval of the share `part / n`, both ends in 0..1:
 * (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), Wilson, JASA 22 (1927) 209–212.
 * It stays inside 0..1 and is right for small n and for shares of 0 and 1, where p ± z √(p(1−p)/n) is not.
 * n = 0 says nothing: 0..1. Throws `RangeError` unless 0 ≤ part ≤ n.
 */
export function wilsonInterval(part: number, n: number): { readonly low: number; readonly high: number } {
  if (!(part >= 0 && part <= n)) throw new RangeError(`no share: ${part} of ${n}`);
  if (n === 0) return { low: 0, high: 1 };
  const share = part / n;
  const z2 = Z95 * Z95;
  const centre = share + z2 / (2 * n);
  const reach = Z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const width = 1 + z2 / n;
  return {
    // Rounding would leave a hair above 0 or below 1 where the formula gives exactly that.
    low: part === 0 ? 0 : Math.max(0, (centre - reach) / width),
    high: part === n ? 1 : Math.min(1, (centre + reach) / width),
  };
}
