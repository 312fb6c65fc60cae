/** Random lives of a small community, with duplicates, faults and crashes; after each, what must always hold is checked from the outside. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWorld, LEARNERS, type Step, type World } from './world.ts';

const words = fc.constantFrom(
  'sure:video',
  'sure:refund',
  'maybe:refund,invoice',
  'my avatar please',
  'talk to a human',
  'thanks',
  'hello',
  '7',
  '11',
  '👍',
  'maybe:video,login,refund,invoice',
);
const small = fc.nat({ max: 5 });
const choice = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      learner: small,
      words,
      late: fc.constantFrom(0, 0, 0, 900, 70_000),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('press' as const), learner: small, nth: small, choice }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('staff' as const), agent: small, nth: small, choice }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('staffSay' as const), agent: small, nth: small, words }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(500, 1500, 61_000, 960_000, 86_500_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), back: small }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom('lost', 'busy', 'down', 'gone'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
);

async function check(world: World, steps: readonly Step[]): Promise<void> {
  const backlog = await world.store.backlog();
  expect(backlog).toMatchObject({ eventsWaiting: 0, eventsParked: 0, deliveriesWaiting: 0 });
  const history = await world.store.reports.entries(null, null);

  // Every accepted learner message led to an answer, a ticket or a recorded reason.
  for (const event of world.accepted) {
    if (event.kind !== 'messageReceived' || event.spot.place === 'local:staff') continue;
    const entries = history.filter((entry) => entry.id.startsWith(`${event.id}:`));
    expect(entries.length, `nothing recorded for ${event.id}`).toBeGreaterThan(0);
    const { conversationId } = entries[0] ?? {};
    const rest = history.slice(history.findIndex((entry) => entry.id.startsWith(`${event.id}:`)));
    const outcome = rest.some(
      (entry) =>
        entry.conversationId === conversationId &&
        ['answered', 'offered', 'missed', 'escalated', 'ignored', 'rated', 'refused', 'commented', 'reopened'].includes(
          entry.kind,
        ),
    );
    const ticket = history.some((entry) => entry.conversationId === conversationId && entry.kind === 'escalated');
    expect(outcome || ticket, `no outcome for ${event.id}`).toBe(true);
  }

  const byConversation = Map.groupBy(history, (entry) => entry.conversationId);
  for (const [id, entries] of byConversation) {
    if (id === null) continue;
    const kinds = entries.map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'escalated').length, 'one ticket per conversation').toBeLessThanOrEqual(1);
    expect(kinds.filter((kind) => kind === 'rated').length, 'one rating per conversation').toBeLessThanOrEqual(1);
    expect(kinds.filter((kind) => kind === 'ratingAsked').length, 'asked once').toBeLessThanOrEqual(1);
    let owned = false;
    for (const kind of kinds) {
      if (kind === 'claimed') owned = true;
      if (kind === 'released' || kind === 'resolved' || kind === 'confirmed') owned = false;
      if (owned)
        expect(['answered', 'offered', 'missed'], 'the bot is silent while a person owns it').not.toContain(kind);
    }
  }

  // Nothing is shown twice but what the platform carried out without telling us.
  const lost = steps.filter((each) => each.kind === 'fault' && each.fault === 'lost').length;
  const times = new Map<string, number>();
  for (const post of world.platform.posts) times.set(post.delivery.id, (times.get(post.delivery.id) ?? 0) + 1);
  const extra = [...times.values()].reduce((sum, n) => sum + n - 1, 0);
  expect(extra, 'repeated posts').toBeLessThanOrEqual(lost);

  // What staff say among themselves, and what other learners say, never reaches a learner.
  for (const post of world.platform.posts) {
    if (post.delivery.place === 'local:staff') continue;
    expect(post.text).not.toContain('Note by');
    for (const name of LEARNERS) {
      if (!post.delivery.place.endsWith(name)) expect(post.text).not.toContain(`${name}:`);
    }
    if (post.text.includes('INTERNAL')) {
      const live = history.some(
        (entry) => entry.conversationId === post.delivery.conversationId && entry.facts.live === true,
      );
      expect(live, 'words of staff reach the learner only while live is on').toBe(true);
    }
  }
}

async function live(steps: readonly Step[]): Promise<World> {
  const world = await createWorld();
  for (const each of steps) await world.play(each);
  await world.calm();
  return world;
}

it('holds its promises whatever happens', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const world = await live(steps);
      try {
        await check(world, steps);
      } finally {
        await world.store.close();
      }
    }),
    { numRuns: Number(process.env.SIMULATION_RUNS ?? 150), seed: Number(process.env.SIMULATION_SEED ?? 20260101) },
  );
});

it('the same life twice leaves the same history', async () => {
  const steps = fc.sample(fc.array(step, { minLength: 20, maxLength: 30 }), { numRuns: 5, seed: 7 });
  for (const each of steps) {
    const [first, second] = [await live(each), await live(each)];
    expect(await second.store.reports.entries(null, null)).toEqual(await first.store.reports.entries(null, null));
    expect(second.platform.posts.map((post) => post.text)).toEqual(first.platform.posts.map((post) => post.text));
    await first.store.close();
    await second.store.close();
  }
});
