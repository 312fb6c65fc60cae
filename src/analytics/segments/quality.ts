/** How good a number of groups is: how well apart they lie (silhouette) and whether they come again from other samples (stability). */
import { hamerly, type Points, squaredDistance } from './hamerly.ts';
import { chooseStart, findStart } from './k-means.ts';
import { assignRows } from './measures.ts';
import { createRandom, type Random } from './random.ts';

export interface Quality {
  readonly k: number;
  /** Mean silhouette of a sample, -1 to 1; compare it only between numbers of groups on the same scale. null for one group. */
  readonly silhouette: number | null;
  /** Mean agreement (adjusted Rand index) with the groups of bootstrap samples; 1 = always the same. */
  readonly stability: number;
}

export interface Choice {
  readonly k: number;
  /** Every number that was tried, in order. */
  readonly tried: readonly Quality[];
}

/** The silhouette looks at every pair. */
const SILHOUETTE_SAMPLE = 2000;
const BOOTSTRAP_SAMPLE = 4000;
const BOOTSTRAPS = 10;
const STARTS = 3;
/** Groups that come again less often than this are not offered for their silhouette. */
export const STABLE = 0.9;

function everyNth({ values, n, d }: Points, most: number): Points {
  if (n <= most) return { values, n, d };
  const sample = new Float64Array(most * d);
  for (let i = 0; i < most; i++) {
    const at = Math.floor((i * n) / most) * d;
    sample.set(values.subarray(at, at + d), i * d);
  }
  return { values: sample, n: most, d };
}

/** Mean over the rows of (b - a) / max(a, b): a = mean distance to the own group, b = to the nearest other one; 0 for a group of one. Rousseeuw 1987. O(n²). */
export function silhouette(points: Points, labels: Int32Array, k: number): number | null {
  const { values, n } = points;
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]! += 1;
  if (sizes.filter((size) => size > 0).length < 2) return null;
  const sums = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < n; i++) {
    sums.fill(0);
    for (let j = 0; j < n; j++) sums[labels[j]!]! += Math.sqrt(squaredDistance(points, i, values, j));
    const own = labels[i]!;
    if (sizes[own]! < 2) continue;
    const a = sums[own]! / (sizes[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) if (j !== own && sizes[j]! > 0) b = Math.min(b, sums[j]! / sizes[j]!);
    total += a === b ? 0 : (b - a) / Math.max(a, b);
  }
  return total / n;
}

/** Adjusted Rand index of two groupings of the same rows: 1 = the same, about 0 = chance. Hubert, Arabie 1985. */
export function adjustedRand(a: ArrayLike<number | string>, b: ArrayLike<number | string>): number {
  const [left, right, both] = [new Map<unknown, number>(), new Map<unknown, number>(), new Map<string, number>()];
  for (let i = 0; i < a.length; i++) {
    left.set(a[i], (left.get(a[i]) ?? 0) + 1);
    right.set(b[i], (right.get(b[i]) ?? 0) + 1);
    const key = `${a[i]}|${b[i]}`;
    both.set(key, (both.get(key) ?? 0) + 1);
  }
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const [inLeft, inRight] = [pairs(left.values()), pairs(right.values())];
  const expected = (inLeft * inRight) / pairs([a.length]);
  const most = (inLeft + inRight) / 2;
  return most === expected ? 1 : (pairs(both.values()) - expected) / (most - expected);
}

function draw({ values, n, d }: Points, count: number, random: Random): Points {
  const drawn = new Float64Array(count * d);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(random() * n) * d;
    drawn.set(values.subarray(at, at + d), i * d);
  }
  return { values: drawn, n: count, d };
}

function findQuickly(points: Points, k: number, random: Random): Float64Array {
  let best = hamerly(points, chooseStart(points, k, random));
  for (let n = 1; n < STARTS; n++) {
    const next = hamerly(points, chooseStart(points, k, random));
    if (next.inertia < best.inertia) best = next;
  }
  return best.centres;
}

/** Rows without gaps, at least k of them. The same seed gives the same figures. */
export function measureQuality(points: Points, k: number, seed: number): Quality {
  const centres = findStart(points, k, seed);
  const shown = everyNth(points, SILHOUETTE_SAMPLE);
  const judged = everyNth(points, BOOTSTRAP_SAMPLE);
  const labels = assignRows(judged, centres);
  const random = createRandom(seed + k);
  let sum = 0;
  for (let n = 0; n < BOOTSTRAPS; n++) {
    const others = findQuickly(draw(points, judged.n, random), k, random);
    sum += adjustedRand(labels, assignRows(judged, others));
  }
  return { k, silhouette: silhouette(shown, assignRows(shown, centres), k), stability: sum / BOOTSTRAPS };
}

/** Of the numbers whose groups come again the one whose groups lie best apart; where none does, the most stable one. */
export function chooseNumber(points: Points, numbers: readonly number[], seed: number): Choice {
  const tried = numbers.filter((k) => k <= points.n).map((k) => measureQuality(points, k, seed));
  const stable = tried.filter(({ stability }) => stability >= STABLE);
  const by = stable.length > 0 ? (each: Quality) => each.silhouette ?? -1 : (each: Quality) => each.stability;
  const best = (stable.length > 0 ? stable : tried).reduce<Quality | null>(
    (found, each) => (found === null || by(each) > by(found) ? each : found),
    null,
  );
  return { k: best?.k ?? 1, tried };
}
