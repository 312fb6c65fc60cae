/** Nearest known utterances by cosine: postings in typed arrays, one pass over the features of the question. */
import type { SparseVector } from './vectors.ts';

export interface InvertedIndex {
  /** Cosine of the question with every known utterance, 0..1; the array is reused by the next call. */
  score(vector: SparseVector): Float32Array;
}

export function createInvertedIndex(vectors: readonly SparseVector[], size: number): InvertedIndex {
  const starts = new Int32Array(size + 1);
  for (const { ids } of vectors) for (const id of ids) starts[id + 1] = (starts[id + 1] as number) + 1;
  for (let id = 0; id < size; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const total = starts[size] as number;
  const documents = new Int32Array(total);
  const weights = new Float32Array(total);
  const fill = starts.slice();
  for (const [document, vector] of vectors.entries()) {
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] as number;
      const at = fill[id] as number;
      documents[at] = document;
      weights[at] = vector.weights[i] as number;
      fill[id] = at + 1;
    }
  }
  const scores = new Float32Array(vectors.length);

  return {
    score(vector) {
      scores.fill(0);
      for (let i = 0; i < vector.ids.length; i++) {
        const id = vector.ids[i] as number;
        const weight = vector.weights[i] as number;
        const end = starts[id + 1] as number;
        for (let at = starts[id] as number; at < end; at++) {
          const document = documents[at] as number;
          scores[document] = (scores[document] as number) + weight * (weights[at] as number);
        }
      }
      return scores;
    },
  };
}
