/** Files for the early warning: daily activity, and learners with what is known about them. The formats are a contract with the outside. */
import { type CsvRecord, parseRecords } from './csv.ts';
import { createProblems, type Problems } from './problems.ts';
import { readText } from './text-file.ts';

export interface ActivityTable {
  /** Names of the count columns. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly learner: string; readonly day: number; readonly counts: readonly number[] }[];
}

export interface LearnerTable {
  /** Names of the attributes. */
  readonly columns: readonly string[];
  readonly rows: readonly LearnerCells[];
}

interface LearnerCells {
  readonly learner: string;
  /** 1 = left, 0 = stayed; null in a file without labels. */
  readonly label: 0 | 1 | null;
  readonly attributes: readonly string[];
}

/** Quotes make lines and cells that only a parser can tell apart; a big plain table is split ten times faster without one. */
function toRecords(file: string, text: string): CsvRecord[] {
  if (text.includes('"')) return parseRecords(file, text);
  const records: CsvRecord[] = [];
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const plain = row.endsWith('\r') ? row.slice(0, -1) : row;
    if (plain.trim() !== '') records.push({ cells: plain.split(','), line });
  }
  return records;
}

/** Reads the header and hands over every row that has as many cells as it; the rest become problems. */
function readTable(
  file: string,
  leading: readonly string[],
  problems: Problems,
  onRow: (cells: readonly string[], line: number, names: readonly string[]) => void,
): string[] {
  const [header, ...rows] = toRecords(file, readText(file));
  const names = header?.cells.map((cell) => cell.trim()) ?? [];
  const remedy = `the first line must begin with ${leading.join(',')}`;
  for (const [n, name] of leading.entries()) {
    if (names[n]?.toLowerCase() !== name)
      problems.add({ file, line: 1, column: name, message: `is missing; ${remedy}` });
  }
  for (const [n, name] of names.entries()) {
    if (name === '') problems.add({ file, line: 1, column: `${n + 1}`, message: 'has no name; name every column' });
    else if (names.indexOf(name) !== n)
      problems.add({ file, line: 1, column: name, message: 'stands twice; give every column a name of its own' });
  }
  if (problems.has(file)) return [];
  for (const { cells, line } of rows) {
    if (cells.length === names.length) onRow(cells, line, names);
    else {
      const message = `${cells.length} cells where the header has ${names.length}; put cells that hold a comma into quotes`;
      problems.add({ file, line, column: null, message });
    }
  }
  return names.slice(leading.length);
}

/**
 * `learner,day,count…`: one row per learner and active day, in any order; several rows of the same day are allowed. An empty
 * count is 0. Throws one `OperatorError` for all cells that cannot be read.
 */
export function readActivityTable(file: string): ActivityTable {
  const problems = createProblems();
  const rows: { learner: string; day: number; counts: number[] }[] = [];
  const names = readTable(file, ['learner', 'day'], problems, (cells, line, header) => {
    const learner = cells[0]!.trim();
    const day = Number(cells[1]!);
    const wrong = (column: string, message: string) => problems.add({ file, line, column, message });
    if (learner === '') wrong('learner', 'is empty; every row needs a learner');
    if (cells[1]!.trim() === '' || !Number.isSafeInteger(day))
      wrong('day', `${cells[1]} is no whole number; count the days from any fixed one`);
    const counts = cells.slice(2).map(Number);
    const bad = counts.findIndex((count) => !(count >= 0 && count < Number.POSITIVE_INFINITY));
    if (bad >= 0) wrong(header[bad + 2]!, `${cells[bad + 2]} is no count; write a number from 0 up`);
    rows.push({ learner, day, counts });
  });
  problems.throwIfAny();
  return { columns: names, rows };
}

/** `learner,label,attribute…` with `labelled`, else `learner,attribute…`. Throws one `OperatorError` for all rows that cannot be read. */
export function readLearnerTable(file: string, labelled: boolean): LearnerTable {
  const problems = createProblems();
  const rows: LearnerCells[] = [];
  const leading = labelled ? ['learner', 'label'] : ['learner'];
  const columns = readTable(file, leading, problems, (cells, line) => {
    const learner = cells[0]!.trim();
    if (learner === '') problems.add({ file, line, column: 'learner', message: 'is empty; every row needs a learner' });
    const written = labelled ? cells[1]!.trim() : '';
    const label = Number(written);
    if (labelled && (written === '' || (label !== 0 && label !== 1))) {
      problems.add({
        file,
        line,
        column: 'label',
        message: `${written || 'nothing'} is no label; write 1 = left or 0 = stayed`,
      });
    }
    const attributes = cells.slice(leading.length).map((cell) => cell.trim());
    rows.push({ learner, label: labelled ? (label as 0 | 1) : null, attributes });
  });
  problems.throwIfAny();
  return { columns, rows };
}
