/** How alike courses are by what is written about them: cosine of TF-IDF weights (Salton & Buckley 1988). */
import { toTerms } from './terms.ts';

export interface Described {
  readonly title: string;
  readonly text: string;
}

/** What stands in a title counts this often. */
const TITLE_WEIGHT = 2;

/** Sublinear term frequency × smoothed inverse document frequency, length 1; a term of a single text joins nothing and is left out. */
function toVectors(courses: readonly Described[]): { readonly terms: number; readonly vectors: Map<number, number>[] } {
  const numbers = new Map<string, number>();
  const texts: number[] = [];
  const counts = courses.map(({ title, text }) => {
    const count = new Map<number, number>();
    for (const [source, weight] of [
      [title, TITLE_WEIGHT],
      [text, 1],
    ] as const) {
      for (const term of toTerms(source)) {
        const number = numbers.get(term) ?? numbers.size;
        numbers.set(term, number);
        count.set(number, (count.get(number) ?? 0) + weight);
      }
    }
    for (const number of count.keys()) texts[number] = (texts[number] ?? 0) + 1;
    return count;
  });
  const vectors = counts.map((count) => {
    const vector = new Map<number, number>();
    let squares = 0;
    for (const [term, times] of count) {
      const holding = texts[term]!;
      if (holding < 2) continue;
      const weight = (1 + Math.log(times)) * (Math.log((1 + courses.length) / (1 + holding)) + 1);
      vector.set(term, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  });
  return { terms: numbers.size, vectors };
}

/** Square matrix, row by row, 0 … 1; 0 on the diagonal only where a course shares no term with any other. */
export function toLikeness(courses: readonly Described[]): Float32Array {
  const size = courses.length;
  const { terms, vectors } = toVectors(courses);
  const holders: { course: number; weight: number }[][] = Array.from({ length: terms }, () => []);
  const likeness = new Float32Array(size * size);
  for (const [course, vector] of vectors.entries()) {
    const row = likeness.subarray(course * size, (course + 1) * size);
    for (const [term, weight] of vector) {
      const list = holders[term]!;
      list.push({ course, weight });
      for (const other of list) row[other.course] = row[other.course]! + weight * other.weight;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) likeness[j * size + i] = likeness[i * size + j]!;
  return likeness;
}
