/** An append-only file of JSON lines. It knows nothing of what the lines mean; a line half written in a crash is cut off. */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { OperatorError } from '../../src/errors.ts';
import { createLock } from './lock.ts';

export interface Journal {
  /** What to call it when something is wrong with it. */
  readonly name: string;
  /** Every whole line in the file, oldest first. Read once, before the first append. */
  read(): readonly unknown[];
  /** Adds one line; returns when it is on the disk (`durable`) or handed to the system. Throws and leaves no half line where it cannot. */
  append(entry: object, durable: boolean): void;
  /** Closes the file and lets others have it; the next append opens it again. */
  close(): void;
}

/** A journal that keeps nothing. */
export function createMemoryJournal(): Journal {
  return { name: 'the chat in memory', read: () => [], append() {}, close() {} };
}

/**
 * A journal in `file`, which only its owner can read: it holds what learners wrote. It is this process's alone from the
 * first reading until it is closed.
 */
export function createFileJournal(file: string): Journal {
  let descriptor: number | null = null;
  let size = 0;
  const lock = createLock(file);

  function open(): number {
    lock.take();
    descriptor = openSync(file, 'a', 0o600);
    return descriptor;
  }

  return {
    name: file,
    read() {
      lock.take();
      const bytes = readIfThere(file);
      const whole = bytes.lastIndexOf(0x0a) + 1;
      if (whole < bytes.length) truncateSync(file, whole);
      size = whole;
      const lines = bytes.toString('utf8', 0, whole).split('\n').slice(0, -1);
      return lines.map((line, index) => parseLine(line, file, index + 1));
    },
    append(entry, durable) {
      const to = descriptor ?? open();
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      try {
        for (let written = 0; written < line.length; ) written += writeSync(to, line, written);
        if (durable) fdatasyncSync(to);
      } catch (error) {
        // A full disk may have taken half of the line; the next one must not be glued to it.
        ftruncateSync(to, size);
        throw error;
      }
      size += line.length;
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
      lock.release();
    },
  };
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw new OperatorError(
      `${file}: the chat file cannot be read (${(error as Error).message}). Check its rights, or move it away to start afresh.`,
    );
  }
}

function parseLine(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new OperatorError(
      `${file}, line ${number}: not a line of the local chat. Move the file away to start afresh.`,
    );
  }
}
