/** Labelled utterances for measuring the diagnoser, and plain lines to diagnose. The formats are a contract with the outside. */
import type { Example } from '../domain/diagnosis.ts';
import { type CsvRecord, parseRecords } from './csv.ts';
import { createProblems, type Problems } from './problems.ts';
import { readText, splitLines } from './text-file.ts';

/** In order of preference, should a file have several. */
const LABELS = ['label', 'intent'];
const TEXTS = ['text', 'utterance', 'question'];

/** TSV has no quoting: every tab separates, and a quote is a quote. */
function parseTsv(text: string): CsvRecord[] {
  return splitLines(text)
    .map((line, i) => ({ cells: line.split('\t'), line: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function findColumn(file: string, header: readonly string[], names: readonly string[], problems: Problems): number {
  const lower = header.map((cell) => cell.trim().toLowerCase());
  const name = names.find((each) => lower.includes(each));
  if (name !== undefined) return lower.indexOf(name);
  const message = `no column is named ${names.join(' or ')}; name the columns in the first line, separated by ${isCsv(file) ? 'commas' : 'tabs (a name ending in .csv is read as CSV)'}`;
  problems.add({ file, line: 1, column: null, message });
  return -1;
}

const isCsv = (file: string): boolean => /\.csv(\.gz)?$/i.test(file);

/**
 * Reads a file with a header that names a label (`label`, `intent`) and a text (`text`, `utterance`, `question`) column; others
 * are ignored. CSV where the name says so (`.csv`, `.csv.gz`), else TSV. An empty text is kept (a question may be empty), an
 * empty label is not. Throws one `OperatorError` with file, line and remedy for all rows that cannot be read.
 */
export function readLabelled(file: string): Example[] {
  const text = readText(file);
  const [header = { cells: [] }, ...rows] = isCsv(file) ? parseRecords(file, text) : parseTsv(text);
  const problems = createProblems();
  const label = findColumn(file, header.cells, LABELS, problems);
  const words = findColumn(file, header.cells, TEXTS, problems);
  problems.throwIfAny();
  const examples: Example[] = [];
  for (const { cells, line } of rows) {
    const intent = cells[label]?.trim();
    const example = cells[words];
    if (intent && example !== undefined) examples.push({ intent, text: example });
    else {
      const [column = null, what] = intent ? [header.cells[words], 'text'] : [header.cells[label], 'label'];
      problems.add({ file, line, column, message: `the ${what} is missing; every row needs a label and a text` });
    }
  }
  problems.throwIfAny();
  return examples;
}

/** One utterance a line. A blank line is one too; a line break at the end adds none. */
export function readLines(file: string): string[] {
  return splitLines(readText(file));
}
