/** Reads `data/word-vectors.en.bin`; its make-up is described in `data/README.md`. */
import { readFileSync } from 'node:fs';
import { OperatorError } from '../errors.ts';

/** Word vectors by stem, one byte per dimension. */
export interface WordVectors {
  readonly dimensions: number;
  readonly matrix: Int8Array;
  readonly rows: ReadonlyMap<string, number>;
}

const HEADER = 8;

/** Throws `OperatorError` where the file is missing or is not what it should be. */
export function readWordVectors(file: string): WordVectors {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new OperatorError(`${file}: cannot be read (${(error as Error).message}); restore it from the repository`);
  }
  const count = bytes.length < HEADER ? 0 : bytes.readUInt32LE(0);
  const dimensions = bytes.length < HEADER ? 0 : bytes.readUInt32LE(4);
  const end = HEADER + count * dimensions;
  const stems = bytes.subarray(end).toString('utf8').split('\n');
  if (count === 0 || stems.length !== count) {
    throw new OperatorError(`${file}: is damaged (${bytes.length} bytes); restore it from the repository`);
  }
  const matrix = new Int8Array(count * dimensions);
  matrix.set(new Int8Array(bytes.buffer, bytes.byteOffset + HEADER, count * dimensions));
  return { dimensions, matrix, rows: new Map(stems.map((stem, row) => [stem, row])) };
}
