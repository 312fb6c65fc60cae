/** `progress.csv` of the data folder, read again when it changes: how far each learner is in each course. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { CourseProgress } from './domain/learning-state.ts';
import { createProblems } from './import/problems.ts';
import { readProgress } from './import/progress.ts';

export type ProgressOf = (learner: string) => readonly CourseProgress[];

/** A file that cannot be read is said once in the log; what was known before stays. */
export function openProgressFile(folder: string, log: Pick<Logger, 'warn'>): ProgressOf {
  const file = join(folder, 'progress.csv');
  let stamp = '';
  let known: ReadonlyMap<string, readonly CourseProgress[]> = new Map();
  function refresh(): void {
    const found = statSync(file, { throwIfNoEntry: false });
    const next = found ? `${found.mtimeMs}/${found.size}` : '';
    if (next === stamp) return;
    stamp = next;
    if (!found) known = new Map();
    else {
      try {
        const problems = createProblems();
        const rows = readProgress(file, problems);
        problems.throwIfAny();
        known = Map.groupBy(rows, ({ learner }) => learner);
      } catch (error) {
        log.warn({ err: error }, 'progress.csv cannot be read; what was known before stays');
      }
    }
  }
  return (learner) => {
    refresh();
    return known.get(learner) ?? [];
  };
}
