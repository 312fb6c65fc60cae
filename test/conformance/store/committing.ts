/** Writing what an event changed: all of it or nothing, once, and never over somebody else's change. */

import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/domain/conversation.ts';
import type { SettingChange } from '../../../src/domain/profile.ts';
import { makeChange, makeConversation, makeDelivery, makeEntry, makeMessage, makeTicket, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

const C1 = [{ by: 'conversation', id: 'C1' } as const];

export function describeCommitting(open: OpenDatabase): void {
  describe('committing a change', () => {
    const bench = useBench(open);

    it('settings of one key that each name only a part are both kept, and null takes all of it back', async () => {
      const settings = (change: SettingChange) => ({ settings: [change] });
      const key = 'queue:billing';
      await bench.apply(
        'local:s1',
        settings({ key, value: { leaseMs: 1, places: ['slack:A', 'slack:B'] }, patch: true }),
      );
      await bench.apply('local:s2', settings({ key, value: { assignment: 'auto', places: ['slack:C'] }, patch: true }));
      const kept = { leaseMs: 1, assignment: 'auto', places: ['slack:C'] };
      expect((await bench.store.settings('default')).get(key)).toEqual(kept);
      await bench.apply('local:s3', settings({ key, value: null }));
      expect((await bench.store.settings('default')).get(key)).toBeUndefined();
    });

    it('stores conversation and ticket one version further, as they were given', async () => {
      const conversation = makeConversation({
        status: 'queued',
        questions: ['“视频”', '👋'],
        spot: { place: 'local:p', thread: 't' },
      });
      const ticket = makeTicket({ lastMessage: '<b>' });
      expect(await bench.apply('e1', { conversation, ticket })).toBe('done');
      expect(await bench.store.load(C1)).toEqual({
        conversation: { ...conversation, version: 1 },
        ticket,
        isLatest: true,
        ahead: 0,
      });
      const next = { ...conversation, version: 1, misses: 1 };
      expect(await bench.apply('e2', { conversation: next, ticket: { ...ticket, live: true } })).toBe('done');
      expect(await bench.store.load(C1)).toMatchObject({
        conversation: { version: 2, misses: 1 },
        ticket: { live: true },
      });
    });

    it('finishes the event, so that it is never handed out again', async () => {
      await bench.apply('e1');
      expect(await bench.store.claimEvents(NOW + LEASE, LEASE, 9)).toEqual([]);
      expect(await bench.store.backlog()).toMatchObject({ eventsWaiting: 0 });
    });

    it('is a duplicate when the event was finished before, and writes nothing', async () => {
      await bench.apply('e1', { conversation: makeConversation() });
      const change = makeChange({
        eventId: 'e1',
        conversation: makeConversation({ version: 1, misses: 1 }),
        history: [makeEntry()],
        deliveries: [makeDelivery()],
      });
      expect(await bench.store.commit([change], NOW)).toEqual(['duplicate']);
      expect(await bench.store.load(C1)).toMatchObject({ conversation: { version: 1, misses: 0 } });
      expect(await bench.store.reports.entries(null, null)).toEqual([]);
      expect(await bench.claimIds()).toEqual([]);
    });

    it('is a duplicate when the event was parked', async () => {
      await bench.store.accept([makeMessage({ id: 'e1' })], NOW);
      await bench.store.parkEvent('e1', 'poison', null, NOW);
      expect(await bench.store.commit([makeChange({ eventId: 'e1' })], NOW)).toEqual(['duplicate']);
    });

    it('is stale when the conversation moved on, and leaves everything as it was, the event too', async () => {
      await bench.apply('e1', { conversation: makeConversation() });
      await bench.apply('e2', { conversation: makeConversation({ version: 1, misses: 1 }) });
      const late = {
        conversation: makeConversation({ version: 1, misses: 9 }),
        ticket: makeTicket(),
        timers: [{ conversationId: 'C1', kind: 'quietClose', dueAt: NOW } as const],
        history: [makeEntry()],
        deliveries: [makeDelivery()],
      };
      expect(await bench.apply('e3', late)).toBe('stale');
      expect(await bench.store.load(C1)).toMatchObject({ conversation: { version: 2, misses: 1 }, ticket: null });
      expect(await bench.store.reports.entries(null, null)).toEqual([]);
      expect(await bench.store.fireTimers(NOW)).toBe(0);
      expect(await bench.claimIds()).toEqual([]);
      expect(await bench.store.claimEvents(NOW, LEASE, 9)).toMatchObject([{ event: { id: 'e3' } }]);
    });

    it('is stale when a new conversation exists already', async () => {
      await bench.apply('e1', { conversation: makeConversation() });
      expect(await bench.apply('e2', { conversation: makeConversation({ misses: 9 }) })).toBe('stale');
      expect(await bench.store.load(C1)).toMatchObject({ conversation: { version: 1, misses: 0 } });
    });

    it('is stale when the conversation it was decided on does not exist', async () => {
      expect(await bench.apply('e1', { conversation: makeConversation({ version: 3 }) })).toBe('stale');
    });

    it('is taken when the id of the new ticket belongs to another conversation, and writes nothing', async () => {
      await bench.apply('e1', { conversation: makeConversation(), ticket: makeTicket() });
      const second = { conversation: makeConversation({ id: 'C2' }), history: [makeEntry({ conversationId: 'C2' })] };
      expect(await bench.apply('e2', { ...second, ticket: makeTicket({ conversationId: 'C2' }) })).toBe('taken');
      expect(await bench.store.load([{ by: 'conversation', id: 'C2' }])).toBeNull();
      expect(await bench.store.load([{ by: 'ticket', id: 'T-000001' }])).toMatchObject({ conversation: { id: 'C1' } });
      expect(await bench.store.reports.entries(null, null)).toEqual([]);
      const other = makeTicket({ id: 'T-000002', conversationId: 'C2' });
      expect(await bench.store.commit([makeChange({ eventId: 'e2', ...second, ticket: other })], NOW)).toEqual([
        'done',
      ]);
    });

    it('decides each change of a batch by itself, in the order given', async () => {
      await bench.store.accept(
        ['e1', 'e2', 'e3', 'e4'].map((id) => makeMessage({ id, spot: { place: 'local:p', thread: id } })),
        NOW,
      );
      const results = await bench.store.commit(
        [
          makeChange({ eventId: 'e1', conversation: makeConversation(), history: [makeEntry({ id: 'e1:h0' })] }),
          makeChange({ eventId: 'e2', conversation: makeConversation(), history: [makeEntry({ id: 'e2:h0' })] }),
          makeChange({ eventId: 'e1' }),
          makeChange({
            eventId: 'e3',
            conversation: makeConversation({ version: 1 }),
            history: [makeEntry({ id: 'e3:h0' })],
          }),
        ],
        NOW,
      );
      expect(results).toEqual(['done', 'stale', 'duplicate', 'done']);
      expect((await bench.store.reports.entries(null, null)).map(({ id }) => id)).toEqual(['e1:h0', 'e3:h0']);
      expect(await bench.store.load(C1)).toMatchObject({ conversation: { version: 2 } });
    });

    it('leaves no trace of a batch that fails, and can be repeated', async () => {
      await bench.store.accept([makeMessage({ id: 'e1' })], NOW);
      const good = makeChange({ eventId: 'e1', conversation: makeConversation() });
      const broken = makeChange({ eventId: 'e1', history: [makeEntry({ kind: null as never })] });
      await expect(bench.store.commit([{ ...good, history: broken.history }], NOW)).rejects.toThrow();
      expect(await bench.store.load(C1)).toBeNull();
      expect(await bench.store.commit([good], NOW)).toEqual(['done']);
    });

    it('writes history and deliveries once for each id', async () => {
      const rows = { history: [makeEntry({ id: 'x:h0' })], deliveries: [makeDelivery({ id: 'x:0' })] };
      await bench.apply('e1', { conversation: makeConversation(), ...rows });
      expect(await bench.apply('e2', rows)).toBe('done');
      expect((await bench.store.reports.entries(null, null)).length).toBe(1);
      expect(await bench.sendAll()).toEqual(['x:0']);
    });

    it('keeps everything when the process is lost', async () => {
      await bench.apply('e1', {
        conversation: makeConversation(),
        history: [makeEntry()],
        deliveries: [makeDelivery()],
      });
      const next = await bench.reopen();
      expect(await next.load(C1)).toMatchObject({ conversation: { version: 1 } });
      expect((await next.claimDeliveries(NOW, LEASE, 9)).length).toBe(1);
      expect((await next.reports.entries(null, null)).length).toBe(1);
    });
  });

  describe('the rating of a conversation', () => {
    const bench = useBench(open);
    const rated = (version: number, score: 3 | 9 | null): Conversation =>
      makeConversation({ version, rating: { askedAt: NOW, score, comment: null, awaitsComment: false } });
    const entry = (id: string, score: number) => makeEntry({ id, kind: 'rated', facts: { score } });

    it('is stored once: no second entry, and no other score', async () => {
      await bench.apply('e0', {
        conversation: makeConversation(),
        history: [makeEntry({ id: 'e0:h0', kind: 'conversationStarted' })],
      });
      await bench.apply('e1', { conversation: rated(1, 9), history: [entry('e1:h0', 9)] });
      await bench.apply('e2', { conversation: rated(2, 3), history: [entry('e2:h0', 3)] });
      await bench.apply('e3', { conversation: rated(2, 9), history: [entry('e3:h0', 3)] });
      expect(await bench.store.load(C1)).toMatchObject({ conversation: { rating: { score: 9 } } });
      const entries = await bench.store.reports.entries(null, null);
      expect(entries.filter(({ kind }) => kind === 'rated').map(({ facts }) => facts.score)).toEqual([9]);
      expect(await bench.store.reports.conversations(null, null)).toMatchObject([{ score: 9 }]);
    });

    it('does not stand in the way of later changes that keep it', async () => {
      await bench.apply('e0', { conversation: makeConversation() });
      await bench.apply('e1', { conversation: rated(1, 9) });
      expect(await bench.apply('e2', { conversation: { ...rated(2, 9), misses: 1 } })).toBe('done');
    });
  });
}
