/** `Store` over one SQLite connection: puts each call into one transaction. The statements are in the rooms beside this file. */
import type { Change } from '../../domain/change.ts';
import type { InboundEvent } from '../../domain/event.ts';
import type { Acceptance, Backlog, CommitResult, DeliveryResult, Reports, RollUps, Store } from '../../ports.ts';
import { createCommit } from './commit.ts';
import type { Connection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createInbox } from './inbox.ts';
import { createInsights } from './insights.ts';
import { createLearningImports } from './learning-imports.ts';
import { createLearningRecords } from './learning-records.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createTimers } from './timers.ts';

/**
 * Calls of one store never interleave, because the driver works synchronously; other processes are kept out by taking
 * the write lock at the beginning of each transaction: one that read first and asked for the lock then would be refused
 * at once if another had written meanwhile. Loops that find nothing only look, and leave the lock alone.
 */
export function createStore(connection: Connection, reports: Reports, rollUps: RollUps): Store {
  const inbox = createInbox(connection);
  const outbox = createOutbox(connection, inbox);
  const timers = createTimers(connection, inbox);
  const conversations = createConversations(connection);
  const people = createPeople(connection);
  const commitOne = createCommit(connection, { inbox, outbox, timers, conversations, people });

  const accept = connection.transaction((events: readonly InboundEvent[], now: number): Acceptance[] =>
    events.map((event) => (inbox.accept(event, now) ? 'accepted' : 'duplicate')),
  );
  const claimEvents = connection.transaction(inbox.claim);
  const commit = connection.transaction((changes: readonly Change[], now: number): CommitResult[] =>
    changes.map((change) => commitOne(change, now)),
  );
  const park = connection.transaction(
    (eventId: string, reason: string, replacement: InboundEvent | null, now: number) => {
      // Another worker may have finished it after the lease ended: then there is nothing to replace.
      if (inbox.finish(eventId, 'parked', reason) && replacement) inbox.accept(replacement, now);
    },
  );
  const claimDeliveries = connection.transaction(outbox.claim);
  const settle = connection.transaction((results: readonly DeliveryResult[]) => {
    for (const result of results) outbox.settle(result);
  });

  const load = connection.transaction(conversations.load);

  const due = connection.prepare<[], { due_at: number | null }>(`
    select min(due_at) as due_at from (
      select min(due_at) as due_at from timers
      union all select min(due_at) from inbound_events where due_at is not null
      union all select min(due_at) from deliveries where due_at is not null
    )`);

  // The plus sign keeps SQLite from looking for the smallest one in the whole table instead of in the small index.
  const counts = connection.prepare<[], Backlog>(`
    with unfinished_events as (select seq from inbound_events where status = 'waiting'),
      unfinished_deliveries as (select seq from deliveries where settled_at is null)
    select
      (select count(*) from unfinished_events) as eventsWaiting,
      (select count(*) from inbound_events where status = 'parked') as eventsParked,
      (select count(*) from unfinished_deliveries) as deliveriesWaiting,
      (select count(*) from deliveries where status = 'failed') as deliveriesFailed,
      (select min(waiting_at) from (
        select accepted_at as waiting_at from inbound_events where seq = (select min(+seq) from unfinished_events)
        union all
        select created_at from deliveries where seq = (select min(+seq) from unfinished_deliveries)
      )) as oldestWaitingAt`);

  return {
    reports,
    rollUps,
    records: createLearningRecords(connection),
    imports: createLearningImports(connection),
    insights: createInsights(connection),
    async accept(events, now) {
      return accept.immediate(events, now);
    },
    async claimEvents(now, leaseMs, limit) {
      return inbox.isDue(now) ? claimEvents.immediate(now, leaseMs, limit) : [];
    },
    async load(keys) {
      return load(keys);
    },
    async countWaiting() {
      return conversations.countWaiting();
    },
    async reachable(community) {
      return people.reachable(community);
    },
    async profiles(community, persons) {
      return people.profiles(community, persons);
    },
    async agents(community) {
      return people.agents(community);
    },
    async linkedTo(community, account) {
      return people.linkedTo(community, account);
    },
    async settings(community) {
      return people.settings(community);
    },
    async recentTickets(limit) {
      return conversations.recentTickets(limit);
    },
    async sharedRatings(community, limit) {
      return people.sharedRatings(community, limit);
    },
    async ticketsOf(community, learner, limit) {
      return conversations.ticketsOf(community, learner, limit);
    },
    async countOpenTickets(community, learner) {
      return people.countOpenTickets(community, learner);
    },
    async commit(changes, now) {
      return commit.immediate(changes, now);
    },
    async retryEvent(eventId, retryAt, reason) {
      inbox.retry(eventId, retryAt, reason);
    },
    async parkEvent(eventId, reason, replacement, now) {
      park.immediate(eventId, reason, replacement, now);
    },
    async fireTimers(now) {
      return timers.fire(now);
    },
    async claimDeliveries(now, leaseMs, limit) {
      return outbox.isDue(now) ? claimDeliveries.immediate(now, leaseMs, limit) : [];
    },
    async settleDeliveries(results) {
      settle.immediate(results);
    },
    async nextDueAt() {
      return due.get()?.due_at ?? null;
    },
    async backlog() {
      return counts.get() as Backlog;
    },
    async heard(platform, since) {
      return inbox.heard(platform, since);
    },
    async close() {
      if (!connection.open) return;
      // Leaves everything in the one file, so that a copy of it is a whole backup.
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
}
