import { describe, expect, it } from 'vitest';
import { toDrift, toProfile } from '../../../src/analytics/segments/drift.ts';
import { prepare, toComplete } from '../../../src/analytics/segments/measures.ts';
import { adjustedRand, chooseNumber, silhouette } from '../../../src/analytics/segments/quality.ts';
import { assign, segment } from '../../../src/analytics/segments/segments.ts';
import { toLearners } from './learners.ts';

describe('the number of groups', () => {
  it('worked out by hand: two pairs on a line', () => {
    const points = { values: Float64Array.from([0, 1, 9, 10]), n: 4, d: 1 };
    // Own distance 1; the others lie 9.5 away from the outer and 8.5 from the inner ones.
    const expected = (8.5 / 9.5 + 7.5 / 8.5) / 2;
    expect(silhouette(points, Int32Array.from([0, 0, 1, 1]), 2)).toBeCloseTo(expected, 12);
    expect(silhouette(points, Int32Array.from([0, 0, 0, 0]), 2)).toBeNull();
  });

  it('agreement is 1 for the same groups under other names, about 0 by chance', () => {
    expect(adjustedRand([0, 0, 1, 1], ['b', 'b', 'a', 'a'])).toBe(1);
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
    expect(adjustedRand([0, 0, 0], [1, 1, 1])).toBe(1);
  });

  it('is found where there really are three, with silhouette and stability of all that were tried', () => {
    const points = toComplete(prepare(toLearners(2000, 6).rows).points);
    const { k, tried } = chooseNumber(points, [2, 3, 4, 5], 1);
    expect(k).toBe(3);
    expect(tried.map((each) => each.k)).toEqual([2, 3, 4, 5]);
    expect(tried[1]?.stability).toBeGreaterThan(0.97);
    expect(chooseNumber(points, [2, 3], 1)).toEqual(chooseNumber(points, [2, 3], 1));
  });
});

describe('new learners', () => {
  it('get the segment that the same row got before, alone or in company', () => {
    const { rows } = toLearners(2000, 6);
    const { model, rows: before } = segment(rows, 3, 1);
    if (!model) throw new Error('nobody is active');
    expect(assign(rows, model)).toEqual(before);
    expect(assign(rows.slice(7, 8), model)).toEqual(before.slice(7, 8));
    expect(assign(rows, structuredClone(model))).toEqual(before);
  });

  it('drift is told by measure, by gaps and by segments', () => {
    const { rows } = toLearners(3000, 6);
    const found = segment(rows, 3, 1);
    const names = found.rows.map((row) => row.segment);
    const profile = toProfile(rows, names);
    expect(toDrift(profile, rows, names).every(({ index, verdict }) => index === 0 && verdict === 'steady')).toBe(true);
    const others = toLearners(3000, 7).rows;
    const otherNames = assign(others, found.model as NonNullable<typeof found.model>).map((row) => row.segment);
    expect(toDrift(profile, others, otherNames).every(({ verdict }) => verdict === 'steady')).toBe(true);
    const slower = rows.map((row) => ({
      ...row,
      learning_time: (row.learning_time ?? 0) / 4,
      course_completion: null,
    }));
    const moved = toDrift(
      profile,
      slower,
      names.map(() => 'low'),
    );
    expect(Object.fromEntries(moved.map(({ of, verdict }) => [of, verdict]))).toMatchObject({
      learning_time: 'shifted',
      learning_frequency: 'steady',
      'missing course_completion': 'shifted',
      segments: 'shifted',
    });
    expect(moved.every(({ index }) => Number.isFinite(index))).toBe(true);
  });
});
