/** `afterclass segments`: groups learners by how they learn; every row of the file comes back with its segment. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { toDrift, toProfile } from '../analytics/segments/drift.ts';
import { prepare } from '../analytics/segments/measures.ts';
import { chooseNumber } from '../analytics/segments/quality.ts';
import { type Assigned, assign, segment, toFigures, toTraining } from '../analytics/segments/segments.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { type BehaviourTable, readBehaviour } from '../import/behaviour.ts';
import { readSegmentModel, type SegmentModelFile } from '../import/segment-model.ts';
import type { Finish, Io } from './io.ts';
import { writeLines } from './lines.ts';
import { toDriftText, toQualityText, toSummary } from './segments-text.ts';

const MOST_SEGMENTS = 20;
const TRIED = [2, 3, 4, 5, 6];
/** With fewer learners the figures of a number of groups say nothing. */
const LEAST_FOR_QUALITY = 20;

interface Options {
  readonly in: string;
  readonly out: string;
  readonly k: number | 'auto';
  readonly seed: number;
  readonly save?: string;
  readonly by?: string;
}

function whole(name: string, least: number, most: number) {
  return (typed: string): number => {
    const value = Number(typed);
    if (typed.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new UsageError(`${name} ${typed}: write a whole number from ${least} to ${most}`);
  };
}

const parseK = (typed: string): number | 'auto' => (typed === 'auto' ? 'auto' : whole('--k', 1, MOST_SEGMENTS)(typed));

export function registerSegments(program: Command, io: Io, finish: Finish): void {
  program
    .command('segments')
    .description('Segments of learners by learning time, frequency and completion; nobody is dropped.')
    .requiredOption(
      '--in <file>',
      'CSV with learning_time, learning_frequency, course_completion, optional user_id; .gz is read too',
    )
    .requiredOption('--out <file>', 'the same rows with segment and reason')
    .option('--k <number>', 'groups of active learners, or auto', parseK, 3)
    .option('--seed <number>', 'start of the random numbers', whole('--seed', 0, Number.MAX_SAFE_INTEGER), 1)
    .option('--save <file>', 'keep the segments, to place new learners by')
    .option('--by <file>', 'place learners by segments that were kept, and tell how far they have drifted')
    .action(async (options: Options) => {
      refuseOverwriting(options);
      const earlier = options.by === undefined ? null : readSegmentModel(options.by);
      const table = await readBehaviour(options.in);
      const rows = earlier ? placeBy(earlier, table, io) : await group(table, options, io);
      await writeLines(options.out, toLines(table, rows), '--out');
      finish(0);
    });
}

function refuseOverwriting({ in: input, out, save, by }: Options): void {
  const files = [input, out, save, by].flatMap((file) => (file === undefined ? [] : resolve(file)));
  if (new Set(files).size < files.length) {
    throw new UsageError('--in, --out, --save and --by name the same file twice; give each its own');
  }
  if (by !== undefined && save !== undefined) throw new UsageError('--by and --save exclude each other');
}

async function group({ behaviours, problems }: BehaviourTable, options: Options, io: Io): Promise<readonly Assigned[]> {
  const prepared = prepare(behaviours, problems);
  const training = toTraining(prepared, options.k === 'auto' ? Math.max(...TRIED) : options.k);
  const numbers = options.k === 'auto' ? TRIED : [...new Set([...TRIED, options.k])].sort((a, b) => a - b);
  const { k: best, tried } =
    training.n < LEAST_FOR_QUALITY ? { k: 3, tried: [] } : chooseNumber(training, numbers, options.seed);
  const found = segment(behaviours, options.k === 'auto' ? best : options.k, options.seed, problems);
  io.stderr.write(`${toSummary(found)}${toQualityText(tried, best, found.k)}`);
  if (options.save !== undefined) {
    if (!found.model) throw new OperatorError(`${options.in}: nobody is active, so there are no segments to keep`);
    const profile = toProfile(
      behaviours,
      found.rows.map(({ segment: name }) => name),
    );
    const kept: SegmentModelFile = { version: 1, model: toPlain(found.model), profile: toPlain(profile) };
    await writeLines(options.save, [`${JSON.stringify(kept)}\n`], '--save');
  }
  return found.rows;
}

/** Read-only types as the file's schema has them. */
const toPlain = <T>(value: unknown): T => structuredClone(value) as T;

function placeBy({ model, profile }: SegmentModelFile, { behaviours, problems }: BehaviourTable, io: Io): Assigned[] {
  const rows = assign(behaviours, model, problems);
  const segments = toFigures(behaviours, rows, model.names);
  const drift = toDrift(
    profile,
    behaviours,
    rows.map(({ segment: name }) => name),
  );
  io.stderr.write(`${toSummary({ segments, bounded: null })}${toDriftText(drift)}`);
  return rows;
}

const quote = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Cells stay as they were written; learners without an id are known by the number of their row. */
function* toLines({ header, rows }: BehaviourTable, assigned: readonly Assigned[]): Generator<string> {
  const hasId = header.some((name) => name.toLowerCase() === 'user_id');
  yield `${[...(hasId ? [] : ['user_id']), ...header, 'segment', 'reason'].map(quote).join(',')}\n`;
  for (const [n, cells] of rows.entries()) {
    const { segment: name = '', reason = '' } = assigned[n] ?? {};
    const kept = header.map((_, at) => cells[at] ?? '');
    yield `${[...(hasId ? [] : [String(n + 1)]), ...kept, name, reason].map(quote).join(',')}\n`;
  }
}
