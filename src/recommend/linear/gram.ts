/** How often two items were taken by the same learner. */

/** Counts above this are no longer exact in 32-bit floating point; no shop has as many learners of one course. */
export const MOST_LEARNERS = 2 ** 24;

/** `size` × `size`, row by row, both halves; on the diagonal how many took the item. */
export function toGram(rows: readonly Int32Array[], size: number): Float32Array {
  const gram = new Float32Array(size * size);
  for (const row of rows) {
    // In ascending order, so that writing runs forward through memory.
    const sorted = row.slice().sort();
    for (let i = 0; i < sorted.length; i++) {
      const at = sorted[i]! * size;
      for (let j = 0; j <= i; j++) gram[at + sorted[j]!] = gram[at + sorted[j]!]! + 1;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) gram[j * size + i] = gram[i * size + j]!;
  return gram;
}
