/** What is known of one learner, wherever it was imported from. */
import { expect, it } from 'vitest';
import { toLearningState } from '../../src/support/learning-state.ts';

const DAY = 86_400_000;
const NOW = 20_000 * DAY + 5;
const NONE = {
  purchases: null,
  progress: [],
  completions: new Map<string, number>(),
  behavior: [],
  scores: [],
  activity: [],
  segment: null,
  risk: null,
};
const active = (course: string, day: number) => ({ learner: 'a', course, day, counts: {} });
const score = (test: string, marks: number, most: number | null, takenAt: number) => ({
  learner: 'a',
  course: 'sql',
  test,
  score: marks,
  most,
  takenAt,
});

it('lays purchases, progress, activity and scores side by side, the course learnt last first', () => {
  const state = toLearningState(
    {
      segment: 'high',
      risk: null,
      purchases: [
        { course: 'py', purchasedAt: 2 },
        { course: 'sql', purchasedAt: 1 },
      ],
      progress: [{ course: 'sql', completion: 0.5, score: 8 }],
      completions: new Map([
        ['py', 0.3],
        ['sql', 0.4],
      ]),
      behavior: [{ course_completion: 40 }],
      scores: [score('post', 36, 40, 9), score('pre', 10, 40, 3)],
      activity: [active('py', 19_999), active('py', 19_999), active('sql', 19_900), active('py', 30_000)],
    },
    NOW,
  );
  expect(state).toEqual({
    courses: [
      { course: 'py', completion: 0.3, score: null, lastDay: 19_999 },
      { course: 'sql', completion: 0.5, score: 8, lastDay: 19_900 },
    ],
    completion: 0.4,
    activeDays: 1,
    lastDay: 19_999,
    lastTest: { course: 'sql', test: 'post', percent: 90 },
    segment: 'high',
    risk: null,
  });
});

it('is nothing where nothing is known, and does not read days of another calendar or marks without a scale', () => {
  expect(toLearningState(NONE, NOW)).toBeNull();
  expect(
    toLearningState({ ...NONE, activity: [active('py', 12)], scores: [score('quiz', 150, null, 1)] }, NOW),
  ).toEqual({
    courses: [
      { course: 'py', completion: null, score: null, lastDay: null },
      { course: 'sql', completion: null, score: null, lastDay: null },
    ],
    completion: null,
    activeDays: null,
    lastDay: null,
    lastTest: null,
    segment: null,
    risk: null,
  });
});
