/** What a training did, against a class of six whose figures can be worked out by hand. */
import { describe, expect, it } from 'vitest';
import { toPairs, toTrainingFigures } from '../../../src/analytics/metrics/training.ts';
import { DAY, score, TESTED, toClass } from '../training-class.ts';

const NOW = TESTED + 31 * DAY;

describe('the effect of a training', () => {
  it('is told by level, each figure with its n and interval', () => {
    const figures = toTrainingFigures([toClass()], NOW);
    expect(figures.seatsUsed).toEqual({ value: 6, n: 8 });
    expect(figures.trainingRating).toMatchObject({ value: 8, n: 5 });
    expect(figures.trainingRating.low).toBeCloseTo(6.04, 2);
    // Three of five known are through; of one nobody knows; the manager does not count.
    expect(figures.trainingCompletion).toMatchObject({ value: 0.6, n: 5, pending: 1 });
    expect(figures.scoreBefore.value).toBeCloseTo(60, 12);
    expect(figures.scoreAfter.value).toBeCloseTo(70, 12);
    // Gains 10 20 5 15 0: mean 10, s² = 62.5, t = 2.776: ∓ 9.816.
    expect(figures.trainingGain).toMatchObject({ value: 10, n: 5 });
    expect(figures.trainingGain.low).toBeCloseTo(0.184, 2);
    expect(figures.trainingGain.high).toBeCloseTo(19.816, 2);
    expect(figures.trainingEffect.value).toBeCloseTo(0.5409, 4);
    expect(figures.activeAfter).toMatchObject({ value: 0.4, n: 5, pending: 0 });
  });

  it('does not judge behaviour before thirty days are over', () => {
    expect(toTrainingFigures([toClass()], TESTED + 29 * DAY).activeAfter).toMatchObject({
      value: null,
      n: 0,
      pending: 5,
    });
  });

  it('shows nothing about fewer than five people but how many they are', () => {
    const one = toClass();
    const few = { ...one, members: one.members.slice(0, 4), ratings: [9, 9] };
    const figures = toTrainingFigures([few], NOW);
    expect(figures.seatsUsed).toEqual({ value: 4, n: 8 });
    for (const metric of [
      figures.trainingCompletion,
      figures.trainingGain,
      figures.trainingEffect,
      figures.trainingRating,
    ]) {
      expect(metric.value).toBeNull();
      expect(metric).not.toHaveProperty('low');
    }
    expect(figures.trainingCompletion.n).toBe(4);
    expect(toTrainingFigures([], NOW).trainingCompletion).toMatchObject({ value: null, n: 0 });
  });

  it('counts somebody in two organisations once', () => {
    const other = { ...toClass(), organisation: { id: 'globex', name: 'Globex', seats: 9 } };
    const figures = toTrainingFigures([toClass(), other], NOW);
    expect(figures.trainingGain.n).toBe(5);
    expect(figures.trainingCompletion.n).toBe(5);
    expect(figures.seatsUsed).toEqual({ value: 12, n: 17 });
  });

  it('takes the first test before and the last one after, and says what it cannot read', () => {
    const taken = [
      score('a', 'Pre-test', 10, 1),
      score('a', 'pre', 30, 2),
      score('a', 'post', 40, 3),
      score('a', 'POST', 50, 4),
      score('b', 'post', 50, 1),
      score('b', 'pre', 30, 2),
      score('c', 'pre', 150, 1, null),
      score('c', 'post', 180, 2, null),
      score('d', 'quiz', 5, 1),
    ];
    expect(toPairs(taken)).toEqual({ pairs: [{ learner: 'a', before: 10, after: 50, at: 4 }], unread: 1 });
  });
});
