/** Conversations and tickets in SQL: finding, counting, and writing with the version as the condition. */
import type { Database } from 'better-sqlite3';
import type { Conversation, Ticket } from '../../domain/conversation.ts';
import type { ConversationKey, StoredConversation } from '../../ports.ts';
import { toConversation, toJson, toTicket } from '../codec.ts';

interface ConversationRow {
  id: string;
  version: number;
  community: string;
  place: string;
  thread: string;
  learner: string;
  started_at: number;
  body: string;
}

interface TicketRow {
  id: string;
  queue: string;
  status: string;
  assignee: string | null;
  created_at: number;
  body: string;
}

const COLUMNS = 'id, version, community, place, thread, learner, started_at, body';

export function createConversations(database: Database) {
  const byId = database.prepare<[string], ConversationRow>(`select ${COLUMNS} from conversations where id = ?`);
  const byTicket = database.prepare<[string], { conversation_id: string }>(
    'select conversation_id from tickets where id = ?',
  );
  // A card's thread is known by what the platform gave back when the card was posted.
  const byThread = database.prepare<[string, string, string], { conversation_id: string }>(
    `select conversation_id from outbox
     where place = ? and (thread_id = ? or message_id = ?) and slot like 'ticket:%' and conversation_id is not null
     order by seq desc limit 1`,
  );
  const latest = database.prepare<[string, string, string, string], ConversationRow>(
    `select ${COLUMNS} from conversations where community = ? and learner = ? and place = ? and thread = ?
     order by started_at desc, rowid desc limit 1`,
  );
  const ticketOf = database.prepare<[string], TicketRow>(
    'select id, queue, status, assignee, created_at, body from tickets where conversation_id = ?',
  );
  const aheadOf = database.prepare<[string, number], { n: number }>(
    `select count(*) as n from tickets where status = 'open' and assignee is null and queue = ? and created_at < ?`,
  );
  const waiting = database.prepare<[], { queue: string; n: number }>(
    `select queue, count(*) as n from tickets where status = 'open' and assignee is null group by queue`,
  );
  const insert = database.prepare(
    `insert into conversations (id, version, community, place, thread, learner, status, started_at, body)
     values (?, 1, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
  );
  const update = database.prepare(
    'update conversations set version = version + 1, status = ?, body = ? where id = ? and version = ?',
  );
  const putTicket = database.prepare(
    `insert into tickets (id, conversation_id, queue, status, assignee, created_at, body) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set
       queue = excluded.queue, status = excluded.status, assignee = excluded.assignee, body = excluded.body
     where conversation_id = excluded.conversation_id`,
  );
  const rate = database.prepare(
    'insert into ratings (conversation_id, score, rated_at) values (?, ?, ?) on conflict do nothing',
  );

  function find(key: ConversationKey): ConversationRow | undefined {
    switch (key.by) {
      case 'conversation':
        return byId.get(key.id);
      case 'ticket':
        return byId.get(byTicket.get(key.id)?.conversation_id ?? '');
      case 'thread':
        return byId.get(byThread.get(key.place, key.thread, key.thread)?.conversation_id ?? '');
      case 'learner':
        return latest.get(key.community, key.learner, key.spot.place, key.spot.thread ?? '');
    }
  }

  return {
    load(keys: readonly ConversationKey[]): StoredConversation | null {
      for (const key of keys) {
        const row = find(key);
        if (!row) continue;
        const ticket = ticketOf.get(row.id);
        const newest = latest.get(row.community, row.learner, row.place, row.thread);
        const waits = ticket?.status === 'open' && ticket.assignee === null;
        return {
          conversation: toConversation(row.body, row.id, row.version),
          ticket: ticket ? toTicket(ticket.body, ticket.id) : null,
          isLatest: newest?.id === row.id,
          ahead: ticket && waits ? (aheadOf.get(ticket.queue, ticket.created_at)?.n ?? 0) : null,
        };
      }
      return null;
    },
    countWaiting(): Map<string, number> {
      return new Map(waiting.all().map(({ queue, n }) => [queue, n]));
    },
    /** True where that id belongs to the ticket of another conversation. */
    isTaken(ticket: Ticket): boolean {
      const owner = byTicket.get(ticket.id)?.conversation_id;
      return owner !== undefined && owner !== ticket.conversationId;
    },
    /** Writes under the condition that nobody else has since; false = stale. */
    put(conversation: Conversation): boolean {
      const { id, version, community, spot, learner, status, startedAt } = conversation;
      const body = toJson(conversation);
      const { changes } =
        version === 0
          ? insert.run(id, community, spot.place, spot.thread ?? '', learner, status, startedAt, body)
          : update.run(status, body, id, version);
      return changes === 1;
    },
    putTicket(ticket: Ticket): void {
      const { id, conversationId, queue, status, assignee, createdAt } = ticket;
      const { changes } = putTicket.run(id, conversationId, queue, status, assignee, createdAt, toJson(ticket));
      if (changes !== 1) throw new Error(`tickets ${id}: not written`);
    },
    putRating({ id, rating }: Conversation, at: number): void {
      if (rating.score !== null) rate.run(id, rating.score, at);
    },
  };
}
