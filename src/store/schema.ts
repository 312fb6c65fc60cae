/** The tables, typed once for every database. Times are integer ms; `body` columns hold the domain object as JSON. */

export interface InboxTable {
  seq: number;
  event_id: string;
  stream: string;
  kind: string;
  body: string;
  accepted_at: number;
  status: 'waiting' | 'done' | 'parked';
  attempts: number;
  available_at: number;
  lease_until: number | null;
  error: string | null;
}

export interface ConversationsTable {
  id: string;
  version: number;
  community: string;
  place: string;
  thread: string;
  learner: string;
  status: string;
  started_at: number;
  body: string;
}

export interface TicketsTable {
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
  community: string;
  due_at: number;
}

export interface OutboxTable {
  seq: number;
  id: string;
  /** Deliveries of one stream go out one after the other: the conversation, or the place where there is none. */
  stream: string;
  conversation_id: string | null;
  community: string;
  audience: string;
  place: string;
  thread: string | null;
  slot: string | null;
  requires: string | null;
  body: string;
  status: 'waiting' | 'sending' | 'sent' | 'failed' | 'superseded' | 'skipped';
  attempts: number;
  available_at: number;
  lease_until: number | null;
  message_id: string | null;
  thread_id: string | null;
  error: string | null;
  created_at: number;
  settled_at: number | null;
}

export interface RatingsTable {
  conversation_id: string;
  score: number;
  rated_at: number;
}

export interface HistoryTable {
  seq: number;
  id: string;
  conversation_id: string | null;
  community: string;
  at: number;
  kind: string;
  actor: string;
  facts: string;
}

export interface Tables {
  inbox: InboxTable;
  conversations: ConversationsTable;
  tickets: TicketsTable;
  timers: TimersTable;
  outbox: OutboxTable;
  ratings: RatingsTable;
  history: HistoryTable;
}
