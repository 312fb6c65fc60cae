/** Random work on one inbox and outbox: whatever is claimed, lost, retried or finished, order holds and nothing is stranded. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { makeChange, makeConversation, makeDelivery, makeMessage, NOW } from '../fixtures.ts';

const LEASE = 100;
const nth = fc.nat({ max: 7 });
const step = fc.oneof(
  fc.record({ do: fc.constant('accept' as const), nth }),
  fc.record({ do: fc.constant('claim' as const), nth }),
  fc.record({ do: fc.constantFrom('finish' as const, 'retry' as const, 'park' as const), nth }),
  fc.record({ do: fc.constant('wait' as const), nth }),
);

it('handles each stream in order and every event once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const store = await openStore('sqlite::memory:');
      const ended: string[] = [];
      let accepted = 0;
      let now = NOW;
      let held = new Map<string, number>();
      const streamOf = (id: string) => id.split('-')[0];
      for (const { do: what, nth } of steps) {
        const id = [...held.keys()][nth % Math.max(held.size, 1)];
        if (what === 'accept') {
          accepted += 1;
          const stream = `s${nth % 3}`;
          await store.accept(
            [makeMessage({ id: `${stream}-${accepted}`, author: { id: `local:${stream}`, name: '' } })],
            now,
          );
        } else if (what === 'claim') {
          held = new Map([...held].filter(([, until]) => until > now));
          for (const { event } of await store.claimEvents(now, LEASE, 1 + (nth % 3))) {
            expect([...held.keys()].map(streamOf), 'two of one stream').not.toContain(streamOf(event.id));
            held.set(event.id, now + LEASE);
          }
        } else if (what === 'wait') {
          now += nth * 20;
        } else if (id !== undefined) {
          held.delete(id);
          if (what === 'retry') await store.retryEvent(id, now + nth * 10, 'fault');
          else if (what === 'park') await store.parkEvent(id, 'poison', null, now);
          else await store.commit([makeChange({ eventId: id })], now);
          if (what !== 'retry' && !ended.includes(id)) ended.push(id);
        }
      }
      for (now += 1000; ; ) {
        const claimed = await store.claimEvents(now, LEASE, 9);
        if (claimed.length === 0) break;
        await store.commit(
          claimed.map(({ event }) => makeChange({ eventId: event.id })),
          now,
        );
        ended.push(...claimed.map(({ event }) => event.id));
      }
      await store.close();
      expect(ended.length).toBe(accepted);
      for (const stream of ['s0', 's1', 's2']) {
        const numbers = ended.filter((id) => streamOf(id) === stream).map((id) => Number(id.split('-')[1]));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }
    }),
    { numRuns: 60, seed: 20260101 },
  );
});

const sending = fc.array(
  fc.record({
    slot: fc.constantFrom(null, null, 'a', 'b'),
    below: fc.constantFrom(null, null, 'a', 'b'),
    outcome: fc.constantFrom('sent', 'sent', 'sent', 'retry', 'failed', 'lost'),
    pause: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

it('shows the newest of each slot, in order, below the right message', async () => {
  await fc.assert(
    fc.asyncProperty(sending, async (script) => {
      const store = await openStore('sqlite::memory:');
      const outcomes = script.map(({ outcome }) => outcome);
      const shown: { id: string; n: number; slot: string | null }[] = [];
      const posted = new Map<string, string>();
      let now = NOW;

      async function pump(until: () => boolean): Promise<void> {
        for (let idle = 0; idle < 3 && !until(); ) {
          const claimed = await store.claimDeliveries(now, LEASE, 9);
          expect(claimed.length, 'one at a time').toBeLessThanOrEqual(1);
          const [entry] = claimed;
          now += LEASE;
          idle = entry ? 0 : idle + 1;
          if (!entry) continue;
          const { id, slot, thread, threadId, edits } = entry.delivery;
          expect(edits?.messageId ?? null).toBe((slot && posted.get(slot)) ?? null);
          if (thread) expect(threadId).toBe(posted.get(thread.slice('slot:'.length)) ?? null);
          const outcome = outcomes.shift() ?? 'sent';
          if (outcome === 'lost') continue;
          if (outcome === 'retry') {
            await store.settleDeliveries([{ id, result: 'retry', retryAt: now, spent: true, reason: 'down' }]);
          } else if (outcome === 'failed') {
            await store.settleDeliveries([{ id, result: 'failed', reason: 'gone', at: now }]);
          } else {
            const messageId = (slot && posted.get(slot)) ?? id;
            await store.settleDeliveries([
              { id, result: 'sent', receipt: { messageId, threadId: messageId }, at: now },
            ]);
            if (slot) posted.set(slot, messageId);
            shown.push({ id, n: Number(id.split(':')[1]), slot });
          }
        }
      }

      for (const [n, { slot, below, pause }] of script.entries()) {
        await store.accept([makeMessage({ id: `e${n}` })], now);
        const thread = below === null ? null : `slot:${below}`;
        const change = { eventId: `e${n}`, deliveries: [makeDelivery({ id: `d:${n}`, slot, thread })] };
        await store.commit([makeChange({ ...change, conversation: n === 0 ? makeConversation() : null })], now);
        if (pause) await pump(() => outcomes.length < script.length - n);
      }
      await pump(() => false);
      expect((await store.backlog()).deliveriesWaiting).toBe(0);
      await store.close();

      const plain = shown.filter(({ slot }) => slot === null).map(({ n }) => n);
      expect(plain).toEqual([...plain].sort((a, b) => a - b));
      for (const slot of ['a', 'b']) {
        const edits = shown.filter((entry) => entry.slot === slot).map(({ n }) => n);
        expect(edits).toEqual([...edits].sort((a, b) => a - b));
      }
    }),
    { numRuns: 150, seed: 20260101 },
  );
});
