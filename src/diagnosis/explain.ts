/** Why the diagnoser said what it said: the same figures it decided by, taken apart. */
import { GROUPS, visitFeatures } from './features.ts';
import type { Match, Matcher } from './matcher.ts';

/** One thing in the question and what it adds to (or takes from) an intent's score. */
export interface Reason {
  readonly kind: 'term' | 'letters' | 'sound' | 'meaning' | 'nearness';
  /** The word, character or pair for `term`; empty for the others. */
  readonly name: string;
  readonly effect: number;
}

export interface ExplainedCandidate {
  readonly intent: string;
  readonly score: number;
  /** Strongest first, at most `MOST_REASONS`; what speaks against it has a negative effect. */
  readonly reasons: readonly Reason[];
  /** Its known utterances nearest to the question, nearest first, at most three. */
  readonly nearest: readonly { readonly text: string; readonly cosine: number }[];
}

export interface Explanation {
  /** Words read as others, typed → read. */
  readonly repaired: readonly (readonly [string, string])[];
  /** Share of the question, by information, that no utterance contains, 0..1. */
  readonly unknown: number;
  /** Score of the first candidate less that of the second; null with fewer than two. */
  readonly margin: number | null;
  readonly candidates: readonly ExplainedCandidate[];
}

const MOST_CANDIDATES = 3;
const MOST_REASONS = 6;
const MOST_NEAREST = 3;

export function explain(match: Match, matcher: Matcher): Explanation {
  const { ranked, reading } = match;
  const [first, second] = ranked;
  return {
    repaired: [...reading.repaired],
    unknown: reading.unknown,
    margin: first && second ? first.score - second.score : null,
    candidates: ranked.slice(0, MOST_CANDIDATES).map(({ label, score, plane }) => ({
      intent: matcher.intentOf(label),
      score,
      reasons: toReasons(match, matcher, label, score - plane),
      nearest: toNearest(match, matcher, label),
    })),
  };
}

function toNearest({ hits }: Match, matcher: Matcher, label: number): ExplainedCandidate['nearest'] {
  return Array.from(hits.texts, (n, place) => ({ n, cosine: hits.cosines[place] ?? 0 }))
    .filter(({ n }) => matcher.labelOf(n) === label)
    .flatMap(({ n, cosine }) => {
      const example = matcher.exampleOf(n);
      return example ? [{ text: example.text, cosine }] : [];
    })
    .slice(0, MOST_NEAREST);
}

function toReasons({ reading, vector }: Match, matcher: Matcher, label: number, nearness: number): Reason[] {
  const { vectorizer, planes } = matcher;
  if (!planes) return [{ kind: 'nearness', name: '', effect: nearness }];
  const weights = new Map<number, number>();
  for (let i = 0; i < vector.ids.length; i++) weights.set(vector.ids[i] as number, vector.weights[i] as number);
  const sums = { letters: 0, sound: 0 };
  const terms = new Map<string, number>();
  visitFeatures(reading.tokens, (group, key, text, from, to) => {
    const id = vectorizer.idOf(key);
    const weight = weights.get(id);
    if (weight === undefined) return;
    // Counted once, however often it occurs: its weight holds the repetitions.
    weights.delete(id);
    const effect = weight * planes.weightOf(label, id);
    const name = GROUPS[group];
    if (name === 'gram') sums.letters += effect;
    else if (name === 'sound') sums.sound += effect;
    else {
      const term = text.slice(from, to).replace('^ ', '');
      terms.set(term, (terms.get(term) ?? 0) + effect);
    }
  });
  const meaning = vector.meaning ? planes.meaningOf(label, vector.meaning) : 0;
  const others: Reason[] = [
    { kind: 'letters', name: '', effect: sums.letters },
    { kind: 'sound', name: '', effect: sums.sound },
    { kind: 'meaning', name: '', effect: meaning },
    { kind: 'nearness', name: '', effect: nearness },
  ];
  return [...[...terms].map(([name, effect]): Reason => ({ kind: 'term', name, effect })), ...others]
    .filter(({ effect }) => Math.abs(effect) >= 0.01)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MOST_REASONS);
}
