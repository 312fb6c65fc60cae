/** Opens what is known of learners for a command: the data folder, and the store where there is one already. */
import { existsSync } from 'node:fs';
import { parseConfig } from '../config.ts';
import {
  type KnownLearner,
  type LearnerFiles,
  type LearnerStore,
  loadCourses,
  loadHistories,
  loadLearner,
  readLearnerFiles,
} from '../learner-source.ts';
import type { History } from '../recommend/histories.ts';
import type { RankedCourse } from '../recommend/product/learner.ts';
import { openStore } from '../store/open.ts';
import type { Io } from './io.ts';

export interface Learners {
  readonly files: LearnerFiles;
  readonly courses: readonly RankedCourse[];
  readonly histories: readonly History[];
  learnerOf(learner: string): Promise<KnownLearner>;
}

/** A database that is not there yet is not made: asking must leave nothing behind. */
function isThere(databaseUrl: string): boolean {
  return !databaseUrl.startsWith('sqlite:') || existsSync(databaseUrl.slice('sqlite:'.length));
}

/** Throws `OperatorError` where a file or the database cannot be read. */
export async function withLearners<T>(
  folder: string,
  env: Io['env'],
  use: (learners: Learners) => Promise<T>,
): Promise<T> {
  const { databaseUrl, timeZone } = parseConfig(env);
  const files = readLearnerFiles(folder, timeZone);
  const store = isThere(databaseUrl) ? await openStore(databaseUrl) : null;
  try {
    const known: LearnerStore | null = store;
    return await use({
      files,
      courses: await loadCourses(files, known),
      histories: await loadHistories(files, known),
      learnerOf: (learner) => loadLearner(learner, files, known),
    });
  } finally {
    await store?.close();
  }
}
