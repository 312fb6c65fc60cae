/** What moved a probability, theme by theme: many features say the same thing, and people want it said once. */
import type { Feature, Theme } from './features.ts';

export interface Effect {
  readonly theme: Theme;
  /** The count column or attribute, where the theme is about one. */
  readonly column: string | null;
  /** Change of the log-odds of leaving against the average learner. */
  readonly change: number;
}

/** Sums the changes of `features` per theme and column; the largest first, whichever way it goes. */
export function toEffects(features: readonly Feature[], changes: Float64Array): Effect[] {
  const sums = new Map<string, Effect>();
  for (const [n, { theme, column = null }] of features.entries()) {
    const key = `${theme}\n${column ?? ''}`;
    sums.set(key, { theme, column, change: (sums.get(key)?.change ?? 0) + changes[n]! });
  }
  return [...sums.values()].sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}
