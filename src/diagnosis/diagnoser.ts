/** The diagnoser: known examples in, a function from question to diagnosis out. Everything else in this room serves it. */
import type { Candidate, Diagnosis, Example } from '../domain/diagnosis.ts';
import { type Signals, toOdds, toPriorShift } from './confidence.ts';
import { createInvertedIndex } from './inverted-index.ts';
import { detectLanguage } from './language.ts';
import { type LinearModel, scoreLinear, trainLinear } from './linear.ts';
import { createVectorizer, type SparseVector } from './vectors.ts';

export interface DiagnoserOptions {
  /** At most this share of the answers given may be wrong; default 0.05. */
  readonly maxError?: number;
  /** Expected share of questions that no intent covers; default 0.2. */
  readonly oosShare?: number;
  readonly seed?: number;
}

export interface Diagnoser {
  /** Any text, of any length; never throws. */
  diagnose(text: string): Diagnosis;
  /** What the confidence is made of, for fitting and explaining; null where nothing of the text is known. */
  measure(text: string): { readonly intent: string; readonly signals: Signals } | null;
  /** Answers are given from this confidence on. */
  readonly gate: number;
}

/** The label of examples that must not be answered. */
export const OUT_OF_SCOPE = 'oos';

const MOST_CANDIDATES = 10;
/** Below this probability the first choice is more likely than not none of them: asking back would be guessing. */
const ASK_BACK_FROM = 0.45;
/** Share of the doubt that the other candidates get; the rest is that it is none of them. */
const AMONG_THE_REST = 0.5;
/** How much the nearest utterance and the middle of an intent count beside the separator's score. */
const COSINE_WEIGHT = 0.5;
const CENTROID_WEIGHT = 0.5;
/** Multiply-adds that training may cost; beyond, the index answers alone. */
const MOST_TRAINING_WORK = 6e9;
/**
 * The answers given lie between the gate and certainty, most of them near certainty, so that their mean error is a fraction
 * of the gate's. Measured on development sets: with this factor the mean error stays about the allowed one.
 */
const GATE_FACTOR = 4;

interface Scored {
  readonly label: number;
  readonly score: number;
  readonly cosine: number;
  readonly nearest: number;
}

/** The matcher of one set of examples, without calibration. */
function createMatcher(examples: readonly Example[], seed: number) {
  const intents = [...new Set(examples.map(({ intent }) => intent))].filter((intent) => intent !== OUT_OF_SCOPE);
  const numbers = new Map(intents.map((intent, label) => [intent, label]));
  const labelOf = Int32Array.from(examples, ({ intent }) => numbers.get(intent) ?? -1);
  const vectorizer = createVectorizer(examples.map(({ text }) => text));
  const vectors = examples.map(({ text }) => vectorizer.toVector(text));
  const index = createInvertedIndex(vectors, vectorizer.size);
  const trainable = isTrainable(vectors, intents.length);
  const linear = trainable ? trainLinear(vectors, labelOf, intents.length, vectorizer.size, { seed }) : null;
  const centroids = trainable ? toCentroids(vectors, labelOf, intents.length, vectorizer.size) : null;

  /** Every intent with its combined score, best first; empty where nothing of the text is known. */
  function rank(vector: SparseVector): Scored[] {
    if (vector.ids.length === 0) return [];
    const cosines = index.score(vector);
    const best = new Float32Array(intents.length);
    const nearest = new Int32Array(intents.length).fill(-1);
    for (let n = 0; n < cosines.length; n++) {
      const label = labelOf[n] as number;
      if (label >= 0 && (cosines[n] as number) > (best[label] as number)) {
        best[label] = cosines[n] as number;
        nearest[label] = n;
      }
    }
    const planes = linear && scoreLinear(linear, vector);
    const middles = centroids && scoreLinear(centroids, vector);
    return intents
      .map((_, label) => {
        const cosine = best[label] as number;
        const score =
          planes && middles
            ? (planes[label] as number) + COSINE_WEIGHT * cosine + CENTROID_WEIGHT * (middles[label] as number)
            : cosine;
        return { label, score, cosine, nearest: nearest[label] as number };
      })
      .sort((a, b) => b.score - a.score || a.label - b.label);
  }

  return { intents, trainable, toVector: vectorizer.toVector, rank };
}

