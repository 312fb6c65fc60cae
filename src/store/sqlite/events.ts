/** The inbox and the timers in SQL: accepting, leasing, finishing. */
import type { Database } from 'better-sqlite3';
import { type InboundEvent, type TimerKind, toStream } from '../../domain/event.ts';
import type { Acceptance, ClaimedEvent } from '../../ports.ts';
import { toEvent, toJson } from '../codec.ts';

export function createEvents(database: Database) {
  const insert = database.prepare<[string, string, string, string, number, number]>(
    `insert into inbox (event_id, stream, kind, body, accepted_at, available_at) values (?, ?, ?, ?, ?, ?)
     on conflict (event_id) do nothing`,
  );
  // The oldest unfinished event of each stream, if nobody holds it and it is due.
  const claimable = database.prepare<
    [number, number, number],
    { seq: number; event_id: string; body: string; attempts: number }
  >(
    `select seq, event_id, body, attempts from inbox as event
     where status = 'waiting' and available_at <= ? and (lease_until is null or lease_until <= ?)
       and not exists (
         select 1 from inbox as earlier
         where earlier.stream = event.stream and earlier.status = 'waiting' and earlier.seq < event.seq)
     order by seq limit ?`,
  );
  const lease = database.prepare<[number, number]>(
    `update inbox set lease_until = ?, attempts = attempts + 1 where seq = ? and status = 'waiting'`,
  );
  const finish = database.prepare<[string]>(
    `update inbox set status = 'done', lease_until = null where event_id = ? and status = 'waiting'`,
  );
  const retry = database.prepare<[number, string, string]>(
    `update inbox set lease_until = null, available_at = ?, error = ? where event_id = ? and status = 'waiting'`,
  );
  const park = database.prepare<[string, string]>(
    `update inbox set status = 'parked', lease_until = null, error = ? where event_id = ? and status = 'waiting'`,
  );
  const dueTimers = database.prepare<
    [number],
    { conversation_id: string; kind: TimerKind; community: string; due_at: number }
  >(
    'select conversation_id, kind, community, due_at from timers where due_at <= ? order by due_at, conversation_id, kind',
  );
  const setTimer = database.prepare<[string, string, string, number]>(
    `insert into timers (conversation_id, kind, community, due_at) values (?, ?, ?, ?)
     on conflict (conversation_id, kind) do update set due_at = excluded.due_at`,
  );
  const dropTimer = database.prepare<[string, string]>('delete from timers where conversation_id = ? and kind = ?');

  function accept(event: InboundEvent, now: number): Acceptance {
    const { changes } = insert.run(event.id, toStream(event), event.kind, toJson(event), now, now);
    return changes === 1 ? 'accepted' : 'duplicate';
  }

  return {
    accept,
    claim(now: number, leaseMs: number, limit: number): ClaimedEvent[] {
      const rows = claimable.all(now, now, limit);
      return rows.map(({ seq, event_id, body, attempts }) => {
        const { changes } = lease.run(now + leaseMs, seq);
        if (changes !== 1) throw new Error(`inbox ${event_id}: could not be leased`);
        return { event: toEvent(body, event_id), attempt: attempts + 1 };
      });
    },
    /** False where it was finished before. */
    finish: (eventId: string): boolean => finish.run(eventId).changes === 1,
    retry(eventId: string, retryAt: number, reason: string): void {
      retry.run(retryAt, reason, eventId);
    },
    park(eventId: string, reason: string): boolean {
      return park.run(reason, eventId).changes === 1;
    },
    setTimer(conversationId: string, kind: TimerKind, community: string, dueAt: number | null): void {
      if (dueAt === null) dropTimer.run(conversationId, kind);
      else setTimer.run(conversationId, kind, community, dueAt);
    },
    fireTimers(now: number): number {
      const due = dueTimers.all(now);
      for (const { conversation_id, kind, community, due_at } of due) {
        const id = `timer:${conversation_id}:${kind}:${due_at}`;
        const base = { id, at: now, community };
        accept({ ...base, kind: 'timerFired', timer: kind, conversationId: conversation_id, dueAt: due_at }, now);
        dropTimer.run(conversation_id, kind);
      }
      return due.length;
    },
  };
}
