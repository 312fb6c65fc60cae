/** Between rows and domain objects. A row that is not what this version writes is a fault and says so, without quoting its content. */
import {
  ALERTS,
  CONVERSATION_STATUSES,
  type Conversation,
  ESCALATION_REASONS,
  FRESH_TICKET,
  RESOLUTIONS,
  TICKET_STATUSES,
  type Ticket,
} from '../domain/conversation.ts';
import type { Delivery, DeliveryBody } from '../domain/delivery.ts';
import { type InboundEvent, TIMER_KINDS } from '../domain/event.ts';
import { HISTORY_KINDS, type HistoryEntry } from '../domain/history.ts';
import { CATEGORIES } from '../domain/knowledge.ts';
import { LANGUAGES } from '../domain/language.ts';
import { OUTREACH_KINDS } from '../domain/outreach.ts';
import type { PersonId } from '../domain/place.ts';
import { PRIORITIES } from '../domain/priority.ts';
import { NO_PROFILE, type Profile } from '../domain/profile.ts';
import type { DeliveriesTable, HistoryEntriesTable } from './schema.ts';

type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array';
/** A type, a type or null (`?`), or the members of a closed set (null among them where it may be null). */
type Field = JsonType | `${JsonType}?` | readonly (string | null)[];
/** One field per property, so that the compiler asks here for every property that is added. */
type Shape<T> = { readonly [K in keyof T]-?: Field };

const CONVERSATION: Shape<Conversation> = {
  id: 'string',
  version: 'number',
  community: 'string',
  learner: 'string',
  learnerName: 'string',
  spot: 'object',
  language: LANGUAGES,
  startedAt: 'number',
  status: CONVERSATION_STATUSES,
  turn: 'object?',
  misses: 'number',
  answer: 'object?',
  offered: 'array',
  refused: 'array',
  questions: 'array',
  files: 'array',
  activeAt: 'number',
  resolution: [...RESOLUTIONS, null],
  resolvedAt: 'number?',
  rating: 'object',
  topic: [...CATEGORIES, null],
  recent: 'array',
  request: 'object?',
};

const TICKET: Shape<Ticket> = {
  id: 'string',
  conversationId: 'string',
  queue: 'string',
  category: 'string',
  intent: 'string?',
  status: TICKET_STATUSES,
  reason: ESCALATION_REASONS,
  assignee: 'string?',
  assigneeName: 'string?',
  leaseUntil: 'number?',
  createdAt: 'number',
  promisedAt: 'number',
  firstReplyAt: 'number?',
  resolvedAt: 'number?',
  live: 'boolean',
  liveMessages: 'array',
  reopenedCount: 'number',
  staffSpot: 'object',
  acknowledged: 'boolean',
  lastMessage: 'string?',
  priority: PRIORITIES,
  tags: 'array',
  mergedInto: 'string?',
  openedAt: 'number?',
  pauses: 'array',
  responseAlert: ALERTS,
  resolutionAlert: ALERTS,
  reminded: 'boolean',
  unreached: 'string?',
  lapsed: 'array',
  menus: 'object',
  done: 'array',
};

const PROFILE: Shape<Profile> = {
  name: 'string?',
  language: [...LANGUAGES, null],
  account: 'string?',
  needs: 'object',
  blocked: 'object?',
  away: 'object?',
  isAgent: 'boolean',
  sharesRatings: 'boolean?',
  survey: 'object?',
  plan: 'object?',
  privateSpot: 'object?',
  outreachWishes: 'object',
  outreachSent: 'array',
};

const PERSON = { id: 'string', at: 'number', community: 'string', author: 'object', spot: 'object', locale: 'string?' };
const BASE = { id: 'string', at: 'number', community: 'string' };
const EVENTS = {
  messageReceived: { ...PERSON, kind: 'string', text: 'string' },
  choiceMade: { ...PERSON, kind: 'string', choice: 'string', target: 'string', text: 'string?' },
  commandInvoked: { ...PERSON, kind: 'string', verb: 'string', args: 'string' },
  timerFired: { ...BASE, kind: 'string', timer: TIMER_KINDS, conversationId: 'string', dueAt: 'number' },
  deliveryFailed: {
    ...BASE,
    kind: 'string',
    conversationId: 'string',
    deliveryId: 'string',
    audience: ['learner', 'staff'],
    reason: 'string',
  },
  outreachDue: {
    ...BASE,
    kind: 'string',
    person: 'string',
    spot: 'object',
    outreach: OUTREACH_KINDS,
    occasion: 'string',
    survey: 'string?',
    course: 'string?',
  },
  figuresAlarmed: { ...BASE, kind: 'string', alarms: 'array' },
  eventParked: { ...BASE, kind: 'string', parked: 'object' },
  messageEdited: { ...PERSON, kind: 'string', messageId: 'string', text: 'string' },
  messageDeleted: { ...BASE, kind: 'string', spot: 'object', messageId: 'string', author: 'object?' },
  placeLost: {
    ...BASE,
    kind: 'string',
    place: 'string',
    thread: 'string?',
    reason: 'string',
    movedTo: 'string?',
    detail: 'string?',
  },
} as const satisfies {
  [K in InboundEvent['kind']]: Partial<Record<keyof Extract<InboundEvent, { kind: K }>, unknown>>;
};

