/** The standard normal law, to the last digits in both tails: packages stop at 1e-6 or lose the tail altogether. */

const LN_SQRT_TAU = 0.9189385332046727;
/** Below this |z| the series is used, above it the continued fraction: each is exact to the last digits on its side. */
const MEETING = 2.5;
const FRACTION_DEPTH = 90;

/** φ(z) = exp(−z²/2) / √(2π). The square is split so that its rounding is not blown up by the exponential. */
export function normalDensity(z: number): number {
  const coarse = Math.round(z * 16) / 16;
  return Math.exp(-(coarse * coarse) / 2) * Math.exp(-((z - coarse) * (z + coarse)) / 2 - LN_SQRT_TAU);
}

/** Φ(−z) for z > 0, by the continued fraction of Laplace: φ(z) / (z + 1/(z + 2/(z + …))). */
function upperTail(z: number): number {
  let below = z;
  for (let k = FRACTION_DEPTH; k >= 1; k--) below = z + k / below;
  return normalDensity(z) / below;
}

/**
 * Φ(z) = P(Z ≤ z). Relative error below 1e-12 from z = −37 on (below that the value is no normal double); NaN for NaN.
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 (series) and 26.2.14 (continued fraction).
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z <= -MEETING) return z === Number.NEGATIVE_INFINITY ? 0 : upperTail(-z);
  if (z >= MEETING) return z === Number.POSITIVE_INFINITY ? 1 : 1 - upperTail(z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** The complementary error function, 2 Φ(−x √2). */
export function erfc(x: number): number {
  return 2 * normalCdf(-x * Math.SQRT2);
}

/**
 * The z with Φ(z) = p; relative error below 1e-12, also for p = 1e-300. −∞ at 0, ∞ at 1. Throws `RangeError` outside 0..1.
 * A first guess by Abramowitz and Stegun 26.2.23, then steps of Halley, which triple the digits.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`no probability: ${p}`);
  if (p === 0.5) return 0;
  // 1 − p is exact for p ≥ 0.5, so the upper tail is as good as the lower one.
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  let z = top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 8; step++) {
    const newton = (normalCdf(z) - p) / normalDensity(z);
    const halley = newton / (1 + (z * newton) / 2);
    z -= halley;
    if (Math.abs(halley) <= 1e-16 * Math.abs(z)) break;
  }
  return z;
}
