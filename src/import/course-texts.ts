/** What courses are about, for ranking those that nobody has taken yet: `id,title,text` of a CSV file; other columns are not looked at. */
import { parseRecords } from './csv.ts';
import { createProblems } from './problems.ts';
import { readText } from './text-file.ts';

export interface CourseText {
  readonly id: string;
  /** Empty where the file has no such column. */
  readonly title: string;
  readonly text: string;
}

/**
 * In file order; where an id stands twice the first row counts. A row without an id is a problem, a short row has empty cells.
 * Throws `OperatorError` with file, line and remedy for all that cannot be read.
 */
export function readCourseTexts(file: string): CourseText[] {
  const [header = { cells: [] }, ...rows] = parseRecords(file, readText(file));
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const problems = createProblems();
  for (const column of ['id', 'text'].filter((name) => !names.includes(name))) {
    problems.add({ file, line: 1, column, message: 'is missing; the first line must name id,title,text' });
  }
  problems.throwIfAny();
  const courses = new Map<string, CourseText>();
  for (const { cells, line } of rows) {
    const cellOf = (name: string) => cells[names.indexOf(name)]?.trim() ?? '';
    const id = cellOf('id');
    if (id === '') problems.add({ file, line, column: 'id', message: 'is empty; every course needs an id' });
    else if (!courses.has(id)) courses.set(id, { id, title: cellOf('title'), text: cellOf('text') });
  }
  problems.throwIfAny();
  return [...courses.values()];
}
