/** The steps from an empty file to today's tables. A step that was released is never changed; a new one is added below it. */
import { type Kysely, sql } from 'kysely';
import { OperatorError } from '../../errors.ts';
import type { Tables } from '../schema.ts';

type Step = (db: Kysely<Tables>) => Promise<void>;

async function run(db: Kysely<Tables>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const STEPS: readonly Step[] = [
  (db) =>
    run(db, [
      `create table inbox (
        seq integer primary key, event_id text not null unique, stream text not null, kind text not null,
        body text not null, accepted_at integer not null,
        status text not null default 'waiting' check (status in ('waiting', 'done', 'parked')),
        attempts integer not null default 0, available_at integer not null, lease_until integer, error text) strict`,
      // Only unfinished events are looked for; finished ones stay for their unique id.
      `create index inbox_waiting on inbox (stream, seq) where status = 'waiting'`,
      `create index inbox_due on inbox (available_at) where status = 'waiting'`,
      `create table conversations (
        id text primary key, version integer not null, community text not null, place text not null,
        thread text not null, learner text not null, status text not null, started_at integer not null,
        body text not null) strict`,
      `create index conversations_of_learner on conversations (community, learner, place, thread, started_at)`,
      `create table tickets (
        id text primary key, conversation_id text not null unique references conversations (id) on delete cascade,
        queue text not null, status text not null, assignee text, created_at integer not null, body text not null) strict`,
      `create index tickets_waiting on tickets (queue, created_at) where status = 'open' and assignee is null`,
      `create table timers (
        conversation_id text not null, kind text not null, community text not null, due_at integer not null,
        primary key (conversation_id, kind)) strict, without rowid`,
      `create index timers_due on timers (due_at)`,
      `create table outbox (
        seq integer primary key, id text not null unique, stream text not null, conversation_id text,
        community text not null, audience text not null, place text not null, thread text, slot text, requires text,
        body text not null,
        status text not null default 'waiting'
          check (status in ('waiting', 'sending', 'sent', 'failed', 'superseded', 'skipped')),
        attempts integer not null default 0, available_at integer not null, lease_until integer,
        message_id text, thread_id text, error text, created_at integer not null, settled_at integer) strict`,
      `create index outbox_unsettled on outbox (stream, seq) where status in ('waiting', 'sending')`,
      `create index outbox_due on outbox (available_at) where status in ('waiting', 'sending')`,
      `create index outbox_slots on outbox (slot, place, seq) where slot is not null`,
      `create index outbox_threads on outbox (place, thread_id) where thread_id is not null`,
      `create table ratings (
        conversation_id text primary key, score integer not null check (score between 0 and 10),
        rated_at integer not null) strict, without rowid`,
      `create table history (
        seq integer primary key, id text not null unique, conversation_id text, community text not null,
        at integer not null, kind text not null, actor text not null, facts text not null) strict`,
      `create index history_of_conversation on history (conversation_id, seq)`,
      `create index history_by_kind on history (kind, at)`,
    ]),
];

/** Brings the database to today's tables; one written by a newer version is refused untouched. */
export async function migrate(db: Kysely<Tables>, path: string): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const version = rows[0]?.user_version ?? 0;
  if (version > STEPS.length) {
    throw new OperatorError(
      `database ${path} was written by a newer version of afterclass (schema ${version}, this version knows ${STEPS.length}); upgrade afterclass, or set DATABASE_URL to another file`,
    );
  }
  for (const [n, step] of STEPS.entries()) {
    if (n < version) continue;
    await db.transaction().execute(async (transaction) => {
      await step(transaction);
      await sql.raw(`pragma user_version = ${n + 1}`).execute(transaction);
    });
  }
}
