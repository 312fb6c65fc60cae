/** Lloyd's algorithm as it stands in the books, for rows of three numbers: what the faster ways must agree with to the last bit. */
import { type Clustering, type Points, TOLERANCE } from './hamerly.ts';

export interface Tally {
  /** k × 3. */
  readonly centres: Float64Array;
  /** Of the rows of each centre, and how many they are. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

const D = 3;

/** Moves the centres to the means; one without rows stays. Answers the longest way and the next one. */
export function moveCentres({ centres, sums, counts }: Tally): [number, number] {
  let [longest, next] = [0, 0];
  for (let j = 0; j * D < centres.length; j++) {
    let way = 0;
    for (let t = j * D; counts[j]! > 0 && t < (j + 1) * D; t++) {
      const mean = sums[t]! / counts[j]!;
      way += (mean - centres[t]!) * (mean - centres[t]!);
      centres[t] = mean;
    }
    if (way > longest) [longest, next] = [way, longest];
    else if (way > next) next = way;
  }
  return [Math.sqrt(longest), Math.sqrt(next)];
}

export function toInertia({ values, n }: Points, labels: Int32Array, centres: Float64Array): number {
  let inertia = 0;
  for (let i = 0, at = 0; i < n; i++, at += D) {
    const c = labels[i]! * D;
    const dx = values[at]! - centres[c]!;
    const dy = values[at + 1]! - centres[c + 1]!;
    const dz = values[at + 2]! - centres[c + 2]!;
    inertia += dx * dx + dy * dy + dz * dz;
  }
  return inertia;
}

/** `done`: rounds that led to `start`; they count towards the `most`. At least one more is gone. */
export function lloyd(points: Points, start: Float64Array, done: number, most: number): Clustering {
  const { values, n } = points;
  const k = start.length / D;
  const tally: Tally = { centres: start.slice(), sums: new Float64Array(k * D), counts: new Float64Array(k) };
  const { centres, sums, counts } = tally;
  const labels = new Int32Array(n);
  let iterations = done;
  for (let way = Number.POSITIVE_INFINITY; iterations < most && way ** 2 > TOLERANCE; iterations++) {
    sums.fill(0);
    counts.fill(0);
    for (let i = 0, at = 0; i < n; i++, at += D) {
      let best = 0;
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0, c = 0; j < k; j++, c += D) {
        const dx = values[at]! - centres[c]!;
        const dy = values[at + 1]! - centres[c + 1]!;
        const dz = values[at + 2]! - centres[c + 2]!;
        const sum = dx * dx + dy * dy + dz * dz;
        if (sum < nearest) {
          nearest = sum;
          best = j;
        }
      }
      labels[i] = best;
      counts[best]! += 1;
      for (let t = 0; t < D; t++) sums[best * D + t]! += values[at + t]!;
    }
    [way] = moveCentres(tally);
  }
  return { labels, centres, inertia: toInertia(points, labels, centres), iterations };
}
