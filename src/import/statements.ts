/** Statements of a course platform (xAPI, the part that says who did what in which course) to learning events. */
import { z } from 'zod';
import type { LearningEvent } from '../domain/learning-event.ts';

export interface StatementProblem {
  /** Number of the statement, 0 for the first. */
  readonly statement: number;
  /** Such as `actor.account.name`; empty: the statement itself. */
  readonly field: string;
  /** What is wrong with it and what is expected. Nothing of what was sent. */
  readonly problem: string;
}

const MOST_ID = 200;
const MOST_STATEMENTS = 500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks differ; a day more is a mistake. */
const AHEAD_MS = DAY_MS;
const LONGEST_MS = DAY_MS;

/** Letters, digits and signs; nothing that lays out, steers or ends a line. */
const id = (what: string) =>
  z
    .string(`${what} must be text`)
    .min(1, `${what} is empty`)
    .max(MOST_ID, `${what} is longer than ${MOST_ID} characters`)
    .refine(
      (typed) => typed === typed.trim() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(typed),
      `${what} has spaces around it or characters that cannot be seen`,
    );

const marks = z.number('must be a number').finite();

const score = z
  .object({
    scaled: z.number().min(-1).max(1).optional(),
    raw: marks.optional(),
    min: marks.optional(),
    max: marks.optional(),
  })
  .refine(({ raw, scaled }) => raw !== undefined || scaled !== undefined, 'has neither raw nor scaled')
  .refine(
    ({ raw, min, max }) => raw === undefined || ((min ?? 0) <= raw && raw <= (max ?? raw)),
    'raw is not between min and max',
  );

const verb = z.object({ id: id('verb.id') }, 'must be an object with an id').transform((found, context) => {
  const word = /([A-Za-z][\w-]{0,39})\/?$/.exec(found.id)?.[1];
  if (word) return word.toLowerCase();
  context.addIssue({
    code: 'custom',
    message: 'verb.id must end in a word, such as http://adlnet.gov/expapi/verbs/completed',
  });
  return z.NEVER;
});

const duration = z.string().transform((typed, context) => {
  try {
    const ms = Temporal.Duration.from(typed).total({ unit: 'milliseconds', relativeTo: '2026-01-01T00:00:00Z[UTC]' });
    if (ms >= 0 && ms <= LONGEST_MS) return ms;
  } catch {
    // Said below.
  }
  context.addIssue({ code: 'custom', message: 'must be an ISO 8601 duration of a day at most, such as PT12M30S' });
  return z.NEVER;
});

const timestamp = z.string('must be text').transform((typed, context) => {
  try {
    return Temporal.Instant.from(typed).epochMilliseconds;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a time with its offset, such as 2026-01-31T09:30:00+08:00' });
    return z.NEVER;
  }
});

const statement = z.object({
  id: id('id'),
  actor: z.object(
    { account: z.object({ name: id('actor.account.name') }, 'must be an object with a name') },
    'must be an object with an account',
  ),
  verb,
  object: z.object({ id: id('object.id') }, 'must be an object with an id'),
  timestamp,
  result: z
    .object({
      completion: z.boolean().optional(),
      duration: duration.optional(),
      progress: z.number('must be a number').min(0, 'is below 0').max(1, 'is above 1; write a share').optional(),
      // As cmi5 has it: a percentage.
      extensions: z.record(z.string(), z.unknown()).optional(),
      score: score.optional(),
    })
    .optional(),
});

type Statement = z.infer<typeof statement>;

/** `course`, or `course/lesson`; of an address what comes after the last `/courses/`. */
function toParts(object: string): { readonly course: string; readonly lesson: string | null } {
  const path = /^[a-z][\w+.-]*:\/\/[^/]+\/(.*)$/i.exec(object)?.[1] ?? object;
  const inner = path.slice(path.lastIndexOf('courses/') === -1 ? 0 : path.lastIndexOf('courses/') + 'courses/'.length);
  const [course = '', ...rest] = inner.split('/').filter(Boolean);
  return { course, lesson: rest.length > 0 ? rest.join('/') : null };
}

const DONE: readonly string[] = ['completed', 'passed'];
const PERCENT = /\/progress$/;

/** What is counted, by a name that no column of another meaning has. */
function toCountName(word: string, lesson: string | null): string {
  return lesson === null ? `course_${word}` : `lesson_${word}`;
}

function toProgress(result: Statement['result']): number | null {
  if (result?.progress !== undefined) return result.progress;
  const percent = Object.entries(result?.extensions ?? {}).find(([key]) => PERCENT.test(key))?.[1];
  return typeof percent === 'number' && percent >= 0 && percent <= 100 ? percent / 100 : null;
}

function toEvent(
  { id: event, actor, verb: word, object, timestamp: at, result }: Statement,
  timeZone: string,
): LearningEvent {
  const { course, lesson } = toParts(object.id);
  const learner = actor.account.name;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const day = Temporal.PlainDate.from('1970-01-01').until(local, { largestUnit: 'days' }).days;
  const minutes = (result?.duration ?? 0) / MINUTE_MS;
  // A lesson that is finished is not the course.
  const isDone = lesson === null && (DONE.includes(word) || result?.completion === true);
  const marked = result?.score;
  return {
    id: event,
    learner,
    course,
    day,
    counts: { [toCountName(word, lesson)]: 1, ...(minutes > 0 ? { minutes } : {}) },
    completion: isDone ? 1 : lesson === null ? toProgress(result) : null,
    score: marked
      ? {
          learner,
          course,
          test: lesson ?? 'test',
          score: marked.raw ?? Math.max(0, (marked.scaled ?? 0) * 100),
          most: marked.raw === undefined ? 100 : (marked.max ?? null),
          takenAt: at,
        }
      : null,
  };
}

/** All of them, or every problem of the first twenty that have one. `now`: ms. */
export function parseStatements(
  body: unknown,
  timeZone: string,
  now: number,
): { readonly events: readonly LearningEvent[] } | { readonly problems: readonly StatementProblem[] } {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (list.length === 0 || list.length > MOST_STATEMENTS) {
    const problem = `must hold 1 to ${MOST_STATEMENTS} statements, and holds ${list.length}; send more in several requests`;
    return { problems: [{ statement: 0, field: '', problem }] };
  }
  const problems: StatementProblem[] = [];
  const events: LearningEvent[] = [];
  for (const [n, one] of list.entries()) {
    const parsed = statement.safeParse(one);
    const own = parsed.success
      ? findWrong(parsed.data, now)
      : parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
    problems.push(...own.map((wrong) => ({ statement: n, ...wrong })));
    if (parsed.success && own.length === 0) events.push(toEvent(parsed.data, timeZone));
  }
  return problems.length > 0 ? { problems: problems.slice(0, MOST_PROBLEMS) } : { events };
}

const MOST_PROBLEMS = 20;

function findWrong({ timestamp: at, object }: Statement, now: number): { field: string; problem: string }[] {
  const wrong: { field: string; problem: string }[] = [];
  if (at > now + AHEAD_MS) wrong.push({ field: 'timestamp', problem: 'is more than a day ahead of the clock here' });
  if (toParts(object.id).course === '')
    wrong.push({
      field: 'object.id',
      problem: 'names no course; write course, course/lesson or an address with /courses/COURSE',
    });
  return wrong;
}
