/** What is learnt from a set of examples, as plain arrays: trained here or in another thread, used by the matcher. */
import type { Example } from '../domain/diagnosis.ts';
import { type CorpusState, createCorpus } from './corpus.ts';
import { buildIndex, createInvertedIndex, type IndexState } from './inverted-index.ts';
import { learnVectorizer } from './learn.ts';
import { trainPlanes } from './linear.ts';
import type { WordVectors } from './meaning.ts';
import { type PlanesState, toPlanesState } from './planes.ts';
import { readKnown } from './reading.ts';
import { createSeparate } from './separator.ts';
import { toTokens } from './tokens.ts';
import type { VectorizerState } from './vectors.ts';

/** The label of examples that must not be answered. */
export const OUT_OF_SCOPE = 'oos';

export interface Model {
  /** What was learnt from: the given examples, then the names of intents that say something. */
  readonly examples: readonly Example[];
  /** Examples that may be shown to people: those behind them are names and other texts. */
  readonly written: number;
  readonly intents: readonly string[];
  /** The intent of each example, -1 = not to be answered. */
  readonly labelOf: Int32Array;
  readonly vectorizer: VectorizerState;
  readonly corpus: CorpusState;
  readonly index: IndexState;
  /** null with fewer than two intents: there is nothing to separate. */
  readonly planes: PlanesState | null;
}

export interface TrainingOptions {
  readonly wordVectors: WordVectors | null;
  readonly seed: number;
  /** Only so many of the first examples are phrasings that may be shown; the rest are other texts about their intent. Default: all. */
  readonly utterances?: number;
}

/** `card_arrival`, `cardArrival` → `card arrival`. */
function toWords(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').replace(/[_\-./\\:]+/g, ' ');
}

/** Names of which at least half the words occur in the examples: they are one more phrasing. Codes (`c02e79ef`) are none. */
function toNames(intents: readonly string[], examples: readonly Example[]): Example[] {
  const known = new Set(examples.flatMap(({ text }) => toTokens(text).map(({ term }) => term)));
  return intents.flatMap((intent) => {
    const text = toWords(intent);
    const terms = toTokens(text).filter(({ kind }) => kind !== 'number');
    const shared = terms.filter(({ term }) => known.has(term)).length;
    return terms.length > 0 && shared * 2 >= terms.length ? [{ intent, text }] : [];
  });
}

/** Everything but the separators: what is enough to find the nearest examples. */
export function indexExamples(examples: readonly Example[], wordVectors: WordVectors | null) {
  const readings = examples.map(({ text }) => readKnown(text));
  const vectorizer = learnVectorizer(readings, wordVectors);
  const corpus = createCorpus(vectorizer.dimensions);
  for (const reading of readings) corpus.add(vectorizer.toVector(reading));
  return { vectorizer, corpus, index: buildIndex(corpus, vectorizer.size) };
}

export function trainModel(given: readonly Example[], { wordVectors, seed, utterances }: TrainingOptions): Model {
  const intents = [...new Set(given.map(({ intent }) => intent))].filter((intent) => intent !== OUT_OF_SCOPE);
  const numbers = new Map(intents.map((intent, label) => [intent, label]));
  const examples = [...given, ...toNames(intents, given)];
  const labelOf = Int32Array.from(examples, ({ intent }) => numbers.get(intent) ?? -1);
  const { vectorizer, corpus, index } = indexExamples(examples, wordVectors);
  const { size, dimensions } = vectorizer;
  const known = { corpus, labelOf, index: createInvertedIndex(index, corpus), seed };
  const separate = createSeparate(corpus, () => size, seed);
  const planes = intents.length > 1 ? trainPlanes(known, intents.length, separate) : null;
  const { starts, ids, weights, lengths, meanings, count } = corpus;
  return {
    examples,
    written: utterances ?? given.length,
    intents,
    labelOf,
    vectorizer: vectorizer.state,
    corpus: { starts, ids, weights, lengths, meanings, count, dimensions },
    index,
    planes: planes && toPlanesState(planes, size, dimensions),
  };
}
