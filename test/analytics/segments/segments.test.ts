import { describe, expect, it } from 'vitest';
import { hamerly } from '../../../src/analytics/segments/hamerly.ts';
import { byPackage, chooseStart, cluster } from '../../../src/analytics/segments/k-means.ts';
import { prepare } from '../../../src/analytics/segments/measures.ts';
import { adjustedRand } from '../../../src/analytics/segments/quality.ts';
import { createRandom } from '../../../src/analytics/segments/random.ts';
import { segment, toNames } from '../../../src/analytics/segments/segments.ts';
import type { Behaviour } from '../../../src/domain/behaviour.ts';
import { toLearners } from './learners.ts';

const row = (time: number | null, frequency: number | null, completion: number | null): Behaviour => ({
  learning_time: time,
  learning_frequency: frequency,
  course_completion: completion,
});

describe('k-means', () => {
  it('worked out by hand: two pairs on a line', () => {
    const points = { values: Float64Array.from([0, 1, 9, 10]), n: 4, d: 1 };
    const { labels, centres, inertia } = hamerly(points, Float64Array.from([0, 1]));
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect([...centres]).toEqual([0.5, 9.5]);
    expect(inertia).toBe(1);
  });

  it.each([2, 3, 5, 8])('gives the package’s labels from the same start, k = %i', (k) => {
    const { points } = prepare(toLearners(5000, 3).rows);
    const start = chooseStart(points, k, createRandom(k));
    const ours = hamerly(points, start);
    const theirs = byPackage(points, start);
    expect(ours.labels).toEqual(theirs.labels);
    expect(ours.iterations).toBe(theirs.iterations);
    expect(ours.inertia).toBeCloseTo(theirs.inertia, 6);
  });

  it('is the same to the last bit with the same seed, below and above the limit of the package', () => {
    for (const n of [2000, 60_000]) {
      const { points } = prepare(toLearners(n, 5).rows);
      expect(cluster(points, 3, 7)).toEqual(cluster(points, 3, 7));
    }
  });

  it('takes identical rows and more centres than different ones', () => {
    const points = { values: new Float64Array(30), n: 10, d: 3 };
    expect(hamerly(points, chooseStart(points, 3, createRandom(1))).inertia).toBe(0);
    expect(() => cluster(points, 11, 1)).toThrow('11 groups of 10 rows');
  });
});

describe('segments', () => {
  it('find the groups that learners really are in, though their times differ by orders of magnitude', () => {
    const { rows, truth } = toLearners(20_000, 11);
    const found = segment(rows, 3, 1).rows.map(({ segment: name }) => name);
    expect(adjustedRand(found, truth)).toBeGreaterThan(0.9);
  });

  it('are named by what they are, whatever the seed and the order of the rows', () => {
    const { rows, truth } = toLearners(3000, 2);
    for (const seed of [1, 2, 3]) {
      const forth = segment(rows, 3, seed).rows;
      const back = segment(rows.toReversed(), 3, seed).rows.toReversed();
      const same = forth.filter(({ segment: name }, i) => name === back[i]?.segment).length;
      expect(same / rows.length).toBeGreaterThan(0.99);
      const right = forth.filter(({ segment: name }, i) => name === truth[i]).length;
      expect(right / rows.length).toBeGreaterThan(0.9);
    }
    expect([1, 2, 3, 5].map(toNames)).toEqual([
      ['moderate'],
      ['high', 'low'],
      ['high', 'moderate', 'low'],
      ['high', 'moderate-1', 'moderate-2', 'moderate-3', 'low'],
    ]);
  });

  it('keep everybody: inactive learners are a group, what cannot be used has a reason', () => {
    const rows = [
      ...Array.from({ length: 30 }, (_, n) => row(10 + n * 20, 1 + n, n / 30)),
      row(0, 0, 0),
      row(null, null, null),
      row(null, 0, null),
      row(-5, 2, 0.5),
      row(Number.NaN, 2, 0.5),
      row(50, 3, 1.4),
      row(null, 12, 0.5),
      row(1e12, 30, 1),
    ];
    const { rows: assigned, segments } = segment(rows, 3, 1);
    expect(assigned.slice(30)).toEqual([
      { segment: 'inactive', reason: 'no activity' },
      { segment: 'inactive', reason: 'no activity is known' },
      { segment: 'inactive', reason: 'no activity' },
      { segment: 'excluded', reason: 'learning_time is below zero' },
      { segment: 'excluded', reason: 'learning_time is no number' },
      { segment: 'excluded', reason: 'course_completion is above 1' },
      {
        segment: expect.stringMatching(/high|moderate|low/),
        reason: 'learning_time is missing, placed by what is known',
      },
      { segment: 'high', reason: 'learning_time is far out, bounded' },
    ]);
    expect(segments.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
  });

  it('know percent from shares, and bound what is far out, counted', () => {
    const { rows } = toLearners(5000, 4);
    const percent = rows.map((each) => ({
      ...each,
      course_completion: each.course_completion === null ? null : each.course_completion * 100,
    }));
    const shares = segment(rows, 3, 1);
    expect(segment(percent, 3, 1).rows.map(({ segment: name }) => name)).toEqual(
      shares.rows.map(({ segment: name }) => name),
    );
    expect(Object.values(shares.bounded).reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    expect(segment([...percent, row(60, 5, 140)], 3, 1).rows.at(-1)).toEqual({
      segment: 'excluded',
      reason: 'course_completion is above 100 %',
    });
  });

  it('of nobody, of one, of the same again and again', () => {
    expect(segment([], 3, 1)).toMatchObject({ rows: [], segments: [] });
    expect(segment([row(10, 1, 0.5)], 3, 1).rows).toEqual([{ segment: 'moderate', reason: '' }]);
    expect(
      segment(
        Array.from({ length: 5 }, () => row(10, 1, 0.5)),
        3,
        1,
      ).rows[4]?.segment,
    ).toBe('moderate');
  });
});
