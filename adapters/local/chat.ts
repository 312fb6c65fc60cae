/** The small chat platform: messages in places and threads, edited in place, kept in a journal. It knows no rules of service and no HTTP. */
import { createHash, randomUUID } from 'node:crypto';
import { STAFF_CHOICES, toPayload } from '../../src/domain/choice.ts';
import type { PlaceId } from '../../src/domain/place.ts';
import type { Journal } from './journal.ts';
import { BOT, STAFF_PLACE } from './places.ts';
import {
  type Act,
  type ChatRecord,
  type Edited,
  type Posted,
  type Pressed,
  type StoredFile,
  toRecords,
} from './records.ts';
import type { ButtonRows, ChatMessage, Cursor, MessageList } from './wire.ts';

export type MessageDraft = Omit<Posted, 'type' | 'id'>;
export type PressDraft = Omit<Pressed, 'type' | 'id'>;

/** The next changes for a reader. `reset`: the reader's cursor was none of ours, so these start from the beginning. */
export interface Changes extends MessageList {
  readonly reset: boolean;
}

export interface Chat {
  /** Posts a message. The same author and key again: the message that is there, unchanged. `id` puts it where an edit expects it. */
  post(draft: MessageDraft, id?: string): Posted;
  /** Replaces text and buttons; false where there is no such message. The same content again changes nothing. */
  edit(id: string, text: string, buttons: ButtonRows, at: number): boolean;
  /** Records that a button was pressed; deduplicated like `post`. */
  press(draft: PressDraft): Pressed;
  /** What that author did with that key. */
  findAct(authorId: string, key: string): Act | null;
  find(id: string): ChatMessage | null;
  /** The file at that place below the message. */
  findFile(id: string, n: number): StoredFile | null;
  /** True where the message carries that button, or did: the press may have crossed an edit. */
  offered(id: string, payload: string): boolean;
  /** All messages in the order they were posted, of one place where it is given. */
  list(place?: PlaceId): MessageList;
  /** Up to `limit` messages that changed after `cursor` (null = the beginning), oldest change first. */
  after(cursor: Cursor | null, limit: number): Changes;
  /** The cursor of a reader that has seen everything up to this message's last change. */
  cursorOf(message: ChatMessage): Cursor;
  /** Calls `listener` after every change; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** What people did that the core has not confirmed, oldest first. */
  unaccepted(): readonly Act[];
  accept(id: string): void;
  close(): void;
}

/** Ids follow from author and key, so that a repeated request gets the same id even where the first one was lost. */
function toId(prefix: string, authorId: string, key: string): string {
  return prefix + createHash('sha256').update(`${authorId}\n${key}`).digest('base64url').slice(0, 20);
}

