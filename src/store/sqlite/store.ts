/** The SQLite store: every method one transaction on one connection. The SQL stands in the files beside this one. */
import { Kysely, SqliteDialect } from 'kysely';
import type { Change, CommitResult, Store } from '../../ports.ts';
import { toJson } from '../codec.ts';
import type { Tables } from '../schema.ts';
import { connect, toOperatorError } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDeliveries } from './deliveries.ts';
import { createEvents } from './events.ts';
import { migrate } from './migrations.ts';
import { createReports } from './reports.ts';

/** `path` is a file or `:memory:`. Migrates on open. */
export async function openSqliteStore(path: string): Promise<Store> {
  const database = connect(path);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  try {
    await migrate(db, path);
  } catch (error) {
    database.close();
    throw toOperatorError(error, path);
  }

  const events = createEvents(database);
  const conversations = createConversations(database);
  const deliveries = createDeliveries(database);
  const record = database.prepare(
    `insert into history (id, conversation_id, community, at, kind, actor, facts) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do nothing`,
  );
  const isWaiting = database.prepare<[string], { n: number }>(
    `select count(*) as n from inbox where event_id = ? and status = 'waiting'`,
  );
  const nextDue = database.prepare<[], { at: number | null }>(
    `select min(at) as at from (
       select min(due_at) as at from timers
       union all select min(max(available_at, coalesce(lease_until, 0))) from inbox where status = 'waiting'
       union all select min(max(available_at, coalesce(lease_until, 0))) from outbox where status in ('waiting', 'sending'))`,
  );
  const backlog = database.prepare<
    [],
    {
      eventsWaiting: number;
      eventsParked: number;
      deliveriesWaiting: number;
      deliveriesFailed: number;
      oldestWaitingAt: number | null;
    }
  >(
    `select
       (select count(*) from inbox where status = 'waiting') as eventsWaiting,
       (select count(*) from inbox where status = 'parked') as eventsParked,
       (select count(*) from outbox where status in ('waiting', 'sending')) as deliveriesWaiting,
       (select count(*) from outbox where status = 'failed') as deliveriesFailed,
       (select min(at) from (
          select min(accepted_at) as at from inbox where status = 'waiting'
          union all select min(created_at) from outbox where status in ('waiting', 'sending'))) as oldestWaitingAt`,
  );

  /** Checks first and writes only when all holds, so that one change of a batch can be refused without undoing the others. */
  function commitOne(change: Change, now: number): CommitResult {
    const { eventId, conversation, ticket, community } = change;
    if (isWaiting.get(eventId)?.n !== 1) return 'duplicate';
    if (ticket && conversations.isTaken(ticket)) return 'taken';
    if (conversation && !conversations.put(conversation)) return 'stale';
    if (ticket) conversations.putTicket(ticket);
    if (conversation) conversations.putRating(conversation, now);
    for (const { conversationId, kind, dueAt } of change.timers)
      events.setTimer(conversationId, kind, community, dueAt);
    for (const { id, conversationId, at, kind, actor, facts } of change.history) {
      record.run(id, conversationId, community, at, kind, actor, toJson(facts));
    }
    for (const delivery of change.deliveries) deliveries.write(delivery, community, now);
    events.finish(eventId);
    return 'done';
  }

  /** Runs `work` in one immediate transaction: it sees no half-written state and waits for other processes, not fails. */
  function inTransaction<T>(work: () => T): T {
    return database.transaction(work).immediate();
  }

  let closed = false;
  return {
    reports: createReports(db),
    async accept(batch, now) {
      return inTransaction(() => batch.map((event) => events.accept(event, now)));
    },
    async claimEvents(now, leaseMs, limit) {
      return inTransaction(() => events.claim(now, leaseMs, limit));
    },
    async load(keys) {
      return conversations.load(keys);
    },
    async countWaiting() {
      return conversations.countWaiting();
    },
    async commit(changes, now) {
      return inTransaction(() => changes.map((change) => commitOne(change, now)));
    },
    async retryEvent(eventId, retryAt, reason) {
      events.retry(eventId, retryAt, reason);
    },
    async parkEvent(eventId, reason, replacement, now) {
      inTransaction(() => {
        if (events.park(eventId, reason) && replacement) events.accept(replacement, now);
      });
    },
    async fireTimers(now) {
      return inTransaction(() => events.fireTimers(now));
    },
    async claimDeliveries(now, leaseMs, limit) {
      return inTransaction(() => deliveries.claim(now, leaseMs, limit));
    },
    async settleDeliveries(results) {
      inTransaction(() => {
        for (const result of results) {
          const failure = deliveries.settle(result);
          if (failure) events.accept(failure, failure.at);
        }
      });
    },
    async nextDueAt() {
      return nextDue.get()?.at ?? null;
    },
    async backlog() {
      const row = backlog.get();
      if (!row) throw new Error('backlog: no row');
      return row;
    },
    async close() {
      if (closed) return;
      closed = true;
      if (path !== ':memory:') database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}
