/** A class of six whose figures can be worked out by hand: 40 50 60 70 80 before, 50 70 65 85 80 after. */
import type { OrganisationRecords } from '../../src/analytics/metrics/training.ts';
import type { ScoreRecord } from '../../src/domain/learning-record.ts';

export const DAY = 86_400_000;
export const TESTED = Date.UTC(2026, 2, 1);
const before = [40, 50, 60, 70, 80];
const after = [50, 70, 65, 85, 80];
const people = ['a', 'b', 'c', 'd', 'e'];

export const score = (
  learner: string,
  test: string,
  marks: number,
  takenAt: number,
  most: number | null = 100,
): ScoreRecord => ({
  learner,
  course: 'py101',
  test,
  score: marks,
  most,
  takenAt,
});

export function toClass(): OrganisationRecords {
  const day = Math.floor(TESTED / DAY);
  return {
    organisation: { id: 'acme', name: 'Acme', seats: 8 },
    members: [
      ...[...people, 'f'].map((learner) => ({ organisation: 'acme', learner, role: 'member' as const })),
      { organisation: 'acme', learner: 'boss', role: 'manager' },
    ],
    behavior: [...people, 'boss'].map((learner, n) => ({
      learner,
      learning_time: 100,
      learning_frequency: 3,
      course_completion: n < 3 ? 0.95 : 0.5,
    })),
    scores: people.flatMap((learner, n) => [
      score(learner, 'pre', before[n]!, TESTED - 20 * DAY),
      score(learner, '后测', after[n]! / 2, TESTED, 50),
    ]),
    activity: [
      { learner: 'a', course: 'py101', day: day + 1, counts: { videos: 1 } },
      { learner: 'b', course: 'py101', day: day + 30, counts: {} },
      // Too late, on the day itself, and counted from some other day.
      { learner: 'c', course: 'py101', day: day + 31, counts: {} },
      { learner: 'd', course: 'py101', day, counts: {} },
      { learner: 'e', course: 'py101', day: 12, counts: {} },
    ],
    ratings: [8, 9, 7, 10, 6],
  };
}