function toSignals(ranked: readonly Scored[], vector: SparseVector): Signals {
  const [first, second] = ranked as [Scored, Scored | undefined];
  const others = ranked.reduce((most, { label, cosine }) => (label === first.label ? most : Math.max(most, cosine)), 0);
  return {
    score: first.score,
    margin: first.score - (second?.score ?? -1),
    cosine: first.cosine,
    cosineMargin: first.cosine - others,
    unknown: vector.unknown,
    length: vector.ids.length,
  };
}

export function createDiagnoser(examples: readonly Example[], options: DiagnoserOptions = {}): Diagnoser {
  const { maxError = 0.05, oosShare = 0.2, seed = 1 } = options;
  const matcher = createMatcher(examples, seed);
  const shift = toPriorShift(oosShare);
  const gate = Math.max(ASK_BACK_FROM, 1 - GATE_FACTOR * maxError);

  /** The first candidate has the probability; the others share some of what is left by how far behind they are. */
  function toCandidates(ranked: readonly Scored[], confidence: number): Candidate[] {
    const top = ranked.slice(0, MOST_CANDIDATES).filter(({ cosine }, n) => n === 0 || cosine > 0);
    const odds = top.map(({ score }) => Math.exp(4 * (score - (top[0]?.score ?? 0))));
    const rest = odds.slice(1).reduce((sum, each) => sum + each, 0);
    return top.map(({ label, nearest }, n) => ({
      intent: matcher.intents[label] as string,
      confidence:
        n === 0
          ? confidence
          : Math.min(confidence, (AMONG_THE_REST * (1 - confidence) * (odds[n] as number)) / (1 + rest)),
      similarQuestion: nearest < 0 ? null : (examples[nearest]?.text ?? null),
    }));
  }

  return {
    diagnose(text) {
      const language = detectLanguage(text) ?? 'en';
      const vector = matcher.toVector(text);
      const ranked = matcher.rank(vector);
      if (ranked.length === 0) return { outcome: 'unknown', language, confidence: 0, candidates: [] };
      const confidence = 1 / (1 + Math.exp(-(toOdds(toSignals(ranked, vector)) + shift)));
      const candidates = toCandidates(ranked, confidence);
      const outcome = confidence >= gate ? 'confident' : confidence >= ASK_BACK_FROM ? 'ambiguous' : 'unknown';
      return { outcome, language, confidence, candidates };
    },
    measure(text) {
      const vector = matcher.toVector(text);
      const ranked = matcher.rank(vector);
      const first = ranked[0];
      return first ? { intent: matcher.intents[first.label] as string, signals: toSignals(ranked, vector) } : null;
    },
    gate,
  };
}

function isTrainable(vectors: readonly SparseVector[], labels: number): boolean {
  const features = vectors.reduce((sum, { ids }) => sum + ids.length, 0);
  return labels > 1 && features * labels * 8 <= MOST_TRAINING_WORK && labels * vectors.length > 0;
}

/** The mean direction of each intent's vectors (Rocchio 1971), laid out like a linear model without a bias. */
function toCentroids(vectors: readonly SparseVector[], labelOf: Int32Array, labels: number, size: number): LinearModel {
  const weights = new Float32Array(size * labels);
  for (const [n, vector] of vectors.entries()) {
    const label = labelOf[n] as number;
    if (label < 0) continue;
    for (let i = 0; i < vector.ids.length; i++) {
      const at = (vector.ids[i] as number) * labels + label;
      weights[at] = (weights[at] as number) + (vector.weights[i] as number);
    }
  }
  const squares = new Float64Array(labels);
  for (let at = 0; at < weights.length; at++)
    squares[at % labels] = (squares[at % labels] as number) + (weights[at] as number) ** 2;
  for (let at = 0; at < weights.length; at++)
    weights[at] = (weights[at] as number) / (Math.sqrt(squares[at % labels] as number) || 1);
  return { labels, weights, bias: new Float32Array(labels) };
}
