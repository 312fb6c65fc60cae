/** `afterclass recommend`: over files (`--train … --out …`), in the form that outside measurements rely on. */
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Finish, Io } from './io.ts';
import { recommendFromFiles } from './recommend-file.ts';

interface Options {
  readonly train?: string;
  readonly out?: string;
  readonly top: number;
  readonly courses?: string;
  readonly candidates?: string;
}

/** A whole number from 1. */
function parseTop(typed: string): number {
  const top = Number(typed);
  if (!/^\d{1,6}$/.test(typed.trim()) || top < 1) {
    throw new UsageError(`--top ${typed} is no number of courses; give a whole number from 1, for example 20`);
  }
  return top;
}

export function registerRecommend(program: Command, io: Io, finish: Finish): void {
  program
    .command('recommend')
    .description('Recommend courses that a learner does not have yet.')
    .option('--train <file>', 'histories to learn from, one line each: learner item item …')
    .option('--out <file>', 'JSON lines: {"learner","items"}')
    .option('--top <number>', 'how many courses', parseTop, 20)
    .option('--courses <file>', 'CSV with id,title,text: courses in no history are recommended by their texts')
    .option('--candidates <file>', 'rank just these, one line each: learner item item …')
    .action(async (options: Options) => {
      const { train, out, top, courses, candidates } = options;
      if (train === undefined || out === undefined) throw new UsageError('recommend needs --train and --out');
      const files = {
        ...(courses === undefined ? {} : { courses }),
        ...(candidates === undefined ? {} : { candidates }),
      };
      await recommendFromFiles({ train, out, top, ...files }, io);
      finish(0);
    });
}
