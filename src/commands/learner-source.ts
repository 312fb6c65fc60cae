/** Where recommendations and learning paths take learners from: files of the data folder now, whatever else fills the type later. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../domain/course.ts';
import { readCourses } from '../import/courses.ts';
import { createProblems } from '../import/problems.ts';
import { readProgress } from '../import/progress.ts';
import { readPurchases } from '../import/purchases.ts';
import type { History } from '../recommend/histories.ts';
import type { LearnerRecord, Rank, RankedCourse, TakenCourse } from '../recommend/product/learner.ts';
import { findLevel, LEVELS } from '../support/courses/catalogue.ts';

export interface LearnerSource {
  readonly courses: readonly RankedCourse[];
  /** What all learners took, in order of time. */
  readonly histories: readonly History[];
  /** A learner nobody has heard of took nothing. */
  recordOf(learner: string): LearnerRecord;
}

export function toRankedCourse(course: Course): RankedCourse {
  const level = course.level === null ? null : findLevel(course.level);
  return { ...course, rank: level === null ? null : (LEVELS.indexOf(level) as Rank) };
}

/** `courses.csv`, and where they exist `purchases.csv` and `progress.csv`. Throws `OperatorError` with all that cannot be read. */
export function readLearnerSource(folder: string, timeZone: string): LearnerSource {
  const problems = createProblems();
  const courses = readCourses(join(folder, 'courses.csv'), problems).map(toRankedCourse);
  const progressFile = join(folder, 'progress.csv');
  const progress = existsSync(progressFile) ? readProgress(progressFile, problems) : [];
  problems.throwIfAny();
  const purchasesFile = join(folder, 'purchases.csv');
  const purchases = existsSync(purchasesFile) ? readPurchases(purchasesFile, timeZone) : [];
  const taken = new Map<string, Map<string, TakenCourse>>();
  const add = (learner: string, one: TakenCourse) => {
    const courseOf = taken.get(learner) ?? new Map<string, TakenCourse>();
    taken.set(learner, courseOf.set(one.course, one));
  };
  for (const { learner, course } of purchases.toSorted((a, b) => a.purchasedAt - b.purchasedAt)) {
    add(learner, { course, completion: null, score: null });
  }
  for (const { learner, course, completion, score } of progress) add(learner, { course, completion, score });
  return {
    courses,
    histories: [...taken].map(([learner, one]) => ({ learner, items: [...one.keys()] })),
    recordOf: (learner) => ({ learner, taken: [...(taken.get(learner)?.values() ?? [])], feedback: [] }),
  };
}
