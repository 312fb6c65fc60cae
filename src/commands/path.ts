/** `afterclass path`: from a goal, what was learnt and weekly hours to a dated plan, as a card and as a picture. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseConfig } from '../config.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { DATA_FOLDER } from '../knowledge.ts';
import { makePlan, type PlanMaking, toPathPicture } from '../plan-making.ts';
import { learnTransitions } from '../recommend/path/order.ts';
import type { Plan } from '../recommend/path/plan.ts';
import { toPlanText } from '../recommend/path/plan-text.ts';
import type { Finish, Io } from './io.ts';
import { withLearners } from './learners.ts';

interface Options {
  readonly goal: string;
  readonly hours: number;
  readonly work: string;
  readonly from?: string;
  readonly data: string;
  readonly json?: boolean;
  readonly png?: string;
}

function parseWeeklyHours(typed: string): number {
  const hours = Number(typed);
  if (typed.trim() !== '' && hours > 0 && hours <= 80) return hours;
  throw new UsageError(`--hours ${typed} are no weekly hours; give a number above 0 and up to 80, for example 5`);
}

function parseDay(typed: string): string {
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toString();
  } catch {
    throw new UsageError(`--from ${typed} is no day; write it as 2026-01-31`);
  }
}

export function registerPath(program: Command, io: Io, finish: Finish): void {
  program
    .command('path')
    .description('Plan the way to a goal: courses in order, with dates around work and holidays.')
    .argument('<learner>', 'id in the shop, as it was imported or stands in purchases.csv and progress.csv')
    .requiredOption('--goal <text>', 'what to reach, in words or as a role, or the id of a course')
    .option('--hours <number>', 'hours of study a week', parseWeeklyHours, 5)
    .option('--work <hours>', 'when the learner works', 'Mon-Fri 09:00-18:00')
    .option('--from <day>', 'first day of the plan (default: today)', parseDay)
    .option(
      '--data <folder>',
      'courses.csv, and where there are such holidays.csv, purchases.csv, progress.csv',
      DATA_FOLDER,
    )
    .option('--png <file>', 'draw it as well')
    .option('--json', 'machine-readable output')
    .action(async (learner: string, options: Options) => {
      const { timeZone } = parseConfig(io.env);
      const language = languageOfLocale(io.env.LC_ALL || io.env.LANG) ?? 'en';
      const today = options.from ?? Temporal.Now.plainDateISO(timeZone).toString();
      const plan = await withLearners(options.data, io.env, async ({ files, courses, histories, learnerOf }) =>
        makeOrThrow({
          wish: { goal: options.goal, weeklyHours: options.hours, work: options.work },
          courses,
          transitions: learnTransitions(histories),
          record: (await learnerOf(learner)).record,
          holidays: files.holidays,
          today,
        }),
      );
      if (options.png !== undefined) await draw(options.png, plan, options.hours, language);
      io.stdout.write(
        options.json ? `${JSON.stringify(toJson(learner, plan))}\n` : `${toPlanText(plan, options.hours, language)}\n`,
      );
      finish(0);
    });
}

function makeOrThrow(making: PlanMaking): Plan {
  const made = makePlan(making);
  switch (made.result) {
    case 'made':
      return made.plan;
    case 'badWork':
      throw new UsageError(`--work ${making.wish.work} cannot be read; write for example "Mon-Fri 09:00-18:00", or ""`);
    case 'noTime':
      throw new UsageError(`--hours ${making.wish.weeklyHours} would take more than ten years; give more hours a week`);
    case 'circle':
      throw new OperatorError(
        `these courses need each other: ${made.way.join(' → ')}; take one of the prerequisites out`,
      );
  }
}

function toJson(learner: string, { goal, madeOn, endsOn, steps }: Plan): object {
  return {
    learner,
    goal,
    madeOn,
    endsOn,
    steps: steps.map(({ course, ...step }) => ({ course: course.id, level: course.level, ...step })),
  };
}

async function draw(file: string, plan: Plan, hours: number, language: Language): Promise<void> {
  // Loaded only when asked for: the drawing packages are large.
  const { drawPath } = await import('../charts/path.ts');
  const png = drawPath(toPathPicture(plan, hours, language));
  try {
    writeFileSync(file, png);
  } catch (error) {
    const { code = 'fault' } = error as NodeJS.ErrnoException;
    throw new OperatorError(`cannot write ${file} (${code}); check --png`, { cause: error });
  }
}
