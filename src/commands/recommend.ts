/** `afterclass recommend`: for one learner of the shop, or over files in the form that outside measurements rely on. */

import type { Command } from 'commander';
import { toCourseTitle } from '../domain/course.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { UsageError } from '../errors.ts';
import { DATA_FOLDER } from '../knowledge.ts';
import { toReasonText } from '../recommend/product/reason.ts';
import { createSuggester, type Recommendation } from '../recommend/product/suggester.ts';
import type { Finish, Io } from './io.ts';
import { withLearners } from './learners.ts';
import { recommendFromFiles } from './recommend-file.ts';

interface Options {
  readonly train?: string;
  readonly out?: string;
  readonly top?: number;
  readonly courses?: string;
  readonly candidates?: string;
  readonly data: string;
  readonly json?: boolean;
}

/** A whole number from 1. */
function parseTop(typed: string): number {
  const top = Number(typed);
  if (!/^\d{1,6}$/.test(typed.trim()) || top < 1) {
    throw new UsageError(`--top ${typed} is no number of courses; give a whole number from 1, for example 20`);
  }
  return top;
}

/** As many as a chat shows at once. */
const FOR_ONE = 3;
const FOR_FILES = 20;

export function registerRecommend(program: Command, io: Io, finish: Finish): void {
  program
    .command('recommend')
    .description('Recommend courses that a learner does not have yet.')
    .argument('[learner]', 'id in the shop, as it was imported or stands in purchases.csv and progress.csv')
    .option('--data <folder>', 'courses.csv, and where there are such purchases.csv and progress.csv', DATA_FOLDER)
    .option('--json', 'machine-readable output')
    .option('--top <number>', 'how many courses (default: 3 for a learner, 20 over files)', parseTop)
    .option('--train <file>', 'histories to learn from, one line each: learner item item …')
    .option('--out <file>', 'JSON lines: {"learner","items"}')
    .option('--courses <file>', 'CSV with id,title,text: courses in no history are recommended by their texts')
    .option('--candidates <file>', 'rank just these, one line each: learner item item …')
    .action(async (learner: string | undefined, options: Options) => {
      const { train, out, courses, candidates } = options;
      if (learner !== undefined) {
        if (train !== undefined || out !== undefined) throw new UsageError('give a learner, or --train and --out');
        await recommendOne(learner, options, io);
      } else {
        if (train === undefined || out === undefined) {
          throw new UsageError('recommend needs a learner, or --train and --out');
        }
        const files = {
          ...(courses === undefined ? {} : { courses }),
          ...(candidates === undefined ? {} : { candidates }),
        };
        await recommendFromFiles({ train, out, top: options.top ?? FOR_FILES, ...files }, io);
      }
      finish(0);
    });
}

async function recommendOne(learner: string, { data, json, top = FOR_ONE }: Options, io: Io): Promise<void> {
  const found = await withLearners(data, io.env, async ({ courses, histories, learnerOf }) =>
    createSuggester(courses, histories).suggest((await learnerOf(learner)).record, top, Date.now()),
  );
  const language = languageOfLocale(io.env.LC_ALL || io.env.LANG) ?? 'en';
  io.stdout.write(json ? `${JSON.stringify(toJson(learner, found))}\n` : toText(found, language));
}

function toJson(learner: string, found: readonly Recommendation[]): object {
  return {
    learner,
    recommendations: found.map(({ course, score, reason }) => ({
      course: course.id,
      score: Number(score.toFixed(4)),
      reason: { kind: reason.kind, zh: toReasonText(reason, 'zh'), en: toReasonText(reason, 'en') },
    })),
  };
}

function toText(found: readonly Recommendation[], language: Language): string {
  if (found.length === 0) {
    return language === 'zh' ? '目前没有适合推荐的课程。\n' : 'There is no course to recommend right now.\n';
  }
  return found
    .map(
      ({ course, reason }, n) =>
        `${n + 1}. ${toCourseTitle(course, language)} [${course.id}]\n   ${toReasonText(reason, language)}\n`,
    )
    .join('');
}
