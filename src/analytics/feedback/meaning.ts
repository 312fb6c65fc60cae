/** What the English words of a text mean on the whole: the mean of their vectors, by rarity. Tells of words never seen in training. */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** Vectors by Porter stem, one byte per dimension. */
export interface WordVectors {
  readonly dimensions: number;
  readonly matrix: Int8Array;
  readonly rows: ReadonlyMap<string, number>;
}

export interface Meaning {
  readonly dimensions: number;
  /** Writes a direction of that length at `at`, or zeros where no word has a vector. */
  write(text: string, into: Float32Array, at: number, length: number): void;
}

const WORD = /[a-z]+(?:'[a-z]+)?/g;
/** Stemming is dear and words repeat; a language has few that are frequent. */
const MOST_WORDS = 60_000;

/** Learns from `texts` which words are rare. All texts must be plain. */
export function createMeaning({ dimensions, matrix, rows }: WordVectors, texts: readonly string[]): Meaning {
  const frequencies = new Map<number, number>();
  const known = new Map<string, number>();
  function toVectorRow(word: string): number {
    let row = known.get(word);
    if (row === undefined) {
      row = rows.get(stemmer.stem(word)) ?? -1;
      if (known.size >= MOST_WORDS) known.clear();
      known.set(word, row);
    }
    return row;
  }
  const toRows = (text: string) => new Set((text.match(WORD) ?? []).map(toVectorRow));
  for (const text of texts) for (const row of toRows(text)) frequencies.set(row, (frequencies.get(row) ?? 0) + 1);
  const sums = new Float64Array(dimensions);
  return {
    dimensions,
    write(text, into, at, length) {
      sums.fill(0);
      for (const row of toRows(text)) {
        if (row < 0) continue;
        const rarity = Math.log((1 + texts.length) / (1 + (frequencies.get(row) ?? 0)));
        for (let d = 0; d < dimensions; d++) sums[d]! += rarity * matrix[row * dimensions + d]!;
      }
      const size = Math.sqrt(sums.reduce((sum, x) => sum + x * x, 0));
      for (let d = 0; d < dimensions; d++) into[at + d] = size > 0 ? (length * sums[d]!) / size : 0;
    },
  };
}
