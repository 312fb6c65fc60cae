/** Where recommendations and learning paths take learners from: what was imported into the store, laid over the files of the data folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from './domain/course.ts';
import type { SpecialDays } from './domain/knowledge.ts';
import type { ActivityRecord, ScoreRecord } from './domain/learning-record.ts';
import type { Purchase } from './domain/purchase.ts';
import { readCourses } from './import/courses.ts';
import { readHolidays } from './import/holidays.ts';
import { createProblems } from './import/problems.ts';
import { type Progress, readProgress } from './import/progress.ts';
import { readPurchases } from './import/purchases.ts';
import { type CertificateRow, type Resource, readCertificates, readResources } from './import/study-files.ts';
import type { Store } from './ports.ts';
import type { History } from './recommend/histories.ts';
import type { Feedback, LearnerRecord, Rank, RankedCourse, TakenCourse } from './recommend/product/learner.ts';
import { toCompletions } from './recommend/study/activity.ts';
import { findLevel, LEVELS } from './support/courses/catalogue.ts';

/** What lies in the data folder. */
export interface LearnerFiles {
  readonly courses: readonly Course[];
  readonly progress: readonly Progress[];
  readonly purchases: readonly Purchase[];
  /** Days off that hold for everybody. */
  readonly holidays: readonly SpecialDays[];
  readonly resources: readonly Resource[];
  readonly certificates: readonly CertificateRow[];
}

/** All that is known of one learner's learning. */
export interface KnownLearner {
  readonly record: LearnerRecord;
  readonly activity: readonly ActivityRecord[];
  readonly scores: readonly ScoreRecord[];
}

export type LearnerStore = Pick<Store, 'records' | 'imports'>;

function toRankedCourse(course: Course): RankedCourse {
  const level = course.level === null ? null : findLevel(course.level);
  return { ...course, rank: level === null ? null : (LEVELS.indexOf(level) as Rank) };
}

/** `courses.csv`, and where they exist the others. Throws `OperatorError` with all that cannot be read. */
export function readLearnerFiles(folder: string, timeZone: string): LearnerFiles {
  const problems = createProblems();
  const courses = readCourses(join(folder, 'courses.csv'), problems);
  const progressFile = join(folder, 'progress.csv');
  const progress = existsSync(progressFile) ? readProgress(progressFile, problems) : [];
  const holidays = readHolidays(join(folder, 'holidays.csv'), null, problems);
  const resources = readResources(join(folder, 'resources.csv'), problems);
  const ids = courses.map(({ id }) => id);
  const certificates = readCertificates(join(folder, 'certificates.csv'), ids, problems);
  problems.throwIfAny();
  const purchasesFile = join(folder, 'purchases.csv');
  return {
    courses,
    progress,
    purchases: existsSync(purchasesFile) ? readPurchases(purchasesFile, timeZone) : [],
    holidays: holidays.filter(({ queues }) => queues.length === 0).map(({ days }) => days),
    resources,
    certificates,
  };
}

/** In the order of the file, then what was only imported; of a course that stands in both, what was imported. */
export async function loadCourses({ courses }: LearnerFiles, store: LearnerStore | null): Promise<RankedCourse[]> {
  const imported = new Map((store ? await store.imports.read('courses') : []).map((course) => [course.id, course]));
  const all = [...courses.map((course) => imported.get(course.id) ?? course)];
  const known = new Set(all.map(({ id }) => id));
  all.push(...[...imported.values()].filter(({ id }) => !known.has(id)));
  return all.map(toRankedCourse);
}

/** What all learners took, in order of time. */
export async function loadHistories(files: LearnerFiles, store: LearnerStore | null): Promise<History[]> {
  const purchases = [...files.purchases, ...(store ? await store.records.purchases() : [])];
  const taken = new Map<string, Set<string>>();
  const add = (learner: string, course: string) => {
    if (course === '') return;
    const courses = taken.get(learner) ?? new Set<string>();
    taken.set(learner, courses.add(course));
  };
  for (const { learner, course } of purchases.toSorted((a, b) => a.purchasedAt - b.purchasedAt)) add(learner, course);
  for (const { learner, course } of files.progress) add(learner, course);
  return [...taken].map(([learner, items]) => ({ learner, items: [...items] }));
}

/** Of one learner of the shop; of somebody nobody has heard of, nothing. */
export async function loadLearner(
  learner: string,
  files: LearnerFiles,
  store: LearnerStore | null,
  feedback: readonly Feedback[] = [],
): Promise<KnownLearner> {
  const isTheirs = (row: { readonly learner: string }) => row.learner === learner;
  const purchases = [...files.purchases.filter(isTheirs), ...((await store?.records.purchasesOf(learner)) ?? [])];
  const activity = (await store?.imports.read('activity', learner)) ?? [];
  const scores = (await store?.imports.read('scores', learner)) ?? [];
  const taken = new Map<string, TakenCourse>();
  const update = (course: string, known: Partial<TakenCourse>) => {
    if (course !== '')
      taken.set(course, { ...(taken.get(course) ?? { course, completion: null, score: null }), ...known });
  };
  for (const { course } of purchases.toSorted((a, b) => a.purchasedAt - b.purchasedAt)) update(course, {});
  for (const { course, completion, score } of files.progress.filter(isTheirs)) update(course, { completion, score });
  for (const { course } of activity) update(course, {});
  for (const [course, completion] of toCompletions(activity)) {
    update(course, { completion: Math.max(completion, taken.get(course)?.completion ?? 0) });
  }
  for (const { course, score, most } of scores.toSorted((a, b) => a.takenAt - b.takenAt)) {
    update(course, { score: Math.min(10, (score / (most ?? (score <= 10 ? 10 : 100))) * 10) });
  }
  return { record: { learner, taken: [...taken.values()], feedback }, activity, scores };
}
