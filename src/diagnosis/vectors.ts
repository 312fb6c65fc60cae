/** Texts as sparse TF-IDF vectors over a fixed vocabulary. */
import { type Feature, GROUP_WEIGHTS, toFeatures } from './features.ts';

/** Feature ids (ascending for known texts) and their weights; the whole has length 1, or is empty. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  /** Share of the text's information (by idf) that no known utterance contains, 0..1. */
  readonly unknown: number;
}

export interface Vectorizer {
  readonly size: number;
  toVector(text: string): SparseVector;
}

/**
 * TF-IDF with sublinear term frequency (1 + ln tf) and smoothed inverse document frequency ln((1 + N) / (1 + df)) + 1
 * (Salton & Buckley 1988, Information Processing & Management 24).
 */
export function createVectorizer(texts: readonly string[]): Vectorizer {
  const ids = new Map<string, number>();
  const documents: number[] = [];
  for (const text of texts) {
    for (const { name } of toFeatures(text)) {
      const id = ids.get(name);
      if (id === undefined) {
        ids.set(name, documents.length);
        documents.push(1);
      } else documents[id] = (documents[id] ?? 0) + 1;
    }
  }
  const rarest = Math.log(1 + texts.length) + 1;
  const idf = Float64Array.from(documents, (df) => Math.log((1 + texts.length) / (1 + df)) + 1);

  function weigh(features: readonly Feature[]) {
    const known: { id: number; group: number; weight: number }[] = [];
    let missing = 0;
    let total = 0;
    for (const { name, group, count } of features) {
      const id = ids.get(name);
      const rarity = id === undefined ? rarest : (idf[id] as number);
      // Only words tell whether something is foreign; their pairs and grams repeat it.
      if (group === 0) {
        total += rarity;
        if (id === undefined) missing += rarity;
      }
      if (id !== undefined) known.push({ id, group, weight: (1 + Math.log(count)) * rarity });
    }
    return { known, unknown: total === 0 ? 1 : missing / total };
  }

  return {
    size: documents.length,
    toVector(text) {
      const { known, unknown } = weigh(toFeatures(text));
      const lengths = [0, 0, 0];
      for (const { group, weight } of known) lengths[group] = (lengths[group] ?? 0) + weight * weight;
      let square = 0;
      for (const entry of known) {
        entry.weight *= (GROUP_WEIGHTS[entry.group] ?? 0) / Math.sqrt(lengths[entry.group] ?? 1);
        square += entry.weight * entry.weight;
      }
      known.sort((a, b) => a.id - b.id);
      const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
      return {
        ids: Int32Array.from(known, ({ id }) => id),
        weights: Float32Array.from(known, ({ weight }) => weight * scale),
        unknown,
      };
    },
  };
}
