/** CSV files to validated rows. What a file must contain is the schema of its reader; what is wrong goes to `Problems`. */
import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { OperatorError } from '../errors.ts';
import type { Problems } from './problems.ts';
import { readText } from './text-file.ts';

/** One record as it stands in the file. */
export interface CsvRecord {
  /** As written, spaces included. */
  readonly cells: readonly string[];
  /** The line on which the record begins. */
  readonly line: number;
}

export interface Row<T> {
  readonly value: T;
  /** The line on which the cell of that column begins. */
  lineOf(column: keyof T & string): number;
}

/**
 * Splits CSV text (RFC 4180; LF and CRLF, also mixed) into records; blank lines are none. Lines are counted in the file, so
 * that they are right after cells with line breaks. Throws `OperatorError` where the quotes do not match.
 */
export function parseRecords(file: string, text: string): CsvRecord[] {
  const bytes = Buffer.from(text);
  const countLines = createLineCounter(bytes);
  const records: CsvRecord[] = [];
  // The parser's own line numbers count CRLF inside quotes twice; its byte offsets are exact.
  let start = 0;
  try {
    parse(bytes, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
      on_record: (cells: string[], info: Info) => {
        const line = countLines(start);
        start = info.bytes;
        if (cells.some((cell) => cell.trim() !== '')) records.push({ cells, line });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const remedy = 'put a cell that holds a quote into quotes and write every quote inside it twice';
    throw new OperatorError(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `${file}, line ${countLines(start)}: a quote opens in this row and never closes; ${remedy}`
        : `${file}, line ${countLines(start)}: a quote stands inside a cell of this row; ${remedy}`,
      { cause: error },
    );
  }
  return records;
}

/** Line of a byte offset; offsets must not go back. */
function createLineCounter(bytes: Buffer): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (let next = bytes.indexOf(10, at); next >= 0 && next < offset; next = bytes.indexOf(10, at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}

/**
 * Reads a CSV whose header names exactly the columns of `schema`, in any order; those whose value may be undefined may be
 * missing. Cells reach the schema as text without
 * spaces around; its messages say what is wrong and, after a semicolon, the remedy. Bad rows go to `problems` and are left out.
 * Throws `OperatorError` where the file cannot be read as UTF-8 or split into records.
 */
export function readCsv<Shape extends z.ZodObject>(
  file: string,
  schema: Shape,
  problems: Problems,
): Row<z.infer<Shape>>[] {
  const text = readText(file);
  refuseOtherSeparator(file, text);
  const [header, ...body] = parseRecords(file, text);
  const names = header?.cells.map((cell) => cell.trim()) ?? [];
  const optional = Object.keys(schema.shape).filter((name) => schema.shape[name].safeParse(undefined).success);
  if (!checkHeader(file, names, Object.keys(schema.shape), optional, problems)) return [];
  const rows: Row<z.infer<Shape>>[] = [];
  for (const record of body) {
    const { cells } = record;
    if (cells.length !== names.length) {
      const message = `${cells.length} cells where the header has ${names.length}; put cells that hold a comma into quotes`;
      problems.add({
        file,
        line: record.line,
        column: names[Math.min(cells.length, names.length) - 1] ?? null,
        message,
      });
      continue;
    }
    const lineOf = (column: string) => lineOfCell(record, names.indexOf(column));
    const parsed = schema.safeParse(Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim()])));
    if (parsed.success) rows.push({ value: parsed.data, lineOf });
    for (const { path, message } of parsed.error?.issues ?? []) {
      const column = String(path[0]);
      problems.add({ file, line: lineOf(column), column, message });
    }
  }
  return rows;
}

/** What spreadsheets save where the comma is the decimal sign; told at once, before quotes and columns are blamed. */
function refuseOtherSeparator(file: string, text: string): void {
  const first = text.split('\n', 1)[0] ?? '';
  const found = first.includes(';') ? 'semicolons' : first.includes('\t') ? 'tabs' : null;
  if (found === null || first.includes(',')) return;
  throw new OperatorError(`${file}, line 1: the columns are separated by ${found}; save the file with commas`);
}

/** Cells before it may span lines of their own. */
function lineOfCell({ cells, line }: CsvRecord, index: number): number {
  return cells.slice(0, index).reduce((sum, cell) => sum + cell.split('\n').length - 1, line);
}

function checkHeader(
  file: string,
  names: readonly string[],
  wanted: readonly string[],
  optional: readonly string[],
  problems: Problems,
): boolean {
  const required = wanted.filter((name) => !optional.includes(name));
  const more = optional.length > 0 ? `; ${optional.join(', ')} may follow` : '';
  const remedy = `the first line must be ${required.join(',')}${more}`;
  const found = [
    ...required.filter((name) => !names.includes(name)).map((name) => [name, 'is missing'] as const),
    ...names.filter((name) => !wanted.includes(name)).map((name) => [name, 'is unknown'] as const),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => [name, 'stands twice'] as const),
  ];
  for (const [name, wrong] of found) {
    problems.add({ file, line: 1, column: name === '' ? '(without a name)' : name, message: `${wrong}; ${remedy}` });
  }
  return found.length === 0;
}
