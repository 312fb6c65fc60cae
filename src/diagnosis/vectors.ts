/** Texts as sparse TF-IDF vectors, and beside them their meaning, over a vocabulary that may grow. */
import { GROUPS, hash, visitFeatures, WEIGHTS } from './features.ts';
import { addMeaning, toUnit, type WordVectors } from './meaning.ts';
import { type Reading, readText } from './reading.ts';
import { createSounds, type SoundsState } from './sounds.ts';
import { createSpelling, type SpellingState } from './spelling.ts';
import { toTokens } from './tokens.ts';
import { createVocabulary, type VocabularyTable } from './vocabulary.ts';

/** A text of length 1 as a whole (or 0: nothing in it is known): features by ascending id, and its meaning. */
export interface TextVector {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  /** Length of the features alone, 0..1; the rest is meaning. */
  readonly length: number;
  /** null where no word has a vector, or none are loaded. */
  readonly meaning: Float32Array | null;
  /** Share of the text's information (by idf) that no known utterance contains, 0..1. */
  readonly unknown: number;
  /** Tokens in the text. */
  readonly tokens: number;
}

/** What a vectorizer has learnt, in arrays that can be handed to another thread. */
export interface VectorizerState {
  readonly table: VocabularyTable;
  /** Inverse document frequency of each feature, by id. */
  readonly idf: Float32Array;
  readonly texts: number;
  readonly spelling: SpellingState;
  readonly sounds: SoundsState;
  /** Mean meaning of all utterances; empty without word vectors. */
  readonly meanMeaning: Float32Array;
}

export interface Vectorizer {
  readonly size: number;
  /** Number of meaning dimensions; 0 without word vectors. */
  readonly dimensions: number;
  /** The text as the matcher reads it. */
  read(text: string): Reading;
  toVector(reading: Reading): TextVector;
  /** The mean of the words' vectors, length 1, less what all texts share; null where no word has one. */
  toMeaning(reading: Reading): Float32Array | null;
  /** Weight of a feature by its key, for explaining; 0 where unknown. */
  idOf(key: number): number;
  /** Learns the features of one more text, so that `toVector` knows them; what was known keeps its weight. */
  grow(text: string): void;
  readonly state: VectorizerState;
}

/** Rare words tell most, but not as much more as the plain logarithm says: measured over the development sets. */
const RARITY_POWER = 0.8;

/** Inverse document frequency, smoothed: of a feature that stands in `frequency` of the texts. */
export const toIdf = (texts: number, frequency: number): number =>
  (Math.log((1 + texts) / (1 + frequency)) + 1) ** RARITY_POWER;

/**
 * TF-IDF with sublinear term frequency (1 + ln tf) and smoothed inverse document frequency ln((1 + N) / (1 + df)) + 1
 * (Salton & Buckley 1988, Information Processing & Management 24), each group of features made unit length apart.
 */
