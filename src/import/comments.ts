/** Reads comments with sentiment and theme, `data/comments.csv` and those that a community has labelled in the same form. */
import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import { readCsv } from './csv.ts';
import { createProblems } from './problems.ts';

export interface LabelledComment {
  readonly language: (typeof LANGUAGES)[number];
  readonly text: string;
  /** null where the cell is empty. */
  readonly positive: boolean | null;
  readonly theme: string | null;
}

const MOST_CHARACTERS = 2000;

/** `themes`: the names that a theme may have. Throws one `OperatorError` for all rows that cannot be read. */
export function readComments(file: string, themes: readonly string[]): LabelledComment[] {
  const problems = createProblems();
  const rows = readCsv(
    file,
    z.object({
      language: z.enum(LANGUAGES, { error: 'is no language; write zh or en' }),
      text: z
        .string()
        .min(1, 'is empty; give the comment')
        .max(MOST_CHARACTERS, `is longer than ${MOST_CHARACTERS} characters; shorten it`),
      sentiment: z
        .enum(['0', '1', ''], { error: 'is no sentiment; write 1 = content, 0 = discontent, or leave it empty' })
        .transform((cell) => (cell === '' ? null : cell === '1')),
      theme: z
        .string()
        .refine((theme) => theme === '' || themes.includes(theme), `is no theme; write one of ${themes.join(', ')}`)
        .transform((theme) => theme || null),
    }),
    problems,
  );
  problems.throwIfAny();
  return rows.map(({ value: { language, text, sentiment, theme } }) => ({
    language,
    text,
    positive: sentiment,
    theme,
  }));
}
