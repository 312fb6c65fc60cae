/** What is learnt from everybody, as plain values that may come from another thread, and who ranks courses by it. */
import type { History } from './recommend/histories.ts';
import type { LearnerRecord, RankedCourse } from './recommend/product/learner.ts';
import { countTakers } from './recommend/product/popular.ts';
import { createSuggester, type Recommendation } from './recommend/product/suggester.ts';

/** From more learners than this the last ones are learnt from: more would take long and change little. */
const MOST_HISTORIES = 20_000;

export interface Learning {
  readonly courses: readonly RankedCourse[];
  /** The last histories, in order of time. */
  readonly latest: readonly History[];
  /** How many of all learners have each course. */
  readonly takers: ReadonlyMap<string, number>;
}

export function learn(courses: readonly RankedCourse[], histories: readonly History[]): Learning {
  return { courses, latest: histories.slice(-MOST_HISTORIES), takers: countTakers(histories) };
}

export interface Ranker {
  /** All that may be recommended to that learner, best first. */
  rank(record: LearnerRecord, now: number): Promise<readonly Recommendation[]>;
  stop(): void;
}

/** Learns in this thread, which takes a moment that grows with the number of learners. */
export function createRanker({ courses, latest }: Pick<Learning, 'courses' | 'latest'>): Ranker {
  const suggester = createSuggester(courses, latest);
  return { rank: async (record, now) => suggester.suggest(record, courses.length, now), stop: () => undefined };
}
