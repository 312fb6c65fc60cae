/** The lines of the chat file: everything that ever happened on the local platform, from which its present state follows. */
import type { Author } from '../../src/domain/event.ts';
import type { PlaceId } from '../../src/domain/place.ts';
import { OperatorError } from '../../src/errors.ts';
import type { ButtonRows, Press, ShownFile } from './wire.ts';

/** First line. Readers of another epoch start from the beginning. */
export interface Opened {
  readonly type: 'opened';
  readonly version: 1;
  readonly epoch: string;
}

export interface StoredFile extends ShownFile {
  /** Base64. */
  readonly content: string;
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
  /** Left out where there are none. */
  readonly files?: readonly StoredFile[];
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

/** What each record cannot do without. */
const FIELDS: Readonly<Record<ChatRecord['type'], readonly string[]>> = {
  opened: [],
  posted: ['id', 'place', 'author', 'text', 'buttons', 'key'],
  edited: ['id', 'text', 'buttons'],
  pressed: ['id', 'messageId', 'place', 'payload', 'author', 'key'],
  accepted: ['id'],
};

const AFRESH = 'Move the file away to start afresh.';

/** Checks that the file is ours, of a version we know, and holds what the chat is made from. `file` is what messages call it. */
export function toRecords(file: string, lines: readonly unknown[]): readonly ChatRecord[] {
  const records = lines.map((line, index) => {
    if (isRecord(line)) return line;
    throw new OperatorError(`${file}, line ${index + 1}: not a record of the local chat. ${AFRESH}`);
  });
  const first = records[0];
  if (first && (first.type !== 'opened' || first.version !== 1)) {
    throw new OperatorError(`${file} was written by another version. ${AFRESH}`);
  }
  return records;
}

function isRecord(line: unknown): line is ChatRecord {
  const { type, ...fields } = (line ?? {}) as Record<string, unknown>;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) return false;
  return FIELDS[type as ChatRecord['type']].every((name) =>
    name === 'buttons'
      ? Array.isArray(fields.buttons) && fields.buttons.every(Array.isArray)
      : name === 'author'
        ? typeof (fields.author as Author | null)?.id === 'string'
        : typeof fields[name] === 'string',
  );
}
