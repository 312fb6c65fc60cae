/**
 * What a knowledge base adds to the universal confidence. Where there are labelled questions beside the utterances, three
 * numbers are fitted to them. Else some utterances are kept back, the rest is learnt, and what comes out for those kept back
 * is compared with what the confidence promised: one number.
 */
import type { Example } from '../domain/diagnosis.ts';
import {
  type Adjustment,
  createConfidence,
  logistic,
  NO_ADJUSTMENT,
  type Signals,
  toPriorShift,
  toRawOdds,
} from './confidence.ts';
import { createMatcher } from './matcher.ts';
import { OUT_OF_SCOPE, type TrainingOptions, trainModel } from './model.ts';
import { toSignals } from './signals.ts';

/** One question that was asked: whether any intent covers it, whether it was recognised, and from what. */
export interface Trial {
  readonly covered: boolean;
  readonly right: boolean;
  readonly signals: Signals;
}

export interface Calibration {
  readonly adjustment: Adjustment;
  /** Empty where too little is known to tell. */
  readonly trials: readonly Trial[];
}

export const NOT_CALIBRATED: Calibration = { adjustment: NO_ADJUSTMENT, trials: [] };

/** Every fifth utterance of an intent is kept back. */
const KEPT_BACK = 5;
const MOST_ASKED = 1000;
const FEWEST_ASKED = 50;
/** Fewer uncovered questions say nothing about telling them apart. */
const FEWEST_UNCOVERED = 30;
/** A larger knowledge base is judged by a part of it. */
const MOST_KNOWN = 20_000;
/** Utterances are more unlike each other than questions are unlike utterances: the difference counts in part. */
const TRUST_IN_UTTERANCES = 0.5;
const LARGEST = 1.5;
/** Pulls the fitted slope and offset towards 1 and 0, as so many questions would. */
const PRIOR = 10;

/** `questions`: labelled and not among the examples; a label that no example has is uncovered. */
export function calibrate(
  examples: readonly Example[],
  options: TrainingOptions,
  questions: readonly Example[] = [],
): Calibration {
  const intents = new Set(examples.map(({ intent }) => intent).filter((intent) => intent !== OUT_OF_SCOPE));
  if (questions.filter(({ intent }) => intents.has(intent)).length >= FEWEST_ASKED) {
    return adjust(ask(examples, questions, intents, options), 1);
  }
  const { known, asked } = keepBack(examples);
  if (asked.length < FEWEST_ASKED) return NOT_CALIBRATED;
  return adjust(ask(known, asked, intents, options), TRUST_IN_UTTERANCES);
}

function ask(
  known: readonly Example[],
  asked: readonly Example[],
  intents: ReadonlySet<string>,
  options: TrainingOptions,
): Trial[] {
  const matcher = createMatcher(trainModel(known, options), options.wordVectors, options.seed);
  return asked.flatMap(({ intent, text }): Trial[] => {
    const match = matcher.match(text);
    const first = match.ranked[0];
    if (!first) return [];
    const right = matcher.intentOf(first.label) === intent;
    return [{ covered: intents.has(intent), right, signals: toSignals(match) }];
  });
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

function adjust(trials: readonly Trial[], trust: number): Calibration {
  const right = trust * toRightOffset(trials.filter(({ covered }) => covered));
  const uncovered = trials.filter(({ covered }) => !covered).length;
  const stretched = uncovered >= FEWEST_UNCOVERED ? fitCovered(trials, uncovered / trials.length) : NO_ADJUSTMENT;
  return { adjustment: { ...stretched, right: Math.max(-LARGEST, Math.min(LARGEST, right)) }, trials };
}

function toRightOffset(trials: readonly Trial[]): number {
  const toConfidence = createConfidence(0);
  const right = trials.filter((trial) => trial.right).length;
  const promised = trials.reduce((sum, { signals }) => sum + toConfidence(signals), 0);
  const toOdds = (sum: number) => Math.log((sum + 1) / (trials.length - sum + 1));
  return toOdds(right) - toOdds(promised);
}

/** Slope and offset of the odds of being covered, by Newton's method (Platt 1999), held near 1 and 0. */
function fitCovered(trials: readonly Trial[], oosShare: number): Adjustment {
  const shift = toPriorShift(oosShare);
  const points = trials.map(({ covered, signals }) => ({ odds: toRawOdds(signals).covered, answer: covered ? 1 : 0 }));
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 30; step++) {
    let [bySlope, byOffset] = [PRIOR * (slope - 1), PRIOR * offset];
    let [slopes, both, offsets] = [PRIOR, 0, PRIOR];
    for (const { odds, answer } of points) {
      const p = logistic(slope * odds + offset + shift);
      const curve = p * (1 - p);
      bySlope += (p - answer) * odds;
      byOffset += p - answer;
      slopes += curve * odds * odds;
      both += curve * odds;
      offsets += curve;
    }
    const area = slopes * offsets - both * both;
    slope -= (offsets * bySlope - both * byOffset) / area;
    offset -= (slopes * byOffset - both * bySlope) / area;
  }
  // Never turned round: more evidence must not make the confidence smaller.
  return { right: 0, coveredSlope: Math.max(0.3, slope), coveredOffset: offset };
}

export interface Coverage {
  /** Share of the questions that were asked which would be answered, and the share of wrong ones among those answers. */
  readonly answered: number;
  readonly wrong: number;
  readonly n: number;
}

/** What answering from the confidence `gate` on means for this knowledge base; null where too little is known to tell. */
export function toCoverage({ adjustment, trials }: Calibration, oosShare: number, gate: number): Coverage | null {
  if (trials.length === 0) return null;
  const toConfidence = createConfidence(oosShare, adjustment);
  const answered = trials.filter(({ signals }) => toConfidence(signals) >= gate);
  const wrong = answered.filter(({ right }) => !right).length;
  return {
    answered: answered.length / trials.length,
    wrong: answered.length === 0 ? 0 : wrong / answered.length,
    n: trials.length,
  };
}
