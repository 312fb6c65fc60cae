/** How a text is read in the light of what is known: typing errors repaired, sounds spelt in Latin letters recognised. */
import { type Token, toStem, toTokens } from './tokens.ts';

export interface Reading {
  readonly tokens: readonly Token[];
  /** Words that were read as another one, typed → read. */
  readonly repaired: ReadonlyMap<string, string>;
  /** Share of the text's information (by idf) that no known utterance contains, 0..1. */
  readonly unknown: number;
}

export interface Known {
  /** idf of the term; null where no utterance contains it. */
  toRarity(term: string): number | null;
  /** The known word that was probably meant; null where none is near. */
  repair(word: string): string | null;
  /** The Chinese characters whose sound the word spells; null where it spells none that are known. */
  toCharacters(word: string): string | null;
  /** idf of what no utterance contains. */
  readonly rarest: number;
}

/** A repaired word, or one read by its sound, is less certain than a typed one. */
const DOUBT = 0.2;

/** A text that is known itself: every word counts as it stands. */
export function readKnown(text: string): Reading {
  return { tokens: toTokens(text), repaired: new Map(), unknown: 0 };
}

/**
 * A word that no utterance contains is read as the known word it was probably meant to be; else, where it spells the sound
 * of known Chinese characters, as those; else as it stands.
 */
export function readText(text: string, known: Known): Reading {
  const repaired = new Map<string, string>();
  const tokens: Token[] = [];
  let total = 0;
  let missing = 0;
  for (const token of toTokens(text)) {
    const rarity = known.toRarity(token.term);
    total += rarity ?? known.rarest;
    if (rarity !== null) {
      tokens.push(token);
      continue;
    }
    const word = token.kind === 'word' ? known.repair(token.text) : null;
    const characters = token.kind === 'word' && word === null ? known.toCharacters(token.text) : null;
    const read = word ?? characters;
    if (read !== null) repaired.set(token.text, read);
    if (word !== null) tokens.push({ kind: 'word', text: word, term: toStem(word) });
    else if (characters !== null) tokens.push(...toTokens(characters));
    else tokens.push(token);
    missing += known.rarest * (read === null ? 1 : DOUBT);
  }
  return { tokens, repaired, unknown: total === 0 ? 1 : missing / total };
}
