/** Results written line by line, so that the file is as large as it likes. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { OperatorError } from '../errors.ts';

/** Lines of a file are gathered to about this many characters before they are written. */
const CHUNK = 65_536;

/** `lines` end with their line breaks. A name ending `.gz` is compressed. `option`: what the operator should look at, should it fail. */
export async function writeLines(file: string, lines: Iterable<string>, option: string): Promise<void> {
  function* chunks(): Generator<string> {
    let chunk = '';
    for (const line of lines) {
      chunk += line;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  }
  try {
    if (file.endsWith('.gz')) await pipeline(Readable.from(chunks()), createGzip(), createWriteStream(file));
    else await pipeline(Readable.from(chunks()), createWriteStream(file));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // What failed while the lines were made is no matter of the file.
    if (code === undefined || syscall === undefined) throw error;
    throw new OperatorError(`cannot write ${file} (${code}); check ${option}`, { cause: error });
  }
}
