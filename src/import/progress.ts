/** Progress from a file: how far each learner is in each course, and how well they did. */
import { z } from 'zod';
import { cell } from './cell-rules.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

export interface Progress {
  readonly learner: string;
  readonly course: string;
  /** 0 … 1; null where the cell is empty. */
  readonly completion: number | null;
  /** 0 … 10; null where the cell is empty. */
  readonly score: number | null;
}

/** A number from 0 to `most`, undefined for an empty cell, null for anything else. */
const parseUpTo =
  (most: number) =>
  (text: string): number | null | undefined => {
    if (text === '') return undefined;
    const value = /^\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    return value <= most ? value : null;
  };
/** `0.8` and `80%`. */
const parseCompletion = (text: string): number | null | undefined => {
  const share = text.endsWith('%') ? parseUpTo(100)(text.slice(0, -1)) : parseUpTo(1)(text);
  return typeof share === 'number' && text.endsWith('%') ? share / 100 : share;
};

const row = z.object({
  learner: z.string().min(1, 'is empty; write who learns, such as slack:U012AB3CD'),
  course: z.string().min(1, 'is empty; write the id of the course'),
  completion: cell(parseCompletion, 'write a share from 0 to 1 or a percentage such as 80%, or leave it empty'),
  score: cell(parseUpTo(10), 'write a number from 0 to 10, or leave it empty'),
});

/** Rows of `learner,course,completion,score`; the last row of a learner and course counts. Bad rows go to `problems`. */
export function readProgress(file: string, problems: Problems): Progress[] {
  const latest = new Map<string, Progress>();
  for (const { value } of readCsv(file, row, problems)) {
    const { learner, course, completion, score } = value;
    const progress = { learner, course, completion: completion ?? null, score: score ?? null };
    latest.set(JSON.stringify([learner, course]), progress);
  }
  return [...latest.values()];
}
