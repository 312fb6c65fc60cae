/** How far people of the chat are in their courses, as far as the shop tells: `progress.csv` of the data folder, by account or by the name in the chat. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId } from './domain/place.ts';
import { createProblems } from './import/problems.ts';
import { readProgress } from './import/progress.ts';
import type { Store } from './ports.ts';
import type { CourseProgress } from './support/surveys.ts';

/** Throws `OperatorError` where the file cannot be read. */
export async function readCourseProgress(
  folder: string,
  store: Pick<Store, 'records'>,
): Promise<readonly CourseProgress[]> {
  const file = join(folder, 'progress.csv');
  if (!existsSync(file)) return [];
  const problems = createProblems();
  const rows = readProgress(file, problems);
  problems.throwIfAny();
  const accounts = await store.records.accounts();
  return rows.flatMap(({ learner, course, completion }) => {
    const person = accounts.get(learner) ?? (learner.includes(':') ? (learner as PersonId) : null);
    return person === null || completion === null ? [] : [{ person, course, completion }];
  });
}
