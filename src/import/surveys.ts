/** Reads `data/surveys.csv`: what learners are asked beside the rating, when, and how often at most. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { MOST_QUESTIONS, SURVEY_MOMENTS, SURVEY_SCALES, type SurveyQuestion } from '../domain/survey.ts';
import { readCsv } from './csv.ts';
import { createProblems, type Problems } from './problems.ts';

const words = z
  .string()
  .min(1, 'is empty; the question is asked in both languages')
  .max(200, 'is too long; ask in 200 characters');

const ROW = z.object({
  survey: z.string().regex(/^[a-z0-9_]{1,40}$/, 'is no name; use lower-case letters, digits and underscores'),
  question_zh: words,
  question_en: words,
  scale: z.enum(SURVEY_SCALES, { error: `is no scale; write one of ${SURVEY_SCALES.join(', ')}` }),
  when: z.enum(SURVEY_MOMENTS, { error: `is no moment; write one of ${SURVEY_MOMENTS.join(', ')}` }),
  sample: z
    .string()
    .regex(/^(?:100|[1-9]?\d)%$/, 'is no share; write a percentage such as 20%')
    .transform((cell) => Number.parseInt(cell, 10) / 100),
  cap_days: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'is no number of days; write 1 to 9999')
    .transform(Number),
});

/** Throws one `OperatorError` for all rows that cannot be read, and for a survey whose questions disagree on moment, share or cap. */
export function readSurveys(file: string): SurveyQuestion[] {
  const problems = createProblems();
  const questions = takeSurveys(file, problems);
  problems.throwIfAny();
  return questions;
}

/** As `readSurveys`, with what is wrong among the `problems`; no file, no questions. */
export function takeSurveys(file: string, problems: Problems): SurveyQuestion[] {
  if (!existsSync(file)) return [];
  const firsts = new Map<string, z.infer<typeof ROW>>();
  const counts = new Map<string, number>();
  const rows = readCsv(file, ROW, problems);
  for (const { value, lineOf } of rows) {
    const first = firsts.get(value.survey) ?? value;
    firsts.set(value.survey, first);
    for (const column of ['when', 'sample', 'cap_days'] as const) {
      if (value[column] === first[column]) continue;
      const message = `differs from the first question of ${value.survey}; the questions of a survey are asked together`;
      problems.add({ file, line: lineOf(column), column, message });
    }
    const count = (counts.get(value.survey) ?? 0) + 1;
    counts.set(value.survey, count);
    if (count === MOST_QUESTIONS + 1) {
      const message = `${value.survey} has more than ${MOST_QUESTIONS} questions; nobody answers that many`;
      problems.add({ file, line: lineOf('survey'), column: 'survey', message });
    }
  }
  return rows.map(({ value }) => ({
    survey: value.survey,
    question: { zh: value.question_zh, en: value.question_en },
    scale: value.scale,
    when: value.when,
    sample: value.sample,
    capDays: value.cap_days,
  }));
}
