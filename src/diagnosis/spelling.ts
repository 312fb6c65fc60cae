/**
 * Known Latin words one typing error away (Damerau 1964): found by what is left when one letter is taken out, so that a
 * look-up costs the length of the word, not the size of the vocabulary.
 */
import { hash } from './features.ts';

/** Plain arrays, so that they can be handed to another thread. */
export interface SpellingState {
  readonly words: readonly string[];
  /** How often each word was seen. */
  readonly counts: Int32Array;
  /** Hashes of what is left of the words, ascending, and the number of the word each belongs to. */
  readonly rests: Int32Array;
  readonly owners: Int32Array;
}

export interface Spelling {
  /** The most frequent known word within one edit (insertion, deletion, replacement, swap of neighbours); null where none. */
  repair(word: string): string | null;
  /** Known from the next repair on. */
  add(word: string): void;
}

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST = 4;

function toRests(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}

/** True for words at most one edit apart. */
export function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** `seen`: each word and how often it occurs. */
export function learnSpelling(seen: ReadonlyMap<string, number>): SpellingState {
  const words = [...seen.keys()].filter((word) => word.length >= SHORTEST - 1);
  const packed: number[] = [];
  for (const [n, word] of words.entries()) {
    // Hash and number in one double: they sort natively, by hash first.
    for (const rest of toRests(word)) packed.push(hash(0, rest) * 0x200000 + n);
  }
  const sorted = Float64Array.from(packed).sort();
  return {
    words,
    counts: Int32Array.from(words, (word) => seen.get(word) ?? 0),
    rests: Int32Array.from(sorted, (value) => Math.floor(value / 0x200000)),
    owners: Int32Array.from(sorted, (value) => value - Math.floor(value / 0x200000) * 0x200000),
  };
}

export function createSpelling({ words, counts, rests, owners }: SpellingState): Spelling {
  const later = new Map<string, string[]>();

  function findFirst(key: number): number {
    let low = 0;
    let high = rests.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rests[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    repair(word) {
      if (word.length < SHORTEST) return null;
      let best: string | null = null;
      let most = 0;
      const consider = (candidate: string, count: number) => {
        if (count > most && isOneEdit(word, candidate)) [best, most] = [candidate, count];
      };
      for (const rest of toRests(word)) {
        const key = hash(0, rest);
        for (let at = findFirst(key); at < rests.length && rests[at] === key; at++) {
          const n = owners[at] as number;
          consider(words[n] as string, counts[n] as number);
        }
        for (const candidate of later.get(rest) ?? []) consider(candidate, 1);
      }
      return best;
    },
    add(word) {
      if (word.length < SHORTEST - 1) return;
      for (const rest of toRests(word)) {
        const entries = later.get(rest);
        if (entries?.includes(word)) return;
        if (entries) entries.push(word);
        else later.set(rest, [word]);
      }
    },
  };
}
