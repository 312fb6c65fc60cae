/** Conversations and tickets: finding them, and writing them only over the version that was loaded. */
import type { Selectable } from 'kysely';
import type { ConversationKey, StoredConversation } from '../../domain/change.ts';
import type { Conversation, Ticket } from '../../domain/conversation.ts';
import { fromConversation, toConversation, toTicket } from '../codec.ts';
import type { ConversationsTable, TicketsTable } from '../schema.ts';
import type { Connection } from './connection.ts';

type ConversationRow = Selectable<ConversationsTable>;
type TicketRow = Selectable<TicketsTable>;
type Found = Pick<ConversationRow, 'seq' | 'id' | 'version' | 'community' | 'place' | 'thread' | 'learner' | 'body'>;
type FoundTicket = Pick<TicketRow, 'seq' | 'id' | 'queue' | 'status' | 'assignee' | 'created_at' | 'body'>;

/** Slot of a ticket's card: the thread below the message in it belongs to the ticket. */
const CARD_SLOT = 'ticket:';

const SELECT = `select c.seq, c.id, c.version, c.community, c.place, c.thread, c.learner, c.body from conversations c`;

export interface Conversations {
  load(keys: readonly ConversationKey[]): StoredConversation | null;
  countWaiting(): ReadonlyMap<string, number>;
  recentTickets(limit: number): readonly Ticket[];
  ticketsOf(community: string, learner: string, limit: number): readonly StoredConversation[];
  /** False when the stored version is another one, or when the change would replace a rating. */
  write(conversation: Conversation): boolean;
  /** False when the id belongs to a ticket of another conversation. */
  writeTicket(ticket: Ticket): boolean;
}

export function createConversations(connection: Connection): Conversations {
  const byId = connection.prepare<[string], Found>(`${SELECT} where c.id = ?`);

  const byTicket = connection.prepare<[string], Found>(
    `${SELECT} join tickets t on t.conversation_id = c.id where t.id = ?`,
  );

  // The card of a ticket is edited in place, so the thread's message has one receipt or several equal ones.
  const cardOfThread = connection.prepare<[string, string, string, string], { slot: string }>(`
    select slot from (
      select slot, seq from deliveries
      where place = ? and message_id = ? and slot is not null and message_id is not null
      union all
      select slot, seq from deliveries
      where place = ? and thread_id = ? and slot is not null and thread_id is not null
    )
    where substr(slot, 1, ${CARD_SLOT.length}) = '${CARD_SLOT}' order by seq desc limit 1`);

  // Begun last, not started last: after an outage older messages arrive later, and order is the order of acceptance.
  const byLearner = connection.prepare<[string, string, string, string], Found>(
    `${SELECT} where c.community = +? and c.place = +? and c.thread = +? and c.learner = +?
    order by c.seq desc limit 1`,
  );

  const byPerson = connection.prepare<[string, string], Found>(
    `${SELECT} where c.community = ? and c.learner = ? order by c.seq desc limit 1`,
  );

  const anyLater = connection.prepare<[string, string, string, string, number]>(`
    select 1 from conversations
    where community = ? and place = ? and thread = ? and learner = ? and seq > ?
    limit 1`);

  const ticketOf = connection.prepare<[string], FoundTicket>(
    'select seq, id, queue, status, assignee, created_at, body from tickets where conversation_id = ?',
  );

  const countAhead = connection.prepare<[string, number, number], { n: number }>(`
    select count(*) as n from tickets
    where status = 'open' and assignee is null and queue = ? and (created_at, seq) < (?, ?)`);

  const waiting = connection.prepare<[], { queue: string; n: number }>(
    `select queue, count(*) as n from tickets where status = 'open' and assignee is null group by queue`,
  );

  const recent = connection.prepare<[number], { id: string; body: string }>(
    'select id, body from tickets order by seq desc limit ?',
  );

  const withTickets = connection.prepare<[string, string, number], Found>(`${SELECT}
    where c.community = ? and c.learner = ? and exists (select 1 from tickets t where t.conversation_id = c.id)
    order by c.seq desc limit ?`);

  const insert = connection.prepare<[string, string, string, string, string, string, number, number | null, string]>(`
    insert into conversations (id, version, community, place, thread, learner, status, started_at, score, body)
    values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do nothing`);

  const update = connection.prepare<[string, number | null, string, string, number, number | null]>(`
    update conversations set version = version + 1, status = ?, score = ?, body = ?
    where id = ? and version = ? and (score is null or score = ?)`);

  const upsertTicket = connection.prepare<[string, string, string, string, string | null, number, string]>(`
    insert into tickets (id, conversation_id, queue, status, assignee, created_at, body)
    values (?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do update set
      queue = excluded.queue, status = excluded.status, assignee = excluded.assignee, body = excluded.body
    where conversation_id = excluded.conversation_id`);

  function find(key: ConversationKey): Found | undefined {
    switch (key.by) {
      case 'conversation':
        return byId.get(key.id);
      case 'ticket':
        return byTicket.get(key.id);
      case 'thread': {
        const card = cardOfThread.get(key.place, key.thread, key.place, key.thread);
        return card && byTicket.get(card.slot.slice(CARD_SLOT.length));
      }
      case 'person':
        return byPerson.get(key.community, key.learner);
      case 'learner': {
        const { community, spot, learner } = key;
        return byLearner.get(community, spot.place, spot.thread ?? '', learner);
      }
    }
  }

  function complete(found: Found): StoredConversation {
    const { community, place, thread, learner, seq } = found;
    const row = ticketOf.get(found.id);
    const waits = row?.status === 'open' && row.assignee === null;
    return {
      conversation: toConversation(found),
      ticket: row ? toTicket(row) : null,
      isLatest: anyLater.get(community, place, thread, learner, seq) === undefined,
      ahead: waits ? (countAhead.get(row.queue, row.created_at, row.seq)?.n ?? 0) : null,
    };
  }

  return {
    load(keys) {
      for (const key of keys) {
        const found = find(key);
        if (found) return complete(found);
      }
      return null;
    },
    countWaiting() {
      return new Map(waiting.all().map(({ queue, n }) => [queue, n]));
    },
    recentTickets(limit) {
      return recent.all(limit).map(toTicket).reverse();
    },
    ticketsOf(community, learner, limit) {
      return withTickets.all(community, learner, limit).map(complete);
    },
    write(conversation) {
      const { id, version, community, spot, learner, status, startedAt, rating } = conversation;
      const { score } = rating;
      const body = fromConversation(conversation);
      const { changes } =
        version === 0
          ? insert.run(id, community, spot.place, spot.thread ?? '', learner, status, startedAt, score, body)
          : update.run(status, score, body, id, version, score);
      return changes === 1;
    },
    writeTicket(ticket) {
      const { id, conversationId, queue, status, assignee, createdAt } = ticket;
      const body = JSON.stringify(ticket);
      return upsertTicket.run(id, conversationId, queue, status, assignee, createdAt, body).changes === 1;
    },
  };
}
