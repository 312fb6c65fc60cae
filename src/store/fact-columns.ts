/**
 * What the conversations of one day contribute to reports, as columns: about a tenth of the memory of objects, and read from
 * the disk in one piece. Rows look like `ConversationFacts` and look the values up when they are asked for.
 */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import type { PersonId } from '../domain/place.ts';
import type { Priority } from '../domain/priority.ts';

type Field = Exclude<keyof ConversationFacts, 'conversationId'>;
/** number: as it is · moment: ms or null · text: one of few, or null · flag: yes or no · moments: several, mostly none, kept as a text. */
type Kind = 'number' | 'moment' | 'text' | 'flag' | 'moments';

/** Every field of the facts, so that a new one cannot be forgotten here. */
const FIELDS = {
  community: 'text',
  learner: 'text',
  startedAt: 'moment',
  category: 'text',
  intent: 'text',
  queue: 'text',
  course: 'text',
  priority: 'text',
  learnerMessages: 'number',
  answers: 'number',
  refusals: 'number',
  misses: 'number',
  escalatedAt: 'moment',
  firstReplyAt: 'moment',
  agent: 'text',
  handlingMs: 'number',
  paused: 'moments',
  resolvedAt: 'moment',
  resolution: 'text',
  reopened: 'number',
  closedAt: 'moment',
  ratingAsked: 'flag',
  score: 'moment',
} as const satisfies Record<Field, Kind>;

/** To be raised where a column says something else than before, so that kept days are made anew. */
const MEANING = 2;
/** Names the columns, so that days which were written with others are told apart: they are made again. */
export const LAYOUT = createHash('sha256')
  .update(JSON.stringify([MEANING, FIELDS]))
  .digest('hex')
  .slice(0, 12);

type Column = Float64Array | Float32Array | Uint32Array | Uint8Array;

/** `columns` by field; a text is its number in `texts`, the first of which stands for null. A missing moment is NaN. */
interface Packed {
  readonly ids: readonly string[];
  readonly texts: readonly (string | null)[];
  readonly columns: Readonly<Record<Field, Column>>;
}

const createColumn = (kind: Kind, length: number): Column =>
  kind === 'text' || kind === 'moments'
    ? new Uint32Array(length)
    : kind === 'flag'
      ? new Uint8Array(length)
      : new Float64Array(length);

export function encodeFacts(rows: readonly ConversationFacts[]): Buffer {
  const texts: (string | null)[] = [null];
  const numberOf = new Map<string | null, number>([[null, 0]]);
  const toNumber = (text: string | null): number => {
    const known = numberOf.get(text);
    if (known !== undefined) return known;
    numberOf.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const columns = {} as Record<Field, Column>;
  for (const [field, kind] of Object.entries(FIELDS) as [Field, Kind][]) {
    const column = createColumn(kind, rows.length);
    for (let row = 0; row < rows.length; row++) {
      const value = rows[row]![field];
      if (kind === 'text') column[row] = toNumber(value as string | null);
      else if (kind === 'moments') column[row] = toNumber((value as readonly number[]).join(' ') || null);
      else column[row] = value === null ? Number.NaN : Number(value);
    }
    columns[field] = column;
  }
  const packed: Packed = { ids: rows.map(({ conversationId }) => conversationId), texts, columns };
  return serialize(packed);
}

/** The rows of what `encodeFacts` made, in the same order. */
export function decodeFacts(bytes: Uint8Array, texts: Map<string, string> = new Map()): ConversationFacts[] {
  const read = deserialize(bytes) as Packed;
  const packed = { ...read, texts: read.texts.map((text) => (text === null ? null : toShared(text, texts))) };
  return packed.ids.map((_, row) => new FactsRow(packed, row));
}

/** The same string object for the same text of all days, so that reports compare and count people by address. */
function toShared(text: string, texts: Map<string, string>): string {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Written out, because a getter made for each name at run time costs several times as much. */
class FactsRow implements ConversationFacts {
  private readonly packed: Packed;
  private readonly row: number;

  constructor(packed: Packed, row: number) {
    this.packed = packed;
    this.row = row;
  }
  get conversationId() {
    return this.packed.ids[this.row]!;
  }
  get community() {
    return this.packed.texts[this.packed.columns.community[this.row]!] as string;
  }
  get learner() {
    return this.packed.texts[this.packed.columns.learner[this.row]!] as PersonId;
  }
  get startedAt() {
    return this.packed.columns.startedAt[this.row]!;
  }
  get category() {
    return this.packed.texts[this.packed.columns.category[this.row]!]!;
  }
  get intent() {
    return this.packed.texts[this.packed.columns.intent[this.row]!]!;
  }
  get queue() {
    return this.packed.texts[this.packed.columns.queue[this.row]!]!;
  }
  get course() {
    return this.packed.texts[this.packed.columns.course[this.row]!]!;
  }
  get priority() {
    return this.packed.texts[this.packed.columns.priority[this.row]!] as Priority | null;
  }
  get learnerMessages() {
    return this.packed.columns.learnerMessages[this.row]!;
  }
  get answers() {
    return this.packed.columns.answers[this.row]!;
  }
  get refusals() {
    return this.packed.columns.refusals[this.row]!;
  }
  get misses() {
    return this.packed.columns.misses[this.row]!;
  }
  get escalatedAt() {
    return orNull(this.packed.columns.escalatedAt[this.row]!);
  }
  get firstReplyAt() {
    return orNull(this.packed.columns.firstReplyAt[this.row]!);
  }
  get agent() {
    return this.packed.texts[this.packed.columns.agent[this.row]!] as PersonId | null;
  }
  get handlingMs() {
    return this.packed.columns.handlingMs[this.row]!;
  }
  get paused() {
    return this.packed.texts[this.packed.columns.paused[this.row]!]?.split(' ').map(Number) ?? [];
  }
  get resolvedAt() {
    return orNull(this.packed.columns.resolvedAt[this.row]!);
  }
  get resolution() {
    return this.packed.texts[this.packed.columns.resolution[this.row]!]!;
  }
  get reopened() {
    return this.packed.columns.reopened[this.row]!;
  }
  get closedAt() {
    return orNull(this.packed.columns.closedAt[this.row]!);
  }
  get ratingAsked() {
    return this.packed.columns.ratingAsked[this.row] === 1;
  }
  get score() {
    return orNull(this.packed.columns.score[this.row]!);
  }
}
