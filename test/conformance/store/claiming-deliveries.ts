/** Handing deliveries to the outbox: one at a time in each conversation, in order, and nothing that a newer edit has overtaken. */
import { describe, expect, it } from 'vitest';
import { makeDelivery, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

export function describeClaimingDeliveries(open: OpenDatabase): void {
  describe('claiming deliveries', () => {
    const bench = useBench(open);

    it('hands out one of each conversation at a time, in the order written', async () => {
      await bench.send(
        makeDelivery({ id: 'a' }),
        makeDelivery({ id: 'b', place: 'local:staff' }),
        makeDelivery({ id: 'c' }),
      );
      expect(await bench.claimIds()).toEqual(['a']);
      expect(await bench.claimIds()).toEqual([]);
      await bench.sent('a');
      expect(await bench.claimIds()).toEqual(['b']);
      await bench.sent('b');
      expect(await bench.claimIds()).toEqual(['c']);
    });

    it('keeps order by place where there is no conversation, and beside the conversations', async () => {
      const free = (id: string, place: 'local:x' | 'local:y') => makeDelivery({ id, conversationId: null, place });
      await bench.send(makeDelivery({ id: 'a' }), free('x1', 'local:x'), free('x2', 'local:x'), free('y1', 'local:y'));
      expect(await bench.claimIds()).toEqual(['a', 'x1', 'y1']);
      await bench.sent('x1');
      expect(await bench.claimIds()).toEqual(['x2']);
    });

    it('hands out at most `limit`', async () => {
      const places = ['local:1', 'local:2', 'local:3'] as const;
      await bench.send(...places.map((place) => makeDelivery({ id: place, conversationId: null, place })));
      expect((await bench.store.claimDeliveries(NOW, LEASE, 2)).length).toBe(2);
      expect((await bench.store.claimDeliveries(NOW, LEASE, 2)).length).toBe(1);
    });

    it('gives back what was written, as a first attempt', async () => {
      const plain = makeDelivery({ id: 'a', thread: 'topic-1' });
      const report = makeDelivery({
        id: 'b',
        conversationId: null,
        audience: 'admin',
        privateTo: 'local:boss',
        body: { kind: 'report', report: { name: 'overview', from: null, to: NOW, language: 'zh' } },
      });
      await bench.send(plain, report);
      expect(await bench.claimDeliveries()).toEqual([
        { delivery: { ...plain, privateTo: null, edits: null, threadId: 'topic-1', maybeSent: false }, attempt: 1 },
        { delivery: { ...report, edits: null, threadId: null, maybeSent: false }, attempt: 1 },
      ]);
    });

    it('hands one out again when its lease has ended, saying that it may have been sent', async () => {
      await bench.send(makeDelivery({ id: 'a' }));
      await bench.claimIds();
      expect(await bench.claimIds(NOW + LEASE - 1)).toEqual([]);
      expect(await bench.claimDeliveries(NOW + LEASE)).toMatchObject([{ delivery: { id: 'a', maybeSent: true } }]);
      await bench.store.settleDeliveries([{ id: 'a', result: 'retry', retryAt: NOW, spent: true, reason: 'down' }]);
      expect(await bench.claimDeliveries(), 'and it stays so').toMatchObject([{ delivery: { maybeSent: true } }]);
    });

    it('never gives the same delivery to two workers', async () => {
      const other = await bench.reopen();
      const ids = Array.from({ length: 40 }, (_, n) => `d${n}`);
      await bench.send(...ids.map((id) => makeDelivery({ id, conversationId: null, place: `local:${id}` })));
      const claimed: string[] = [];
      for (let n = 0; n < 6; n++) {
        const both = await Promise.all([
          bench.store.claimDeliveries(NOW, LEASE, 5),
          other.claimDeliveries(NOW, LEASE, 5),
        ]);
        claimed.push(...both.flat().map(({ delivery }) => delivery.id));
      }
      expect(claimed.length).toBe(40);
      expect(new Set(claimed).size).toBe(40);
    });
  });

  describe('a delivery with a condition', () => {
    const bench = useBench(open);
    const pair = [
      makeDelivery({ id: 'reply' }),
      makeDelivery({ id: 'receipt', requires: 'reply' }),
      makeDelivery({ id: 'next' }),
    ];

    it('is sent when the other one was', async () => {
      await bench.send(...pair);
      expect(await bench.sendAll()).toEqual(['reply', 'receipt', 'next']);
    });

    it('is skipped when the other one failed, and what comes after it is not held up', async () => {
      await bench.send(...pair);
      await bench.claimIds();
      await bench.store.settleDeliveries([{ id: 'reply', result: 'failed', reason: 'blocked', at: NOW }]);
      expect(await bench.claimIds()).toEqual(['next']);
      expect((await bench.store.backlog()).deliveriesWaiting).toBe(1);
    });

    it('is skipped when there is no such delivery', async () => {
      await bench.send(makeDelivery({ id: 'a', requires: 'nowhere' }), makeDelivery({ id: 'b' }));
      expect(await bench.sendAll()).toEqual(['b']);
    });
  });

  describe('deliveries in the same slot', () => {
    const bench = useBench(open);
    const card = (id: string, overrides: object = {}) =>
      makeDelivery({ id, slot: 'ticket:T-000001', place: 'local:staff', ...overrides });
    const below = (id: string) => makeDelivery({ id, place: 'local:staff', thread: 'slot:ticket:T-000001' });
    const claimOne = async () => (await bench.claimDeliveries())[0]?.delivery;

    it('are one message: the first posts it, the next one edits it', async () => {
      await bench.send(card('d1'));
      expect(await claimOne()).toMatchObject({ id: 'd1', edits: null });
      await bench.sent('d1', 'thread-1');
      await bench.send(card('d2'));
      expect(await claimOne()).toMatchObject({ id: 'd2', edits: { messageId: 'm-d1', threadId: 'thread-1' } });
    });

    it('are other messages in other places', async () => {
      await bench.send(card('w1'), card('w2', { place: 'local:far' }));
      expect(await bench.sendAll()).toEqual(['w1', 'w2']);
      await bench.send(card('d2', { place: 'local:elsewhere' }));
      expect(await claimOne()).toMatchObject({ id: 'd2', edits: null });
    });

    it('that wait are replaced by the newest', async () => {
      await bench.send(card('d1'));
      await bench.sendAll();
      await bench.send(card('d2'), card('d3'), card('d4'));
      expect(await bench.sendAll()).toEqual(['d4']);
      expect(await bench.store.backlog()).toMatchObject({ deliveriesWaiting: 0, deliveriesFailed: 0 });
    });

    it('that have not been posted are posted as the newest', async () => {
      await bench.send(card('d1'), card('d2'));
      expect(await claimOne()).toMatchObject({ id: 'd2', edits: null });
      await bench.sent('d2');
      expect(await bench.sendAll()).toEqual([]);
    });

    it('come before what is said below them, also when a newer one replaced the first', async () => {
      await bench.send(card('d1'), below('t1'), card('d2'), below('t2'));
      expect(await claimOne()).toMatchObject({ id: 'd2' });
      await bench.sent('d2', 'thread-1');
      expect(await claimOne()).toMatchObject({ id: 't1', threadId: 'thread-1' });
      await bench.sent('t1');
      expect(await claimOne()).toMatchObject({ id: 't2', threadId: 'thread-1' });
    });

    it('that are being sent are not replaced: the newer one edits what they post', async () => {
      await bench.send(card('d1'));
      await bench.claimIds();
      await bench.send(card('d2'));
      expect(await bench.claimIds()).toEqual([]);
      expect(await bench.claimDeliveries(NOW + LEASE)).toMatchObject([{ delivery: { id: 'd1', maybeSent: true } }]);
      await bench.sent('d1');
      expect(await claimOne()).toMatchObject({ id: 'd2', edits: { messageId: 'm-d1' } });
    });

    it('that may have been posted before are posted again rather than left behind', async () => {
      await bench.send(card('d1'));
      await bench.claimIds();
      await bench.store.settleDeliveries([{ id: 'd1', result: 'retry', retryAt: NOW, spent: true, reason: 'hang-up' }]);
      await bench.send(card('d2'));
      expect(await bench.sendAll()).toEqual(['d1', 'd2']);
    });

    it('give the thread its name: the thread of the receipt, else the message', async () => {
      await bench.send(card('d1'), below('t1'));
      await bench.claimIds();
      await bench.sent('d1', null);
      expect(await claimOne()).toMatchObject({ id: 't1', threadId: 'm-d1' });
    });

    it('leave what is said below them without a thread when they were never posted', async () => {
      await bench.send(card('d1'), below('t1'));
      await bench.claimIds();
      await bench.store.settleDeliveries([{ id: 'd1', result: 'failed', reason: 'no such channel', at: NOW }]);
      expect(await claimOne()).toMatchObject({ id: 't1', threadId: null });
    });
  });
}
