/** Reads learning behaviour (user_behavior.csv) as it comes: every row is kept, and what cannot be read of it is said. */
import { type Behaviour, MEASURES, type Measure } from '../domain/behaviour.ts';
import { OperatorError } from '../errors.ts';
import { readLines } from './line-stream.ts';
import { createRowSplitter, type RawRow } from './row-splitter.ts';

export interface BehaviourTable {
  readonly header: readonly string[];
  /** As they stand in the file. */
  readonly rows: readonly (readonly string[])[];
  readonly behaviours: readonly Behaviour[];
  /** By row, what is wrong with it as a whole; null = nothing. */
  readonly problems: readonly (string | null)[];
}

const NOTHING: Behaviour = { learning_time: null, learning_frequency: null, course_completion: null };
const PLAIN = /^\d+(?:\.\d+)?$/;

/** Empty and the usual words for nothing are missing; what is no number is NaN. Full-width digits and a percent sign count; `80%` is 80. */
export function parseMeasure(cell: string): number | null {
  if (PLAIN.test(cell)) return Number(cell);
  const typed = cell.normalize('NFKC').trim();
  if (typed === '' || /^(?:na|n\/a|nan|null|none|nil|-|–|—|无|空)$/i.test(typed)) return null;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*%?$/i.test(typed) ? Number(typed.replace('%', '')) : Number.NaN;
}

/** Where each measure stands in the header, in any order and case. Throws `OperatorError` where one is missing. */
export function findMeasures(file: string, header: readonly string[]): Readonly<Record<Measure, number>> {
  const at = (measure: Measure): number => {
    const n = header.findIndex((name) => name.toLowerCase() === measure);
    if (n >= 0) return n;
    throw new OperatorError(`${file}, line 1: there is no column "${measure}"; needed are ${MEASURES.join(', ')}`);
  };
  return {
    learning_time: at('learning_time'),
    learning_frequency: at('learning_frequency'),
    course_completion: at('course_completion'),
  };
}

/** Cells with a percent sign in a file of shares are shares, too. Where all have one it does not matter. */
function toSignedUnit(rows: readonly RawRow[], at: number): number {
  let plain = 0;
  let above = 0;
  let signed = 0;
  for (const { cells } of rows) {
    const cell = cells[at] ?? '';
    if (/[%％]/.test(cell)) signed += 1;
    else if ((parseMeasure(cell) ?? 0) > 0) {
      plain += 1;
      if ((parseMeasure(cell) ?? 0) > 1) above += 1;
    }
  }
  if (signed === 0 || (plain > 0 && above > plain / 5)) return 1;
  return 100;
}

/** Throws `OperatorError` where the file cannot be read or a column is missing. Rows in any state are taken. */
export async function readBehaviour(file: string): Promise<BehaviourTable> {
  const splitter = createRowSplitter();
  const raw: RawRow[] = [];
  for await (const { lines } of readLines(file)) for (const line of lines) raw.push(...splitter.push(line));
  raw.push(...splitter.finish());
  const [head, ...rows] = raw;
  if (!head) {
    throw new OperatorError(`${file}: the file is empty; its first line names the columns ${MEASURES.join(', ')}`);
  }
  const header = head.cells.map((cell) => cell.trim());
  const columns = findMeasures(file, header);
  const unit = toSignedUnit(rows, columns.course_completion);
  const behaviours = rows.map(({ cells, problem }): Behaviour => {
    if (problem !== null) return NOTHING;
    const read = (measure: Measure): number | null => parseMeasure(cells[columns[measure]] ?? '');
    const completion = read('course_completion');
    const isSigned = unit !== 1 && /[%％]/.test(cells[columns.course_completion] ?? '');
    return {
      learning_time: read('learning_time'),
      learning_frequency: read('learning_frequency'),
      course_completion: isSigned && completion !== null ? completion / unit : completion,
    };
  });
  return { header, rows: rows.map(({ cells }) => cells), behaviours, problems: rows.map(({ problem }) => problem) };
}
