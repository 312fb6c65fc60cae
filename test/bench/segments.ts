/** K-means over a million learners beside ml-kmeans from the same start, and the whole call with its ten starts. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kmeans } from 'ml-kmeans';
import type { Points } from '../../src/analytics/segments/hamerly.ts';
import { byOwn, chooseStart, cluster } from '../../src/analytics/segments/k-means.ts';
import { createRandom } from '../../src/analytics/segments/random.ts';
import type { Row } from './table.ts';

const D = 3;
const ROWS = 1_000_000;
const OUR_RUNS = 5;
const THEIR_RUNS = 2;
/** Learners of three kinds, each measure in z-scores: their middles, and the share of the kinds up to each. */
const KINDS = [
  { middle: -0.9, upTo: 0.45 },
  { middle: 0.15, upTo: 0.8 },
  { middle: 1.3, upTo: 1 },
];
const SPREAD = 0.5;

function drawLearners(n: number): Points {
  const random = createRandom(7);
  const values = new Float64Array(n * D);
  for (let at = 0; at < values.length; at += D) {
    const drawn = random();
    const { middle } = KINDS.find(({ upTo }) => drawn < upTo) ?? { middle: 0 };
    for (let t = 0; t < D; t++) {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      values[at + t] = middle + SPREAD * normal;
    }
  }
  return { values, n, d: D };
}

/** The shortest of several runs in ms, and the last answer. */
function time<T>(runs: number, run: () => T): readonly [number, T] {
  let shortest = Number.POSITIVE_INFINITY;
  let answer: T | null = null;
  for (let n = 0; n < runs; n++) {
    const from = performance.now();
    answer = run();
    shortest = Math.min(shortest, performance.now() - from);
  }
  return [shortest, answer as T];
}

/** In MB. */
function toPeak(): number {
  const status = '/proc/self/status';
  if (!existsSync(status)) return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
}

/** Peak of a process that does nothing but the whole call, above what it had with its input, in MB. */
function measureMemory(k: number): number {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), String(k)], { encoding: 'utf8' });
  return Number(stdout);
}

function toRows({ values, n, d }: Points): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
}

/** k = 3 as in the article, and 8. The package has its rows ready before the clock starts. Throws where labels differ. */
export function benchSegments(): Row[] {
  const points = drawLearners(ROWS);
  const rows = toRows(points);
  return [3, 8].map((k) => {
    const start = chooseStart(points, k, createRandom(k));
    const [ours, found] = time(OUR_RUNS, () => byOwn(points, start));
    const options = { initialization: toRows({ values: start, n: k, d: D }), maxIterations: 300 };
    const [theirs, known] = time(THEIR_RUNS, () => kmeans(rows, k, options));
    if (found.labels.some((label, i) => label !== known.clusters[i])) throw new Error('labels differ');
    const [whole] = time(OUR_RUNS, () => cluster(points, k, 1));
    return {
      rows: ROWS,
      k,
      rounds: found.iterations,
      'ours ms': ours.toFixed(0),
      'ml-kmeans ms': theirs.toFixed(0),
      ratio: (theirs / ours).toFixed(1),
      'ten starts ms': whole.toFixed(0),
      'peak above input MB': measureMemory(k).toFixed(0),
    };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const points = drawLearners(ROWS);
  const before = toPeak();
  cluster(points, Number(process.argv[2]), 1);
  process.stdout.write(String(toPeak() - before));
}
