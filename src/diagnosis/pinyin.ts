/** How Chinese sounds, without tones: of a character, and of a Latin word that spells syllables. */
import { pinyin } from 'pinyin-pro';

const syllables = new Map<string, string>();

/** The most common reading without its tone (`登` → `deng`); the character itself where none is known. */
export function toSyllable(character: string): string {
  let syllable = syllables.get(character);
  if (syllable === undefined) {
    syllable = pinyin(character, { toneType: 'none', v: true }) || character;
    syllables.set(character, syllable);
  }
  return syllable;
}

const INITIALS = 'b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w'.split('|');
const FINALS =
  'a|o|e|i|u|v|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|in|un|vn|ang|eng|ing|ong|ia|iao|ian|iang|iong|ua|uo|uai|uan|uang'.split(
    '|',
  );
/** Every spelling that may be a syllable; a few that no word has do no harm. */
const SPELLINGS = new Set([
  ...INITIALS.flatMap((initial) => FINALS.map((final) => initial + final)),
  ...['a', 'o', 'e', 'ai', 'ei', 'ao', 'ou', 'an', 'en', 'ang', 'eng', 'er'],
]);
const LONGEST = 6;

/** `dakai` → `['da', 'kai']`; null where the word does not divide into syllables. The fewest syllables win. */
export function toSyllables(word: string): string[] | null {
  const ways: (string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    let best: string[] | null = null;
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = ways[start];
      const spelling = word.slice(start, end);
      if (before && SPELLINGS.has(spelling) && (best === null || before.length + 1 < best.length)) {
        best = [...before, spelling];
      }
    }
    ways.push(best);
  }
  return ways[word.length] ?? null;
}
