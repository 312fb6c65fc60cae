/** What one row of questions.csv, solutions.csv and queues.csv must be. What must hold between rows is knowledge.ts. */
import { z } from 'zod';
import { CATEGORIES } from '../domain/knowledge.ts';
import { LANGUAGES } from '../domain/language.ts';
import { PLATFORMS, parsePlatformId } from '../domain/place.ts';
import { parseCategory, parseDuration, parseHours, splitList } from './cells.ts';

const MOST_CHARACTERS = 500;

const filled = z.string().min(1, 'is empty; write something');

const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, {
  error: ({ input }) =>
    `${input === '' ? 'is empty' : `"${input}" is no name`}; use up to 64 lower-case letters, digits and underscores, a letter first`,
});

/** A cell that `parse` reads; null = it cannot, and `remedy` says how to write it. */
function cell<T>(parse: (text: string) => T | null, remedy: string) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== null) return value;
    context.addIssue({
      code: 'custom',
      message: `${text === '' ? 'is empty' : `"${text}" cannot be used`}; ${remedy}`,
    });
    return z.NEVER;
  });
}

/** A list whose entries are all read by `parse`. */
const list = <T>(parse: (text: string) => T | null) => {
  return (text: string): T[] | null => {
    const values = splitList(text).map(parse);
    return values.includes(null) ? null : (values as T[]);
  };
};

function parseTimeZone(text: string): string | null {
  try {
    if (text !== '') new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return null;
  }
}

const duration = (example: string) =>
  cell(parseDuration, `write minutes, hours or days of opening time such as ${example}, at most 365d`);

export const questionRow = z.object({
  intent: name,
  language: z.enum(LANGUAGES, {
    error: ({ input }) => `"${input}" is no language of the service; write ${LANGUAGES.join(' or ')}`,
  }),
  utterance: filled.refine(
    (text) => [...text].length <= MOST_CHARACTERS,
    `is longer than ${MOST_CHARACTERS} characters; shorten it to what a learner would type`,
  ),
});

export const solutionRow = z.object({
  intent: name,
  category: cell(parseCategory, `write one of ${CATEGORIES.join(', ')}`),
  queue: z.string(),
  title_zh: filled,
  title_en: filled,
  answer_zh: filled,
  answer_en: filled,
});

export const queueRow = z.object({
  queue: name,
  name_zh: filled,
  name_en: filled,
  categories: cell(list(parseCategory), `write some of ${CATEGORIES.join(', ')}, separated by semicolons`),
  places: cell(
    list(parsePlatformId),
    `write platform:id with one of ${PLATFORMS.join(', ')}, separated by semicolons, or leave it empty`,
  ),
  hours: cell(
    parseHours,
    'write them like Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00 (what runs over midnight in two parts, up to 24:00), or leave it empty',
  ),
  timezone: cell(parseTimeZone, 'write an IANA name such as Asia/Shanghai, or leave it empty'),
  first_response: duration('30m'),
  resolution: duration('8h'),
  lease: duration('15m'),
});

export type QuestionRow = z.infer<typeof questionRow>;
export type SolutionRow = z.infer<typeof solutionRow>;
export type QueueRow = z.infer<typeof queueRow>;
