/** What is wrong with files, gathered so that the operator sees everything at once and nothing loads half. */
import { OperatorError } from '../errors.ts';

/** More than this many in one message help nobody. */
const MOST_SHOWN = 20;

export interface Problem {
  readonly file: string;
  /** The line as an editor counts it; the header is line 1. */
  readonly line: number;
  /** null where the whole line is meant. */
  readonly column: string | null;
  /** What is wrong and, after a semicolon, what to do. */
  readonly message: string;
}

export interface Problems {
  add(problem: Problem): void;
  /** True when that file has had a problem: what builds on its rows would only report the same again. */
  has(file: string): boolean;
  /** Throws one `OperatorError` with the first 20 problems, file by file and from the top, and the count; nothing where there are none. */
  throwIfAny(): void;
}

export function createProblems(): Problems {
  const problems: Problem[] = [];
  return {
    add: (problem) => void problems.push(problem),
    has: (file) => problems.some((problem) => problem.file === file),
    throwIfAny() {
      if (problems.length === 0) return;
      const files = [...new Set(problems.map(({ file }) => file))];
      const sorted = files.flatMap((file) =>
        problems.filter((problem) => problem.file === file).sort((a, b) => a.line - b.line),
      );
      const lines = sorted
        .slice(0, MOST_SHOWN)
        .map(
          ({ file, line, column, message }) =>
            `  ${file}, line ${line}${column ? `, column ${column}` : ''}: ${message}`,
        );
      if (sorted.length > MOST_SHOWN) lines.push(`  … and ${sorted.length - MOST_SHOWN} more`);
      const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
      throw new OperatorError(`${count}, so nothing was loaded:\n${lines.join('\n')}`);
    },
  };
}
