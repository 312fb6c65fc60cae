/** The rows behind the store, read past it: what the tables themselves hold and refuse. */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/domain/conversation.ts';
import { makeChange, makeConversation, makeDelivery, makeEntry, makeMessage, makeTicket, NOW } from '../fixtures.ts';
import { openTemporary, type TemporaryDatabase } from './open-temporary.ts';

let database: TemporaryDatabase;
let raw: Database.Database;
beforeEach(async () => {
  database = await openTemporary();
  raw = new Database(database.path);
});
afterEach(async () => {
  raw.close();
  await database.close();
});

const all = (sql: string) => raw.prepare(sql).all();
const apply = async (change: Parameters<typeof makeChange>[0]) => {
  const eventId = change?.eventId ?? 'e1';
  await database.store.accept([makeMessage({ id: eventId })], NOW);
  return database.store.commit([makeChange({ ...change, eventId })], NOW);
};

describe('rows of an earlier version', () => {
  it('an answer without language and mark is read as one that is open, in the conversation’s language', async () => {
    const answer = { intent: 'login', at: NOW } as NonNullable<Conversation['answer']>;
    await apply({ conversation: makeConversation({ language: 'zh', answer }) });
    const stored = await database.store.load([{ by: 'conversation', id: 'C1' }]);
    expect(stored?.conversation.answer).toEqual({ intent: 'login', at: NOW, language: 'zh', closed: false });
  });
});

describe('one committed change', () => {
  it('is these rows', async () => {
    await apply({
      conversation: makeConversation({ status: 'queued', spot: { place: 'local:p', thread: null } }),
      ticket: makeTicket(),
      timers: [{ conversationId: 'C1', kind: 'quietClose', dueAt: NOW + 9 }],
      history: [makeEntry({ facts: { text: '“q”' } })],
      deliveries: [makeDelivery({ id: 'd1', slot: 's' }), makeDelivery({ id: 'd2' })],
    });
    expect(all('select id, version, place, thread, status, score from conversations')).toEqual([
      { id: 'C1', version: 1, place: 'local:p', thread: '', status: 'queued', score: null },
    ]);
    expect(all('select id, conversation_id, queue, status, assignee from tickets')).toEqual([
      { id: 'T-000001', conversation_id: 'C1', queue: 'technical', status: 'open', assignee: null },
    ]);
    expect(all('select * from timers')).toEqual([{ conversation_id: 'C1', kind: 'quietClose', due_at: NOW + 9 }]);
    expect(all('select id, community, kind, facts from history_entries')).toEqual([
      { id: 'local:e1:h0', community: 'default', kind: 'learnerMessage', facts: '{"text":"“q”"}' },
    ]);
    expect(all('select id, lane, status, due_at from deliveries order by seq')).toEqual([
      { id: 'd1', lane: 'C1', status: 'waiting', due_at: NOW },
      { id: 'd2', lane: 'C1', status: 'waiting', due_at: null },
    ]);
    expect(all('select id, status, due_at from inbound_events')).toEqual([{ id: 'e1', status: 'done', due_at: null }]);
  });

  it('of which one part cannot be written is none', async () => {
    const elsewhere = { conversationId: 'C-none', kind: 'quietClose', dueAt: NOW } as const;
    const broken = { conversation: makeConversation(), history: [makeEntry()], timers: [elsewhere] };
    await expect(apply(broken)).rejects.toThrow(/FOREIGN KEY/);
    for (const table of ['conversations', 'history_entries', 'timers']) {
      expect(all(`select * from ${table}`)).toEqual([]);
    }
    expect(all('select status from inbound_events')).toEqual([{ status: 'waiting' }]);
  });

  it('needs an event that was accepted, and for its ticket the conversation', async () => {
    await expect(database.store.commit([makeChange({ eventId: 'none' })], NOW)).rejects.toThrow(/never accepted/);
    await expect(apply({ ticket: makeTicket() })).rejects.toThrow(/without conversation/);
  });
});

describe('a worker that finds nothing to do', () => {
  it('leaves the write lock to others', async () => {
    await database.store.accept([makeMessage({ id: 'e1' })], NOW);
    raw.exec('begin immediate');
    expect(await database.store.claimEvents(NOW - 1, 1000, 9)).toEqual([]);
    expect(await database.store.claimDeliveries(NOW, 1000, 9)).toEqual([]);
    expect(await database.store.fireTimers(NOW)).toBe(0);
    raw.exec('commit');
  });
});

