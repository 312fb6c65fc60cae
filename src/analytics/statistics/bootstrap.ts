/** Intervals without a formula: what the figure would have been in other samples like this one. */
import { createChance } from './chance.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantileOfSorted } from './quantile.ts';

export interface BootstrapOptions {
  /** The same seed gives the same interval to the last digit. */
  readonly seed: number;
  readonly samples?: number;
}

/**
 * 95 % interval of `statistic(values)` by resampling, corrected for bias and skewness (BCa; Efron, JASA 82 (1987) 171–185),
 * with the acceleration from leaving one out. null for fewer than three values and for a statistic that never moves.
 * For fewer than about ten values it is too short, as every bootstrap is: give a t-interval there.
 */
export function bootstrapInterval(
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
  { seed, samples = 2000 }: BootstrapOptions,
): { readonly low: number; readonly high: number } | null {
  const n = values.length;
  if (n < 3) return null;
  const chance = createChance(seed);
  const sample = new Array<number>(n);
  const found = Array.from({ length: samples }, () => {
    for (let i = 0; i < n; i++) sample[i] = values[Math.floor(chance() * n)]!;
    return statistic(sample);
  }).sort((a, b) => a - b);
  if (found[0] === found.at(-1)) return null;
  const value = statistic(values);
  // Ties with the value itself count half.
  const below = found.reduce((sum, at) => sum + (at < value ? 1 : at === value ? 0.5 : 0), 0) / samples;
  const bias = normalQuantile(Math.min(1 - 0.5 / samples, Math.max(0.5 / samples, below)));
  const without = values.map((_, left) => statistic(values.filter((_, i) => i !== left)));
  const mean = without.reduce((sum, at) => sum + at, 0) / n;
  const second = without.reduce((sum, at) => sum + (mean - at) ** 2, 0);
  const third = without.reduce((sum, at) => sum + (mean - at) ** 3, 0);
  const acceleration = second === 0 ? 0 : third / (6 * second ** 1.5);
  const end = (p: number) => {
    const z = bias + normalQuantile(p);
    return quantileOfSorted(found, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return { low: end(0.025), high: end(0.975) };
}
