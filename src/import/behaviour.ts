/** Reads learning behaviour (user_behavior.csv) as it comes: every row is kept, and what cannot be read of a cell is said. */
import { type Behaviour, MEASURES, type Measure } from '../domain/behaviour.ts';
import { OperatorError } from '../errors.ts';
import { parseRecords } from './csv.ts';
import { readText } from './text-file.ts';

export interface BehaviourTable {
  readonly header: readonly string[];
  /** As they stand in the file. */
  readonly rows: readonly (readonly string[])[];
  readonly behaviours: readonly Behaviour[];
  /** By row, what is wrong with it as a whole; null = nothing. */
  readonly problems: readonly (string | null)[];
}

/** Empty and the usual words for nothing are missing; what is no number is NaN. Full-width digits and a percent sign count. */
export function parseMeasure(cell: string): number | null {
  const typed = cell.normalize('NFKC').trim();
  if (typed === '' || /^(?:na|n\/a|null|none|-|–)$/i.test(typed)) return null;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?%?$/i.test(typed) ? Number(typed.replace('%', '')) : Number.NaN;
}

/** Throws `OperatorError` where a column is missing or the quotes do not match. Rows of any length are taken. */
export function readBehaviour(file: string): BehaviourTable {
  const [head, ...records] = parseRecords(file, readText(file));
  if (!head)
    throw new OperatorError(`${file}: the file is empty; its first line names the columns ${MEASURES.join(', ')}`);
  const header = head.cells.map((cell) => cell.trim());
  const at = (measure: Measure): number => {
    const n = header.findIndex((name) => name.toLowerCase() === measure);
    if (n < 0) {
      throw new OperatorError(`${file}, line 1: there is no column "${measure}"; needed are ${MEASURES.join(', ')}`);
    }
    return n;
  };
  const columns = {
    learning_time: at('learning_time'),
    learning_frequency: at('learning_frequency'),
    course_completion: at('course_completion'),
  };
  const rows = records.map(({ cells }) => cells);
  const behaviours = rows.map((cells) => ({
    learning_time: parseMeasure(cells[columns.learning_time] ?? ''),
    learning_frequency: parseMeasure(cells[columns.learning_frequency] ?? ''),
    course_completion: parseMeasure(cells[columns.course_completion] ?? ''),
  }));
  const problems = rows.map((cells) =>
    cells.length > header.length ? `the row has ${cells.length} cells, the header ${header.length}` : null,
  );
  return { header, rows, behaviours, problems };
}
