/** `afterclass path`: from a goal, what was learnt and weekly hours to a dated plan, as a card and as a picture. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parseConfig } from '../config.ts';
import type { Course } from '../domain/course.ts';
import { parseHours } from '../domain/hours.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { readHolidays } from '../import/holidays.ts';
import { createProblems } from '../import/problems.ts';
import { DATA_FOLDER } from '../knowledge.ts';
import { findTargets, type Search } from '../recommend/path/goal.ts';
import { learnTransitions, orderCourses, preferBegun } from '../recommend/path/order.ts';
import { type Plan, toPlan } from '../recommend/path/plan.ts';
import { toPlanText } from '../recommend/path/plan-text.ts';
import { toStudyMinutes } from '../recommend/path/study-days.ts';
import { toTitle } from '../recommend/product/learner.ts';
import { suggestCourses } from '../support/courses/goal.ts';
import type { Finish, Io } from './io.ts';
import { type LearnerSource, readLearnerSource } from './learner-source.ts';

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
    .argument('<learner>', 'id in purchases.csv and progress.csv of the data folder')
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
      const source = readLearnerSource(options.data, timeZone);
      const today = options.from ?? Temporal.Now.plainDateISO(timeZone).toString();
      const plan = makePlan(learner, options, source, today);
      if (options.png !== undefined) await draw(options.png, plan, options.hours, language);
      io.stdout.write(
        options.json ? `${JSON.stringify(toJson(learner, plan))}\n` : `${toPlanText(plan, options.hours, language)}\n`,
      );
      finish(0);
    });
}

/** What is owned but not finished is still part of the way, so nothing counts as owned here. */
const createSearch =
  (courses: readonly Course[]): Search =>
  (text) =>
    suggestCourses(text, courses, new Set()).map(({ course, score }) => ({ id: course.id, score }));

function makePlan(learner: string, { goal, hours, work, data }: Options, source: LearnerSource, today: string): Plan {
  const workHours = parseHours(work);
  if (!workHours) throw new UsageError(`--work ${work} cannot be read; write for example "Mon-Fri 09:00-18:00", or ""`);
  const problems = createProblems();
  const holidays = readHolidays(join(data, 'holidays.csv'), null, problems);
  problems.throwIfAny();
  const targets = findTargets(goal, source.courses, createSearch(source.courses));
  const begun = new Set(source.recordOf(learner).taken.map(({ course }) => course));
  const order = orderCourses(targets, source.courses, preferBegun(learnTransitions(source.histories), begun));
  if (order.kind === 'circle') {
    // Files with a circle are refused when they are read; other sources may bring one.
    throw new OperatorError(
      `these courses need each other: ${order.way.join(' → ')}; take one of the prerequisites out`,
    );
  }
  const specialDays = [
    ...holidays.filter(({ queues }) => queues.length === 0).map(({ days }) => days),
    ...workHours.specialDays,
  ];
  const minutesOn = toStudyMinutes({ weeklyHours: hours, workHours: workHours.hours, specialDays });
  return toPlan({ goal, courses: order.courses, record: source.recordOf(learner), today, minutesOn });
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
  const zh = language === 'zh';
  // Loaded only when asked for: the drawing packages are large.
  const { drawPath } = await import('../charts/path.ts');
  const png = drawPath({
    title: zh ? `学习路径：${plan.goal}` : `Learning path: ${plan.goal}`,
    subtitle: zh
      ? `每周 ${hours} 小时，自 ${plan.madeOn} 起；学时按课程级别估计`
      : `${hours} hours a week from ${plan.madeOn}; hours are estimates by level`,
    language,
    today: plan.madeOn,
    bars: plan.steps.map(({ course, completion, from, to }) => ({
      label: toTitle(course, language),
      rank: course.rank,
      completion,
      from,
      to,
    })),
  });
  try {
    writeFileSync(file, png);
  } catch (error) {
    const { code = 'fault' } = error as NodeJS.ErrnoException;
    throw new OperatorError(`cannot write ${file} (${code}); check --png`, { cause: error });
  }
}
