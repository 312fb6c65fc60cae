/** `afterclass diagnose`: the diagnoser over a file of utterances, for measuring it on any set. The very code that serves learners. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { parseConfig } from '../config.ts';
import { createDiagnoser, type Diagnoser } from '../diagnosis/diagnoser.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { readLabelled, readLines } from '../import/labelled.ts';
import { toDiagnoserOptions } from '../knowledge.ts';
import type { Finish, Io } from './io.ts';

interface Options {
  readonly known: readonly string[];
  readonly in: string;
  readonly out: string;
  readonly oosShare?: number;
}

/** The option as a share in [0, 1). */
export function parseShare(typed: string): number {
  const share = Number(typed);
  if (typed.trim() === '' || !(share >= 0 && share < 1)) {
    throw new UsageError(`--oos-share ${typed} is not a share; give a number from 0 to below 1, for example 0.2`);
  }
  return share;
}

export function registerDiagnose(program: Command, io: Io, finish: Finish): void {
  program
    .command('diagnose')
    .description('Diagnose every line of a file against known examples; writes one JSON record a line.')
    .requiredOption(
      '--known <file...>',
      'TSV or CSV with the columns label (or intent) and text (or utterance, question); may be repeated; .gz is read too',
    )
    .requiredOption('--in <file>', 'one utterance a line')
    .requiredOption('--out <file>', 'JSON lines: {"id","top","confidence","outcome"}')
    .option('--oos-share <share>', 'expected share of unanswerable questions (default: OOS_SHARE)', parseShare)
    .action(async (options: Options) => {
      const config = parseConfig(io.env);
      if ([options.in, ...options.known].some((file) => resolve(file) === resolve(options.out))) {
        throw new UsageError(`--out ${options.out} is one of the files to read; give it a name of its own`);
      }
      const examples = options.known.flatMap((file) => readLabelled(file));
      const lines = readLines(options.in);
      const started = performance.now();
      const oosShare = options.oosShare ?? config.oosShare;
      const diagnoser = createDiagnoser(
        examples,
        toDiagnoserOptions({ answerMaxError: config.answerMaxError, oosShare }),
      );
      const built = performance.now();
      await writeRecords(options.out, lines, diagnoser, io);
      const took = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
      io.stderr.write(
        `${examples.length} known, built in ${took(built - started)}; ${lines.length} diagnosed in ${took(performance.now() - built)}\n`,
      );
      finish(0);
    });
}

async function writeRecords(file: string, lines: readonly string[], diagnoser: Diagnoser, io: Io): Promise<void> {
  function* records(): Generator<string> {
    for (const [id, line] of lines.entries()) {
      const { candidates, confidence, outcome } = diagnoser.diagnose(line);
      yield `${JSON.stringify({ id, top: candidates.map((candidate) => candidate.intent), confidence, outcome })}\n`;
      if (io.stderr.isTTY && id % 500 === 499) io.stderr.write(`\r${id + 1} / ${lines.length}`);
    }
    if (io.stderr.isTTY) io.stderr.write('\r');
  }
  try {
    await pipeline(Readable.from(records()), createWriteStream(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new OperatorError(`cannot write ${file} (${code}); check --out`, { cause: error });
  }
}
