/** What the diagnoser says about one utterance. The algorithm is `src/diagnosis`. */

export const OUTCOMES = ['confident', 'ambiguous', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What kind of message it is: a question; anger at the service, perhaps with a question beside it; a language that is neither
 * Chinese nor English; a mash of keys or bare numbers. Greetings, thanks and calls for a person are the engine's small talk.
 */
export const SCOPES = ['question', 'anger', 'otherLanguage', 'gibberish'] as const;
export type Scope = (typeof SCOPES)[number];

/** One intent the learner may have meant. `confidence` is the calibrated probability, 0..1, that it is the right one. */
export interface Candidate {
  readonly intent: string;
  readonly confidence: number;
  /** The known utterance nearest to the question, null where the intent has none. */
  readonly similarQuestion: string | null;
}

export interface Diagnosis {
  readonly outcome: Outcome;
  readonly scope: Scope;
  readonly language: 'zh' | 'en';
  /** Confidence of the first candidate; 0 where there is none. */
  readonly confidence: number;
  /** Best first, at most 10. */
  readonly candidates: readonly Candidate[];
}

/** One known phrasing of an intent; the intent `oos` marks phrasings that must not be answered. */
export interface Example {
  readonly intent: string;
  readonly text: string;
}
