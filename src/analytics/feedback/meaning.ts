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
  const known = new Map<string, number>();
  /** The text in which a row was last seen: each word counts once in a text. */
  const lastIn = new Int32Array(rows.size).fill(-1);
  let current = 0;
  function toVectorRow(word: string): number {
    let row = known.get(word);
    if (row === undefined) {
      row = rows.get(stemmer.stem(word)) ?? -1;
      if (known.size >= MOST_WORDS) known.clear();
      known.set(word, row);
    }
    return row;
  }
  function visitRows(text: string, visit: (row: number) => void): void {
    current += 1;
    for (const word of text.match(WORD) ?? []) {
      const row = toVectorRow(word);
      if (row < 0 || lastIn[row] === current) continue;
      lastIn[row] = current;
      visit(row);
    }
  }
  const frequencies = new Int32Array(rows.size);
  for (const text of texts) {
    visitRows(text, (row) => {
      frequencies[row]! += 1;
    });
  }
  const rarities = Float64Array.from(frequencies, (count) => Math.log((1 + texts.length) / (1 + count)));
  const sums = new Float64Array(dimensions);
  const add = (row: number) => {
    const rarity = rarities[row]!;
    const start = row * dimensions;
    for (let d = 0; d < dimensions; d++) sums[d]! += rarity * matrix[start + d]!;
  };
  return {
    dimensions,
    write(text, into, at, length) {
      sums.fill(0);
      visitRows(text, add);
      let squares = 0;
      for (let d = 0; d < dimensions; d++) squares += sums[d]! * sums[d]!;
      const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
      for (let d = 0; d < dimensions; d++) into[at + d] = factor * sums[d]!;
    },
  };
}
