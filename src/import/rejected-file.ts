/** The side file of an import: every row that could not be taken, with its line, the reason and the row itself. */
import { closeSync, fstatSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { OperatorError } from '../errors.ts';

export interface RejectedFile {
  readonly path: string;
  add(line: number, reason: string, text: string): void;
  /** Writes what was added; answers the length of the file in bytes. */
  flush(): number;
  close(): void;
}

const HEADER = 'line,reason,row\n';
const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Made only when there is something to write. `keep`: so many bytes of an earlier run stay, the rest is cut off; 0 = it goes. */
export function openRejectedFile(path: string, keep: number): RejectedFile {
  let file: number | null = null;
  let waiting = '';
  let length = keep;
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      const { code = 'fault' } = error as NodeJS.ErrnoException;
      throw new OperatorError(`cannot write ${path} (${code}); rejected rows go there`, { cause: error });
    }
  };
  guard(() => {
    if (keep === 0) return rmSync(path, { force: true });
    file = openSync(path, 'a+', 0o600);
    // What was written after the last part that is in the database comes again.
    if (fstatSync(file).size > keep) ftruncateSync(file, keep);
    length = Math.min(keep, fstatSync(file).size);
  });
  return {
    path,
    add(line, reason, text) {
      waiting += `${line},${quote(reason)},${quote(text)}\n`;
    },
    flush() {
      if (waiting === '') return length;
      return guard(() => {
        file ??= openSync(path, 'a', 0o600);
        const bytes = Buffer.from(length === 0 ? HEADER + waiting : waiting);
        waiting = '';
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        length += bytes.length;
        return length;
      });
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}
