/** CSV that others wrote, line by line and whatever its state: every line ends in a row, and what is wrong with a row is said in it. */

export interface RawRow {
  /** As written, without the quotes around them. */
  readonly cells: readonly string[];
  /** The line on which it begins; the header is line 1. */
  readonly line: number;
  /** The whole row as it stands in the file. */
  readonly text: string;
  /** What is wrong with the row as a whole, null = nothing. */
  readonly problem: string | null;
}

export interface RowSplitter {
  /** The next line, without its line break. Answers the rows that are complete now, in the order of the file. */
  push(line: string): readonly RawRow[];
  /** What is left at the end. */
  finish(): readonly RawRow[];
}

/** A cell of more lines is rather a quote that somebody forgot to close. */
const MOST_LINES = 100;

interface Split {
  readonly cells: string[];
  readonly isOpen: boolean;
  readonly isTorn: boolean;
}

/** A quote that opens no cell is a letter as any other. */
function splitQuoted(text: string, separator: string): Split {
  const cells: string[] = [];
  let isTorn = false;
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return { cells, isOpen: false, isTorn };
      at = end + 1;
      continue;
    }
    let cell = '';
    for (at += 1; ; ) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return { cells: [...cells, cell + text.slice(at)], isOpen: true, isTorn };
      cell += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      cell += '"';
      at += 1;
    }
    const end = text.indexOf(separator, at);
    const rest = end < 0 ? text.slice(at) : text.slice(at, end);
    if (rest.trim() !== '') isTorn = true;
    cells.push(cell + rest);
    if (end < 0) return { cells, isOpen: false, isTorn };
    at = end + 1;
  }
}

/** Commas, or what spreadsheets save where the comma is the decimal sign. */
function toSeparator(header: string): string {
  if (header.includes(',')) return ',';
  return header.includes('\t') ? '\t' : header.includes(';') ? ';' : ',';
}

/** The first line that is not blank names the columns; blank lines are no rows. Rows of another length than it have a problem. */
export function createRowSplitter(): RowSplitter {
  let separator = ',';
  let width: number | null = null;
  let line = 0;
  /** Lines of a row whose last cell is still open. */
  let open: string[] = [];
  let openedAt = 0;

  const toRow = (cells: readonly string[], text: string, at: number, problem: string | null): RawRow => {
    width ??= cells.length;
    const wrong = cells.length === width ? null : `${cells.length} cells where the header has ${width}`;
    return { cells, line: at, text, problem: problem ?? wrong };
  };

  /** The quote was never meant to open: its line is a bad row, the lines after it are read again. */
  const giveUp = (): RawRow[] => {
    const [first = '', ...rest] = open;
    const at = openedAt;
    open = [];
    const problem = 'a quote opens in this row and never closes';
    const rows = [toRow(first.split(separator), first, at, problem)];
    for (const [n, text] of rest.entries()) rows.push(...take(text, at + 1 + n));
    return rows;
  };

  const take = (text: string, at: number): RawRow[] => {
    if (open.length > 0) {
      open.push(text);
      const isLikelyEnd = text.includes('"');
      if (isLikelyEnd) {
        const whole = open.join('\n');
        const { cells, isOpen, isTorn } = splitQuoted(whole, separator);
        if (!isOpen) {
          if (isTorn || (width !== null && cells.length !== width)) return giveUp();
          open = [];
          return [toRow(cells, whole, openedAt, null)];
        }
      }
      return open.length > MOST_LINES ? giveUp() : [];
    }
    if (text.trim() === '') return [];
    if (width === null) separator = toSeparator(text);
    if (!text.includes('"')) return [toRow(text.split(separator), text, at, null)];
    const { cells, isOpen, isTorn } = splitQuoted(text, separator);
    if (!isOpen) return [toRow(cells, text, at, isTorn ? 'a quote stands inside a cell of this row' : null)];
    open = [text];
    openedAt = at;
    return [];
  };

  return {
    push(text) {
      line += 1;
      return take(text, line);
    },
    finish() {
      const rows: RawRow[] = [];
      while (open.length > 0) rows.push(...giveUp());
      return rows;
    },
  };
}
