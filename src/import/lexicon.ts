/** Reads `data/sentiment-words.csv`: words that are good or bad by themselves. */
import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import { readCsv } from './csv.ts';
import { createProblems } from './problems.ts';

const ROW = z.object({
  language: z.enum(LANGUAGES, { error: 'is no language; write zh or en' }),
  word: z
    .string()
    .min(1, 'is empty; give a word')
    .max(24, 'is too long; give one word')
    .transform((word) => word.toLowerCase()),
  weight: z
    .string()
    .regex(/^-?[123]$/, 'is no weight; write a whole number from -3 (terrible) to 3 (excellent), not 0')
    .transform(Number),
});

export type SentimentWord = z.infer<typeof ROW>;

/** Throws one `OperatorError` for all rows that cannot be read. */
export function readSentimentWords(file: string): SentimentWord[] {
  const problems = createProblems();
  const rows = readCsv(file, ROW, problems);
  problems.throwIfAny();
  return rows.map(({ value }) => value);
}
