/** What one row of questions.csv, solutions.csv and queues.csv must be. What must hold between rows is knowledge.ts. */
import { z } from 'zod';
import { parseDuration, parseTargetTimes } from '../domain/duration.ts';
import { parseHours } from '../domain/hours.ts';
import { ASSIGNMENT_MODES, CATEGORIES } from '../domain/knowledge.ts';
import { LANGUAGES } from '../domain/language.ts';
import { PLATFORMS, parsePlatformId } from '../domain/place.ts';
import { cell, filled, list, name, parseTimeZone } from './cell-rules.ts';
import { parseCategory } from './cells.ts';

const MOST_CHARACTERS = 500;

const duration = (example: string) =>
  cell(parseDuration, `write minutes, hours or days of opening time such as ${example}, at most 365d`);

const targetTimes = (example: string) =>
  cell(
    parseTargetTimes,
    `write minutes, hours or days of opening time such as ${example}, at most 365d; priorities may follow, the more pressing the shorter: ${example}; high 10m; urgent 5m`,
  );

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
    'write them like Mon-Fri 09:00-21:00; Sat,Sun 10:00-14:00,15:00-18:00; holidays 2026-10-01..2026-10-07 (what runs over midnight in two parts, up to 24:00), or leave it empty',
  ),
  timezone: cell(parseTimeZone, 'write an IANA name such as Asia/Shanghai, or leave it empty'),
  first_response: targetTimes('30m'),
  resolution: targetTimes('8h'),
  lease: duration('15m'),
  /** Optional column: empty or unset = on request. */
  assignment: z
    .enum(['', ...ASSIGNMENT_MODES], {
      error: ({ input }) => `"${input}" cannot be used; write ${ASSIGNMENT_MODES.join(' or ')}, or leave it empty`,
    })
    .optional(),
});

export type QuestionRow = z.infer<typeof questionRow>;
export type SolutionRow = z.infer<typeof solutionRow>;
export type QueueRow = z.infer<typeof queueRow>;
