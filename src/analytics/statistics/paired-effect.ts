/** How much the same people gained between two tests, in units of their spread. */
import { Z95 } from './wilson.ts';

export interface PairedEffect {
  readonly n: number;
  /** Mean of after − before, in the unit of the scores. */
  readonly difference: number;
  /** Hedges' g_av; null for fewer than three pairs and where nobody differs from anybody. */
  readonly g: number | null;
  /** 95 % interval of g. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Sum over pairs of the products of what lies beside the means. */
function crossProducts(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - ma) * (b[i]! - mb), 0);
}

/**
 * Hedges' g_av of paired scores: d_av = (M₂ − M₁) / √((s₁² + s₂²) / 2), times J = 1 − 3 / (4 (n − 1) − 1) against the bias of
 * small samples (Hedges, J. Educ. Stat. 6 (1981) 107–128; for pairs Lakens, Front. Psychol. 4 (2013) 863, with the spread of
 * Bonett). The interval is J (d ± z √v) with v = d² (s₁⁴ + s₂⁴ + 2 s₁₂²) / (8 (n − 1) s⁴) + s_D² / ((n − 1) s²), where s² is
 * the mean variance, s₁₂ the covariance and s_D² the variance of the gains (Bonett, Psychol. Methods 13 (2008) 99–109).
 * The spread is that of people, not of gains: the size does not rise with how alike the two tests are.
 */
export function toPairedEffect(pairs: readonly { readonly before: number; readonly after: number }[]): PairedEffect {
  const n = pairs.length;
  const none = { g: null, low: null, high: null };
  const before = pairs.map((pair) => pair.before);
  const after = pairs.map((pair) => pair.after);
  const difference = pairs.reduce((sum, pair) => sum + (pair.after - pair.before), 0) / Math.max(1, n);
  if (n < 3) return { n, difference, ...none };
  const df = n - 1;
  const v1 = crossProducts(before, before) / df;
  const v2 = crossProducts(after, after) / df;
  const covariance = crossProducts(before, after) / df;
  const v = (v1 + v2) / 2;
  // Rounding leaves a hair where all are equal.
  if (!(v > 1e-12)) return { n, difference, ...none };
  const d = difference / Math.sqrt(v);
  const ofGains = Math.max(0, v1 + v2 - 2 * covariance);
  const error = Math.sqrt(
    (d ** 2 * (v1 ** 2 + v2 ** 2 + 2 * covariance ** 2)) / (8 * df * v ** 2) + ofGains / (df * v),
  );
  const j = 1 - 3 / (4 * df - 1);
  return { n, difference, g: j * d, low: j * (d - Z95 * error), high: j * (d + Z95 * error) };
}
