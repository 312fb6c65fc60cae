/**
 * Themes that the list does not have: groups among the comments that no theme took. On short comments a group is what shares
 * a telling word, grown by the words that go with it; a person decides whether it deserves a name.
 */
import { toKeyWords, toWords } from './keyness.ts';
import { LEAST_COMMENTS } from './weak-spots.ts';

export interface ThemeProposal {
  /** The words that mark it, the strongest first. */
  readonly words: readonly string[];
  /** How many comments it would take. */
  readonly n: number;
  /** The most typical ones. */
  readonly examples: readonly string[];
}

const MOST_PROPOSALS = 5;
const WORDS_SHOWN = 4;
const EXAMPLES_SHOWN = 3;
/** Companions of the seed: p < 0.001 that a word goes with it by chance. */
const COMPANION = 10.83;
const LEAST_KEYNESS = 3.84;

/** `open`: comments without a theme; `themed`: the others, against which a word must stand out. At most five, the largest first. */
export function proposeThemes(open: readonly string[], themed: readonly string[]): ThemeProposal[] {
  let rest = open.map((text) => ({ text, words: toWords(text) }));
  const proposals: ThemeProposal[] = [];
  while (rest.length >= LEAST_COMMENTS && proposals.length < MOST_PROPOSALS) {
    const texts = rest.map(({ text }) => text);
    const seed = toKeyWords(texts, themed).find(({ inFirst }) => inFirst >= LEAST_COMMENTS);
    if (seed === undefined || (themed.length > 0 && seed.keyness < LEAST_KEYNESS)) break;
    const holds = rest.filter(({ words }) => words.has(seed.word));
    const lacks = rest.filter(({ words }) => !words.has(seed.word));
    const marks = toKeyWords(
      holds.map(({ text }) => text),
      lacks.map(({ text }) => text),
    );
    const companions = marks.filter(({ word, keyness }) => word !== seed.word && keyness > COMPANION);
    const countOf = (words: ReadonlySet<string>) => companions.filter(({ word }) => words.has(word)).length;
    const joined = lacks.filter(({ words }) => countOf(words) >= 2);
    const members = [...holds, ...joined];
    proposals.push({
      words: [seed.word, ...companions.map(({ word }) => word)].slice(0, WORDS_SHOWN),
      n: members.length,
      examples: members
        .toSorted((a, b) => countOf(b.words) - countOf(a.words))
        .slice(0, EXAMPLES_SHOWN)
        .map(({ text }) => text),
    });
    const taken = new Set(members);
    rest = rest.filter((each) => !taken.has(each));
  }
  return proposals.sort((a, b) => b.n - a.n);
}
