import { describe, expect, it } from 'vitest';
import { toActivity } from '../../../src/analytics/early-warning/activity.ts';
import { fitAttributes } from '../../../src/analytics/early-warning/attributes.ts';
import { fitForest, toForestMargin } from '../../../src/analytics/early-warning/boosting.ts';
import { listFeatures, toSummary, toVector } from '../../../src/analytics/early-warning/features.ts';
import { toAuc, toBrier, toCalibrationError } from '../../../src/analytics/early-warning/figures.ts';
import { fitLogistic } from '../../../src/analytics/early-warning/logistic.ts';
import { fitEarlyWarning, type LabelledRow } from '../../../src/analytics/early-warning/model.ts';
import { fitPeers } from '../../../src/analytics/early-warning/peers.ts';
import { toReasons } from '../../../src/analytics/early-warning/reasons.ts';
import { createRandom } from '../../../src/demo/random.ts';

const row = (learner: string, day: number, ...counts: number[]) => ({ learner, day, counts });

describe('activity', () => {
  const activity = toActivity(
    ['video', 'problem'],
    [row('a', 9, 2, 0), row('b', 12, 1, 1), row('a', 3, 5, 1), row('a', 9, 1, 4)],
  );

  it('is sorted by day, and rows of one day are added', () => {
    expect(activity.timelineOf('a')).toEqual({ days: [3, 9], counts: [5, 1, 3, 4] });
  });

  it('is seen through the window that everybody shares', () => {
    expect([activity.firstDay, activity.lastDay]).toEqual([3, 12]);
    expect(toSummary(activity.timelineOf('a'), activity)).toEqual({
      length: 10,
      activeDays: 2,
      recency: 3,
      events: 13,
      activeDays7: 1,
      events7: 7,
      earlier: 1,
      later: 1,
      streak: 1,
      longestGap: 6,
      firstAfter: 0,
      kinds: [8, 5],
    });
  });

  it('of a learner who did nothing is empty, and recency is the whole window', () => {
    expect(toSummary(activity.timelineOf('nobody'), activity)).toMatchObject({
      activeDays: 0,
      recency: 10,
      firstAfter: 10,
    });
  });

  it('gives as many numbers as it has features, all of them finite', () => {
    const width = listFeatures(activity).length;
    for (const learner of ['a', 'b', 'nobody']) {
      const values = new Float64Array(width).fill(Number.NaN);
      expect(toVector(activity.timelineOf(learner), activity, values, 0)).toBe(width);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('of nobody at all has a window of one day', () => {
    const none = toActivity(['x'], []);
    expect(toSummary(none.timelineOf('a'), none)).toMatchObject({ length: 1, recency: 1, activeDays: 0 });
  });
});

describe('peers', () => {
  it('are the scale on which a value is read; without any it is 0', () => {
    const values = Float64Array.of(1, 3, 10, 30);
    const peers = fitPeers(values, 1, Int32Array.of(0, 0, 1, 1), [0]);
    expect([...peers.append(values, Int32Array.of(0, 0, 1, 1))]).toEqual([1, -1, 3, 1, 10, -1, 30, 1]);
    expect([...peers.append(Float64Array.of(5, 5), Int32Array.of(-1, 7))]).toEqual([5, 0, 5, 0]);
  });
});

describe('attributes', () => {
  it('with few values are switches; rare values and those never seen switch nothing', () => {
    const rows = [...Array(30).fill(['a']), ...Array(30).fill(['b']), ['rare']];
    const encoder = fitAttributes(['course'], rows);
    expect(encoder.oneHot).toBe(2);
    expect([...'ab'].map((value) => encoder.describe(encoder.toSwitch(0, value)).value)).toEqual(['a', 'b']);
    expect([encoder.toSwitch(0, 'rare'), encoder.toSwitch(0, 'new')]).toEqual([-1, -1]);
  });

  it('with many different numbers are quantities', () => {
    const encoder = fitAttributes(
      ['price'],
      Array.from({ length: 200 }, (_, n) => [`${n}.5`]),
    );
    expect([encoder.numbers, encoder.oneHot]).toEqual([[0], 0]);
  });
});

describe('the regression', () => {
  it('finds the log-odds of two groups where nothing holds it back', () => {
    // 10 of 40 against 30 of 40: ln(1/3) and ln(3).
    const values = Float64Array.from({ length: 80 }, (_, n) => Number(n >= 40));
    const labels = Uint8Array.from({ length: 80 }, (_, n) => Number(n < 40 ? n < 10 : n < 70));
    const design = { rows: 80, dense: 1, values, slots: 0, oneHot: 0, hot: new Int32Array(0) };
    const [slope, intercept] = fitLogistic(design, labels, { ridge: 0, maxSteps: 200 });
    expect(intercept).toBeCloseTo(-Math.log(3), 3);
    expect(slope).toBeCloseTo(2 * Math.log(3), 3);
  });

  it('shrinks by the ridge', () => {
    const design = {
      rows: 4,
      dense: 1,
      values: Float64Array.of(0, 0, 1, 1),
      slots: 0,
      oneHot: 0,
      hot: new Int32Array(0),
    };
    const fit = (ridge: number) => fitLogistic(design, Uint8Array.of(0, 0, 1, 1), { ridge, maxSteps: 200 })[0]!;
    expect(fit(10)).toBeLessThan(fit(1));
    expect(fit(10)).toBeGreaterThan(0);
  });
});

describe('the trees', () => {
  const random = createRandom(3).next;
  const values = Float64Array.from({ length: 2000 }, () => random());
  const labels = Uint8Array.from({ length: 1000 }, (_, n) => Number(values[2 * n]! > 0.5 !== values[2 * n + 1]! > 0.5));
  const forest = fitForest(values, 2, labels, {
    trees: 20,
    depth: 3,
    rate: 0.3,
    ridge: 1,
    leastWeight: 1,
    featureShare: 1,
    rowShare: 0.8,
    random,
  });

  it('see what holds only together: one or the other, not both', () => {
    const margins = Array.from(labels, (_, n) => toForestMargin(forest, values.subarray(2 * n, 2 * n + 2)));
    expect(toAuc(margins, labels)).toBeGreaterThan(0.98);
  });

  it('say what moved a margin: credits and roots add up to it', () => {
    let credits = 0;
    const margin = toForestMargin(forest, Float64Array.of(0.1, 0.9), (_, change) => {
      credits += change;
    });
    const roots = forest.trees.reduce((sum, tree) => sum + tree[0]!.value, 0);
    expect(forest.base + roots + credits).toBeCloseTo(margin, 9);
  });
});

describe('figures', () => {
  it('AUC counts the pairs in order, ties half', () => {
    expect(toAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(toAuc([1, 1], [0, 1])).toBe(0.5);
    expect(toAuc([0.3, 0.4], [1, 1])).toBeNull();
  });

  it('Brier and calibration error are 0 for the sure and right, null of nothing', () => {
    expect([toBrier([1, 0], [1, 0]), toCalibrationError([1, 0], [1, 0])]).toEqual([0, 0]);
    expect([toBrier([], []), toCalibrationError([], [])]).toEqual([null, null]);
    expect(toBrier([0.8, 0.8], [1, 0])).toBeCloseTo(0.34, 12);
    expect(toCalibrationError([0.8, 0.8], [1, 0])).toBeCloseTo(0.3, 12);
  });
});

/** Learners who come less and less leave; those of course B a little more. */
function toCommunity(n: number) {
  const random = createRandom(7).next;
  const days = [];
  const rows: LabelledRow[] = [];
  for (let i = 0; i < n; i++) {
    const zeal = random();
    const learner = `l${i}`;
    for (let day = 0; day < 20; day++) {
      if (random() < zeal * (day < 10 ? 1 : zeal)) days.push(row(learner, day, 1 + Math.floor(random() * 9), 1));
    }
    const course = random() < 0.5 ? 'A' : 'B';
    rows.push({ learner, attributes: [course], left: random() < (course === 'B' ? 1.1 : 0.9) * (1 - zeal) });
  }
  return { activity: toActivity(['video', 'problem'], days), rows };
}

describe('the early warning', () => {
  const { activity, rows } = toCommunity(3000);
  const training = { activity, columns: ['course'], rows: rows.slice(0, 2400) };
  const model = fitEarlyWarning({ ...training, random: createRandom(1).next });
  const held = rows.slice(2400);
  const warnings = held.map((each) => model.predict(each));
  const labels = held.map(({ left }) => Number(left));

  it('is better than the days since the last activity, and calibrated', () => {
    const probabilities = warnings.map(({ probability }) => probability);
    const rule = toAuc(
      warnings.map(({ summary }) => summary.recency),
      labels,
    )!;
    expect(toAuc(probabilities, labels)).toBeGreaterThan(rule + 0.05);
    expect(toCalibrationError(probabilities, labels)).toBeLessThan(0.06);
  });

  it('is the same for the same seed', () => {
    const again = fitEarlyWarning({ ...training, random: createRandom(1).next });
    expect(again.predict(held[0]!).probability).toBe(warnings[0]!.probability);
  });

  it('gives reasons in words, in both languages, without a semicolon', () => {
    const columns = { attributes: ['course'], counts: activity.columns };
    for (const [n, warning] of warnings.entries()) {
      for (const language of ['zh', 'en'] as const) {
        const reasons = toReasons(warning, held[n]!, model, columns, language);
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.join('')).not.toMatch(/;|undefined|NaN/);
      }
    }
    const stranger = { learner: 'stranger', attributes: ['B'] };
    expect(toReasons(model.predict(stranger), stranger, model, columns, 'en')[0]).toBe('no activity in 20 days');
  });

  it('works with a handful of learners, without attributes and counts', () => {
    const small = toActivity([], [row('a', 1), row('a', 5), row('b', 1)]);
    const few = fitEarlyWarning({
      activity: small,
      columns: [],
      rows: [
        { learner: 'a', attributes: [], left: false },
        { learner: 'b', attributes: [], left: true },
      ],
      random: createRandom(1).next,
    });
    const [a, b] = ['a', 'b'].map((learner) => few.predict({ learner, attributes: [] }).probability);
    expect(a).toBeLessThan(b!);
  });

  it('refuses a training set in which everybody left', () => {
    const left = rows.slice(0, 5).map((each) => ({ ...each, left: true }));
    expect(() => fitEarlyWarning({ ...training, rows: left, random: Math.random })).toThrow(RangeError);
  });
});
