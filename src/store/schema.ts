/** The tables as both databases have them, typed for Kysely; also the row types of the prepared statements. Times are ms. */
import type { Generated } from 'kysely';

/** `seq` is the order of writing, which is the order of the facts. */
export interface ConversationsTable {
  seq: Generated<number>;
  id: string;
  version: number;
  community: string;
  place: string;
  /** Empty for the place itself, because null equals nothing in SQL. */
  thread: string;
  learner: string;
  status: string;
  started_at: number;
  /** The one rating; never changed once set. */
  score: number | null;
  /** The whole conversation as JSON; the other columns repeat what queries need. */
  body: string;
}

export interface TicketsTable {
  seq: Generated<number>;
  id: string;
  conversation_id: string;
  queue: string;
  status: string;
  assignee: string | null;
  created_at: number;
  body: string;
}

export interface TimersTable {
  conversation_id: string;
  kind: string;
  due_at: number;
}

export interface HistoryEntriesTable {
  seq: Generated<number>;
  id: string;
  conversation_id: string | null;
  community: string;
  happened_at: number;
  kind: string;
  actor: string;
  /** JSON object of small facts. */
  facts: string;
}

/** The inbox. */
export interface InboundEventsTable {
  seq: Generated<number>;
  id: string;
  stream: string;
  status: 'waiting' | 'done' | 'parked';
  accepted_at: number;
  /**
   * Set for the one event of its stream whose turn it is: when it may be claimed, which while it is leased is the end of
   * the lease. Null for those behind it and for finished ones. A unique index holds that a stream has one turn.
   */
  due_at: number | null;
  attempts: number;
  reason: string | null;
  body: string;
}

/** The outbox. */
export interface DeliveriesTable {
  seq: Generated<number>;
  id: string;
  conversation_id: string | null;
  community: string;
  /** Deliveries of one lane go out one after the other: the conversation's id, or the place where there is none. */
  lane: string;
  audience: 'learner' | 'staff' | 'admin';
  place: string;
  thread: string | null;
  slot: string | null;
  requires: string | null;
  body: string;
  status: 'waiting' | 'sending' | 'sent' | 'failed' | 'superseded' | 'skipped';
  created_at: number;
  /** As in `InboundEventsTable`, for the delivery of the lane whose turn it is. */
  due_at: number | null;
  /** Attempts that counted. */
  attempts: number;
  /** 1 once an attempt ended without our learning its result. */
  maybe_sent: number;
  reason: string | null;
  settled_at: number | null;
  /** The receipt; set when sent. */
  message_id: string | null;
  thread_id: string | null;
}

/** What is known of a person beyond one conversation. */
export interface ProfilesTable {
  community: string;
  person: string;
  is_agent: number;
  body: string;
}

/** What was set in chat, by key. */
export interface CommunitySettingsTable {
  community: string;
  key: string;
  value: string;
}

/** What learners of the shop bought; imported. */
export interface PurchasesTable {
  learner: string;
  course: string;
  purchased_at: number;
  amount: number | null;
}

/** The conversations that began on one day (UTC), as columns; see fact-columns.ts. */
export interface FactDaysTable {
  /** Which columns the body has, so that two versions of the program do not read each other's. */
  layout: string;
  /** Days since the epoch. */
  day: number;
  /** Raised by one with each writing. */
  version: number;
  body: Buffer;
}

/** How far the history is in the days. */
export interface FactProgressTable {
  layout: string;
  seq: number;
}

export interface MigrationsTable {
  name: string;
  applied_at: Generated<number>;
}

export interface Tables {
  conversations: ConversationsTable;
  tickets: TicketsTable;
  timers: TimersTable;
  history_entries: HistoryEntriesTable;
  inbound_events: InboundEventsTable;
  deliveries: DeliveriesTable;
  profiles: ProfilesTable;
  community_settings: CommunitySettingsTable;
  purchases: PurchasesTable;
  fact_days: FactDaysTable;
  fact_progress: FactProgressTable;
  migrations: MigrationsTable;
}
