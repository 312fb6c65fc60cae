/** Reads `data/surveys.csv`: what learners are asked beside the rating, when, and how often at most. */
import { z } from 'zod';
import { readCsv } from './csv.ts';
import { createProblems } from './problems.ts';

export const SURVEY_MOMENTS = ['course_completed', 'course_half', 'period'] as const;
export const SURVEY_SCALES = ['0-10', '1-5', 'yes-no', 'text'] as const;

export interface SurveyQuestion {
  /** Name of the questionnaire; its questions are asked in the order of the file. */
  readonly survey: string;
  readonly question: { readonly zh: string; readonly en: string };
  readonly scale: (typeof SURVEY_SCALES)[number];
  /** After a course, in the middle of one, or every so many days. */
  readonly when: (typeof SURVEY_MOMENTS)[number];
  /** Share of the learners who are asked, 0..1. */
  readonly sample: number;
  /** A learner is asked at most once in this many days, by whichever survey. */
  readonly capDays: number;
}

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
  const firsts = new Map<string, z.infer<typeof ROW>>();
  const rows = readCsv(file, ROW, problems);
  for (const { value, lineOf } of rows) {
    const first = firsts.get(value.survey) ?? value;
    firsts.set(value.survey, first);
    for (const column of ['when', 'sample', 'cap_days'] as const) {
      if (value[column] === first[column]) continue;
      const message = `differs from the first question of ${value.survey}; the questions of a survey are asked together`;
      problems.add({ file, line: lineOf(column), column, message });
    }
  }
  problems.throwIfAny();
  return rows.map(({ value }) => ({
    survey: value.survey,
    question: { zh: value.question_zh, en: value.question_en },
    scale: value.scale,
    when: value.when,
    sample: value.sample,
    capDays: value.cap_days,
  }));
}
