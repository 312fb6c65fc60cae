/** Finding the conversation an event is about, its place in the queue, and what waits. */

import { describe, expect, it } from 'vitest';
import type { ConversationKey } from '../../../src/domain/change.ts';
import type { PersonId } from '../../../src/domain/place.ts';
import { makeConversation, makeDelivery, makeMessage, makeTicket, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

export function describeFinding(open: OpenDatabase): void {
  describe('loading a conversation', () => {
    const bench = useBench(open);
    const find = async (...keys: ConversationKey[]) => (await bench.store.load(keys))?.conversation.id ?? null;
    const learner = (overrides: object = {}): ConversationKey => ({
      by: 'learner',
      community: 'default',
      learner: 'local:mei',
      spot: { place: 'local:learner-mei', thread: null },
      ...overrides,
    });

    it('everybody who is linked to an account, with where they talked last', async () => {
      const link = (person: PersonId, account: string) => ({ person, changes: { account } });
      const profiles = [link('local:mei', 'S-1'), link('slack:U1', 'S-1'), link('slack:U2', 'S-2')];
      await bench.apply('local:l1', { profiles });
      await bench.apply('local:l2', { conversation: makeConversation({ spot: { place: 'slack:C', thread: '1.2' } }) });
      expect(await bench.store.linkedTo('default', 'S-1')).toEqual([
        { person: 'local:mei', spot: { place: 'slack:C', thread: '1.2' } },
        { person: 'slack:U1', spot: null },
      ]);
      expect(await bench.store.linkedTo('other', 'S-1')).toEqual([]);
    });

    it('finds it by its id and by its ticket', async () => {
      await bench.apply('e1', { conversation: makeConversation(), ticket: makeTicket() });
      expect(await find({ by: 'conversation', id: 'C1' })).toBe('C1');
      expect(await find({ by: 'ticket', id: 'T-000001' })).toBe('C1');
      expect(await find({ by: 'conversation', id: 'C9' })).toBeNull();
      expect(await find({ by: 'ticket', id: 'C1' })).toBeNull();
      expect(await find()).toBeNull();
    });

    it('takes the first key that finds something', async () => {
      await bench.apply('e1', { conversation: makeConversation() });
      await bench.apply('e2', { conversation: makeConversation({ id: 'C2', learner: 'local:wu' }) });
      expect(await find({ by: 'conversation', id: 'C9' }, { by: 'conversation', id: 'C2' }, learner())).toBe('C2');
    });

    it('finds the learner’s latest one in that place and thread, and nobody else’s', async () => {
      const inThread = { place: 'local:learner-mei', thread: '7' } as const;
      await bench.apply('e1', { conversation: makeConversation({ id: 'C1' }) });
      await bench.apply('e2', { conversation: makeConversation({ id: 'C2', startedAt: NOW + 1 }) });
      await bench.apply('e3', { conversation: makeConversation({ id: 'C3', startedAt: NOW + 2, spot: inThread }) });
      await bench.apply('e4', {
        conversation: makeConversation({ id: 'C4', startedAt: NOW + 3, learner: 'local:wu' }),
      });
      await bench.apply('e5', { conversation: makeConversation({ id: 'C5', startedAt: NOW + 4, community: 'other' }) });
      expect(await find(learner())).toBe('C2');
      expect(await find(learner({ spot: inThread }))).toBe('C3');
      expect(await find(learner({ spot: { ...inThread, thread: '8' } }))).toBeNull();
      expect(await find(learner({ learner: 'local:ana' }))).toBeNull();
      expect(await find(learner({ community: 'other' }))).toBe('C5');
    });

    it('knows whether it is the latest of its learner in that spot', async () => {
      const isLatest = async (id: string) => (await bench.store.load([{ by: 'conversation', id }]))?.isLatest;
      await bench.apply('e1', { conversation: makeConversation({ id: 'C1' }) });
      await bench.apply('e2', {
        conversation: makeConversation({ id: 'C2', startedAt: NOW + 5, learner: 'local:wu' }),
      });
      expect(await isLatest('C1')).toBe(true);
      await bench.apply('e3', { conversation: makeConversation({ id: 'C3', startedAt: NOW }) });
      expect([await isLatest('C1'), await isLatest('C2'), await isLatest('C3')]).toEqual([false, true, true]);
    });

    it('takes the one begun last as the latest, when an older message arrives after an outage', async () => {
      await bench.apply('e1', { conversation: makeConversation({ id: 'C1', status: 'closed' }) });
      await bench.apply('e2', { conversation: makeConversation({ id: 'C2', startedAt: NOW - 60_000 }) });
      expect(await find(learner())).toBe('C2');
      expect(await bench.store.load([{ by: 'conversation', id: 'C1' }])).toMatchObject({ isLatest: false });
    });
  });

  describe('the staff thread of a ticket', () => {
    const bench = useBench(open);
    const thread = (name: string, place = 'local:staff') =>
      bench.store.load([{ by: 'thread', place: place as 'local:staff', thread: name }]);
    const card = (id: string, ticket = 'T-000001', conversationId = 'C1') =>
      makeDelivery({ id, conversationId, slot: `ticket:${ticket}`, place: 'local:staff', audience: 'staff' });

    it('is known by the receipt of its card: the thread, or the message where there is no other name', async () => {
      await bench.apply('e1', { conversation: makeConversation(), ticket: makeTicket(), deliveries: [card('d1')] });
      await bench.apply('e2', {
        conversation: makeConversation({ id: 'C2' }),
        ticket: makeTicket({ id: 'T-000002', conversationId: 'C2' }),
        deliveries: [card('d2', 'T-000002', 'C2')],
      });
      expect(await thread('m-d1')).toBeNull();
      await bench.claimIds();
      await bench.sent('d1');
      await bench.sent('d2', 'thread-2');
      expect(await thread('m-d1')).toMatchObject({ conversation: { id: 'C1' }, ticket: { id: 'T-000001' } });
      expect(await thread('thread-2')).toMatchObject({ conversation: { id: 'C2' } });
      expect(await thread('thread-2', 'local:elsewhere')).toBeNull();
    });

    it('is still known after the card was edited', async () => {
      await bench.apply('e1', { conversation: makeConversation(), ticket: makeTicket(), deliveries: [card('d1')] });
      await bench.claimIds();
      await bench.sent('d1', 'thread-1');
      await bench.send(card('d2'));
      await bench.claimIds();
      await bench.sent('d2', 'thread-1');
      expect(await thread('thread-1')).toMatchObject({ conversation: { id: 'C1' } });
    });

    it('is not the thread below any other message', async () => {
      await bench.apply('e1', {
        conversation: makeConversation(),
        ticket: makeTicket(),
        deliveries: [
          makeDelivery({ id: 'd1', place: 'local:staff', slot: null }),
          makeDelivery({ id: 'd2', place: 'local:staff', slot: 'status:C1' }),
        ],
      });
      await bench.sendAll();
      expect(await thread('m-d1')).toBeNull();
      expect(await thread('m-d2')).toBeNull();
    });
  });

  describe('what waits', () => {
    const bench = useBench(open);
    const open1 = async (n: number, ticket: object) => {
      const conversation = makeConversation({ id: `C${n}`, learner: `local:l${n}` });
      await bench.apply(`e${n}`, {
        conversation,
        ticket: makeTicket({ id: `T-00000${n}`, conversationId: `C${n}`, ...ticket }),
      });
    };
    const aheadOf = async (n: number) => (await bench.store.load([{ by: 'conversation', id: `C${n}` }]))?.ahead;

    it('counts unclaimed open tickets by queue, and how many stand before one of them', async () => {
      await open1(1, { createdAt: NOW + 1 });
      await open1(2, { createdAt: NOW });
      await open1(3, { createdAt: NOW + 1 });
      await open1(4, { createdAt: NOW - 9, assignee: 'local:lin' });
      await open1(5, { createdAt: NOW - 9, status: 'resolved' });
      await open1(6, { createdAt: NOW - 9, queue: 'billing' });
      expect(await bench.store.countWaiting()).toEqual(
        new Map([
          ['technical', 3],
          ['billing', 1],
        ]),
      );
      expect(await Promise.all([1, 2, 3, 4, 5, 6].map(aheadOf))).toEqual([1, 0, 2, null, null, 0]);
    });

    it('counts a ticket no more once it is claimed', async () => {
      await open1(1, {});
      const claimed = makeTicket({ assignee: 'local:lin', assigneeName: 'Lin' });
      await bench.apply('e9', { conversation: makeConversation({ version: 1, learner: 'local:l1' }), ticket: claimed });
      expect(await bench.store.countWaiting()).toEqual(new Map());
      expect(await aheadOf(1)).toBeNull();
    });

    it('has no backlog and nothing due when everything is done', async () => {
      await bench.apply('e1', { conversation: makeConversation(), deliveries: [makeDelivery()] });
      await bench.sendAll();
      expect(await bench.store.nextDueAt()).toBeNull();
      expect(await bench.store.backlog()).toEqual({
        eventsWaiting: 0,
        eventsParked: 0,
        deliveriesWaiting: 0,
        deliveriesFailed: 0,
        oldestWaitingAt: null,
      });
    });

    it('counts what waits, what is under way and what was given up, and how old the oldest is', async () => {
      await bench.store.accept([makeMessage({ id: 'm1' }), makeMessage({ id: 'm2' })], NOW - 5);
      await bench.store.claimEvents(NOW, LEASE, 1);
      await bench.store.accept([makeMessage({ id: 'p', author: { id: 'local:p', name: 'P' } })], NOW);
      await bench.store.parkEvent('p', 'poison', null, NOW);
      await bench.send(makeDelivery({ id: 'd1' }), makeDelivery({ id: 'd2', place: 'local:x' }));
      await bench.claimIds();
      await bench.store.settleDeliveries([{ id: 'd1', result: 'failed', reason: 'gone', at: NOW }]);
      // The failure itself is an event that waits.
      expect(await bench.store.backlog()).toEqual({
        eventsWaiting: 3,
        eventsParked: 1,
        deliveriesWaiting: 1,
        deliveriesFailed: 1,
        oldestWaitingAt: NOW - 5,
      });
    });

    it('knows when the next thing comes due: a timer, an event, a delivery, or the end of a lease', async () => {
      await bench.apply('e1', {
        conversation: makeConversation(),
        timers: [{ conversationId: 'C1', kind: 'quietClose', dueAt: NOW + 900 }],
      });
      expect(await bench.store.nextDueAt()).toBe(NOW + 900);
      await bench.store.accept([makeMessage({ id: 'm1' })], NOW + 100);
      expect(await bench.store.nextDueAt()).toBe(NOW + 100);
      await bench.store.claimEvents(NOW + 100, 500, 1);
      expect(await bench.store.nextDueAt()).toBe(NOW + 600);
      await bench.store.retryEvent('m1', NOW + 800, 'fault');
      expect(await bench.store.nextDueAt()).toBe(NOW + 800);
      await bench.send(makeDelivery({ id: 'd1' }));
      expect(await bench.store.nextDueAt()).toBe(NOW);
      await bench.store.claimDeliveries(NOW, 300, 9);
      expect(await bench.store.nextDueAt()).toBe(NOW + 300);
    });
  });

  describe('closing', () => {
    const bench = useBench(open);
    it('can be done twice', async () => {
      await bench.store.close();
      await bench.store.close();
      await expect(bench.store.accept([makeMessage()], NOW)).rejects.toThrow();
    });
  });
}
