/**
 * K-means by exact bounds on flat columns: what Lloyd's algorithm finds, with most distances never computed. Hamerly, Making
 * k-means even faster, SDM 2010. Same centres in, same labels out.
 */

/** n × d numbers, row after row. */
export interface Points {
  readonly values: Float64Array;
  readonly n: number;
  readonly d: number;
}

export interface Clustering {
  /** By row, the number of its centre. */
  readonly labels: Int32Array;
  /** k × d. */
  readonly centres: Float64Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
  readonly iterations: number;
}

/** Squared distance: the rule of ml-kmeans, so that both stop in the same round. */
export const TOLERANCE = 1e-6;

export function squaredDistance({ values, d }: Points, i: number, centres: Float64Array, j: number): number {
  let sum = 0;
  for (let t = 0, a = i * d, b = j * d; t < d; t++) {
    const difference = values[a + t]! - centres[b + t]!;
    sum += difference * difference;
  }
  return sum;
}

interface Movement {
  /** By centre, how far it went. */
  readonly ways: Float64Array;
  /** The farthest of them, its centre, and the next. */
  farthest: number;
  who: number;
  next: number;
}

/** Moves the centres to the means of their rows; one without rows stays. */
function moveCentres(centres: Float64Array, sums: Float64Array, counts: Float64Array, movement: Movement): void {
  const { ways } = movement;
  const k = counts.length;
  const d = centres.length / k;
  movement.farthest = 0;
  movement.next = 0;
  movement.who = -1;
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let t = j * d; counts[j]! > 0 && t < (j + 1) * d; t++) {
      const mean = sums[t]! / counts[j]!;
      sum += (mean - centres[t]!) ** 2;
      centres[t] = mean;
    }
    const way = Math.sqrt(sum);
    ways[j] = way;
    if (way > movement.farthest) {
      movement.next = movement.farthest;
      movement.farthest = way;
      movement.who = j;
    } else if (way > movement.next) movement.next = way;
  }
}

/**
 * `start`: k × d centres. Ends when no centre moved farther than the root of `TOLERANCE`, or after `most` rounds. Between
 * equally near centres the first one wins; a centre that loses all its rows stays where it was.
 */
export function hamerly(points: Points, start: Float64Array, most = 300): Clustering {
  const { values, n, d } = points;
  const k = start.length / d;
  const centres = start.slice();
  const labels = new Int32Array(n).fill(-1);
  // By how much the own centre is nearer than every other one, plus what its drift was when that was measured: a row is looked
  // at again only when the drift since may have used that up. Nothing is written for the others.
  const leads = new Float64Array(n);
  const drift = new Float64Array(k);
  const sums = new Float64Array(k * d);
  const counts = new Float64Array(k);
  const movement: Movement = { ways: new Float64Array(k), farthest: Number.POSITIVE_INFINITY, who: -1, next: 0 };
  const { ways } = movement;
  let iterations = 0;
  while (iterations < most && movement.farthest ** 2 > TOLERANCE) {
    iterations += 1;
    const { farthest, who, next } = movement;
    const isFirst = iterations === 1;
    for (let j = 0; !isFirst && j < k; j++) drift[j]! += ways[j]! + (j === who ? next : farthest);
    for (let i = 0; i < n; i++) {
      const own = labels[i]!;
      if (!isFirst && leads[i]! > drift[own]!) continue;
      const at = i * d;
      let best = 0;
      let first = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      // The article's three measures are the common case: written out, it takes half the time.
      if (d === 3) {
        const x = values[at]!;
        const y = values[at + 1]!;
        const z = values[at + 2]!;
        for (let j = 0, c = 0; j < k; j++, c += 3) {
          const dx = x - centres[c]!;
          const dy = y - centres[c + 1]!;
          const dz = z - centres[c + 2]!;
          const sum = dx * dx + dy * dy + dz * dz;
          if (sum < first) {
            second = first;
            first = sum;
            best = j;
          } else if (sum < second) second = sum;
        }
      } else {
        for (let j = 0; j < k; j++) {
          const sum = squaredDistance(points, i, centres, j);
          if (sum < first) {
            second = first;
            first = sum;
            best = j;
          } else if (sum < second) second = sum;
        }
      }
      leads[i] = Math.sqrt(second) - Math.sqrt(first) + drift[best]!;
      if (best === own) continue;
      labels[i] = best;
      counts[best]! += 1;
      if (!isFirst) counts[own]! -= 1;
      for (let t = 0; t < d; t++) {
        sums[best * d + t]! += values[at + t]!;
        if (!isFirst) sums[own * d + t]! -= values[at + t]!;
      }
    }
    moveCentres(centres, sums, counts, movement);
  }
  let inertia = 0;
  for (let i = 0; i < n; i++) inertia += squaredDistance(points, i, centres, labels[i]!);
  return { labels, centres, inertia, iterations };
}
