/** What learners see of each other's ratings: nothing but sums of five who agreed, and nothing once they changed their mind. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonId } from '../src/domain/place.ts';
import { openChatBench } from './chat-bench.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const DAY = 86_400_000;
const learners = Array.from({ length: 8 }, (_, i) => `local:learner-${i}` as PersonId);
let bench: Awaited<ReturnType<typeof openChatBench>>;

beforeAll(async () => {
  bench = await openChatBench(NOW);
  await bench.remember(
    learners.map((learner, i) => ({
      startedAt: NOW - (i + 1) * DAY,
      learner,
      steps: [
        [1, 'escalated', { queue: 'technical', category: 'technical', intent: 'login', priority: 'normal' }],
        [3, 'replied', { text: '…' }, 'local:lin'],
        [9, 'resolved', { resolution: 'agent' }, 'local:lin'],
        [10, 'rated', { score: i < 5 ? 8 : 2 }],
      ],
    })),
  );
}, 60_000);
afterAll(() => bench.close());

const look = async () => (await bench.command('/ratings', 'local:somebody', 'local:somebody'))[0]?.text ?? '';
const set = (learner: PersonId, to: 'on' | 'off') => bench.command(`/settings ratings ${to}`, learner, learner);

it('four who agreed are too few, five are told, and the others never count', async () => {
  for (const learner of learners.slice(0, 4)) await set(learner, 'on');
  expect(await look()).not.toMatch(/of 10/);
  await set(learners[4]!, 'on');
  expect(await look()).toMatch(/All: 8\.0 of 10 \(5 ratings\), a person usually replies within 2 min/);
  expect(await look()).toContain('To count yours in: /settings ratings on');
});

it('whoever takes theirs back is no longer in it', async () => {
  await set(learners[0]!, 'off');
  expect(await look()).not.toMatch(/of 10/);
  expect(await look()).toMatch(/All: a person usually replies within 2 min/);
});
