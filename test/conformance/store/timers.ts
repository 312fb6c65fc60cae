/** Timers: one of a kind for each conversation; when it is due it becomes an event, once. */
import { describe, expect, it } from 'vitest';
import type { TimerChange } from '../../../src/domain/change.ts';
import { makeConversation, NOW } from '../../fixtures.ts';
import { LEASE, type OpenDatabase, useBench } from './bench.ts';

export function describeTimers(open: OpenDatabase): void {
  describe('timers', () => {
    const bench = useBench(open);
    const timer = (dueAt: number | null, kind: TimerChange['kind'] = 'quietClose', conversationId = 'C1') => ({
      conversationId,
      kind,
      dueAt,
    });
    const begin = (...timers: TimerChange[]) => bench.apply('e1', { conversation: makeConversation(), timers });
    const claim = async () => (await bench.store.claimEvents(NOW + LEASE, LEASE, 99)).map(({ event }) => event);

    it('fire when they are due, not before, and only once', async () => {
      await begin(timer(NOW + 50));
      expect(await bench.store.fireTimers(NOW + 49)).toBe(0);
      expect(await bench.store.fireTimers(NOW + 60)).toBe(1);
      expect(await bench.store.fireTimers(NOW + 60)).toBe(0);
      expect(await claim()).toEqual([
        {
          kind: 'timerFired',
          id: `timer:C1:quietClose:${NOW + 50}:1`,
          at: NOW + 60,
          community: 'default',
          timer: 'quietClose',
          conversationId: 'C1',
          dueAt: NOW + 50,
        },
      ]);
    });

    it('are replaced by a later one of the same kind and cancelled by null; other kinds stay', async () => {
      await begin(timer(NOW), timer(NOW, 'ratingPrompt'), timer(NOW, 'turnQuiet'));
      await bench.apply('e2', { timers: [timer(NOW + 100), timer(null, 'ratingPrompt')] });
      expect(await bench.store.fireTimers(NOW)).toBe(1);
      expect(await claim()).toMatchObject([{ timer: 'turnQuiet' }]);
      expect(await bench.store.nextDueAt()).toBe(NOW + 100);
    });

    it('may be cancelled when none is set', async () => {
      expect(await begin(timer(null))).toBe('done');
      expect(await bench.store.nextDueAt()).toBeNull();
    });

    it('of one conversation come one after the other, those of several beside each other', async () => {
      await begin(timer(NOW + 1, 'ratingPrompt'), timer(NOW, 'turnQuiet'));
      await bench.apply('e2', {
        conversation: makeConversation({ id: 'C2' }),
        timers: [timer(NOW + 1, 'leaseExpired', 'C2')],
      });
      expect(await bench.store.fireTimers(NOW + 5)).toBe(3);
      expect(await claim()).toMatchObject([{ timer: 'turnQuiet' }, { timer: 'leaseExpired' }]);
    });

    it('set again for the same moment after the conversation moved on give an event of their own', async () => {
      await begin(timer(NOW));
      await bench.store.fireTimers(NOW);
      await bench.apply('e2', { conversation: makeConversation({ version: 1 }), timers: [timer(NOW)] });
      expect(await bench.store.fireTimers(NOW)).toBe(1);
      expect((await bench.store.backlog()).eventsWaiting).toBe(2);
    });

    it('set again for a time that has fired already, by nothing new, give no second event', async () => {
      await begin(timer(NOW));
      await bench.store.fireTimers(NOW);
      await bench.apply('e2', { timers: [timer(NOW)] });
      await bench.store.fireTimers(NOW);
      expect((await claim()).length).toBe(1);
      expect((await bench.store.backlog()).eventsWaiting).toBe(1);
    });

    it('fire once when two processes look at the same time', async () => {
      await begin(timer(NOW));
      const other = await bench.reopen();
      const fired = await Promise.all([bench.store.fireTimers(NOW), other.fireTimers(NOW)]);
      expect(fired[0] + fired[1]).toBe(1);
    });
  });
}
