/** Alerts as the staff sees them: once, where they belong, quiet for a week, and off when an admin says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlarms } from '../src/workers/alarms.ts';
import { openChatBench, type Past, STAFF } from './chat-bench.ts';

const DAY = 86_400_000;
/** A Monday, two minutes to nine. */
const EARLY = Date.UTC(2026, 2, 2, 8, 58);
const NINE = EARLY + 120_000;
const TODAY = Date.UTC(2026, 2, 2);

/** Nine weeks with three rated conversations a day; in the last one the scores are others. */
const toPast = (lastScore: number): Past[] =>
  Array.from({ length: 63 * 3 }, (_, i): Past => {
    const day = Math.floor(i / 3);
    const score = day >= 56 ? lastScore : 7 + (i % 4);
    const startedAt = TODAY - (63 - day) * DAY + (i % 3) * 3_600_000;
    return {
      startedAt,
      steps: [
        [1, 'answered', { intent: 'login', category: 'account' }],
        [2, 'confirmed', { resolution: 'confirmed' }],
        [3, 'rated', { score }],
      ],
    };
  });

describe('an alert', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  beforeEach(async () => {
    bench = await openChatBench(EARLY);
  }, 60_000);
  afterEach(() => bench.close());
  const told = () => bench.posts.filter(({ text }) => /usual|平常/.test(text) && !/Watched|看着/.test(text));

  it('comes at nine, once, kindly, to the first staff place, and not again for a week', async () => {
    await bench.remember(toPast(4));
    await bench.settle();
    expect(told()).toEqual([]);
    bench.clock.set(NINE);
    await bench.settle();
    await bench.settle();
    expect(told()).toHaveLength(1);
    expect(told()[0]?.delivery).toMatchObject({ place: STAFF, audience: 'staff' });
    expect(told()[0]?.text).toMatch(
      /⚠ 最近 7 天满意度 4\.0（平常 \d\.\d – (?:\d\.\d|10\.0)，n = 21），比平常低 → \/report feedback/,
    );
    expect(told()[0]?.text).toContain('/report alerts off');
    bench.clock.set(NINE + DAY);
    await bench.settle();
    expect(told()).toHaveLength(1);
  });

  it('is one event however many processes look', async () => {
    await bench.remember(toPast(4));
    bench.clock.set(NINE);
    const look = () =>
      createAlarms({ store: bench.store, clock: bench.clock, community: 'default', timeZone: 'UTC' }).step();
    expect([await look(), await look(), await look()]).toEqual([1, 0, 0]);
  });

  it('is not raised by a usual week, nor in a young history', async () => {
    await bench.remember(toPast(8).slice(-60));
    bench.clock.set(NINE);
    await bench.settle();
    await bench.remember(toPast(8).slice(0, -60));
    bench.clock.set(NINE + 1);
    await bench.settle();
    expect(told()).toEqual([]);
  });

  it('is turned off, and moved, by admins only', async () => {
    expect((await bench.command('/report alerts', 'local:mei'))[0]?.text).toContain('Only admins');
    expect((await bench.command('/report alerts'))[0]?.text).toMatch(/at 9 in the morning in local:staff.*\nWatched: /);
    expect((await bench.command('/report alerts off'))[0]?.text).toContain('Alerts are off');
    await bench.remember(toPast(4));
    bench.clock.set(NINE);
    await bench.settle();
    expect(told()).toEqual([]);
    await bench.command('/report alerts here');
    bench.clock.set(NINE + DAY);
    await bench.settle();
    expect(told().map(({ delivery }) => delivery.place)).toEqual(['local:admin']);
    expect(told()[0]?.text).toContain('A note for all');
  });
});