/** Opens the chat on its journal. */
export function createChat(journal: Journal): Chat {
  const messages = new Map<string, ChatMessage>();
  const files = new Map<string, readonly StoredFile[]>();
  const payloads = new Map<string, Set<string>>();
  /** Card message ids by ticket. */
  const cards = new Map<string, string>();
  const acts = new Map<string, Act>();
  const open = new Map<string, Act>();
  const listeners = new Set<() => void>();
  /** Message ids by seq - 1. */
  const changes: string[] = [];
  let epoch = '';

  function put(record: Posted | Edited): void {
    const { id, text, buttons } = record;
    const before = messages.get(id);
    const carried = payloads.get(id) ?? new Set();
    for (const button of buttons.flat()) carried.add(toPayload(button));
    payloads.set(id, carried);
    changes.push(id);
    const now = { text, buttons, seq: changes.length };
    if (record.type === 'posted') {
      const { place, thread, author, at, key } = record;
      const ticket = place === STAFF_PLACE && thread === null ? claimCard(record) : null;
      const stored = record.files ?? [];
      if (stored.length > 0) files.set(id, stored);
      const shown = stored.map(({ name, mediaType, alt }) => ({ name, mediaType, alt }));
      messages.set(id, { id, place, thread, author, at, editedAt: null, key, ticket, files: shown, ...now });
    } else if (before) {
      messages.set(id, { ...before, ...now, editedAt: record.at });
    }
  }

  /** The ticket this message is the card of: the first message in the staff channel with buttons about that ticket. */
  function claimCard({ id, text, buttons }: Posted): string | null {
    const ticket = findTicket(text, buttons);
    if (ticket === null || (cards.get(ticket) ?? id) !== id) return null;
    cards.set(ticket, id);
    return ticket;
  }

  function apply(record: ChatRecord): void {
    if (record.type === 'opened') epoch = record.epoch;
    else if (record.type === 'accepted') open.delete(record.id);
    else {
      if (record.type !== 'pressed') put(record);
      if (record.type === 'edited') return;
      acts.set(`${record.author.id}\n${record.key}`, record);
      if (record.author.id !== BOT.id) open.set(record.id, record);
    }
  }

  function commit(record: ChatRecord): void {
    // The `accepted` mark may be lost in a crash: the core drops what it is told twice.
    journal.append(record, record.type !== 'accepted');
    apply(record);
    if (record.type === 'posted' || record.type === 'edited') for (const listener of [...listeners]) listener();
  }

  function after(cursor: Cursor | null, limit: number): Changes {
    const [readEpoch, readSeq = ''] = (cursor ?? '').split('.');
    const known = readEpoch === epoch && /^\d{1,12}$/.test(readSeq) && Number(readSeq) <= changes.length;
    const found: ChatMessage[] = [];
    let seq = known ? Number(readSeq) : 0;
    for (; seq < changes.length && found.length < limit; seq++) {
      const message = messages.get(changes[seq]!);
      // Later changes of the same message bring it anyway.
      if (message?.seq === seq + 1) found.push(message);
    }
    return { messages: found, cursor: `${epoch}.${seq}`, reset: !known };
  }

  try {
    for (const record of toRecords(journal.name, journal.read())) apply(record);
  } catch (error) {
    journal.close();
    throw error;
  }
  if (epoch === '') commit({ type: 'opened', version: 1, epoch: randomUUID().slice(0, 8) });

  return {
    post(draft, id = toId('m', draft.author.id, draft.key)) {
      const earlier = acts.get(`${draft.author.id}\n${draft.key}`);
      if (earlier?.type === 'posted') return earlier;
      const record: Posted = { type: 'posted', id, ...draft };
      commit(record);
      return record;
    },
    edit(id, text, buttons, at) {
      const message = messages.get(id);
      if (!message) return false;
      const same = message.text === text && JSON.stringify(message.buttons) === JSON.stringify(buttons);
      if (!same) commit({ type: 'edited', id, text, buttons, at });
      return true;
    },
    press(draft) {
      const earlier = acts.get(`${draft.author.id}\n${draft.key}`);
      if (earlier?.type === 'pressed') return earlier;
      const record: Pressed = { type: 'pressed', id: toId('p', draft.author.id, draft.key), ...draft };
      commit(record);
      return record;
    },
    findAct: (authorId, key) => acts.get(`${authorId}\n${key}`) ?? null,
    find: (id) => messages.get(id) ?? null,
    findFile: (id, n) => files.get(id)?.[n] ?? null,
    offered: (id, payload) => payloads.get(id)?.has(payload) ?? false,
    list: (place) => ({
      messages: [...messages.values()].filter((message) => !place || message.place === place),
      cursor: `${epoch}.${changes.length}`,
    }),
    after,
    cursorOf: (message) => `${epoch}.${message.seq}`,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unaccepted: () => [...open.values()],
    accept(id) {
      if (open.has(id)) commit({ type: 'accepted', id });
    },
    close: () => journal.close(),
  };
}

function findTicket(text: string, buttons: ButtonRows): string | null {
  const button = buttons.flat().find(({ choice }) => STAFF_CHOICES.has(choice));
  if (!button) return null;
  return [button.target, text].map((where) => /\bT-[0-9A-HJKMNP-TV-Z]{4,12}\b/.exec(where)?.[0]).find(Boolean) ?? null;
}
