/** Lines of files that others wrote, as large as they like: gzip undone, UTF-8 or else GB18030 (which is GBK and more). */
import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../errors.ts';

export interface LineChunk {
  /** Whole lines, without their breaks (LF or CRLF). */
  readonly lines: readonly string[];
  /** How much of the file was read so far, 0 to 1. */
  readonly share: number;
}

const NEWLINE = 10;
const strict = new TextDecoder('utf-8', { fatal: true });
const chinese = new TextDecoder('gb18030');

/** A short word of GBK may be valid UTF-8 by chance (学员), but then only of two-byte letters, and never Chinese. */
const TWO_BYTES = /[\u0080-\u07ff]/;
const MORE_BYTES = /[\u0800-\uffff]/;

/** Nobody writes these side by side in a word; Chinese in GBK, read as UTF-8, does (学员一 is ѧԱһ then). */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];
const BEYOND_ASCII = /[\u0080-\uffff]{2,}/g;

function isMixed(text: string): boolean {
  if (!TWO_BYTES.test(text) || MORE_BYTES.test(text)) return false;
  return [...text.matchAll(BEYOND_ASCII)].some(([word]) => SCRIPTS.filter((script) => script.test(word)).length > 1);
}

/** Only for files that hold a line of no UTF-8. */
function decodeLine(bytes: Uint8Array): string {
  try {
    const text = strict.decode(bytes);
    return TWO_BYTES.test(text) && !MORE_BYTES.test(text) ? chinese.decode(bytes) : text;
  } catch {
    return chinese.decode(bytes);
  }
}

/** No byte of either encoding's longer characters is a line break. The decoder drops a byte order mark. */
function toLines(bytes: Buffer, seen: { chinese: boolean }): string[] {
  let text: string | null = null;
  try {
    if (!seen.chinese) text = strict.decode(bytes);
    if (text !== null && isMixed(text)) [text, seen.chinese] = [null, true];
  } catch {
    // Some line is no UTF-8: from here on each one by itself.
    seen.chinese = true;
  }
  if (text !== null) return (text.endsWith('\r') ? text.slice(0, -1) : text).split(/\r?\n/);
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    const line = decodeLine(bytes.subarray(start, end < 0 ? bytes.length : end));
    lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

/** A byte order mark in the middle of a file is left of two files put together. */
export async function* readLines(file: string): AsyncGenerator<LineChunk> {
  const seen = { chinese: false };
  const zipped = file.endsWith('.gz');
  try {
    const size = Math.max(1, statSync(file).size);
    const source = createReadStream(file, { highWaterMark: 1 << 20 });
    const stream = zipped ? source.pipe(createGunzip({ chunkSize: 1 << 20 })) : source;
    // A fault of the file must reach whoever reads what is unpacked.
    if (zipped) source.on('error', (error) => stream.destroy(error));
    let left: Buffer = Buffer.alloc(0);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
      const end = bytes.lastIndexOf(NEWLINE);
      left = end < 0 ? bytes : bytes.subarray(end + 1);
      if (end >= 0) yield { lines: toLines(bytes.subarray(0, end), seen), share: source.bytesRead / size };
    }
    if (left.length > 0) yield { lines: toLines(left, seen), share: 1 };
  } catch (error) {
    throw toOperatorError(file, error);
  }
}

function toOperatorError(file: string, error: unknown): unknown {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code.startsWith('Z_')) {
    const remedy = 'compress it again, or drop .gz from its name';
    return new OperatorError(`${file}: not a whole gzip file; ${remedy}`, { cause: error });
  }
  if (errno === undefined) return error;
  const found = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
  return new OperatorError(`${file}: ${found}; check the path and the rights`, { cause: error });
}
