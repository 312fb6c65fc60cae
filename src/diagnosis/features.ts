/**
 * What the matcher sees of a text: three groups of features, each made unit length apart so that none drowns the others.
 * Words (stemmed) and Chinese characters; pairs of neighbours; character n-grams of Latin words, which survive typing errors.
 */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import tokenizers from 'natural/lib/natural/tokenizers/regexp_tokenizer.js';
import { normaliseText } from './normalise.ts';

/** Weight of each group, as measured to hold over many sets (characters count like words). */
export const GROUP_WEIGHTS = [1, 0.55, 1] as const;
const WORD = 0;
const PAIR = 1;
const GRAM = 2;
const GRAM_LENGTHS = [3, 4] as const;

export interface Feature {
  readonly name: string;
  readonly group: 0 | 1 | 2;
  readonly count: number;
}

const words = new tokenizers.WordTokenizer();

/** Runs of Chinese characters and of everything else, in order. */
const RUNS = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;

/** A number as its length: 2019 and 2020 are both a year, 13800138000 is a telephone number. */
function toWord(token: string): string {
  return /^\d+$/.test(token) ? `#${Math.min(token.length, 12)}` : stemmer.stem(token);
}

/** The features of a text, counted; empty where there is nothing to read. */
export function toFeatures(text: string): Feature[] {
  const counts = new Map<string, { group: 0 | 1 | 2; count: number }>();
  const add = (group: 0 | 1 | 2, name: string) => {
    const key = `${group}${name}`;
    const entry = counts.get(key);
    if (entry) entry.count += 1;
    else counts.set(key, { group, count: 1 });
  };
  let before = '^';
  for (const [run] of normaliseText(text).matchAll(RUNS)) {
    const isHan = /^\p{Script=Han}/u.test(run);
    for (const token of isHan ? run : words.tokenize(run)) {
      const word = isHan ? token : toWord(token);
      add(WORD, word);
      add(PAIR, `${before} ${word}`);
      before = word;
      if (!isHan && !/^\d+$/.test(token)) addGrams(token, (gram) => add(GRAM, gram));
    }
  }
  return [...counts].map(([name, { group, count }]) => ({ name, group, count }));
}

function addGrams(token: string, add: (gram: string) => void): void {
  const padded = `_${token}_`;
  for (const length of GRAM_LENGTHS) {
    for (let i = 0; i + length <= padded.length; i++) add(padded.slice(i, i + length));
  }
}
