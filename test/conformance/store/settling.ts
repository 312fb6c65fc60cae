/** What becomes of an attempt to deliver: sent, to be tried again, or failed for good and made known. */
import { describe, expect, it } from 'vitest';
import { makeDelivery, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

export function describeSettling(open: OpenDatabase): void {
  describe('settling deliveries', () => {
    const bench = useBench(open);
    const retry = (spent: boolean, retryAt = NOW + 500) =>
      bench.store.settleDeliveries([{ id: 'a', result: 'retry', retryAt, spent, reason: 'busy' }]);
    const fail = (id: string) =>
      bench.store.settleDeliveries([{ id, result: 'failed', reason: 'blocked', at: NOW + 7 }]);

    it('sent is the end of it', async () => {
      await bench.send(makeDelivery({ id: 'a' }));
      await bench.claimIds();
      await bench.sent('a');
      await bench.sent('a');
      expect(await bench.claimIds(NOW + LEASE)).toEqual([]);
    });

    it('retry brings it back at its time, and holds up the rest of the conversation', async () => {
      await bench.send(makeDelivery({ id: 'a' }), makeDelivery({ id: 'b' }));
      await bench.claimIds();
      await retry(true);
      expect(await bench.claimIds(NOW + 499)).toEqual([]);
      expect(await bench.claimDeliveries(NOW + 500)).toMatchObject([
        { delivery: { id: 'a', maybeSent: false }, attempt: 2 },
      ]);
    });

    it('a retry that is not spent does not count as an attempt', async () => {
      await bench.send(makeDelivery({ id: 'a' }));
      for (let n = 0; n < 3; n++) {
        expect(await bench.claimDeliveries()).toMatchObject([{ attempt: 1 }]);
        await retry(false, NOW);
      }
    });

    it('failed makes it known to the conversation, once, and lets the next one go', async () => {
      await bench.send(makeDelivery({ id: 'a' }), makeDelivery({ id: 'b' }));
      await bench.claimIds();
      await fail('a');
      await fail('a');
      expect(await bench.claimIds()).toEqual(['b']);
      expect((await bench.store.claimEvents(NOW + LEASE, LEASE, 9)).map(({ event }) => event)).toEqual([
        {
          kind: 'deliveryFailed',
          id: 'failed:a',
          at: NOW + 7,
          community: 'default',
          conversationId: 'C1',
          deliveryId: 'a',
          audience: 'learner',
          place: 'local:learner-mei',
          reason: 'blocked',
        },
      ]);
      expect(await bench.store.backlog()).toMatchObject({ deliveriesFailed: 1 });
    });

    it('failed is nobody’s concern where there is no conversation, or where an admin asked', async () => {
      await bench.send(makeDelivery({ id: 'a', conversationId: null }), makeDelivery({ id: 'b', audience: 'admin' }));
      await bench.claimIds();
      await fail('a');
      await fail('b');
      expect(await bench.store.claimEvents(NOW + LEASE, LEASE, 9)).toEqual([]);
      expect(await bench.store.backlog()).toMatchObject({ deliveriesFailed: 2, eventsParked: 0 });
    });

    it('a late receipt of another worker ends it, and is what the next edit edits', async () => {
      await bench.send(makeDelivery({ id: 'a', slot: 's' }));
      await bench.claimIds();
      await bench.claimIds(NOW + LEASE);
      await retry(true, NOW + 2 * LEASE);
      await bench.sent('a');
      expect(await bench.claimIds(NOW + 2 * LEASE)).toEqual([]);
      await bench.send(makeDelivery({ id: 'b', slot: 's' }));
      expect(await bench.claimDeliveries()).toMatchObject([{ delivery: { id: 'b', edits: { messageId: 'm-a' } } }]);
    });

    it('a late receipt of the card in a place that was left changes nothing where the ticket is now', async () => {
      const card = { slot: 'ticket:T', audience: 'staff' } as const;
      await bench.send(makeDelivery({ id: 'old', ...card, place: 'slack:A' }));
      await bench.claimIds();
      await fail('old');
      await bench.send(makeDelivery({ id: 'new', ...card, place: 'slack:B' }));
      await bench.claimIds();
      await bench.sent('new', 'thread-b');
      await bench.sent('old', 'thread-a');
      await bench.send(
        makeDelivery({ id: 'words', audience: 'staff', place: 'slack:B', thread: 'slot:ticket:T' }),
        makeDelivery({ id: 'edit', ...card, place: 'slack:B' }),
      );
      expect(await bench.claimDeliveries()).toMatchObject([{ delivery: { id: 'words', threadId: 'thread-b' } }]);
      await bench.sent('words');
      expect(await bench.claimDeliveries()).toMatchObject([
        { delivery: { id: 'edit', edits: { messageId: 'm-new', threadId: 'thread-b' } } },
      ]);
    });

    it('a late fault of another worker does not undo a receipt', async () => {
      await bench.send(makeDelivery({ id: 'a' }));
      await bench.claimIds();
      await bench.sent('a');
      await retry(true);
      await fail('a');
      expect(await bench.claimIds(NOW + LEASE)).toEqual([]);
      expect(await bench.store.backlog()).toMatchObject({ deliveriesFailed: 0, eventsWaiting: 0 });
    });

    it('settles several at once', async () => {
      const place = (n: number) => makeDelivery({ id: `d${n}`, conversationId: null, place: `local:${n}` });
      await bench.send(place(1), place(2));
      await bench.claimIds();
      const receipt = { messageId: 'm', threadId: null };
      await bench.store.settleDeliveries([
        { id: 'd1', result: 'sent', receipt, at: NOW },
        { id: 'd2', result: 'retry', retryAt: NOW, spent: true, reason: 'down' },
      ]);
      expect(await bench.claimIds()).toEqual(['d2']);
    });
  });
}
