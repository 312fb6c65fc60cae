/** What the small chat platform says about itself: the shapes of its messages on the wire and in its file. Types only, shared with the page and the terminal. */
import type { Button } from '../../src/domain/choice.ts';
import type { Author } from '../../src/domain/event.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import type { PlaceId } from '../../src/domain/place.ts';

export type ButtonRows = readonly (readonly Button[])[];

/** A file below a message, read at `GET /local/files/<message>/<its number from 0>`. */
export interface ShownFile {
  readonly name: string;
  readonly mediaType: string;
  /** What is to be seen, for who cannot see it. */
  readonly alt: string;
}

/** One message as it stands now. Immutable: an edit makes a new value with a higher `seq`. */
export interface ChatMessage {
  readonly id: string;
  /** The change that made it what it is; rises with every post and every edit. */
  readonly seq: number;
  readonly place: PlaceId;
  /** The id of the message it is an answer to; null = in the place itself. */
  readonly thread: string | null;
  readonly author: Author;
  readonly text: string;
  readonly buttons: ButtonRows;
  /** ms since the epoch. */
  readonly at: number;
  readonly editedAt: number | null;
  /** The sender's own key: the same author and key are the same message. */
  readonly key: string;
  /** Set where the message is or was a ticket's card: the ticket its staff buttons are about. */
  readonly ticket: string | null;
  readonly files: readonly ShownFile[];
}

/** A button that was pressed. Not shown by itself; what comes of it is. */
export interface Press {
  readonly id: string;
  readonly messageId: string;
  readonly place: PlaceId;
  readonly thread: string | null;
  readonly payload: string;
  readonly author: Author;
  readonly text: string | null;
  readonly at: number;
  readonly key: string;
}

/** Where a reader has got to: `<epoch>.<seq>`. A cursor of another epoch starts again from the beginning. */
export type Cursor = string;

/** Answer of `GET /local/messages`. */
export interface MessageList {
  readonly messages: readonly ChatMessage[];
  readonly cursor: Cursor;
}

/** Body of every refusal. `field` names the part of the request that is at fault, where there is one. */
export interface Refusal {
  readonly error: string;
  readonly field: string | null;
  readonly message: Bilingual;
}

/** A command the page suggests in the admin pane. */
export interface CommandHint {
  readonly text: string;
  readonly about: Bilingual;
}
