/**
 * What the matcher sees of a text: four groups of features, each made unit length apart so that none drowns the others.
 * Words (stemmed) and Chinese characters; pairs of neighbours; character n-grams of Latin words, which survive typing
 * errors; toneless pinyin and its pairs, which survive homophones.
 */
import { toSyllable } from './pinyin.ts';
import type { Token } from './tokens.ts';

export const GROUPS = ['word', 'pair', 'gram', 'sound'] as const;
/** Index into `GROUPS`. */
export type Group = 0 | 1 | 2 | 3;

/** Weight of each group, as measured to hold over many sets. Pairs say less in Chinese, where word order is free. */
export const WEIGHTS = { word: 1, latinPair: 0.75, hanPair: 0.4, gram: 1, sound: 0.3 } as const;

const GRAM_LENGTHS = [3, 4] as const;

/** Receives each occurrence of a feature: its group, its key, and its name in two parts (a text and the range in it). */
export type Visitor = (group: Group, key: number, text: string, from: number, to: number) => void;

/** 32-bit FNV-1a over UTF-16 units with the group as seed (Fowler, Noll, Vo); a final mix spreads short names. */
export function hash(group: Group, text: string, from = 0, to = text.length): number {
  let key = 0x811c9dc5 ^ (group * 0x9e3779b1);
  for (let i = from; i < to; i++) key = Math.imul(key ^ text.charCodeAt(i), 0x01000193);
  key ^= key >>> 15;
  key = Math.imul(key, 0x2c1b3c6d);
  return key ^ (key >>> 13);
}

/** Visits every feature of the tokens, in order, repetitions included. */
export function visitFeatures(tokens: readonly Token[], visit: Visitor): void {
  let before = '^';
  let soundBefore = '^';
  for (const { kind, text, term } of tokens) {
    visit(0, hash(0, term), term, 0, term.length);
    const pair = `${before} ${term}`;
    visit(1, hash(1, pair), pair, 0, pair.length);
    before = term;
    if (kind === 'han') {
      soundBefore = visitSound(soundBefore, toSyllable(text), visit);
      continue;
    }
    soundBefore = '^';
    if (kind === 'word') visitGrams(text, visit);
  }
}

/** Visits one syllable and its pair with the one before; answers the syllable, which is the next one's before. */
function visitSound(before: string, syllable: string, visit: Visitor): string {
  visit(3, hash(3, syllable), syllable, 0, syllable.length);
  const pair = `${before} ${syllable}`;
  visit(3, hash(3, pair), pair, 0, pair.length);
  return syllable;
}

function visitGrams(word: string, visit: Visitor): void {
  const padded = `_${word}_`;
  for (const length of GRAM_LENGTHS) {
    for (let i = 0; i + length <= padded.length; i++) visit(2, hash(2, padded, i, i + length), padded, i, i + length);
  }
}
