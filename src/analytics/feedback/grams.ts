/**
 * A text as hashed n-grams: runs of one to three Chinese characters or signs, words and pairs of words, words under a
 * negation, and the four-letter pieces of words. One pass over the characters; no string is made, and nothing is called per gram.
 */

export const GRAM_BITS = 21;

/** Which weighting a gram gets: see `weights.ts`. */
export const SIGN = 0;
export const SIGN_SKIP = 1;
export const WORD = 2;
export const PIECE = 3;
export type GramKind = typeof SIGN | typeof SIGN_SKIP | typeof WORD | typeof PIECE;

const MASK = (1 << GRAM_BITS) - 1;
/** Nothing beyond this many characters changes what a comment says. */
const MOST_CHARACTERS = 4000;
const LONGEST_RUN = 3;
const PIECE_LENGTH = 4;
/** How many words after a negation stand under it. */
const NEGATED = 3;
const NEGATIONS = new Set(
  'not no never neither nor without hardly cannot cant dont isnt wasnt didnt doesnt wont couldnt wouldnt shouldnt arent aint'.split(
    ' ',
  ),
);
const MOST_TOKENS = 2048;

/** Where `readGrams` writes; what it wrote holds until the next call. */
export const grams = new Int32Array(MOST_TOKENS * 4 + MOST_CHARACTERS);
export const gramKinds = new Uint8Array(grams.length);
let written = 0;

const hashes = new Int32Array(MOST_TOKENS);
const isWord = new Uint8Array(MOST_TOKENS);

function put(gram: number, kind: GramKind): void {
  grams[written] = gram;
  gramKinds[written] = kind;
  written += 1;
}

function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & MASK;
}

/** One spelling for width and case. Pure ASCII, the usual case in English, needs no Unicode tables. */
export function toPlain(text: string): string {
  return text.slice(0, MOST_CHARACTERS).normalize('NFKC').toLowerCase();
}

/** Letters and digits that are written in words: Latin, with accents. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 0xdf && code <= 0x24f && code !== 0xf7);
}

/** Writes every gram of the text (below 2^GRAM_BITS), as often as it occurs, into `grams`; answers how many. `text` must be plain (`toPlain`). */
export function readGrams(text: string): number {
  written = 0;
  const count = readTokens(text);
  let negated = 0;
  for (let n = 0; n < count; n++) {
    const own = hashes[n]!;
    if (isWord[n] === 0) {
      negated = 0;
      let hash = 0x1234567;
      for (let k = 0; k < LONGEST_RUN && n + k < count && (k === 0 || isWord[n + k] === 0); k++) {
        hash = Math.imul(hash ^ hashes[n + k]!, 0x9e3779b1);
        hash ^= hash >>> 15;
        put(mix(hash + k), SIGN);
      }
      if (n + 2 < count && isWord[n + 2] === 0) {
        put(mix(Math.imul(own ^ 0x55, 0x9e3779b1) ^ Math.imul(hashes[n + 2]!, 0x85ebca77)), SIGN_SKIP);
      }
      continue;
    }
    put(mix(own), WORD);
    if (n + 1 < count) put(mix(Math.imul(own, 0x9e3779b1) ^ hashes[n + 1]!), WORD);
    if (negated > 0) {
      put(mix(own ^ 0x33333333), WORD);
      negated -= 1;
    }
    if (isWord[n] === 2) negated = NEGATED;
  }
  return written;
}

/** Fills the token tables; pieces of words are written on the way. */
function readTokens(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length && count < MOST_TOKENS; ) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0x3000) {
      at += 1;
      continue;
    }
    if (!isLetter(code)) {
      hashes[count] = code + 77_777;
      isWord[count] = 0;
      count += 1;
      at += 1;
      continue;
    }
    const start = at;
    let hash = 5;
    for (; at < text.length; at++) {
      const next = text.charCodeAt(at);
      // don't and don’t are one word, spelt dont.
      if ((next === 39 || next === 0x2019) && isLetter(text.charCodeAt(at + 1))) continue;
      if (!isLetter(next)) break;
      hash = (Math.imul(hash, 131) + next) | 0;
    }
    hashes[count] = hash;
    isWord[count] = isNegation(text, start, at) ? 2 : 1;
    count += 1;
    putPieces(text, start, at);
  }
  return count;
}

function isNegation(text: string, from: number, to: number): boolean {
  return to - from <= 9 && NEGATIONS.has(text.slice(from, to).replace(/['’]/g, ''));
}

/** `<good>` gives `<goo`, `good`, `ood>`: endings and stems without a dictionary. */
function putPieces(text: string, from: number, to: number): void {
  for (let n = from - 1; n + PIECE_LENGTH <= to + 1; n++) {
    let hash = 99;
    for (let k = n; k < n + PIECE_LENGTH; k++) {
      const code = k < from ? 60 : k >= to ? 62 : text.charCodeAt(k);
      hash = (Math.imul(hash, 131) + code) | 0;
    }
    put(mix(hash ^ 0x5bd1e995), PIECE);
  }
}
