/** Lines of `learner item item …`: who took what, and candidates to rank. The format is a contract with the outside. */
import { OperatorError } from '../errors.ts';
import { readText, splitLines } from './text-file.ts';

/** One line: the learner and the items after it, as written. */
export interface HistoryLine {
  readonly learner: string;
  readonly items: readonly string[];
}

/**
 * Reads one record a line, separated by spaces or tabs; blank lines are none, a learner without items is one. Throws
 * `OperatorError` where the file has lines and none of them has an item, as a file separated by commas has.
 */
export function readHistories(file: string): HistoryLine[] {
  const lines = splitLines(readText(file)).flatMap((line) => {
    const [learner, ...items] = line.split(/[ \t]+/).filter((word) => word !== '');
    return learner === undefined ? [] : [{ learner, items }];
  });
  if (lines.length > 0 && lines.every(({ items }) => items.length === 0)) {
    throw new OperatorError(`${file}: no line has an item; write “learner item item …”, separated by spaces`);
  }
  return lines;
}
