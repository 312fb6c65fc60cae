/** The contracts between the core and the outside: platforms, storage, reports, time. Types and their laws only. */
import type { Change, ConversationKey, StoredConversation } from './domain/change.ts';
import type { Ticket } from './domain/conversation.ts';
import type { ConversationFacts } from './domain/conversation-facts.ts';
import type { Delivery, Receipt } from './domain/delivery.ts';
import type { InboundEvent } from './domain/event.ts';
import type { HistoryEntry } from './domain/history.ts';
import type { PersonId, Platform, Spot } from './domain/place.ts';
import type { AgentState, Linked, Profile } from './domain/profile.ts';
import type { SpokenComment } from './domain/spoken-comment.ts';
import type { Insights, LearningImports, LearningRecords } from './learning-ports.ts';

export type { Change, ConversationKey, StoredConversation, TimerChange } from './domain/change.ts';
export type { ConversationFacts } from './domain/conversation-facts.ts';
export type { Insights, LearningImports, LearningRecords, Milestone } from './learning-ports.ts';

/** Milliseconds since the epoch. Injected, so that tests and the demo own the time. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. Never keeps the process alive by itself. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `duplicate`: an event with that id had been accepted before; nothing was written. */
export type Acceptance = 'accepted' | 'duplicate';

/**
 * Hands one event to the core. Resolves only when the event is durable, so an adapter acknowledges to its platform after
 * this and not before; it rejects when the store failed, and then the platform must send again or be asked again.
 */
export type Receive = (event: InboundEvent) => Promise<Acceptance>;

/** A delivery with what the platform needs to place it. */
export interface OutgoingDelivery extends Delivery {
  /** The receipt of the message this one replaces (same slot and place); null = post a new one. */
  readonly edits: Receipt | null;
  /** `thread` with slot references resolved to what the platform calls the thread. */
  readonly threadId: string | null;
  /** True when an earlier attempt may have been carried out: look for it before sending again, where the platform can. */
  readonly maybeSent: boolean;
}

