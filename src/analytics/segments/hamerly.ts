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

export function squaredDistance({ values, d }: Points, i: number, centres: Float64Array, j: number): number {
  let sum = 0;
  for (let t = 0; t < d; t++) {
    const difference = (values[i * d + t] as number) - (centres[j * d + t] as number);
    sum += difference * difference;
  }
  return sum;
}

/** Half the distance from each centre to the next other one. */
function toHalfGaps(centres: Float64Array, k: number, d: number, gaps: Float64Array): void {
  gaps.fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      let sum = 0;
      for (let t = 0; t < d; t++) {
        const difference = (centres[a * d + t] as number) - (centres[b * d + t] as number);
        sum += difference * difference;
      }
      const half = Math.sqrt(sum) / 2;
      if (half < (gaps[a] as number)) gaps[a] = half;
      if (half < (gaps[b] as number)) gaps[b] = half;
    }
  }
}

/**
 * `start`: k × d centres. Ends when no label changes, or after `most` rounds. Between equally near centres the first one wins; a
 * centre that loses all its rows stays where it was.
 */
export function hamerly(points: Points, start: Float64Array, most = 300): Clustering {
  const { values, n, d } = points;
  const k = start.length / d;
  const centres = start.slice();
  const labels = new Int32Array(n);
  const upper = new Float64Array(n);
  const lower = new Float64Array(n);
  const sums = new Float64Array(k * d);
  const counts = new Float64Array(k);
  const gaps = new Float64Array(k);
  const moved = new Float64Array(k);

  /** Looks at every centre. Answers whether the row changed hands. */
  function assign(i: number): boolean {
    const at = i * d;
    let best = 0;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let j = 0, c = 0; j < k; j++, c += d) {
      let sum = 0;
      for (let t = 0; t < d; t++) {
        const difference = (values[at + t] as number) - (centres[c + t] as number);
        sum += difference * difference;
      }
      if (sum < first) {
        second = first;
        first = sum;
        best = j;
      } else if (sum < second) second = sum;
    }
    upper[i] = Math.sqrt(first);
    lower[i] = Math.sqrt(second);
    const before = labels[i] as number;
    labels[i] = best;
    return before !== best;
  }

  function add(i: number, j: number, sign: number): void {
    for (let t = 0; t < d; t++) {
      sums[j * d + t] = (sums[j * d + t] as number) + sign * (values[i * d + t] as number);
    }
    counts[j] = (counts[j] as number) + sign;
  }

  /** To the means; answers how far the farthest one went, and keeps by how much each moved. */
  function move(): { farthest: number; next: number; who: number } {
    let farthest = 0;
    let next = 0;
    let who = -1;
    for (let j = 0; j < k; j++) {
      const count = counts[j] as number;
      let sum = 0;
      for (let t = 0; count > 0 && t < d; t++) {
        const mean = (sums[j * d + t] as number) / count;
        const difference = mean - (centres[j * d + t] as number);
        sum += difference * difference;
        centres[j * d + t] = mean;
      }
      const way = Math.sqrt(sum);
      moved[j] = way;
      if (way > farthest) {
        next = farthest;
        farthest = way;
        who = j;
      } else if (way > next) next = way;
    }
    return { farthest, next, who };
  }

  for (let i = 0; i < n; i++) {
    assign(i);
    add(i, labels[i] as number, 1);
  }
  let iterations = 1;
  for (let way = move(); iterations < most && way.farthest > 0; way = move()) {
    iterations += 1;
    toHalfGaps(centres, k, d, gaps);
    let changes = 0;
    for (let i = 0; i < n; i++) {
      const own = labels[i] as number;
      const most = (upper[i] as number) + (moved[own] as number);
      const least = (lower[i] as number) - (own === way.who ? way.next : way.farthest);
      upper[i] = most;
      lower[i] = least;
      const bound = Math.max(gaps[own] as number, least);
      if (most <= bound) continue;
      const near = Math.sqrt(squaredDistance(points, i, centres, own));
      upper[i] = near;
      if (near <= bound) continue;
      if (!assign(i)) continue;
      changes += 1;
      add(i, own, -1);
      add(i, labels[i] as number, 1);
    }
    if (changes === 0) break;
  }
  let inertia = 0;
  for (let i = 0; i < n; i++) inertia += squaredDistance(points, i, centres, labels[i] as number);
  return { labels, centres, inertia, iterations };
}
