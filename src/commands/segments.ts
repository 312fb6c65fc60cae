/** `afterclass segments`: groups learners by how they learn; every row of the file comes back with its segment. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Segmentation, segment } from '../analytics/segments/segments.ts';
import { UsageError } from '../errors.ts';
import { type BehaviourTable, readBehaviour } from '../import/behaviour.ts';
import type { Finish, Io } from './io.ts';
import { writeLines } from './lines.ts';

const MOST_SEGMENTS = 20;

interface Options {
  readonly in: string;
  readonly out: string;
  readonly k: number;
  readonly seed: number;
}

function whole(name: string, least: number, most: number) {
  return (typed: string): number => {
    const value = Number(typed);
    if (typed.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new UsageError(`${name} ${typed}: write a whole number from ${least} to ${most}`);
  };
}

export function registerSegments(program: Command, io: Io, finish: Finish): void {
  program
    .command('segments')
    .description('Segments of learners by learning time, frequency and completion; nobody is dropped.')
    .requiredOption('--in <file>', 'CSV with learning_time, learning_frequency, course_completion, optional user_id')
    .requiredOption('--out <file>', 'the same rows with segment and reason')
    .option('--k <number>', 'groups of active learners', whole('--k', 1, MOST_SEGMENTS), 3)
    .option('--seed <number>', 'start of the random numbers', whole('--seed', 0, Number.MAX_SAFE_INTEGER), 1)
    .action(async (options: Options) => {
      if (resolve(options.in) === resolve(options.out)) throw new UsageError('--out is the same file as --in');
      const table = readBehaviour(options.in);
      const found = segment(table.behaviours, options.k, options.seed, table.problems);
      await writeLines(options.out, toLines(table, found), '--out');
      io.stderr.write(toSummary(found));
      finish(0);
    });
}

const quote = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Cells stay as they were written; learners without an id are known by the number of their row. */
function* toLines({ header, rows }: BehaviourTable, { rows: assigned }: Segmentation): Generator<string> {
  const hasId = header.some((name) => name.toLowerCase() === 'user_id');
  yield `${[...(hasId ? [] : ['user_id']), ...header, 'segment', 'reason'].map(quote).join(',')}\n`;
  for (const [n, cells] of rows.entries()) {
    const { segment: name = '', reason = '' } = assigned[n] ?? {};
    const kept = header.map((_, at) => cells[at] ?? '');
    yield `${[...(hasId ? [] : [String(n + 1)]), ...kept, name, reason].map(quote).join(',')}\n`;
  }
}

function toSummary({ segments, bounded }: Segmentation): string {
  const number = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  const lines = segments.map(
    ({ segment: name, n, means }) =>
      `${name}: ${n} learners; mean learning_time ${number(means.learning_time)}, learning_frequency ${number(means.learning_frequency)}, course_completion ${number(means.course_completion)}`,
  );
  const far = Object.values(bounded).reduce((sum, n) => sum + n, 0);
  return `${[...lines, ...(far > 0 ? [`${far} values were far out and bounded`] : [])].join('\n')}\n`;
}
