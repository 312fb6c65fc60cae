/** From what the matcher measured to the probability that its first candidate is right. */

/** What is known about one diagnosis before it is turned into a probability. */
export interface Signals {
  /** Combined score of the first intent, and how far the second one is behind. */
  readonly score: number;
  readonly margin: number;
  /** Best cosine of an utterance of the first intent, and how far those of other intents are behind (may be negative). */
  readonly cosine: number;
  readonly cosineMargin: number;
  /** Share of the question's words that no known utterance contains, by information, 0..1. */
  readonly unknown: number;
  /** Number of features of the question that are known. */
  readonly length: number;
}

/** `[1, …signals]` as the logistic function takes them. */
export function toInputs({ score, margin, cosine, cosineMargin, unknown, length }: Signals): number[] {
  return [1, score, margin, cosine, cosineMargin, unknown, Math.log(1 + length), cosine * cosine];
}

/**
 * Weights of the logistic function, fitted by `test/bench/diagnosis/fit.ts` on public sets with a free licence, with a
 * quarter of the intents left out to stand for unknown questions.
 */
export const WEIGHTS: readonly number[] = [-0.16, 1.925, 1.359, -2.083, 1.079, -1.564, 0.096, 0.051];

/** Logarithm of the odds that the first candidate is right, before calibration to a knowledge base. */
export function toOdds(signals: Signals): number {
  return toInputs(signals).reduce((sum, input, n) => sum + input * (WEIGHTS[n] ?? 0), 0);
}

/** Share of unanswerable questions in the simulation the weights were fitted on. */
const FITTED_OOS_SHARE = 0.25;

/** What to add to the odds where another share of unanswerable questions is expected (Saerens et al. 2002, Neural Computation 14). */
export function toPriorShift(oosShare: number): number {
  const share = Math.min(Math.max(oosShare, 0.01), 0.99);
  return Math.log((1 - share) / share) - Math.log((1 - FITTED_OOS_SHARE) / FITTED_OOS_SHARE);
}