export function restoreVectorizer(state: VectorizerState, vectors: WordVectors | null): Vectorizer {
  const vocabulary = createVocabulary(state.table);
  const spelling = createSpelling(state.spelling);
  const sounds = createSounds(state.sounds);
  const { texts, meanMeaning } = state;
  const dimensions = vectors?.dimensions ?? 0;
  const rarest = toIdf(texts, 0);
  let { idf } = state;
  let counts = new Float32Array(idf.length);
  let groups = new Uint8Array(idf.length);

  function reserve(): void {
    if (vocabulary.size <= idf.length) return;
    const size = Math.max(vocabulary.size, Math.ceil(idf.length * 1.25));
    const grown = new Float32Array(size).fill(toIdf(texts, 1));
    grown.set(idf);
    idf = grown;
    counts = new Float32Array(size);
    groups = new Uint8Array(size);
  }

  function toRarity(term: string): number | null {
    const id = vocabulary.find(hash(0, term));
    return id < 0 ? null : (idf[id] as number);
  }

  /** Every known feature once, counted; ascending ids. `counts` holds the numbers until the weights are made. */
  function countFeatures({ tokens }: Reading): Int32Array {
    const seen: number[] = [];
    const count = (group: number, key: number) => {
      const id = vocabulary.find(key);
      if (id < 0) return;
      if (counts[id] === 0) {
        seen.push(id);
        groups[id] = group;
      }
      counts[id] = (counts[id] as number) + 1;
    };
    visitFeatures(tokens, count);
    return Int32Array.from(seen).sort();
  }

  function weigh(ids: Int32Array, groupWeights: readonly number[]): { weights: Float32Array; square: number } {
    const weights = new Float32Array(ids.length);
    const squares = new Float64Array(GROUPS.length);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      const weight = (1 + Math.log(counts[id] as number)) * (idf[id] as number);
      counts[id] = 0;
      weights[i] = weight;
      squares[groups[id] as number] = (squares[groups[id] as number] as number) + weight * weight;
    }
    let square = 0;
    for (let i = 0; i < ids.length; i++) {
      const group = groups[ids[i] as number] as number;
      const weight = ((weights[i] as number) * (groupWeights[group] as number)) / Math.sqrt(squares[group] as number);
      weights[i] = weight;
      square += weight * weight;
    }
    return { weights, square };
  }

  function toMeaning({ tokens }: Reading): { meaning: Float32Array | null; covered: number } {
    if (!vectors) return { meaning: null, covered: 0 };
    const sum = new Float32Array(dimensions);
    let covered = 0;
    let all = 0;
    for (const { kind, term } of tokens) {
      const rarity = toRarity(term) ?? rarest;
      all += rarity * rarity;
      if (kind === 'word' && addMeaning(vectors, term, rarity, sum)) covered += rarity * rarity;
    }
    if (covered === 0 || !toUnit(sum)) return { meaning: null, covered: 0 };
    for (let k = 0; k < dimensions; k++) sum[k] = (sum[k] as number) - (meanMeaning[k] as number);
    return { meaning: toUnit(sum) ? sum : null, covered: covered / all };
  }

  return {
    get size() {
      return vocabulary.size;
    },
    dimensions,
    state,
    idOf: (key) => vocabulary.find(key),
    toMeaning: (reading) => toMeaning(reading).meaning,
    read: (text) => readText(text, { toRarity, repair: spelling.repair, toCharacters: sounds.toCharacters, rarest }),
    grow(text) {
      const tokens = toTokens(text);
      visitFeatures(tokens, (_group, key) => vocabulary.add(key));
      for (const { kind, text: word } of tokens) if (kind === 'word') spelling.add(word);
      reserve();
    },
    toVector(reading) {
      const ids = countFeatures(reading);
      const { weights, square } = weigh(ids, toGroupWeights(reading));
      const { meaning, covered } = toMeaning(reading);
      // Where the telling words have no vector, the mean of the others says little.
      const meant = meaning ? covered * covered : 0;
      const whole = Math.sqrt(square + meant * meant);
      const scale = whole === 0 ? 0 : 1 / whole;
      for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * scale;
      for (let k = 0; k < (meaning?.length ?? 0); k++) {
        (meaning as Float32Array)[k] = ((meaning as Float32Array)[k] as number) * meant * scale;
      }
      const { unknown, tokens } = reading;
      return { ids, weights, length: Math.sqrt(square) * scale, meaning, unknown, tokens: tokens.length };
    },
  };
}

/** A group counts by the part of the text it speaks for: the letters of one English word say little of a Chinese sentence. */
function toGroupWeights({ tokens }: Reading): number[] {
  let latin = 0;
  let han = 0;
  for (const { kind } of tokens) {
    if (kind === 'word') latin += 1;
    else if (kind === 'han') han += 1;
  }
  const all = Math.max(1, tokens.length);
  const pair = WEIGHTS.hanPair + ((WEIGHTS.latinPair - WEIGHTS.hanPair) * latin) / all;
  return [WEIGHTS.word, pair, WEIGHTS.gram * Math.sqrt(latin / all), WEIGHTS.sound * Math.sqrt(han / all)];
}
