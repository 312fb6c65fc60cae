/** The diagnoser: known examples in, a function from question to diagnosis out. Everything else in this room serves it. */
import type { Candidate, Diagnosis, Example } from '../domain/diagnosis.ts';
import { type Calibration, type Coverage, calibrate, toCoverage } from './calibration.ts';
import { createConfidence, type Signals } from './confidence.ts';
import { type Explanation, explain } from './explain.ts';
import { detectLanguage } from './language.ts';
import { createMatcher, type Scored } from './matcher.ts';
import type { WordVectors } from './meaning.ts';
import { type Model, trainModel } from './model.ts';
import { toScope } from './scope.ts';
import { toSignals } from './signals.ts';

export { OUT_OF_SCOPE } from './model.ts';

export interface DiagnoserOptions {
  /** At most this share of the answers given may be wrong; default 0.05. */
  readonly maxError?: number;
  /** Expected share of questions that no intent covers; default 0.2. */
  readonly oosShare?: number;
  /** null (default) = wording only. */
  readonly wordVectors?: WordVectors | null;
  readonly seed?: number;
  /** Only so many of the first examples may be shown as similar questions; default all. */
  readonly utterances?: number;
  /** Where it was made before from the same examples; else it is made, which takes about as long as learning. */
  readonly calibration?: Calibration;
}

export interface Diagnoser {
  /** Any text, of any length; never throws. */
  diagnose(text: string): Diagnosis;
  /** What the confidence is made of, for fitting and explaining; null where nothing of the text is known. */
  measure(text: string): { readonly intent: string; readonly signals: Signals } | null;
  /** The same diagnosis, taken apart. */
  explain(text: string): Explanation;
  /** Known from the next question on. */
  add(example: Example): void;
  /** True when such an example was known; it counts no more from the next question on. */
  retire(example: Example): boolean;
  /** Answers are given from this confidence on, and from this one on the bot asks back. */
  readonly gate: number;
  readonly askBackFrom: number;
  /** What the gate means for this knowledge base; null where too little is known to tell. */
  readonly coverage: Coverage | null;
}

const MOST_CANDIDATES = 10;
/** Below this probability the first choice is more likely than not none of them: asking back would be guessing. */
const ASK_BACK_FROM = 0.45;
/** What cannot be read is never answered, whatever it resembles. */
const UNREADABLE = 0.2;
/** Share of the doubt that the other candidates get; the rest is that it is none of them. */
const AMONG_THE_REST = 0.5;
/**
 * The answers given lie between the gate and certainty, most of them near certainty, so that their mean error is a fraction
 * of the gate's. Measured on development sets: with this factor the mean error stays about the allowed one.
 */
const GATE_FACTOR = 4.5;

export function createDiagnoser(examples: readonly Example[], options: DiagnoserOptions = {}): Diagnoser {
  const { wordVectors = null, seed = 1, utterances = examples.length } = options;
  const calibration = options.calibration ?? calibrate(examples, { wordVectors, seed });
  return restoreDiagnoser(trainModel(examples, { wordVectors, seed, utterances }), { ...options, calibration });
}

export function restoreDiagnoser(model: Model, options: DiagnoserOptions = {}): Diagnoser {
  const { maxError = 0.05, oosShare = 0.2, wordVectors = null, seed = 1 } = options;
  const matcher = createMatcher(model, wordVectors, seed);
  const words = wordVectors && { isWord: (term: string) => wordVectors.rows.has(term) };
  const toConfidence = createConfidence(oosShare, options.calibration?.adjustment);
  const gate = Math.max(ASK_BACK_FROM, 1 - GATE_FACTOR * maxError);

  /** The first candidate has the probability; the others share some of what is left by how far behind they are. */
  function toCandidates(ranked: readonly Scored[], confidence: number): Candidate[] {
    const top = ranked.slice(0, MOST_CANDIDATES).filter(({ cosine }, n) => n === 0 || cosine > 0);
    const odds = top.map(({ score }) => Math.exp(4 * (score - (top[0]?.score ?? 0))));
    const rest = odds.slice(1).reduce((sum, each) => sum + each, 0);
    return top.map(({ label, nearest }, n) => ({
      intent: matcher.intentOf(label),
      confidence:
        n === 0
          ? confidence
          : Math.min(confidence, (AMONG_THE_REST * (1 - confidence) * (odds[n] as number)) / (1 + rest)),
      similarQuestion: matcher.exampleOf(nearest)?.text ?? null,
    }));
  }

  return {
    gate,
    askBackFrom: ASK_BACK_FROM,
    coverage: options.calibration ? toCoverage(options.calibration, oosShare, gate) : null,
    explain: (text) => explain(matcher.match(text), matcher),
    add: matcher.add,
    retire: matcher.retire,
    diagnose(text) {
      const match = matcher.match(text);
      // Pinyin is Chinese, whatever its letters.
      const isHan = match.reading.tokens.some(({ kind }) => kind === 'han');
      const language = isHan ? 'zh' : (detectLanguage(text) ?? 'en');
      const scope = toScope(text, match.reading, words);
      const isReadable = scope === 'question' || scope === 'anger';
      if (match.ranked.length === 0) return { outcome: 'unknown', scope, language, confidence: 0, candidates: [] };
      const measured = toConfidence(toSignals(match));
      const confidence = isReadable ? measured : Math.min(measured, UNREADABLE);
      const candidates = toCandidates(match.ranked, confidence);
      const outcome = confidence >= gate ? 'confident' : confidence >= ASK_BACK_FROM ? 'ambiguous' : 'unknown';
      return { outcome, scope, language, confidence, candidates };
    },
    measure(text) {
      const match = matcher.match(text);
      const first = match.ranked[0];
      return first ? { intent: matcher.intentOf(first.label), signals: toSignals(match) } : null;
    },
  };
}
