import { describe, expect, it } from 'vitest';
import { byCells } from '../../../src/analytics/segments/by-cells.ts';
import { toCells } from '../../../src/analytics/segments/cells.ts';
import { hamerly, type Points } from '../../../src/analytics/segments/hamerly.ts';
import { byPackage, chooseStart } from '../../../src/analytics/segments/k-means.ts';
import { prepare } from '../../../src/analytics/segments/measures.ts';
import { createRandom } from '../../../src/analytics/segments/random.ts';
import { toLearners } from './learners.ts';

const N = 12_000;

function draw(row: (random: () => number) => readonly number[], n = N): Points {
  const random = createRandom(9);
  return { values: Float64Array.from(Array.from({ length: n }, () => row(random)).flat()), n, d: 3 };
}

const SHAPES: Record<string, Points> = {
  learners: prepare(toLearners(N, 3).rows).points,
  // Many rows exactly as near to one centre as to another.
  'whole numbers': draw((random) => [0, 1, 2].map(() => Math.floor(random() * 4))),
  'two columns alike': draw((random) => [random(), 5, 5]),
  'one far out': draw((random) => [random() < 1e-3 ? 1e6 : random(), random(), random() ** 8]),
  'far from nought': draw((random) => [1e6 + random() * 40, random() * 40, -1e6 - random() * 40]),
  'on a line': draw((random) => {
    const x = random();
    return [x, 2 * x, 1 - x];
  }),
};

describe('k-means by boxes', () => {
  const cases = Object.keys(SHAPES).flatMap((shape) => [2, 3, 8, 20].map((k) => [shape, k] as const));

  it.each(cases)('gives the package’s labels and centres from the same start: %s, k = %i', (shape, k) => {
    const points = SHAPES[shape] as Points;
    const start = chooseStart(points, k, createRandom(k));
    const ours = byCells(points, start);
    const theirs = byPackage(points, start);
    expect(ours.iterations).toBe(theirs.iterations);
    expect(ours.labels).toEqual(theirs.labels);
    expect(ours.centres).toEqual(theirs.centres);
    expect(ours.inertia).toBeCloseTo(theirs.inertia, 6);
  });

  it('stops after as many rounds as it may take', () => {
    const points = SHAPES.learners as Points;
    const start = chooseStart(points, 8, createRandom(1));
    for (const most of [1, 2, 3]) {
      const ours = byCells(points, start, most);
      expect(ours.iterations).toBe(most);
      expect(ours.labels).toEqual(hamerly(points, start, most).labels);
    }
  });

  it('takes rows that are all the same, and one alone', () => {
    const same = draw(() => [1, 2, 3], 100);
    expect(byCells(same, Float64Array.from([1, 2, 3, 1, 2, 3])).labels).toEqual(new Int32Array(100));
    expect(
      byCells(
        draw(() => [1, 2, 3], 1),
        Float64Array.from([0, 0, 0]),
      ),
    ).toMatchObject({ inertia: 0, iterations: 2 });
  });

  it('sorts every row into a box that holds it', () => {
    for (const points of Object.values(SHAPES)) {
      const { count, cellOf, order, starts, least, most } = toCells(points);
      expect(order.toSorted()).toEqual(Int32Array.from({ length: points.n }, (_, i) => i));
      expect(starts[count]).toBe(points.n);
      for (let cell = 0; cell < count; cell++) {
        for (const row of order.subarray(starts[cell], starts[cell + 1])) {
          expect(cellOf[row]).toBe(cell);
          for (let t = 0; t < 3; t++) {
            const value = points.values[row * 3 + t] as number;
            if (!(value >= (least[cell * 3 + t] as number) && value <= (most[cell * 3 + t] as number))) {
              throw new Error(`row ${row} is not in its box`);
            }
          }
        }
      }
    }
  });
});
