/** The lines of the chat file: everything that ever happened on the local platform, from which its present state follows. */
import type { Author } from '../../src/domain/event.ts';
import type { PlaceId } from '../../src/domain/place.ts';
import { OperatorError } from '../../src/errors.ts';
import type { ButtonRows, Press } from './wire.ts';

/** First line. Readers of another epoch start from the beginning. */
export interface Opened {
  readonly type: 'opened';
  readonly version: 1;
  readonly epoch: string;
}

export interface Posted {
  readonly type: 'posted';
  readonly id: string;
  readonly place: PlaceId;
  readonly thread: string | null;
  readonly author: Author;
  readonly text: string;
  readonly buttons: ButtonRows;
  readonly at: number;
  readonly key: string;
  readonly locale: string | null;
}

export interface Edited {
  readonly type: 'edited';
  readonly id: string;
  readonly text: string;
  readonly buttons: ButtonRows;
  readonly at: number;
}

export interface Pressed extends Press {
  readonly type: 'pressed';
  readonly locale: string | null;
}

/** The core has what the person with that message or press id did; it need not be told again. */
export interface Accepted {
  readonly type: 'accepted';
  readonly id: string;
}

export type ChatRecord = Opened | Posted | Edited | Pressed | Accepted;

/** What a person did: the records that become events. */
export type Act = Posted | Pressed;

const TYPES: readonly string[] = ['opened', 'posted', 'edited', 'pressed', 'accepted'] satisfies ChatRecord['type'][];

/** Checks that the file is ours and of a version we know; the lines themselves were written by us. */
export function toRecords(lines: readonly unknown[]): readonly ChatRecord[] {
  const records = lines.map((line, index) => {
    const type = (line as { type?: unknown } | null)?.type;
    if (typeof type === 'string' && TYPES.includes(type)) return line as ChatRecord;
    throw new OperatorError(
      `The local chat file, line ${index + 1}: unknown record. Move the file away to start afresh.`,
    );
  });
  const first = records[0];
  if (first && (first.type !== 'opened' || first.version !== 1)) {
    throw new OperatorError('The local chat file was written by another version. Move it away to start afresh.');
  }
  return records;
}