const DELIVERY_BODIES = {
  message: { kind: 'string', message: 'object' },
  report: { kind: 'string', report: 'object' },
  view: { kind: 'string', view: 'object' },
} as const satisfies { [K in DeliveryBody['kind']]: Shape<Extract<DeliveryBody, { kind: K }>> };

type Json = Record<string, unknown>;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function fits(value: unknown, field: Field): boolean {
  if (typeof field !== 'string') return field.includes(value as string | null);
  if (value === null) return field.endsWith('?');
  return typeOf(value) === field.replace('?', '');
}

function check(where: string, value: Json, shape: Readonly<Record<string, Field>>): void {
  for (const [name, field] of Object.entries(shape)) {
    if (!fits(value[name], field)) {
      throw new Error(`${where}: "${name}" is ${typeOf(value[name])}, expected ${String(field)}`);
    }
  }
}

function parse(where: string, body: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new Error(`${where}: the body is not JSON`, { cause: error });
  }
  if (typeOf(value) !== 'object') throw new Error(`${where}: the body is not an object`);
  return value as Json;
}

/** The shape that `value.kind` names in `shapes`. */
function checkKind(where: string, value: Json, shapes: Readonly<Record<string, object>>): void {
  const shape = Object.hasOwn(shapes, String(value.kind)) ? shapes[String(value.kind)] : undefined;
  if (!shape) throw new Error(`${where}: unknown kind`);
  check(where, value, shape as Readonly<Record<string, Field>>);
}

/** The body of a conversation as it is stored by a commit: one version further. */
export function fromConversation(conversation: Conversation): string {
  return JSON.stringify({ ...conversation, version: conversation.version + 1 });
}

export function toConversation(row: { id: string; version: number; body: string }): Conversation {
  const where = `conversations row ${row.id}`;
  const value = parse(where, row.body);
  // Conversations from before files were kept have none.
  value.files ??= [];
  value.recent ??= [];
  value.topic ??= null;
  check(where, { ...value, request: value.request ?? null }, CONVERSATION);
  if (value.id !== row.id || value.version !== row.version) throw new Error(`${where}: id or version is another's`);
  const conversation = value as unknown as Conversation;
  // Answers given before these two were kept are taken as they were: open, in the conversation's language.
  const { answer, language } = conversation;
  return {
    ...conversation,
    answer: answer && { ...answer, language: answer.language ?? language, closed: answer.closed ?? false },
  };
}

export function toTicket(row: { id: string; body: string }): Ticket {
  const where = `tickets row ${row.id}`;
  const value: Json = { ...FRESH_TICKET, ...parse(where, row.body) };
  check(where, value, TICKET);
  if (value.id !== row.id) throw new Error(`${where}: id is another's`);
  return value as unknown as Ticket;
}

export function fromProfile(profile: Profile): string {
  return JSON.stringify(profile);
}

/** What a row of an earlier version does not hold is as if nothing were known. */
export function toProfile(row: { person: string; body: string }): Profile {
  const where = `profiles row ${row.person}`;
  const { takesSurveys, ...known } = parse(where, row.body);
  const value: Json = { ...NO_PROFILE, ...known };
  // As it was written before there were wishes for each kind.
  if (takesSurveys === false) value.outreachWishes = { survey: false, ...(value.outreachWishes as object) };
  check(where, value, PROFILE);
  return value as unknown as Profile;
}

export function toEvent(row: { id: string; body: string }): InboundEvent {
  const where = `inbound_events row ${row.id}`;
  const value = parse(where, row.body);
  checkKind(where, value, EVENTS);
  if (value.id !== row.id) throw new Error(`${where}: id is another's`);
  if (value.kind === 'eventParked') checkKind(where, value.parked as Json, EVENTS);
  return value as unknown as InboundEvent;
}

/** Whom it is for stands in the body's JSON, so that older databases need no new column. */
export function fromDelivery({ body, privateTo }: Pick<Delivery, 'body' | 'privateTo'>): string {
  return JSON.stringify(privateTo ? { ...body, privateTo } : body);
}

export type DeliveryRow = Pick<
  DeliveriesTable,
  'id' | 'conversation_id' | 'audience' | 'place' | 'thread' | 'slot' | 'requires' | 'body'
>;

export function toDelivery(row: DeliveryRow): Delivery {
  const where = `deliveries row ${row.id}`;
  const { privateTo, ...rest } = parse(where, row.body);
  checkKind(where, rest, DELIVERY_BODIES);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    audience: row.audience,
    place: row.place as Delivery['place'],
    thread: row.thread,
    slot: row.slot,
    requires: row.requires,
    privateTo: (privateTo ?? null) as PersonId | null,
    body: rest as unknown as DeliveryBody,
  };
}

export function toHistoryEntry(row: Omit<HistoryEntriesTable, 'seq'>): HistoryEntry {
  const where = `history_entries row ${row.id}`;
  const kind = HISTORY_KINDS.find((known) => known === row.kind);
  if (!kind) throw new Error(`${where}: unknown kind`);
  const facts = parse(where, row.facts) as HistoryEntry['facts'];
  return { id: row.id, conversationId: row.conversation_id, at: row.happened_at, kind, actor: row.actor, facts };
}
