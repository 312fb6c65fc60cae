/** All that a decision may look at besides the event and the stored conversation. Built by the inbox worker, never by the engine. */
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Knowledge, Queue } from '../domain/knowledge.ts';
import type { PersonId, PlaceId } from '../domain/place.ts';

/** Waiting times in ms; see the variables of the same names. */
export interface Settings {
  /** Messages closer together than this are one question. 0: each message by itself, at once. */
  readonly turnQuietMs: number;
  /** Quiet time between resolution and the rating prompt. */
  readonly ratingDelayMs: number;
  /** Quiet time after which a conversation ends by itself. */
  readonly closeAfterMs: number;
  readonly timeZone: string;
}

export interface Roles {
  readonly admins: ReadonlySet<PersonId>;
  readonly leads: ReadonlySet<PersonId>;
  /** Empty: everybody who can write in a staff place is an agent. */
  readonly agents: ReadonlySet<PersonId>;
}

export interface Context {
  readonly settings: Settings;
  readonly roles: Roles;
  readonly knowledge: Knowledge;
  /** The first one takes what no queue claims. */
  readonly staffPlaces: readonly PlaceId[];
  /** What the diagnoser says of `toQuestion(...)`; null where that was null. */
  readonly diagnosis: Diagnosis | null;
  /** Unclaimed tickets by queue. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Raised by one when a new ticket's id was taken. */
  readonly salt: number;
  /** The queue that takes an intent; the queue of last resort for null. */
  routeTo(intent: string | null): Queue;
  /** When a first response is due for a ticket that arrives at `at` (ms), in the queue's opening hours. */
  promisedAt(queue: Queue, at: number): number;
}

/** Every place where agents work: the configured ones and those of the queues. */
export function isStaffPlace(context: Pick<Context, 'staffPlaces' | 'knowledge'>, place: PlaceId): boolean {
  if (context.staffPlaces.includes(place)) return true;
  for (const queue of context.knowledge.queues.values()) if (queue.places.includes(place)) return true;
  return false;
}
