/** All that a decision may look at besides the event and the stored conversation. Built by the inbox worker, never by the engine. */
import type { StoredConversation } from '../domain/change.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Knowledge, Queue } from '../domain/knowledge.ts';
import type { LearningState } from '../domain/learning-state.ts';
import type { Membership } from '../domain/organisation.ts';
import type { PersonId, PlaceId } from '../domain/place.ts';
import type { AgentState, Linked, Profile } from '../domain/profile.ts';
import type { RuleFacts } from '../domain/rule.ts';
import type { FoundSection } from '../domain/section.ts';
import type { Study } from '../domain/study.ts';
import type { Calendar } from '../support/calendar/calendar.ts';
import type { Entitlement } from '../support/entitlement.ts';
import type { Route } from '../support/routing.ts';

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

/** Mean of shared ratings and how many people gave them. */
export interface PublicRating {
  readonly mean: number;
  readonly people: number;
}

export interface Roles {
  readonly admins: ReadonlySet<PersonId>;
  readonly leads: ReadonlySet<PersonId>;
  /** Empty: everybody who can write in a staff place is an agent. */
  readonly agents: ReadonlySet<PersonId>;
}

/** What a code from the shop says: whose account it joins, or why it cannot. */
export type LinkReading =
  | { readonly ok: true; readonly account: string }
  | { readonly ok: false; readonly problem: 'notSet' | 'wrong' | 'expired' };

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
  /** What is known of the people this is about; of others nothing. */
  profileOf(person: PersonId): Profile;
  /** Everybody who has acted as an agent. */
  readonly agents: readonly AgentState[];
  /** Tickets of the event's author that are open or pending. */
  readonly openTickets: number;
  /** The account whose address is the author's, as their platform has confirmed it; set for who asks to be linked by it only. */
  readonly accountByEmail?: string | null;
  /** Everybody linked to the account that the event is to link; empty for other events. */
  readonly linked?: readonly Linked[];
  /** What the learner of the conversation (or the author) is owed. */
  readonly entitlement: Entitlement;
  /** Organisations the author of a command belongs to, by the joined account. Unset: none. */
  readonly memberships?: readonly Membership[];
  /** How far the learner is, by the joined account. Unset or null: not known. */
  readonly learning?: LearningState | null;
  /** Sections of courses that words are like, most alike first. Unset: none. */
  findSections?(words: string): readonly FoundSection[];
  /** Where service is renewed, in the community's own words; null = not set. */
  readonly renew: string | null;
  /** What was set in chat, by key. */
  readonly stored: ReadonlyMap<string, unknown>;
  /** When it is decided, ms; unset = when it happened. */
  readonly now?: number;
  /** The other ticket that a command names, with its conversation; of somebody to be written to unasked, their latest one. */
  readonly other: StoredConversation | null;
  /** What is known of the author's learning; only where the event may need it (`toStudied`), else null. */
  readonly study: Study | null;
  /** The queue's opening hours. */
  calendarOf(queue: Queue): Calendar;
  /** First response times of the queue of late, in ms of its opening time, oldest first. */
  recentWaits(queue: Queue): readonly number[];
  /** What learners of that queue think of it, as far as they let it be told; null of fewer than five. */
  publicRating(queue: Queue): PublicRating | null;
  readLinkCode(code: string, now: number): LinkReading;
  /** Which queue takes a question, by rules, solution and category, and what the rules add. */
  route(intent: string | null, facts: RuleFacts): Route;
  /** The queue that takes an intent; the queue of last resort for null. */
  routeTo(intent: string | null): Queue;
}

/** Every place where agents work: the configured ones and those of the queues. */
export function isStaffPlace(context: Pick<Context, 'staffPlaces' | 'knowledge'>, place: PlaceId): boolean {
  if (context.staffPlaces.includes(place)) return true;
  for (const queue of context.knowledge.queues.values()) if (queue.places.includes(place)) return true;
  return false;
}
