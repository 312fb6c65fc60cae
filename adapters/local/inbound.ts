/** From request bodies to events: checks every field and says what is wrong with it. Pure; whether a thread or a button exists is for the intake to know. */
import { parsePayload } from '../../src/domain/choice.ts';
import type { Author, PersonEvent } from '../../src/domain/event.ts';
import { type PlaceId, parsePlatformId } from '../../src/domain/place.ts';
import { mayAct, placeKind } from './places.ts';
import { type Checked, MAX_TEXT, pass, refuse } from './problems.ts';
import type { Act } from './records.ts';

interface ActInput {
  readonly place: PlaceId;
  readonly thread: string | null;
  readonly author: Author;
  readonly key: string;
  readonly locale: string | null;
}

export interface MessageInput extends ActInput {
  readonly text: string;
}

export interface ChoiceInput extends ActInput {
  readonly messageId: string;
  readonly payload: string;
  readonly text: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Body of `POST /local/messages`. */
export function readMessage(body: unknown): Checked<MessageInput> {
  if (!isFields(body)) return refuse('not_json');
  const act = readAct(body);
  if (!act.ok) return act;
  const text = readText(body.text);
  if (!text.ok) return text;
  // In the admin pane there is nothing but commands: other words would begin a learner's conversation there.
  if (placeKind(act.value.place) === 'admin' && parseCommand(text.value) === null) {
    return refuse('not_a_command', 'text');
  }
  return pass({ ...act.value, text: text.value });
}

/** Body of `POST /local/commands`: a message that is a command. */
export function readCommand(body: unknown): Checked<MessageInput> {
  const input = readMessage(body);
  return input.ok && parseCommand(input.value.text) === null ? refuse('not_a_command', 'text') : input;
}

/** Body of `POST /local/choices`. */
export function readChoice(body: unknown): Checked<ChoiceInput> {
  if (!isFields(body)) return refuse('not_json');
  const act = readAct(body);
  if (!act.ok) return act;
  const { messageId, payload } = body;
  if (typeof messageId !== 'string') return refuse('bad_field', 'messageId');
  if (typeof payload !== 'string') return refuse('bad_field', 'payload');
  if (parsePayload(payload) === null) return refuse('unknown_button', 'payload');
  if (body.text === null || body.text === undefined) return pass({ ...act.value, messageId, payload, text: null });
  const text = readText(body.text);
  return text.ok ? pass({ ...act.value, messageId, payload, text: text.value }) : text;
}

/** `/report overview` → its verb and the rest; null for ordinary words. A full-width slash counts: input methods type it. */
export function parseCommand(text: string): { verb: string; args: string } | null {
  const match = /^\s*[/／]([a-z][a-z_]{0,31})(?:\s+([\s\S]*))?$/i.exec(text);
  return match ? { verb: match[1]!.toLowerCase(), args: (match[2] ?? '').trim() } : null;
}

/** The event of an act. The id derives from the act's, so that telling the core twice is telling it once. */
export function toEvent(act: Act, community: string): PersonEvent {
  const { author, place, thread, at, locale } = act;
  const base = {
    id: `local:${act.id}`,
    at,
    community,
    author,
    spot: { place, thread },
    locale,
    isPrivate: placeKind(place) === 'learner',
  };
  if (act.type === 'pressed') {
    const parsed = parsePayload(act.payload);
    if (!parsed) throw new Error(`a press with an unknown payload was recorded: ${act.payload}`);
    return { ...base, kind: 'choiceMade', ...parsed, text: act.text };
  }
  const command = parseCommand(act.text);
  if (command) return { ...base, kind: 'commandInvoked', ...command };
  return { ...base, kind: 'messageReceived', text: act.text };
}

function isFields(body: unknown): body is Fields {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function readAct(body: Fields): Checked<ActInput> {
  const { thread, key, locale } = body;
  const place = typeof body.place === 'string' ? parsePlatformId(body.place) : null;
  if (place === null) return refuse('bad_field', 'place');
  if (placeKind(place) === null) return refuse('unknown_place', 'place');
  const author = readAuthor(body.author);
  if (author === null) return refuse('bad_field', 'author');
  if (!mayAct(author.id, place)) return refuse('not_yours', 'author');
  if (thread !== null && thread !== undefined && typeof thread !== 'string') return refuse('bad_field', 'thread');
  if (typeof key !== 'string' || !/^[\w.:-]{1,100}$/.test(key)) return refuse('bad_field', 'key');
  const tag = typeof locale === 'string' && /^[A-Za-z0-9_-]{2,35}$/.test(locale) ? locale : null;
  return pass({ place, thread: thread ?? null, author, key, locale: tag });
}

function readAuthor(author: unknown): Author | null {
  if (!isFields(author)) return null;
  const { id, name } = author;
  if (typeof id !== 'string' || typeof name !== 'string' || name.length > 80) return null;
  const personId = parsePlatformId(id);
  const shown = name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return personId && shown ? { id: personId, name: shown } : null;
}

/** Kept as typed, but for what no platform sends: U+0000 and half surrogates, which databases refuse. */
function readText(value: unknown): Checked<string> {
  if (typeof value !== 'string') return refuse('bad_field', 'text');
  const text = value.toWellFormed().replaceAll('\u0000', '');
  if (text.trim() === '') return refuse('empty_text', 'text');
  // Counting is dear, and nothing shorter in UTF-16 units can be too long in characters.
  if (text.length > MAX_TEXT && [...text].length > MAX_TEXT) return refuse('text_too_long', 'text');
  return pass(text);
}