/** A web handler of an adapter, mounted under `prefix` on the process's own server. */
export interface HttpRoute {
  readonly prefix: string;
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * One platform. Inbound: maps what happens to events and passes them to `receive`. Outbound: `deliver` is called by the
 * outbox only, one delivery of a conversation at a time and in order. It makes one attempt and never retries by itself;
 * it throws `DeliveryError` saying whether trying again can help and when. A crash between the platform's accepting and
 * our storing the receipt makes the outbox call `deliver` again with `maybeSent`.
 */
export interface PlatformAdapter {
  readonly platform: Platform;
  readonly routes?: readonly HttpRoute[];
  start(receive: Receive): Promise<void>;
  /** Stops taking events; resolves when none is in flight. Idempotent. */
  stop(): Promise<void>;
  deliver(delivery: OutgoingDelivery): Promise<Receipt>;
  readFile?(ref: string): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;
  check?(): Promise<readonly Check[]>;
  /** The e-mail address that the platform has confirmed to be theirs; null where it does not tell. Never rejects. */
  emailOf?(person: PersonId): Promise<string | null>;
}

/** One thing `doctor` looked at; `remedy` is empty where all is well. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy: string;
}

/** An event that this worker owns until its lease ends. */
export interface ClaimedEvent {
  readonly event: InboundEvent;
  /** 1 for the first try. */
  readonly attempt: number;
}

export interface ClaimedDelivery {
  readonly delivery: OutgoingDelivery;
  /** 1 for the first attempt that counts. */
  readonly attempt: number;
}

/**
 * done: written, the event is finished · stale: the conversation moved on since it was loaded, nothing was written, load
 * and decide again · taken: the new ticket's id is in use, decide again with another salt · duplicate: the event was
 * finished before, nothing was written.
 */
export type CommitResult = 'done' | 'stale' | 'taken' | 'duplicate';

/** What became of one attempt to deliver. `retryAt` ms; `spent` false = does not count as an attempt (rate limit). */
export type DeliveryResult =
  | { readonly id: string; readonly result: 'sent'; readonly receipt: Receipt; readonly at: number }
  | {
      readonly id: string;
      readonly result: 'retry';
      readonly retryAt: number;
      readonly spent: boolean;
      readonly reason: string;
    }
  | { readonly id: string; readonly result: 'failed'; readonly reason: string; readonly at: number };

/** A spot of a platform in which people were heard. */
export interface Heard {
  readonly spot: Spot;
  /** When the last of their events happened there, ms. */
  readonly at: number;
}

/** Told how many conversations of how many were worked out from the history so far, which is what takes long. */
export type OnPart = (read: number, total: number) => void;
/** A rating that learners may see the sum of. */
export interface SharedRating {
  readonly queue: string;
  readonly learner: PersonId;
  readonly score: number;
}

/** What reports read is prepared ahead, so that a long history need not be gone through for each of them. */
export interface RollUps {
  /** How many entries of the history are not taken up yet. */
  left(): Promise<number>;
  /**
   * Takes up the next `limit` entries of the history; answers how many are left, 0 when it is up to date. May be called by
   * any number of processes and broken off at any point; reports are right at all times and only slower before it.
   */
  step(limit: number): Promise<number>;
}

/** Read-only history for reports. */
export interface Reports {
  /**
   * Conversations that started in [from, to), oldest first; null = open end.
   */
  conversations(from: number | null, to: number | null, onPart?: OnPart): Promise<readonly ConversationFacts[]>;
  /** What happened to one conversation, in the order written. */
  story(conversationId: string): Promise<readonly HistoryEntry[]>;
  /** The last entries of the community, in the order written; of one ticket's conversation, or of all. */
  latest(community: string, conversationId: string | null, limit: number): Promise<readonly HistoryEntry[]>;
  /** The entries that made and ended report schedules, in the order written. */
  schedules(): Promise<readonly HistoryEntry[]>;
  /** What questionnaires asked and learners answered in [from, to), in the order written. */
  surveys(from: number | null, to: number | null): Promise<readonly HistoryEntry[]>;
  /** Every entry of [from, to), in the order written. */
  entries(from: number | null, to: number | null): Promise<readonly HistoryEntry[]>;
  /** What learners wrote after rating, from then on (null = ever), in the order written. */
  comments(from: number | null, limit?: number): Promise<readonly SpokenComment[]>;
  /** The entries that accepted and dropped improvements, and those that told of unusual figures, in the order written. */
  measures(): Promise<readonly HistoryEntry[]>;
  /** The entries that say which courses were recommended to that person and what they answered, in the order written; null = everybody's. */
  suggestions(person: PersonId | null): Promise<readonly HistoryEntry[]>;
}

/**
 * The system of record. Every method is one transaction. Losing the process at any point leaves each event either
 * waiting or finished with all it changed.
 */
export interface Store {
  readonly reports: Reports;
  readonly rollUps: RollUps;
  readonly records: LearningRecords;
  readonly imports: LearningImports;
  readonly insights: Insights;
  /** Writes the events that are new, all in one transaction; answers in the order given. */
  accept(events: readonly InboundEvent[], now: number): Promise<readonly Acceptance[]>;
  /**
   * Leases up to `limit` events until now + leaseMs: in each stream the oldest unfinished one, and only if nobody holds
   * it and it is due. An event whose lease ended comes again with the next attempt number.
   */
  claimEvents(now: number, leaseMs: number, limit: number): Promise<readonly ClaimedEvent[]>;
  /** The first key that finds something wins; null when none does. */
  load(keys: readonly ConversationKey[]): Promise<StoredConversation | null>;
  /** Number of tickets that wait unclaimed, by queue. */
  countWaiting(): Promise<ReadonlyMap<string, number>>;
  /** What is known of these people; those of whom nothing is known are missing. */
  profiles(community: string, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Profile>>;
  /** Everybody who was heard with nobody reading along. */
  reachable(community: string): Promise<ReadonlyMap<PersonId, Profile>>;
  /** Everybody who has acted as an agent, with their tickets in hand; in the order of their ids. */
  agents(community: string): Promise<readonly AgentState[]>;
  /** Everybody whose chat account is linked to that account of the shop, by id. */
  linkedTo(community: string, account: string): Promise<readonly Linked[]>;
  /** What was set in chat, by key; values are JSON. */
  settings(community: string): Promise<ReadonlyMap<string, unknown>>;
  /** Tickets of that learner that are open or pending. */
  countOpenTickets(community: string, learner: PersonId): Promise<number>;
  /** The last tickets that were opened, oldest first. */
  recentTickets(limit: number): Promise<readonly Ticket[]>;
  /** Ratings of the last `limit` tickets whose learners let them count in public, with the queue they waited in; oldest first. */
  sharedRatings(community: string, limit: number): Promise<readonly SharedRating[]>;
  /** Tickets of a learner, the last one opened first. */
  ticketsOf(community: string, learner: PersonId, limit: number): Promise<readonly StoredConversation[]>;
  /** Each change by itself is all or nothing; answers in the order given. */
  commit(changes: readonly Change[], now: number): Promise<readonly CommitResult[]>;
  /** Gives a claimed event back, to be tried from `retryAt` on. */
  retryEvent(eventId: string, retryAt: number, reason: string): Promise<void>;
  /** Finishes the event as parked and accepts `replacement` in the same transaction. */
  parkEvent(eventId: string, reason: string, replacement: InboundEvent | null, now: number): Promise<void>;
  /** Turns every timer due at `now` into an accepted `timerFired` event; answers how many. */
  fireTimers(now: number): Promise<number>;
  /**
   * Leases deliveries and marks them as being sent: at most one per conversation, in the order written. A delivery whose
   * slot has a newer waiting one is skipped for good (`superseded`). One that was being sent when its lease ended comes
   * again with `maybeSent`.
   */
  claimDeliveries(now: number, leaseMs: number, limit: number): Promise<readonly ClaimedDelivery[]>;
  /** `failed` also accepts a `deliveryFailed` event for the conversation, in the same transaction. */
  settleDeliveries(results: readonly DeliveryResult[]): Promise<void>;
  /** The earliest time at which a timer, a waiting event or a waiting delivery comes due; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Oldest unfinished event and delivery, and how many of each wait or were parked or failed; for health and doctor. */
  backlog(): Promise<Backlog>;
  /**
   * Where people of that platform were heard in events accepted since then, each spot once. For platforms that do not
   * repeat what was said while nobody listened: their adapter reads the history of these places again.
   */
  heard(platform: Platform, since: number): Promise<readonly Heard[]>;
  close(): Promise<void>;
}

export interface Backlog {
  readonly eventsWaiting: number;
  readonly eventsParked: number;
  readonly deliveriesWaiting: number;
  readonly deliveriesFailed: number;
  readonly oldestWaitingAt: number | null;
}
