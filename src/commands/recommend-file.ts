/** `afterclass recommend --train …`: the recommender over files, for measuring it on any set. The very models that serve learners. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OperatorError, UsageError } from '../errors.ts';
import { readCourseTexts } from '../import/course-texts.ts';
import { readHistories } from '../import/histories.ts';
import { createRecommender } from '../recommend/recommender.ts';
import type { Io } from './io.ts';

export interface FileOptions {
  readonly train: string;
  readonly out: string;
  readonly top: number;
  readonly courses?: string;
  readonly candidates?: string;
}

interface Answer {
  readonly learner: string;
  readonly items: readonly string[];
}

/** One record for each line of candidates, else for each learner of the training file. */
export async function recommendFromFiles(options: FileOptions, io: Io): Promise<void> {
  const { train, out, top, courses, candidates } = options;
  if ([train, courses, candidates].some((file) => file !== undefined && resolve(file) === resolve(out))) {
    throw new UsageError(`--out ${out} is one of the files to read; give it a name of its own`);
  }
  const histories = readHistories(train);
  const texts = courses === undefined ? [] : readCourseTexts(courses);
  const asked = candidates === undefined ? null : readHistories(candidates);
  const started = performance.now();
  const recommender = createRecommender(histories, { courses: texts });
  const fitted = performance.now();
  function* answers(): Generator<Answer> {
    for (const { learner, items } of asked ?? []) yield { learner, items: recommender.rankThese(learner, items, top) };
    if (asked) return;
    for (const learner of new Set(histories.map((line) => line.learner))) {
      yield { learner, items: recommender.rank(learner, top) };
    }
  }
  const count = await write(out, answers());
  const took = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const { model, recency } = recommender.settings;
  const order = recency ? `, newest ${recency.newest} in the line` : '';
  io.stderr.write(
    `${histories.length} histories learnt in ${took(fitted - started)} (${model}${order}); ${count} learners answered in ${took(performance.now() - fitted)}\n`,
  );
}

async function write(file: string, answers: Iterable<Answer>): Promise<number> {
  let count = 0;
  function* records(): Generator<string> {
    for (const answer of answers) {
      count++;
      yield `${JSON.stringify(answer)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(records()), createWriteStream(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new OperatorError(`cannot write ${file} (${code}); check --out`, { cause: error });
  }
  return count;
}
