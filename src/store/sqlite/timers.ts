/** Timers: at most one of a kind for each conversation; a due one becomes an event. */
import type { TimerChange } from '../../domain/change.ts';
import type { TimerKind } from '../../domain/event.ts';
import type { Connection } from './connection.ts';
import type { Inbox } from './inbox.ts';

interface DueTimer {
  readonly conversation_id: string;
  readonly kind: TimerKind;
  readonly due_at: number;
  readonly community: string;
  readonly version: number;
}

export interface Timers {
  set(change: TimerChange): void;
  /** Answers how many events were accepted. */
  fire(now: number): number;
}

export function createTimers(connection: Connection, inbox: Inbox): Timers {
  const upsert = connection.prepare<[string, TimerKind, number]>(`
    insert into timers (conversation_id, kind, due_at) values (?, ?, ?)
    on conflict (conversation_id, kind) do update set due_at = excluded.due_at`);

  const cancel = connection.prepare<[string, TimerKind]>('delete from timers where conversation_id = ? and kind = ?');

  const anyDue = connection.prepare<[number]>('select 1 from timers where due_at <= ? limit 1');

  const due = connection.prepare<[number], DueTimer>(`
    select t.conversation_id, t.kind, t.due_at, c.community, c.version
    from timers t join conversations c on c.id = t.conversation_id
    where t.due_at <= ? order by t.due_at, t.conversation_id, t.kind`);

  const remove = connection.prepare<[number]>('delete from timers where due_at <= ?');

  function accept(
    { conversation_id: conversationId, kind, due_at: dueAt, community, version }: DueTimer,
    now: number,
  ): boolean {
    // A timer that fired may be set again for the same moment (platforms tell whole seconds): the version tells them apart.
    const id = `timer:${conversationId}:${kind}:${dueAt}:${version}`;
    return inbox.accept({ kind: 'timerFired', id, at: now, community, timer: kind, conversationId, dueAt }, now);
  }

  const fireAll = connection.transaction((now: number) => {
    const accepted = due.all(now).filter((timer) => accept(timer, now));
    remove.run(now);
    return accepted.length;
  });

  return {
    set({ conversationId, kind, dueAt }) {
      if (dueAt === null) cancel.run(conversationId, kind);
      else upsert.run(conversationId, kind, dueAt);
    },
    // Looking first keeps an idle worker from asking for the write lock.
    fire: (now) => (anyDue.get(now) ? fireAll.immediate(now) : 0),
  };
}
