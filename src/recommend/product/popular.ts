/** What most learners take, the same for everybody: for those who are held back from recommendations of their own. */
import type { History } from '../histories.ts';
import { isOpenTo, toStanding } from './fitness.ts';
import type { LearnerRecord, RankedCourse } from './learner.ts';
import type { Recommendation } from './suggester.ts';

/** How many learners have each course. */
export function countTakers(histories: readonly History[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { items } of histories) {
    for (const item of new Set(items)) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}

/** Most taken first, then the order of `courses`; only what they may take, at most `top`. Where nobody took anything, courses for beginners first. */
export function pickPopular(
  courses: readonly RankedCourse[],
  takers: ReadonlyMap<string, number>,
  record: LearnerRecord,
  top: number,
  now: number,
): Recommendation[] {
  const standing = toStanding(record);
  const scoreOf = ({ id, rank }: RankedCourse) => (takers.get(id) ?? 0) + (rank === 0 ? 0.5 : 0);
  return courses
    .filter((course) => isOpenTo(course, standing, now))
    .map((course) => ({ course, score: scoreOf(course) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, top)
    .map(({ course, score }) => ({
      course,
      score,
      reason: { kind: takers.has(course.id) ? 'popular' : course.rank === 0 ? 'start' : 'new' } as const,
    }));
}
