/** Writes what decided events change: each change all or nothing, the batch in the caller's one transaction. */
import type { Change } from '../../domain/change.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { CommitResult } from '../../ports.ts';
import type { Connection } from './connection.ts';
import type { Conversations } from './conversations.ts';
import type { Inbox } from './inbox.ts';
import type { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { Timers } from './timers.ts';

export interface Rooms {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly conversations: Conversations;
  readonly people: People;
}

/** A fault (as opposed to a refusal) in one change rejects the whole batch; nothing of it is written then. */
export function createCommit(connection: Connection, rooms: Rooms): (change: Change, now: number) => CommitResult {
  const { inbox, outbox, timers, conversations, people } = rooms;
  const begin = connection.prepare('savepoint one_change');
  const undo = connection.prepare('rollback to one_change');
  const keep = connection.prepare('release one_change');

  // Any conflict, not only of the id: a second rating of a conversation is dropped by its own unique index.
  const record = connection.prepare<[string, string | null, string, number, string, string, string]>(`
    insert into history_entries (id, conversation_id, community, happened_at, kind, actor, facts)
    values (?, ?, ?, ?, ?, ?, ?)
    on conflict do nothing`);

  function recordEntry({ id, conversationId, at, kind, actor, facts }: HistoryEntry, community: string): void {
    record.run(id, conversationId, community, at, kind, actor, JSON.stringify(facts));
  }

  function write(change: Change, now: number): CommitResult {
    const { eventId, conversation, ticket, community } = change;
    if (!inbox.finish(eventId, 'done', null)) return 'duplicate';
    if (conversation && !conversations.write(conversation)) return 'stale';
    if (ticket) {
      // The conversation's version is what guards the ticket.
      if (ticket.conversationId !== conversation?.id) throw new Error(`event ${eventId}: ticket without conversation`);
      if (!conversations.writeTicket(ticket)) return 'taken';
    }
    for (const profile of change.profiles ?? []) people.writeProfile(community, profile);
    for (const setting of change.settings ?? []) people.writeSetting(community, setting);
    for (const timer of change.timers) timers.set(timer);
    for (const entry of change.history) recordEntry(entry, community);
    for (const delivery of change.deliveries) outbox.add(delivery, community, now);
    return 'done';
  }

  return (change, now) => {
    begin.run();
    const result = write(change, now);
    if (result !== 'done') undo.run();
    keep.run();
    return result;
  };
}
