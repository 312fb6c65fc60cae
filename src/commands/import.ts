/** `afterclass import`: files of the shop and the course platform become records; what cannot be taken goes into a file beside. */
import { Argument, type Command } from 'commander';
import { parseConfig } from '../config.ts';
import { type ImportProgress, type LearningRows, RECORD_KINDS, type RecordKind } from '../domain/learning-record.ts';
import { OperatorError } from '../errors.ts';
import { toFingerprint } from '../import/fingerprint.ts';
import { createRowReader, type ReadRow } from '../import/learning-rows.ts';
import { readLines } from '../import/line-stream.ts';
import { openRejectedFile, type RejectedFile } from '../import/rejected-file.ts';
import { createRowSplitter, type RawRow } from '../import/row-splitter.ts';
import type { LearningImports } from '../ports.ts';
import { openStore } from '../store/open.ts';
import { openSeatBook } from '../support/seats.ts';
import type { Finish, Io } from './io.ts';
import { createProgressBar, type ProgressBar } from './progress-bar.ts';

/** Rows of one transaction: large enough to be fast, small enough that a serving bot hardly waits. */
const PART = 10_000;

export function registerImport(program: Command, io: Io, finish: Finish): void {
  program
    .command('import')
    .description(
      'Import learners, their behaviour, purchases, courses, activity, scores, organisations or their members from CSV (.gz is read too).',
    )
    .addArgument(new Argument('<kind>', 'what the file holds').choices(RECORD_KINDS))
    .argument('<file>', 'the same file twice changes nothing; one that broke off goes on where it was')
    .action(async (kind: RecordKind, file: string) => {
      const config = parseConfig(io.env);
      const store = await openStore(config.databaseUrl);
      try {
        finish(await importFile({ kind, file, imports: store.imports, timeZone: config.timeZone, io }));
      } finally {
        await store.close();
      }
    });
}

interface Job<Kind extends RecordKind> {
  readonly kind: Kind;
  readonly file: string;
  readonly imports: LearningImports;
  readonly timeZone: string;
  readonly io: Io;
}

const number = (n: number): string => n.toLocaleString('en');

async function importFile<Kind extends RecordKind>(job: Job<Kind>): Promise<number> {
  const { kind, file, imports, io } = job;
  const fingerprint = toFingerprint(file, kind);
  const earlier = await imports.progress(fingerprint);
  const begun: ImportProgress =
    earlier && !earlier.isDone
      ? earlier
      : { fingerprint, line: 0, written: 0, unchanged: 0, rejected: 0, rejectedBytes: 0, isDone: false };
  if (begun.line > 0) io.stderr.write(`${file}: going on after line ${number(begun.line)}\n`);
  const rejected = openRejectedFile(`${file}.rejected.csv`, begun.rejectedBytes);
  const bar = createProgressBar(io.stderr, () => performance.now());
  const started = performance.now();
  let done: ImportProgress;
  try {
    done = await readInto(job, begun, rejected, bar);
  } finally {
    bar.clear();
    rejected.close();
  }
  const { written, unchanged } = done;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const aside = done.rejected === 0 ? '' : `, ${number(done.rejected)} rejected (${rejected.path} tells why)`;
  io.stdout.write(
    `${kind}: ${number(written)} rows new or changed, ${number(unchanged)} as they were${aside}; ${seconds} s\n`,
  );
  return done.rejected > 0 && written + unchanged === 0 ? 1 : 0;
}

/** Reads the file to its end, part by part; the last progress is what was written with the last part. */
async function readInto<Kind extends RecordKind>(
  { kind, file, imports, timeZone }: Job<Kind>,
  begun: ImportProgress,
  rejected: RejectedFile,
  bar: ProgressBar,
): Promise<ImportProgress> {
  const splitter = createRowSplitter();
  let read: ReadRow<Kind> | null = null;
  let rows: LearningRows[Kind][] = [];
  let progress = begun;
  let n = 0;
  const commit = async (line: number, isDone: boolean): Promise<void> => {
    // First the file, then the database: rows that stand in both files come once again, and are cut off then.
    const rejectedBytes = rejected.flush();
    const part = rows;
    rows = [];
    const before = progress;
    await imports.add(kind, part, (written) => {
      progress = {
        ...before,
        line,
        isDone,
        rejectedBytes,
        rejected: pending.rejected,
        written: before.written + written,
        unchanged: before.unchanged + part.length - written,
      };
      return progress;
    });
  };
  const pending = { rejected: begun.rejected };
  const check = await createCheck(kind, imports);
  const take = async ({ cells, line, text, problem }: RawRow): Promise<void> => {
    if (!read) {
      if (problem !== null) throw new OperatorError(`${file}, line ${line}: ${problem}; the header must be whole`);
      read = createRowReader(kind, file, cells, timeZone);
      return;
    }
    n += 1;
    if (line <= begun.line) return;
    const parsed = problem ?? read(cells, n);
    const found: string | LearningRows[Kind] =
      typeof parsed === 'string' ? parsed : (check(parsed as LearningRows[Kind]) ?? parsed);
    if (typeof found === 'string') {
      pending.rejected += 1;
      rejected.add(line, found, text);
    } else rows.push(found);
    if (rows.length >= PART) await commit(line, false);
  };
  let last = begun.line;
  for await (const { lines, share } of readLines(file)) {
    for (const text of lines) {
      for (const row of splitter.push(text)) {
        await take(row);
        last = Math.max(last, row.line);
      }
    }
    bar.show(share, `${number(n)} rows${pending.rejected > 0 ? `, ${number(pending.rejected)} rejected` : ''}`);
  }
  for (const row of splitter.finish()) {
    await take(row);
    last = Math.max(last, row.line);
  }
  if (!read) throw new OperatorError(`${file}: the file is empty; its first line must name the columns`);
  await commit(last, true);
  return progress;
}

/** What must hold beside the rows that are there: seats. Everything else stands by itself. */
async function createCheck<Kind extends RecordKind>(
  kind: Kind,
  imports: LearningImports,
): Promise<(row: LearningRows[Kind]) => string | null> {
  if (kind !== 'members' && kind !== 'organisations') return () => null;
  const book = openSeatBook(await imports.read('organisations'), await imports.read('members'));
  const add = kind === 'members' ? book.addMember : book.addOrganisation;
  return add as unknown as (row: LearningRows[Kind]) => string | null;
}
