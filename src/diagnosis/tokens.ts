/** A text as the tokens that count: Latin words, numbers, single Chinese characters. */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import tokenizers from 'natural/lib/natural/tokenizers/regexp_tokenizer.js';
import { normaliseText } from './normalise.ts';

export type TokenKind = 'word' | 'number' | 'han';

export interface Token {
  readonly kind: TokenKind;
  /** As written, normalised. */
  readonly text: string;
  /** What stands for it in the word and pair features: the stem, the shape of the number, the character. */
  readonly term: string;
}

const words = new tokenizers.WordTokenizer();

/** Runs of Chinese characters and of everything else, in order. */
const RUNS = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;

/** Stemming is the dearest step; a language has few words that are frequent. */
const MOST_STEMS = 50_000;
const stems = new Map<string, string>();

export function toStem(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer.stem(word);
    if (stems.size >= MOST_STEMS) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** A number counts by its length: 2019 and 2020 are both a year, 13800138000 is a telephone number. */
function toNumberShape(digits: string): string {
  return `#${Math.min(digits.length, 12)}`;
}

/** Any text, of any length; empty where there is nothing to read. */
export function toTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [run] of normaliseText(text).matchAll(RUNS)) {
    if (/^\p{Script=Han}/u.test(run)) {
      for (const character of run) tokens.push({ kind: 'han', text: character, term: character });
      continue;
    }
    for (const word of words.tokenize(run)) {
      if (/^\d+$/.test(word)) tokens.push({ kind: 'number', text: word, term: toNumberShape(word) });
      else tokens.push({ kind: 'word', text: word, term: toStem(word) });
    }
  }
  return tokens;
}
