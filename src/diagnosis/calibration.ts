/**
 * What a knowledge base adds to the universal confidence: one number. Some of its utterances are kept back, the rest is
 * learnt, and what comes out for those kept back is compared with what the confidence promised.
 */
import type { Example } from '../domain/diagnosis.ts';
import { createConfidence, type Signals } from './confidence.ts';
import { createMatcher } from './matcher.ts';
import { OUT_OF_SCOPE, type TrainingOptions, trainModel } from './model.ts';
import { toSignals } from './signals.ts';

/** One utterance that was kept back: whether it was recognised, and from what. */
export interface Trial {
  readonly right: boolean;
  readonly signals: Signals;
}

export interface Calibration {
  /** To be added to the odds that the first candidate is right; 0 where too little is known to tell. */
  readonly intercept: number;
  readonly trials: readonly Trial[];
}

/** Every fifth utterance of an intent is kept back. */
const KEPT_BACK = 5;
const MOST_ASKED = 1000;
const FEWEST_ASKED = 50;
/** A larger knowledge base is judged by a part of it. */
const MOST_KNOWN = 20_000;
/** Utterances are more unlike each other than questions are unlike utterances: the difference counts in part. */
const TRUST = 0.5;
const LARGEST = 1;

export function calibrate(examples: readonly Example[], options: TrainingOptions): Calibration {
  const { known, asked } = keepBack(examples);
  if (asked.length < FEWEST_ASKED) return { intercept: 0, trials: [] };
  const matcher = createMatcher(trainModel(known, options), options.wordVectors, options.seed);
  const trials = asked.flatMap(({ intent, text }): Trial[] => {
    const match = matcher.match(text);
    const first = match.ranked[0];
    return first ? [{ right: matcher.intentOf(first.label) === intent, signals: toSignals(match) }] : [];
  });
  return { intercept: toIntercept(trials), trials };
}

function keepBack(examples: readonly Example[]): { known: Example[]; asked: Example[] } {
  const seen = new Map<string, number>();
  const known: Example[] = [];
  const asked: Example[] = [];
  for (const example of examples.slice(0, MOST_KNOWN)) {
    const count = (seen.get(example.intent) ?? 0) + 1;
    seen.set(example.intent, count);
    if (count % KEPT_BACK === 0 && example.intent !== OUT_OF_SCOPE && asked.length < MOST_ASKED) asked.push(example);
    else known.push(example);
  }
  return { known, asked };
}

function toIntercept(trials: readonly Trial[]): number {
  const toConfidence = createConfidence(0);
  const right = trials.filter((trial) => trial.right).length;
  const promised = trials.reduce((sum, { signals }) => sum + toConfidence(signals), 0);
  const toOdds = (sum: number) => Math.log((sum + 1) / (trials.length - sum + 1));
  const difference = TRUST * (toOdds(right) - toOdds(promised));
  return Math.max(-LARGEST, Math.min(LARGEST, difference));
}

export interface Coverage {
  /** Share of the kept back utterances that would be answered, and the share of wrong ones among those answers. */
  readonly answered: number;
  readonly wrong: number;
  readonly n: number;
}

/** What answering from the confidence `gate` on means for this knowledge base; null where too little is known to tell. */
export function toCoverage({ intercept, trials }: Calibration, oosShare: number, gate: number): Coverage | null {
  if (trials.length === 0) return null;
  const toConfidence = createConfidence(oosShare, intercept);
  const answered = trials.filter(({ signals }) => toConfidence(signals) >= gate);
  const wrong = answered.filter(({ right }) => !right).length;
  return {
    answered: answered.length / trials.length,
    wrong: answered.length === 0 ? 0 : wrong / answered.length,
    n: trials.length,
  };
}
