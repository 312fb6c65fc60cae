/**
 * From what the matcher measured to the probability that its first candidate is right. Two questions, one logistic function
 * each: is the question one that the knowledge base covers, and if so, is the first candidate the right one? Kept apart,
 * because the expected share of uncovered questions moves the first answer and not the second.
 */

/** What is known about one diagnosis before it is turned into a probability. */
export interface Signals {
  /** Combined score of the first intent, and how far the second one is behind. */
  readonly score: number;
  readonly margin: number;
  /** How clearly the score stands out from all others: its share in the softmax, 0..1. */
  readonly dominance: number;
  /** Best cosine of an utterance of the first intent, and how far those of others are behind (may be negative). */
  readonly cosine: number;
  readonly cosineMargin: number;
  /** Share of the first intent among the nearest utterances, 0..1. */
  readonly share: number;
  /** What the separator alone says. */
  readonly plane: number;
  /** Share of the question's words that no known utterance contains, by information, 0..1. */
  readonly unknown: number;
  /** Number of words and characters. */
  readonly length: number;
  /** Share of the question's weight that the near utterances of the first intent contain, together, 0..1. */
  readonly coverage: number;
  /** Cosine of the meaning with that of the nearest in meaning of them; 0 without word vectors. */
  readonly meant: number;
  /** Mean cosine of the five nearest utterances of any intent. */
  readonly density: number;
  /** Utterances of the first intent. */
  readonly depth: number;
}

/**
 * `[1, …signals]` as the logistic functions take them. More of any of these never makes the confidence smaller, but for the
 * share of unknown words, which never makes it larger: `SIGNS` says so and the fit keeps to it (0 = as the data say).
 */
export function toInputs(signals: Signals): number[] {
  const { score, margin, dominance, cosine, cosineMargin, share, plane, unknown, length, depth } = signals;
  const { coverage, meant, density } = signals;
  return [
    1,
    score,
    Math.min(margin, 1),
    dominance,
    cosine,
    cosine ** 4,
    cosineMargin,
    share,
    plane,
    unknown,
    Math.log(1 + length),
    coverage,
    coverage ** 4,
    meant,
    density,
    Math.log(1 + depth),
  ];
}

export const SIGNS: readonly number[] = [0, 1, 1, 1, 1, 1, 1, 1, 1, -1, 0, 1, 1, 1, 1, 0];

/**
 * Weights of the logistic functions, fitted by `test/bench/diagnosis/fit.ts` on public sets with a free licence and on the
 * shipped knowledge base, with a quarter of the intents left out to stand for uncovered questions.
 */
export const COVERED: readonly number[] = [
  0.69, 0.269, 0.0, 0.0, 0.0, 1.334, 0.284, 0.093, 1.715, -0.303, 0.166, 0.0, 0.614, 0.515, 0.0, -0.4,
];
export const RIGHT: readonly number[] = [
  -1.648, 0.0, 2.202, 0.0, 0.0, 0.415, 0.0, 0.0, 1.84, -0.141, 0.167, 0.0, 0.205, 0.298, 0.0, 0.323,
];

/** Changes whenever the weights or their inputs do: what was calibrated with others is void. */
export const CONFIDENCE_VERSION = '4';

export const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

function toOdds(inputs: readonly number[], weights: readonly number[]): number {
  return inputs.reduce((sum, input, n) => sum + input * (weights[n] ?? 0), 0);
}

/** Share of uncovered questions in the simulation the weights were fitted on. */
const FITTED_OOS_SHARE = 0.25;

/** What to add to the odds where another share of uncovered questions is expected (Saerens et al. 2002, Neural Computation 14). */
export function toPriorShift(oosShare: number): number {
  const share = Math.min(Math.max(oosShare, 0.001), 0.999);
  return Math.log((1 - share) / share) - Math.log((1 - FITTED_OOS_SHARE) / FITTED_OOS_SHARE);
}

/** What a knowledge base adds to the universal weights: to the odds of being right, and how the odds of being covered are stretched. */
export interface Adjustment {
  readonly right: number;
  readonly coveredSlope: number;
  readonly coveredOffset: number;
}

export const NO_ADJUSTMENT: Adjustment = { right: 0, coveredSlope: 1, coveredOffset: 0 };

/** Odds that the question is covered and that its first candidate is right if it is, before any adjustment. */
export function toRawOdds(signals: Signals): { readonly covered: number; readonly right: number } {
  const inputs = toInputs(signals);
  return { covered: toOdds(inputs, COVERED), right: toOdds(inputs, RIGHT) };
}

/** `oosShare`: expected share of uncovered questions. */
export function createConfidence(oosShare: number, adjustment = NO_ADJUSTMENT): (signals: Signals) => number {
  const shift = toPriorShift(oosShare);
  const { right: offset, coveredSlope, coveredOffset } = adjustment;
  return (signals) => {
    const { covered, right } = toRawOdds(signals);
    return logistic(coveredSlope * covered + coveredOffset + shift) * logistic(right + offset);
  };
}
