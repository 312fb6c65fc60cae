/** Which file it is, by what is in it: an import that broke off must not go on in another file of the same name. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { OperatorError } from '../errors.ts';

const ENDS = 1 << 20;

/** Of `purpose`, the size and both ends of the file: reading all of it would cost as much as the import. */
export function toFingerprint(file: string, purpose: string): string {
  try {
    const { size } = statSync(file);
    const descriptor = openSync(file, 'r');
    try {
      const hash = createHash('sha256').update(`${purpose}\n${size}\n`);
      const bytes = Buffer.alloc(Math.min(ENDS, size));
      for (const at of [0, size - bytes.length]) {
        hash.update(bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, at)));
      }
      return hash.digest('hex');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? 'unknown reason'})`;
    throw new OperatorError(`${file}: ${found}; check the path and the rights`, { cause: error });
  }
}
