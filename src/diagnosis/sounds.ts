/** What Chinese typed as its sounds (`denglu`) was probably meant to be (`登录`), from the known texts alone. */
import { toSyllable, toSyllables } from './pinyin.ts';
import type { Token } from './tokens.ts';

/** Plain arrays, so that they can be handed to another thread: sounds, and the characters that are most often written so. */
export interface SoundsState {
  readonly sounds: readonly string[];
  readonly characters: readonly string[];
}

export interface Sounds {
  /** The characters a Latin word spells; null where it spells none, or none that are known. */
  toCharacters(word: string): string | null;
}

/** From single characters and pairs of neighbours. */
export function learnSounds(texts: readonly (readonly Token[])[]): SoundsState {
  const counts = new Map<string, number>();
  for (const tokens of texts) {
    let before = '';
    for (const { kind, text } of tokens) {
      if (kind !== 'han') {
        before = '';
        continue;
      }
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (before !== '') counts.set(before + text, (counts.get(before + text) ?? 0) + 1);
      before = text;
    }
  }
  const best = new Map<string, string>();
  for (const [characters, count] of counts) {
    const sound = Array.from(characters, toSyllable).join(' ');
    if (count > (counts.get(best.get(sound) ?? '') ?? 0)) best.set(sound, characters);
  }
  return { sounds: [...best.keys()], characters: [...best.values()] };
}

export function createSounds({ sounds, characters }: SoundsState): Sounds {
  // Made at the first question that needs it: most never do.
  let bySound: Map<string, string> | null = null;

  return {
    toCharacters(word) {
      const syllables = toSyllables(word);
      if (!syllables) return null;
      bySound ??= new Map(sounds.map((sound, n) => [sound, characters[n] as string]));
      if (syllables.length === 1) return bySound.get(syllables[0] as string) ?? null;
      let read = '';
      for (let n = 1; n < syllables.length; n++) {
        const pair = bySound.get(`${syllables[n - 1]} ${syllables[n]}`);
        if (pair === undefined) return null;
        read += n === 1 ? pair : Array.from(pair)[1];
      }
      return read;
    },
  };
}
