/** The outbox: deliveries in their lanes, whose turn it is, what a newer edit replaces, and what came of each attempt. */
import type { Selectable } from 'kysely';
import type { Delivery, Receipt } from '../../domain/delivery.ts';
import type { PlaceId } from '../../domain/place.ts';
import type { ClaimedDelivery, DeliveryResult } from '../../ports.ts';
import { fromDelivery, toDelivery } from '../codec.ts';
import type { DeliveriesTable } from '../schema.ts';
import type { Connection } from './connection.ts';
import type { Inbox } from './inbox.ts';

type Row = Selectable<DeliveriesTable>;

export interface Outbox {
  /** Does nothing when a delivery of that id exists. */
  add(delivery: Delivery, community: string, now: number): void;
  /** Whether `claim` may find something: needs no write lock. */
  isDue(now: number): boolean;
  claim(now: number, leaseMs: number, limit: number): readonly ClaimedDelivery[];
  settle(result: DeliveryResult): void;
}

/** A thread reference of that form is the thread below the message in the slot. */
const SLOT_THREAD = 'slot:';

/** All functions write without a transaction of their own: the caller has one open. */
export function createOutbox(connection: Connection, inbox: Inbox): Outbox {
  type Value = string | number | null;

  const insert = connection.prepare<Value[]>(`
    insert into deliveries (id, conversation_id, community, lane, audience, place, thread, slot, requires, body,
      status, created_at, due_at, attempts, maybe_sent)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      'waiting', ?, iif(exists (select 1 from deliveries where lane = ? and due_at is not null), null, ?), 0, 0)
    on conflict (id) do nothing`);

  const nextDue = connection.prepare<[number], Row>(
    'select * from deliveries where due_at <= +? order by due_at, seq limit 1',
  );

  const byId = connection.prepare<[string], Row>('select * from deliveries where id = ?');

  // One with a condition may yet be skipped, so it replaces nothing.
  const newestInSlot = connection.prepare<[string, number, string, string], Row>(`
    select * from deliveries
    where lane = +? and settled_at is null and seq > +? and status = 'waiting' and slot = +? and place = +?
      and requires is null
    order by seq desc limit 1`);

  const supersede = connection.prepare<[number, string, number, string | null, string]>(`
    update deliveries set status = 'superseded', due_at = null, settled_at = ?
    where lane = ? and settled_at is null and seq < ? and status = 'waiting' and slot = ? and place = ?`);

  const lastReceipt = connection.prepare<[string, string], { message_id: string; thread_id: string | null }>(`
    select message_id, thread_id from deliveries
    where place = +? and slot = +? and slot is not null and message_id is not null
    order by seq desc limit 1`);

  const take = connection.prepare<[number, number, number, number]>(
    `update deliveries set status = 'sending', due_at = ?, attempts = ?, maybe_sent = ? where seq = ?`,
  );

  const skip = connection.prepare<[number, string, number]>(
    `update deliveries set status = 'skipped', due_at = null, settled_at = ?, reason = ? where seq = ?`,
  );

  const passTurn = connection.prepare<[string, string]>(`
    update deliveries set due_at = created_at
    where seq = (select min(seq) from deliveries where lane = +? and settled_at is null)
      and not exists (select 1 from deliveries where lane = ? and due_at is not null)`);

  const markSent = connection.prepare<[number, string, string | null, string]>(`
    update deliveries set status = 'sent', due_at = null, reason = null, settled_at = ?, message_id = ?, thread_id = ?
    where id = ? and status <> 'sent'`);

  const markWaiting = connection.prepare<[number, number, string, string]>(`
    update deliveries set status = 'waiting', due_at = ?, attempts = attempts + ?, reason = ?
    where id = ? and status = 'sending'`);

  const markFailed = connection.prepare<[number, string, string]>(`
    update deliveries set status = 'failed', due_at = null, settled_at = ?, reason = ?
    where id = ? and status = 'sending'`);

  function receiptOf(place: string, slot: string): Receipt | null {
    const row = lastReceipt.get(place, slot);
    return row ? { messageId: row.message_id, threadId: row.thread_id } : null;
  }

  function toThread({ thread, place }: Row): string | null {
    if (!thread?.startsWith(SLOT_THREAD)) return thread;
    const receipt = receiptOf(place, thread.slice(SLOT_THREAD.length));
    return receipt && (receipt.threadId ?? receipt.messageId);
  }

  /**
   * The row to send in the turn of `row`: itself, or the newest waiting edit of the same message, which then stands where
   * the older one stood, so that what is said below the message still comes after it. A first posting that was tried
   * before may have arrived: it is tried again, or its message would stay behind without an owner.
   */
  function replaced(row: Row, now: number): Row {
    if (row.slot === null || row.status !== 'waiting') return row;
    const tried = row.attempts > 0 || row.maybe_sent === 1;
    if (tried && !receiptOf(row.place, row.slot)) return row;
    const newest = newestInSlot.get(row.lane, row.seq, row.slot, row.place);
    if (!newest) return row;
    supersede.run(now, row.lane, newest.seq, row.slot, row.place);
    return newest;
  }

  /** Leases the row whose turn it is; null where it is not to be sent, and then the turn has passed on. */
  function claimTurn(turn: Row, now: number, until: number): ClaimedDelivery | null {
    if (turn.requires !== null && byId.get(turn.requires)?.status !== 'sent') {
      skip.run(now, 'the delivery it depends on was not sent', turn.seq);
      passTurn.run(turn.lane, turn.lane);
      return null;
    }
    const row = replaced(turn, now);
    const interrupted = row.status === 'sending';
    const maybeSent = interrupted || row.maybe_sent === 1;
    const attempts = row.attempts + (interrupted ? 1 : 0);
    take.run(until, attempts, maybeSent ? 1 : 0, row.seq);
    try {
      const edits = row.slot === null ? null : receiptOf(row.place, row.slot);
      return { delivery: { ...toDelivery(row), edits, threadId: toThread(row), maybeSent }, attempt: attempts + 1 };
    } catch (error) {
      // One that this version cannot read must not stop the others.
      fail(row, `unreadable: ${(error as Error).message}`, now);
      passTurn.run(row.lane, row.lane);
      return null;
    }
  }

  /** Tells the conversation. A report that an admin asked for is of no conversation's concern. */
  function fail(row: Row, reason: string, at: number): void {
    const { id, conversation_id: conversationId, audience, community } = row;
    const place = row.place as PlaceId;
    const { changes } = markFailed.run(at, reason, id);
    if (changes === 0 || conversationId === null || audience === 'admin') return;
    const told = { id: `failed:${id}`, at, community, conversationId, deliveryId: id, audience, place, reason };
    inbox.accept({ kind: 'deliveryFailed', ...told }, at);
  }

  return {
    add(delivery, community, now) {
      const { id, conversationId, audience, place, thread, slot, requires } = delivery;
      const lane = conversationId ?? `place/${place}`;
      const json = fromDelivery(delivery);
      insert.run(
        ...[id, conversationId, community, lane, audience, place, thread, slot, requires, json],
        ...[now, lane, now],
      );
    },
    isDue: (now) => nextDue.get(now) !== undefined,
    claim(now, leaseMs, limit) {
      const claimed: ClaimedDelivery[] = [];
      const until = now + Math.max(leaseMs, 1);
      while (claimed.length < limit) {
        const turn = nextDue.get(now);
        if (!turn) break;
        const taken = claimTurn(turn, now, until);
        if (taken) claimed.push(taken);
      }
      return claimed;
    },
    settle(result) {
      const row = byId.get(result.id);
      if (!row) throw new Error(`delivery ${result.id} does not exist`);
      switch (result.result) {
        case 'sent': {
          // A receipt counts whenever it comes: the lease may have ended meanwhile.
          const { id, receipt, at } = result;
          markSent.run(at, receipt.messageId, receipt.threadId, id);
          break;
        }
        case 'retry':
          markWaiting.run(result.retryAt, result.spent ? 1 : 0, result.reason, row.id);
          break;
        case 'failed':
          fail(row, result.reason, result.at);
      }
      passTurn.run(row.lane, row.lane);
    },
  };
}
