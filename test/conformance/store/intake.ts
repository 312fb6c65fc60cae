/** Accepting events and handing them to workers: once, in the order of their stream, never to two workers at a time. */
import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../../src/domain/event.ts';
import type { PlaceId } from '../../../src/domain/place.ts';
import type { Store } from '../../../src/ports.ts';
import { makeChange, makeMessage, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

const from = (learner: string, id: string) =>
  makeMessage({ id, author: { id: `local:${learner}`, name: learner }, text: `${learner} ${id}` });

const claimIds = async (store: Store, at = NOW, limit = 100) =>
  (await store.claimEvents(at, LEASE, limit)).map(({ event }) => event.id);

const finish = async (store: Store, ...ids: string[]) =>
  store.commit(
    ids.map((eventId) => makeChange({ eventId })),
    NOW,
  );

export function describeIntake(open: OpenDatabase): void {
  describe('accepting events', () => {
    const bench = useBench(open);

    it('accepts an event once: the same id is a duplicate, in the same batch and ever after', async () => {
      const [first, again, other] = [from('mei', 'local:1'), from('mei', 'local:1'), from('wu', 'local:2')];
      expect(await bench.store.accept([first, again, other], NOW)).toEqual(['accepted', 'duplicate', 'accepted']);
      await claimIds(bench.store);
      await finish(bench.store, 'local:1');
      expect(await bench.store.accept([first], NOW + 1)).toEqual(['duplicate']);
      expect(await claimIds(bench.store, NOW + 1)).toEqual([]);
    });

    it('knows where people of a platform were heard, and when last', async () => {
      const at = (place: PlaceId, thread: string | null, id: string, when: number) =>
        makeMessage({ id, at: when, spot: { place, thread } });
      await bench.store.accept([at('discord:1', null, 'discord:1', 5), at('discord:1', 't', 'discord:2', 7)], NOW - 1);
      await bench.store.accept([at('discord:2', null, 'discord:3', 8)], NOW);
      await bench.store.accept([at('discord:2', null, 'discord:4', 6), at('local:p', null, 'local:5', 9)], NOW);
      expect(await bench.store.heard('discord', NOW)).toEqual([{ spot: { place: 'discord:2', thread: null }, at: 8 }]);
      expect(await bench.store.heard('discord', NOW - 1)).toHaveLength(3);
      expect(await bench.store.heard('slack', 0)).toEqual([]);
    });

    it('gives back exactly what was accepted, whatever the words', async () => {
      const texts = [
        '',
        '👩‍🏫🎓',
        "'; drop table inbox; --",
        'a\u0000b',
        '\ud800 lone',
        '“引号”\u202e',
        'x'.repeat(100_000),
      ];
      const { text: _, ...person } = makeMessage();
      const events: InboundEvent[] = [
        ...texts.map((text, n) => makeMessage({ id: `local:${n}`, text, spot: { place: 'local:p', thread: `${n}` } })),
        { ...person, id: 'local:c', kind: 'choiceMade', choice: 'rate:7', target: 'C1', text: null },
        {
          ...person,
          id: 'local:v',
          author: { id: 'local:wu', name: 'Wu' },
          kind: 'commandInvoked',
          verb: 'ask',
          args: '',
        },
      ];
      await bench.store.accept(events, NOW);
      const claimed = await bench.store.claimEvents(NOW, LEASE, 100);
      expect(claimed.map(({ event }) => event)).toEqual(events);
    });

    it('keeps what it accepted when the process is lost', async () => {
      await bench.store.accept([from('mei', 'local:1')], NOW);
      const next = await bench.reopen();
      expect(await claimIds(next)).toEqual(['local:1']);
    });
  });

  describe('claiming events', () => {
    const bench = useBench(open);

    it('hands out the oldest of each stream only, and the next one when that is finished', async () => {
      await bench.store.accept([from('mei', 'm1'), from('wu', 'w1'), from('mei', 'm2'), from('mei', 'm3')], NOW);
      expect(await claimIds(bench.store)).toEqual(['m1', 'w1']);
      expect(await claimIds(bench.store)).toEqual([]);
      await finish(bench.store, 'm1');
      expect(await claimIds(bench.store)).toEqual(['m2']);
      await finish(bench.store, 'w1', 'm2');
      expect(await claimIds(bench.store)).toEqual(['m3']);
    });

    it('keeps the order of acceptance, not of the times in the events', async () => {
      await bench.store.accept([{ ...from('mei', 'late'), at: NOW + 50 }], NOW);
      await bench.store.accept([{ ...from('mei', 'early'), at: NOW - 50 }], NOW);
      expect(await claimIds(bench.store)).toEqual(['late']);
    });

    it('hands out at most `limit`, those that wait longest first', async () => {
      for (const n of [1, 2, 3]) await bench.store.accept([from(`learner${n}`, `e${n}`)], NOW + n);
      expect(await claimIds(bench.store, NOW + 9, 2)).toEqual(['e1', 'e2']);
      expect(await claimIds(bench.store, NOW + 9, 2)).toEqual(['e3']);
    });

    it('hands an event out again when its lease has ended, counting the attempts', async () => {
      await bench.store.accept([from('mei', 'm1')], NOW);
      expect(await bench.store.claimEvents(NOW, LEASE, 9)).toMatchObject([{ attempt: 1 }]);
      expect(await claimIds(bench.store, NOW + LEASE - 1)).toEqual([]);
      expect(await bench.store.claimEvents(NOW + LEASE, LEASE, 9)).toMatchObject([{ attempt: 2 }]);
    });

    it('never gives the same event to two workers', async () => {
      const other = await bench.reopen();
      const events = Array.from({ length: 60 }, (_, n) => from(`learner${n}`, `e${n}`));
      await bench.store.accept(events, NOW);
      const claimed: string[] = [];
      for (let n = 0; n < 8; n++) {
        const both = await Promise.all([claimIds(bench.store, NOW, 5), claimIds(other, NOW, 5)]);
        claimed.push(...both.flat());
      }
      expect(claimed.length).toBe(60);
      expect(new Set(claimed).size).toBe(60);
    });
  });

  describe('giving an event back', () => {
    const bench = useBench(open);

    it('tries again from the time given, and the rest of the stream waits behind it', async () => {
      await bench.store.accept([from('mei', 'm1'), from('mei', 'm2')], NOW);
      await claimIds(bench.store);
      await bench.store.retryEvent('m1', NOW + 500, 'fault');
      expect(await claimIds(bench.store, NOW + 499)).toEqual([]);
      expect(await bench.store.claimEvents(NOW + 500, LEASE, 9)).toMatchObject([{ event: { id: 'm1' }, attempt: 2 }]);
    });

    it('leaves a finished event finished', async () => {
      await bench.store.accept([from('mei', 'm1')], NOW);
      await claimIds(bench.store);
      await finish(bench.store, 'm1');
      await bench.store.retryEvent('m1', NOW + 500, 'too late');
      expect(await claimIds(bench.store, NOW + LEASE)).toEqual([]);
    });
  });

  describe('parking an event', () => {
    const bench = useBench(open);
    const parked = from('mei', 'm1');
    const replacement: InboundEvent = { kind: 'eventParked', id: 'parked:m1', at: NOW, community: 'default', parked };

    it('finishes it, lets the stream go on, and puts the replacement at its end', async () => {
      await bench.store.accept([parked, from('mei', 'm2')], NOW);
      await claimIds(bench.store);
      await bench.store.parkEvent('m1', 'poison', replacement, NOW);
      expect(await claimIds(bench.store)).toEqual(['m2']);
      await finish(bench.store, 'm2');
      expect(await bench.store.claimEvents(NOW, LEASE, 9)).toMatchObject([{ event: replacement, attempt: 1 }]);
      expect(await bench.store.backlog()).toMatchObject({ eventsParked: 1, eventsWaiting: 1 });
    });

    it('needs no replacement', async () => {
      await bench.store.accept([parked], NOW);
      await bench.store.parkEvent('m1', 'poison', null, NOW);
      expect(await claimIds(bench.store, NOW + LEASE)).toEqual([]);
    });

    it('does nothing to an event that another worker has finished: no replacement either', async () => {
      await bench.store.accept([parked], NOW);
      await finish(bench.store, 'm1');
      await bench.store.parkEvent('m1', 'poison', replacement, NOW);
      expect(await claimIds(bench.store)).toEqual([]);
      expect(await bench.store.backlog()).toMatchObject({ eventsParked: 0, eventsWaiting: 0 });
    });
  });
}