describe('the tables', () => {
  it('hold one turn for each stream and each lane, whoever writes', async () => {
    await database.store.accept([makeMessage({ id: 'e1' }), makeMessage({ id: 'e2' })], NOW);
    await apply({
      eventId: 'e3',
      conversation: makeConversation(),
      deliveries: [makeDelivery({ id: 'd1' }), makeDelivery({ id: 'd2' })],
    });
    expect(() => raw.exec(`update inbound_events set due_at = 1 where status = 'waiting'`)).toThrow(/UNIQUE/);
    expect(() => raw.exec('update deliveries set due_at = 1')).toThrow(/UNIQUE/);
  });

  it('hold one rating for each conversation, of 0 to 10', async () => {
    await apply({ conversation: makeConversation(), history: [makeEntry({ kind: 'rated', facts: { score: 3 } })] });
    const again = `insert into history_entries (id, conversation_id, community, happened_at, kind, actor, facts)
      values ('x', 'C1', 'default', 1, 'rated', 'me', '{}')`;
    expect(() => raw.exec(again)).toThrow(/UNIQUE/);
    expect(() => raw.exec('update conversations set score = 11')).toThrow(/CHECK/);
  });

  it('take no value of another type', async () => {
    await apply({ conversation: makeConversation() });
    expect(() => raw.exec(`update conversations set started_at = 'soon'`)).toThrow(/INTEGER/);
    const loose = `select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite%' and strict = 0`;
    expect(all(loose)).toEqual([]);
  });

  it('are whole in the one file once the store is closed, so that a copy of it is a backup', async () => {
    await apply({ conversation: makeConversation() });
    // Another process still has it open, so closing alone would leave the log behind.
    expect(all('select id from tickets')).toEqual([]);
    await database.store.close();
    copyFileSync(database.path, `${database.path}.copy`);
    const copy = new Database(`${database.path}.copy`);
    expect(copy.prepare('select id from conversations').all()).toEqual([{ id: 'C1' }]);
    copy.close();
  });
});

describe('a row that this version cannot have written', () => {
  it('is a fault that names the row and quotes nothing', async () => {
    await apply({ conversation: makeConversation({ learnerName: 'Secret Name' }) });
    const load = () => database.store.load([{ by: 'conversation', id: 'C1' }]);
    raw.exec(`update conversations set body = json_set(body, '$.status', 'dreaming')`);
    await expect(load()).rejects.toThrow(/conversations row C1: "status"/);
    raw.exec(`update conversations set body = json_set(json_remove(body, '$.misses'), '$.status', 'open')`);
    await expect(load()).rejects.toThrow('conversations row C1: "misses" is undefined, expected number');
    raw.exec(`update conversations set body = json_set(body, '$.misses', 0, '$.version', 7)`);
    await expect(load()).rejects.toThrow(/id or version/);
    raw.exec(`update conversations set body = '{"learnerName": "Secret Name'`);
    await expect(load()).rejects.toThrow(/^conversations row C1: the body is not JSON$/);
  });

  it('is set aside when it is an event, and the stream goes on', async () => {
    await database.store.accept([makeMessage({ id: 'e1' }), makeMessage({ id: 'e2' })], NOW);
    raw.exec(`update inbound_events set body = json_set(body, '$.kind', 'fromTheFuture') where id = 'e1'`);
    expect(await database.store.claimEvents(NOW, 1000, 9)).toEqual([]);
    expect(await database.store.claimEvents(NOW, 1000, 9)).toMatchObject([{ event: { id: 'e2' } }]);
    expect(all(`select reason from inbound_events where status = 'parked'`)).toEqual([
      { reason: 'unreadable: inbound_events row e1: unknown kind' },
    ]);
  });

  it('fails when it is a delivery, and the lane goes on', async () => {
    await apply({
      conversation: makeConversation(),
      deliveries: [makeDelivery({ id: 'd1' }), makeDelivery({ id: 'd2' })],
    });
    raw.exec(`update deliveries set body = '{}' where id = 'd1'`);
    expect(await database.store.claimDeliveries(NOW, 1000, 9)).toMatchObject([{ delivery: { id: 'd2' } }]);
    expect(await database.store.claimEvents(NOW, 1000, 9)).toMatchObject([{ event: { kind: 'deliveryFailed' } }]);
  });
});
