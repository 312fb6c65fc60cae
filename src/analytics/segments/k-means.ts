/** One way to groups: several starts on a sample, the best one carried through all rows. The package up to 50,000 rows, our own faster one above. */
import { kmeans } from 'ml-kmeans';
import { byCells, MOST_BY_CELLS } from './by-cells.ts';
import { type Clustering, hamerly, type Points, squaredDistance } from './hamerly.ts';
import { createRandom, type Random } from './random.ts';

/** More rows are grouped by our own algorithm; both give the same labels from the same start. */
export const MOST_FOR_PACKAGE = 50_000;
const SAMPLE = 20_000;
const STARTS = 10;
/** Rounds after which the starts are compared, and how many of them go on. */
const FIRST_ROUNDS = 25;
const AHEAD = 3;
const MOST_ROUNDS = 300;

/** Centres that lie apart: each next one is drawn with the chance of its squared distance. Arthur, Vassilvitskii: k-means++, SODA 2007. */
export function chooseStart(points: Points, k: number, random: Random): Float64Array {
  const { values, n, d } = points;
  const centres = new Float64Array(k * d);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(random() * n);
  for (let j = 0; ; j++) {
    centres.set(values.subarray(chosen * d, (chosen + 1) * d), j * d);
    if (j === k - 1) return centres;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const distance = squaredDistance(points, i, centres, j);
      if (distance < (nearest[i] as number)) nearest[i] = distance;
      total += nearest[i] as number;
    }
    let left = random() * total;
    chosen = n - 1;
    for (let i = 0; i < n; i++) {
      left -= nearest[i] as number;
      if (left < 0) {
        chosen = i;
        break;
      }
    }
  }
}

/** Every so many-th row, so that the sample does not depend on chance. */
function toSample(points: Points): Points {
  const { values, n, d } = points;
  if (n <= SAMPLE) return points;
  const sample = new Float64Array(SAMPLE * d);
  for (let i = 0; i < SAMPLE; i++) {
    const at = Math.floor((i * n) / SAMPLE) * d;
    sample.set(values.subarray(at, at + d), i * d);
  }
  return { values: sample, n: SAMPLE, d };
}

function toRows({ values, n, d }: Points): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
}

/** By the package, from these centres. */
export function byPackage(points: Points, start: Float64Array): Clustering {
  const { n, d } = points;
  const k = start.length / d;
  const initialization = toRows({ values: start, n: k, d });
  const result = kmeans(toRows(points), k, { initialization, maxIterations: MOST_ROUNDS });
  const labels = Int32Array.from(result.clusters);
  const centres = Float64Array.from(result.centroids.flat());
  let inertia = 0;
  for (let i = 0; i < n; i++) inertia += squaredDistance(points, i, centres, labels[i] as number);
  return { labels, centres, inertia, iterations: result.iterations };
}

/** The best of several starts on a sample, as k × d centres: all go some rounds, those then ahead go to the end. */
export function findStart(points: Points, k: number, seed: number): Float64Array {
  const sample = toSample(points);
  const random = createRandom(seed);
  const byInertia = (a: Clustering, b: Clustering): number => a.inertia - b.inertia;
  const tried = Array.from({ length: STARTS }, () => hamerly(sample, chooseStart(sample, k, random), FIRST_ROUNDS));
  const ended = tried
    .sort(byInertia)
    .slice(0, AHEAD)
    .map((found) =>
      found.iterations < FIRST_ROUNDS ? found : hamerly(sample, found.centres, MOST_ROUNDS - FIRST_ROUNDS),
    );
  return (ended.sort(byInertia)[0] as Clustering).centres;
}

/** What groups more rows than the package is for: by boxes where there are three measures, as here; else by bounds. */
export function byOwn(points: Points, start: Float64Array): Clustering {
  const canBox = points.d === 3 && start.length / points.d <= MOST_BY_CELLS;
  return canBox ? byCells(points, start, MOST_ROUNDS) : hamerly(points, start, MOST_ROUNDS);
}

/** `k` groups of rows without gaps (no NaN); at least k rows. The same seed gives the same labels to the last bit. */
export function cluster(points: Points, k: number, seed: number): Clustering {
  if (!(k >= 1 && k <= points.n)) throw new RangeError(`${k} groups of ${points.n} rows`);
  const start = findStart(points, k, seed);
  return points.n <= MOST_FOR_PACKAGE ? byPackage(points, start) : byOwn(points, start);
}
