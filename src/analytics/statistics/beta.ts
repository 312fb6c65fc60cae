/** The beta law: its distribution is the incomplete beta function, from which the t-law and exact intervals of shares follow. */
import { solveIncreasing } from './solve.ts';

const LN_SQRT_TAU = 0.9189385332046727;
/** Bernoulli numbers over 2k(2k − 1): Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
/** From here on the series is exact to the last digit. */
const STIRLING_FROM = 10;

/** ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x ≥ 10. */
function stirlingRest(x: number): number {
  const square = 1 / (x * x);
  return STIRLING.reduceRight((sum, coefficient) => sum * square + coefficient, 0) / x;
}

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  let product = 1;
  let at = x;
  for (; at < STIRLING_FROM; at++) product *= at;
  return (at - 0.5) * Math.log(at) - at + LN_SQRT_TAU + stirlingRest(at) - Math.log(product);
}

/** ln B(a, b) for a, b > 0, without the cancellation of large logarithms of Γ. */
export function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return lnGamma(small) + lnGamma(large) - lnGamma(small + large);
  const rest = stirlingRest(large) - stirlingRest(large + small);
  return lnGamma(small) - (large - 0.5) * Math.log1p(small / large) - small * Math.log(large + small) + small + rest;
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22, by the method of Lentz. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

/** I_x(a, b). `y` is 1 − x; given by those who know it better than the difference. */
export function betaCdf(x: number, a: number, b: number, y = 1 - x): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`no beta law: ${a}, ${b}`);
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The logarithm of what is close to 1 is taken from its distance to 1.
  const lnX = x > 0.5 ? Math.log1p(-y) : Math.log(x);
  const lnY = y > 0.5 ? Math.log1p(-x) : Math.log(y);
  const front = Math.exp(a * lnX + b * lnY - lnBeta(a, b));
  return x <= (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(y, b, a)) / b;
}

/**
 * The x with I_x(a, b) = p; relative error below 1e-10. 0 at p = 0, 1 at p = 1. Throws `RangeError` for p outside 0..1 and
 * for a or b not above 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`no probability: ${p}`);
  if (p === 0 || p === 1) return p;
  let low = 0.5;
  let high = 1;
  if (betaCdf(0.5, a, b) > p) {
    // Small quantiles are looked for by their order of magnitude.
    do {
      high = low;
      low /= 2;
    } while (low > 0 && betaCdf(low, a, b) > p);
  }
  const constant = lnBeta(a, b);
  return solveIncreasing({
    low,
    high,
    value: (x) => betaCdf(x, a, b) - p,
    slope: (x) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - constant),
    bend: (x) => (a - 1) / x - (b - 1) / (1 - x),
  });
}
