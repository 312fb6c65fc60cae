/** Which sections of courses a question is like: TF-IDF over the features that the diagnoser reads, in both languages at once. */
import type { FoundSection, Section } from '../domain/section.ts';
import { visitFeatures, WEIGHTS } from './features.ts';
import { toTokens } from './tokens.ts';
import { toIdf } from './vectors.ts';

/** Of features by their key. */
type Weights = ReadonlyMap<number, number>;

const OF_GROUP = [WEIGHTS.word, WEIGHTS.latinPair, WEIGHTS.gram, WEIGHTS.sound];
/** A title says more than what stands below it. */
const TITLE_WEIGHT = 2;

function countFeatures(text: string, weight: number, into: Map<number, number>): void {
  visitFeatures(toTokens(text), (group, key) => {
    // How it sounds helps against typing errors and would only add noise in short lists of key words.
    if (group !== 3) into.set(key, (into.get(key) ?? 0) + weight * (OF_GROUP[group] ?? 1));
  });
}

function toUnit(counts: ReadonlyMap<number, number>, idf: Weights, unknown: number): Map<number, number> {
  const weighed = new Map(
    [...counts].map(([key, count]) => [key, (1 + Math.log1p(count)) * (idf.get(key) ?? unknown)]),
  );
  const length = Math.hypot(...weighed.values()) || 1;
  return new Map([...weighed].map(([key, weight]) => [key, weight / length]));
}

/** Answers all sections that share something with the question, most alike first; equal ones in the order given. */
export function createSectionFinder(sections: readonly Section[]): (question: string) => readonly FoundSection[] {
  const counted = sections.flatMap((section) =>
    (['zh', 'en'] as const).map((language) => {
      const counts = new Map<number, number>();
      countFeatures(section.title[language], TITLE_WEIGHT, counts);
      countFeatures(section.text[language], 1, counts);
      return { section, counts };
    }),
  );
  const frequency = new Map<number, number>();
  for (const { counts } of counted) for (const key of counts.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const idf = new Map([...frequency].map(([key, n]) => [key, toIdf(counted.length, n)]));
  const unknown = toIdf(counted.length, 0);
  const known = counted.map(({ section, counts }) => ({ section, weights: toUnit(counts, idf, unknown) }));
  return (question) => {
    const asked = new Map<number, number>();
    countFeatures(question, 1, asked);
    const weights = toUnit(asked, idf, unknown);
    const best = new Map<Section, number>();
    for (const { section, weights: own } of known) {
      let likeness = 0;
      for (const [key, weight] of weights) likeness += weight * (own.get(key) ?? 0);
      if (likeness > (best.get(section) ?? 0)) best.set(section, likeness);
    }
    return [...best].map(([section, likeness]) => ({ section, likeness })).toSorted((a, b) => b.likeness - a.likeness);
  };
}
