/** How far people of the chat are in their courses and since when: what was imported of their activity, and `progress.csv` of the data folder, by account or by the name in the chat. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId } from './domain/place.ts';
import { createProblems } from './import/problems.ts';
import { type Progress, readProgress } from './import/progress.ts';
import type { Milestone, Store } from './ports.ts';
import { toMilestones } from './recommend/study/activity.ts';
import { COMPLETED, type CourseProgress, HALF } from './support/surveys.ts';

const DAY_MS = 86_400_000;
/** Other work of the process goes on between parts. */
const PART = 2000;

/** Throws `OperatorError` where the file cannot be read. */
export async function readCourseProgress(
  folder: string,
  store: Pick<Store, 'records' | 'imports'>,
  now: number,
): Promise<readonly CourseProgress[]> {
  const accounts = await store.records.accounts();
  const told = await fromFile(folder, store, now, (learner) => accounts.get(learner) ?? toPerson(learner));
  const imported = await fromActivity(accounts, store);
  const known = new Set(imported.map(toKey));
  return [...imported, ...told.filter((one) => !known.has(toKey(one)))];
}

const toKey = ({ person, course }: CourseProgress): string => JSON.stringify([person, course]);

const toPerson = (learner: string): PersonId | null => (learner.includes(':') ? (learner as PersonId) : null);

async function fromActivity(
  accounts: ReadonlyMap<string, PersonId>,
  store: Pick<Store, 'imports'>,
): Promise<CourseProgress[]> {
  const all: CourseProgress[] = [];
  for (const [account, person] of accounts) {
    const milestones = toMilestones(await store.imports.read('activity', account));
    for (const [course, { completion, halfDay, doneDay }] of milestones) {
      all.push({ person, course, completion, halfAt: toMs(halfDay), doneAt: toMs(doneDay) });
    }
  }
  return all;
}

const toMs = (day: number | null): number | null => (day === null ? null : day * DAY_MS);

/** The file tells no days: what it says for the first time since somebody looks is taken for new. Everybody's rows are noted, as a person may join the chat later. */
async function fromFile(
  folder: string,
  { records }: Pick<Store, 'records'>,
  now: number,
  toPersonOf: (learner: string) => PersonId | null,
): Promise<CourseProgress[]> {
  const file = join(folder, 'progress.csv');
  const problems = createProblems();
  const rows = existsSync(file) ? readProgress(file, problems) : [];
  problems.throwIfAny();
  const reached = rows.flatMap((row) => (row.completion !== null && row.completion >= HALF ? [row] : []));
  const all: CourseProgress[] = [];
  for (let start = 0; start < reached.length; start += PART) {
    const part = reached.slice(start, start + PART);
    const half = await records.noteMilestones(
      part.map((row) => toMilestone(row, 'half')),
      now,
    );
    const done = new Map<Progress, number>();
    const finished = part.filter(({ completion }) => completion === COMPLETED);
    const seen = await records.noteMilestones(
      finished.map((row) => toMilestone(row, 'done')),
      now,
    );
    for (const [n, row] of finished.entries()) done.set(row, seen[n] ?? 0);
    for (const [n, row] of part.entries()) {
      const person = toPersonOf(row.learner);
      if (person === null) continue;
      const { course } = row;
      all.push({
        person,
        course,
        completion: row.completion ?? 0,
        halfAt: half[n] || null,
        doneAt: done.get(row) || null,
      });
    }
  }
  await records.watchMilestones(now);
  return all;
}

const toMilestone = ({ learner, course }: Progress, milestone: Milestone['milestone']): Milestone => ({
  learner,
  course,
  milestone,
});
