/**
 * What a text is about beyond its wording: the mean of its words' vectors, frequent words counting less (in the manner of
 * Arora et al. 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings"). `refund` and `reimburse` come close.
 */

/** Word vectors by stem. `matrix` holds one row of `dimensions` per stem, one byte each; the scale does not matter. */
export interface WordVectors {
  readonly dimensions: number;
  readonly matrix: Int8Array;
  readonly rows: ReadonlyMap<string, number>;
}

/** Adds the stem's vector `times` over to `sum`; false where the stem is not known. */
export function addMeaning(vectors: WordVectors, stem: string, times: number, sum: Float32Array): boolean {
  const row = vectors.rows.get(stem);
  if (row === undefined) return false;
  const { dimensions, matrix } = vectors;
  const start = row * dimensions;
  for (let k = 0; k < dimensions; k++) sum[k] = (sum[k] as number) + times * (matrix[start + k] as number);
  return true;
}

/** Makes the vector unit length in place; false where it has none. */
export function toUnit(vector: Float32Array): boolean {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square === 0) return false;
  const scale = 1 / Math.sqrt(square);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * scale;
  return true;
}
