/** Scheduled reports on a real database: once per period however many processes look, and caught up after an outage. */
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../src/clock.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createReportSchedules } from '../../src/workers/report-schedules.ts';
import { makeChange, makeEntry, makeMessage } from '../fixtures.ts';

const DAY = 86_400_000;
/** A Sunday, 08:00 in UTC. */
const START = Date.UTC(2026, 2, 1, 8);

async function open(cadence = 'daily') {
  const store = await openStore('sqlite::memory:');
  await store.accept([makeMessage()], START);
  await store.claimEvents(START, 1000, 10);
  const facts = {
    schedule: 'R-0000001',
    cadence,
    minute: 540,
    report: 'satisfaction --by queue',
    place: 'local:staff',
    thread: null,
    language: 'en',
  };
  const entry = makeEntry({ kind: 'reportScheduled', actor: 'local:boss', at: START, conversationId: null, facts });
  expect(await store.commit([makeChange({ history: [entry] })], START)).toEqual(['done']);
  return store;
}

const watch = (store: Store, clock: ReturnType<typeof createVirtualClock>) =>
  createReportSchedules({ store, clock, community: 'default', timeZone: 'UTC' });

async function takeArgs(store: Store, now: number): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const claimed = await store.claimEvents(now, 1000, 10);
    if (claimed.length === 0) return found;
    for (const { event } of claimed) {
      if (event.kind === 'commandInvoked') found.push(event.args);
      await store.commit([makeChange({ eventId: event.id })], now);
    }
  }
}

describe('a scheduled report', () => {
  it('becomes one command, whoever looks and however often', async () => {
    const store = await open();
    const clock = createVirtualClock(START + 2 * 3_600_000);
    const [one, other] = [watch(store, clock), watch(store, clock)];
    const made = [await one.step(), await other.step(), await one.step(), await watch(store, clock).step()];
    expect(made).toEqual([1, 0, 0, 0]);
    expect(await takeArgs(store, clock.now())).toEqual([
      'satisfaction --by queue --from 2026-02-28 --to 2026-02-28 --shared',
    ]);
    await store.close();
  });

  it('that came due while nobody looked is caught up, each period by itself', async () => {
    const store = await open();
    const clock = createVirtualClock(START + 3 * DAY + 2 * 3_600_000);
    expect(await watch(store, clock).step()).toBe(4);
    expect(await takeArgs(store, clock.now())).toHaveLength(4);
    await store.close();
  });

  it('is not due before its time, nor another day', async () => {
    const store = await open('weekly');
    const clock = createVirtualClock(START + DAY + 3_599_999);
    expect(await watch(store, clock).step()).toBe(0);
    const later = createVirtualClock(START + DAY + 3_600_000);
    expect(await watch(store, later).step()).toBe(1);
    expect(await takeArgs(store, later.now())).toEqual([
      'satisfaction --by queue --from 2026-02-23 --to 2026-03-01 --shared',
    ]);
    await store.close();
  });
});
