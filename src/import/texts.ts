/** Texts to be judged, and labelled ones to learn from. The formats are a contract with the outside. */
import { parseRecords } from './csv.ts';
import { readLabelled, readLines } from './labelled.ts';
import { createProblems } from './problems.ts';
import { readText } from './text-file.ts';

const TEXTS = ['text', 'comment', 'review', 'utterance'];

/**
 * The texts of a file, in order. CSV by its name: the column `text` (or `comment`, `review`), or the only column; the first line
 * names the columns. Any other file: one text a line, without a header. An empty text is one too.
 */
export function readTexts(file: string): string[] {
  if (!/\.csv(\.gz)?$/i.test(file)) return readLines(file);
  const problems = createProblems();
  const [header, ...rows] = parseRecords(file, readText(file));
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const found = TEXTS.map((name) => names.indexOf(name)).find((at) => at >= 0);
  const column = found ?? (names.length === 1 ? 0 : -1);
  if (column < 0) {
    problems.add({
      file,
      line: 1,
      column: null,
      message: `no column is named ${TEXTS.join(' or ')}; name the columns in the first line`,
    });
  }
  for (const { cells, line } of rows) {
    if (column >= 0 && cells[column] === undefined)
      problems.add({
        file,
        line,
        column: header?.cells[column] ?? null,
        message: 'the text is missing; every row needs one',
      });
  }
  problems.throwIfAny();
  return rows.map(({ cells }) => cells[column]!);
}

/** `label,text` with 1 = content and 0 = discontent. Throws one `OperatorError` for all other labels. */
export function readSentimentExamples(file: string): { readonly text: string; readonly positive: boolean }[] {
  const problems = createProblems();
  const examples = readLabelled(file);
  const wrong = examples.find(({ intent }) => intent !== '0' && intent !== '1');
  if (wrong) {
    problems.add({
      file,
      line: 1,
      column: 'label',
      message: `${wrong.intent} is no label; write 1 = content or 0 = discontent`,
    });
  }
  problems.throwIfAny();
  return examples.map(({ intent, text }) => ({ text, positive: intent === '1' }));
}
