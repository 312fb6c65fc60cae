/** Learns vocabulary, frequencies, spelling and the common meaning from texts. */
import { visitFeatures } from './features.ts';
import type { WordVectors } from './meaning.ts';
import type { Reading } from './reading.ts';
import { learnSounds } from './sounds.ts';
import { learnSpelling } from './spelling.ts';
import { restoreVectorizer, toIdf, type Vectorizer } from './vectors.ts';
import { createVocabulary, type VocabularyTable } from './vocabulary.ts';

/** What the texts contain, and in how many of them each feature stands. */
export function learnVectorizer(texts: readonly Reading[], vectors: WordVectors | null): Vectorizer {
  const { table, frequencies } = countFeatures(texts);
  const state = {
    table,
    idf: Float32Array.from(frequencies, (frequency) => toIdf(texts.length, frequency)),
    texts: texts.length,
    spelling: learnSpelling(countWords(texts)),
    sounds: learnSounds(texts.map(({ tokens }) => tokens)),
    meanMeaning: new Float32Array(vectors?.dimensions ?? 0),
  };
  const vectorizer = restoreVectorizer(state, vectors);
  if (vectors) setMean(state.meanMeaning, texts, vectorizer);
  return vectorizer;
}

function countFeatures(texts: readonly Reading[]): { table: VocabularyTable; frequencies: Int32Array } {
  const vocabulary = createVocabulary();
  let frequencies = new Int32Array(1024);
  let lastText = new Int32Array(1024);
  for (const [n, { tokens }] of texts.entries()) {
    visitFeatures(tokens, (_group, key) => {
      const id = vocabulary.add(key);
      if (id >= frequencies.length) {
        frequencies = resize(frequencies, id);
        lastText = resize(lastText, id);
      }
      if (lastText[id] === n + 1) return;
      lastText[id] = n + 1;
      frequencies[id] = (frequencies[id] as number) + 1;
    });
  }
  return { table: vocabulary.toTable(), frequencies: frequencies.slice(0, vocabulary.size) };
}

function countWords(texts: readonly Reading[]): Map<string, number> {
  const words = new Map<string, number>();
  for (const { tokens } of texts) {
    for (const { kind, text } of tokens) if (kind === 'word') words.set(text, (words.get(text) ?? 0) + 1);
  }
  return words;
}

function resize(array: Int32Array, id: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(array.length * 2, id + 1));
  larger.set(array);
  return larger;
}

/** While the mean is still 0 the vectorizer answers plain meanings: their mean is what all texts share. */
function setMean(mean: Float32Array, texts: readonly Reading[], plain: Vectorizer): void {
  const sum = new Float64Array(mean.length);
  let count = 0;
  for (const text of texts) {
    const meaning = plain.toMeaning(text);
    if (!meaning) continue;
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (meaning[k] as number);
    count += 1;
  }
  for (let k = 0; k < mean.length; k++) mean[k] = count === 0 ? 0 : (sum[k] as number) / count;
}
