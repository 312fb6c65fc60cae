/** How an agent of the demo behaves: watches the staff channel, claims, replies, resolves. */
import type { PlaceId } from '../domain/place.ts';
import type { Shown } from './community.ts';
import type { LearnerWorld } from './learner.ts';

const MINUTE = 60_000;
const STAFF: PlaceId = 'local:staff';

export interface DemoAgent {
  readonly id: string;
  readonly name: string;
  busy: boolean;
}

export const AGENTS: readonly Omit<DemoAgent, 'busy'>[] = [
  { id: 'local:agent-xiaolin', name: '小林' },
  { id: 'local:agent-kai', name: 'Kai' },
];

async function findCard(world: LearnerWorld, ticket: string): Promise<Shown | undefined> {
  return (await world.community.list(STAFF)).find((message) => message.ticket === ticket);
}

/** Looks for the oldest free ticket every minute or so, for as long as the day lasts. */
export function work(agent: DemoAgent, world: LearnerWorld, isOver: () => boolean): void {
  world.later(MINUTE / 2 + world.random.wait(MINUTE), async () => {
    if (isOver()) return;
    const free = (await world.community.list(STAFF)).find(
      (message) => message.ticket && message.buttons.flat().some(({ choice }) => choice === 'claim'),
    );
    if (free?.ticket && !agent.busy) await take(agent, world, free, free.ticket);
    work(agent, world, isOver);
  });
}

async function take(agent: DemoAgent, world: LearnerWorld, card: Shown, ticket: string): Promise<void> {
  agent.busy = true;
  await world.community.press(card, 'claim', agent.id, agent.name);
  const step = (mean: number, choice: string, text?: string, done?: () => void) =>
    world.later(MINUTE / 2 + world.random.wait(mean), async () => {
      const now = await findCard(world, ticket);
      if (now) await world.community.press(now, choice, agent.id, agent.name, text);
      done?.();
    });
  const words = '我看过你的情况了，已经帮你处理，请再试一次。/ I have looked into it; please try once more.';
  step(2 * MINUTE, 'reply', words, () =>
    step(4 * MINUTE, 'resolve', undefined, () => {
      agent.busy = false;
    }),
  );
}
