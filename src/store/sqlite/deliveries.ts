/** The outbox in SQL: writing, leasing in order, settling. */
import type { Database } from 'better-sqlite3';
import type { Delivery, Receipt } from '../../domain/delivery.ts';
import type { DeliveryFailed } from '../../domain/event.ts';
import type { PlaceId } from '../../domain/place.ts';
import type { ClaimedDelivery, DeliveryResult } from '../../ports.ts';
import { toBody, toJson } from '../codec.ts';

interface Row {
  seq: number;
  id: string;
  stream: string;
  conversation_id: string | null;
  community: string;
  audience: Delivery['audience'];
  place: PlaceId;
  thread: string | null;
  slot: string | null;
  requires: string | null;
  body: string;
  status: string;
  attempts: number;
}

const SLOT = 'slot:';

export function createDeliveries(database: Database) {
  const insert = database.prepare(
    `insert into outbox (id, stream, conversation_id, community, audience, place, thread, slot, requires, body, available_at, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
  );
  const supersede = database.prepare<[number]>(
    `update outbox as older set status = 'superseded', settled_at = ?
     where status = 'waiting' and slot is not null and exists (
       select 1 from outbox as newer
       where newer.slot = older.slot and newer.place = older.place and newer.seq > older.seq and newer.status = 'waiting')`,
  );
  const claimable = database.prepare<[number, number, number], Row>(
    `select * from outbox as delivery
     where status in ('waiting', 'sending') and available_at <= ? and (lease_until is null or lease_until <= ?)
       and not exists (
         select 1 from outbox as earlier
         where earlier.stream = delivery.stream and earlier.status in ('waiting', 'sending') and earlier.seq < delivery.seq)
     order by seq limit ?`,
  );
  const lease = database.prepare<[number, number]>(
    `update outbox set status = 'sending', lease_until = ? where seq = ?`,
  );
  const statusOf = database.prepare<[string], { status: string }>('select status from outbox where id = ?');
  const skip = database.prepare<[number, number]>(`update outbox set status = 'skipped', settled_at = ? where seq = ?`);
  const lastSent = database.prepare<[string, string, number], { message_id: string; thread_id: string | null }>(
    `select message_id, thread_id from outbox
     where slot = ? and place = ? and seq < ? and status = 'sent' order by seq desc limit 1`,
  );
  const sent = database.prepare<[string, string | null, number, string]>(
    `update outbox set status = 'sent', lease_until = null, message_id = ?, thread_id = ?, settled_at = ?, attempts = attempts + 1
     where id = ? and status = 'sending'`,
  );
  const again = database.prepare<[number, number, string, string]>(
    `update outbox set status = 'waiting', lease_until = null, available_at = ?, attempts = attempts + ?, error = ?
     where id = ? and status = 'sending'`,
  );
  const failed = database.prepare<
    [string, number, string],
    { conversation_id: string | null; community: string; audience: string }
  >(
    `update outbox set status = 'failed', lease_until = null, error = ?, settled_at = ? where id = ? and status = 'sending'
     returning conversation_id, community, audience`,
  );

  function receiptOf(slot: string, place: string, before: number): Receipt | null {
    const row = lastSent.get(slot, place, before);
    return row ? { messageId: row.message_id, threadId: row.thread_id } : null;
  }

  function toClaimed(row: Row): ClaimedDelivery {
    const root = row.thread?.startsWith(SLOT) ? receiptOf(row.thread.slice(SLOT.length), row.place, row.seq) : null;
    const delivery = {
      id: row.id,
      conversationId: row.conversation_id,
      audience: row.audience,
      place: row.place,
      thread: row.thread,
      slot: row.slot,
      requires: row.requires,
      body: toBody(row.body, row.id),
      edits: row.slot === null ? null : receiptOf(row.slot, row.place, row.seq),
      threadId: row.thread?.startsWith(SLOT) ? (root ? (root.threadId ?? root.messageId) : null) : row.thread,
      maybeSent: row.status === 'sending',
    };
    return { delivery, attempt: row.attempts + 1 };
  }

  return {
    write(delivery: Delivery, community: string, now: number): void {
      const { id, conversationId, audience, place, thread, slot, requires, body } = delivery;
      const stream = conversationId ?? `place/${place}`;
      insert.run(
        id,
        stream,
        conversationId,
        community,
        audience,
        place,
        thread,
        slot,
        requires,
        toJson(body),
        now,
        now,
      );
    },
    claim(now: number, leaseMs: number, limit: number): ClaimedDelivery[] {
      supersede.run(now);
      const claimed: ClaimedDelivery[] = [];
      for (const row of claimable.all(now, now, limit)) {
        if (row.requires !== null && statusOf.get(row.requires)?.status !== 'sent') {
          skip.run(now, row.seq);
          continue;
        }
        lease.run(now + leaseMs, row.seq);
        claimed.push(toClaimed(row));
      }
      return claimed;
    },
    /** The event that tells the conversation, where the result is a failure it should know of. */
    settle(result: DeliveryResult): DeliveryFailed | null {
      switch (result.result) {
        case 'sent':
          sent.run(result.receipt.messageId, result.receipt.threadId, result.at, result.id);
          return null;
        case 'retry':
          again.run(result.retryAt, result.spent ? 1 : 0, result.reason, result.id);
          return null;
        case 'failed': {
          const row = failed.get(result.reason, result.at, result.id);
          if (!row?.conversation_id) return null;
          return {
            kind: 'deliveryFailed',
            id: `failed:${result.id}`,
            at: result.at,
            community: row.community,
            conversationId: row.conversation_id,
            deliveryId: result.id,
            audience: row.audience === 'learner' ? 'learner' : 'staff',
            reason: result.reason,
          };
        }
      }
    },
  };
}
