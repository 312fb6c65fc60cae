/** Files as text: gzip undone, UTF-8 insisted on. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { OperatorError } from '../errors.ts';

/**
 * Reads a whole file; a byte order mark at its start is dropped. Throws `OperatorError` when it cannot be read, when a file
 * named `.gz` is no whole gzip file, and for invalid UTF-8 with the line of the first bad byte.
 */
export function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new OperatorError(`${file}, line ${lineOfBadByte(bytes)}: not valid UTF-8; save the file as UTF-8`, {
      cause: error,
    });
  }
}

/** The lines of a text, without their line breaks (LF or CRLF). A line break at the end adds none; blank lines stay. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? 'unknown reason'})`;
    throw new OperatorError(`${file}: ${found}; check the path and the rights`, { cause: error });
  }
  if (!file.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new OperatorError(`${file}: not a whole gzip file; compress it again, or drop .gz from its name`, {
      cause: error,
    });
  }
}

/** No line break is part of a longer UTF-8 sequence, so the first line that does not decode by itself holds the bad byte. */
function lineOfBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}
