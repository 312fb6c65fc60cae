/** The whole bot in one process on a real SQLite store with a virtual clock: events in, time forward, faults and crashes by script. */
import pino from 'pino';
import { createVirtualClock } from '../../src/clock.ts';
import { parsePayload } from '../../src/domain/choice.ts';
import type { InboundEvent } from '../../src/domain/event.ts';
import type { PersonId, PlaceId } from '../../src/domain/place.ts';
import { openStore } from '../../src/store/open.ts';
import { createCore } from '../../src/workers/core.ts';
import { ADMIN, diagnoseByTable, KNOWLEDGE, SETTINGS, STAFF } from '../engine/scene.ts';
import { createScriptedPlatform, type Fault } from '../fakes/scripted-platform.ts';

export const LEARNERS = ['mei', 'wu', 'ana'] as const;
export const AGENTS: readonly PersonId[] = ['local:agent-lin', 'local:agent-kai'];

export type Step =
  /** `late`: ms by which the platform brings it after it was said; later words may have come before it. */
  | { readonly kind: 'say'; readonly learner: number; readonly words: string; readonly late: number }
  | { readonly kind: 'press'; readonly learner: number; readonly nth: number; readonly choice: number }
  | { readonly kind: 'staff'; readonly agent: number; readonly nth: number; readonly choice: number }
  | { readonly kind: 'staffSay'; readonly agent: number; readonly nth: number; readonly words: string }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'repeat'; readonly back: number }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'crash' };

const QUIET = pino({ level: 'silent' });
const LEASES = { eventMs: 5000, deliveryMs: 5000 };

export async function createWorld() {
  const store = await openStore('sqlite::memory:');
  const clock = createVirtualClock(Date.UTC(2026, 0, 5, 9));
  const platform = createScriptedPlatform();
  const accepted: InboundEvent[] = [];
  let count = 0;

  const boot = () =>
    createCore({
      store,
      clock,
      log: QUIET,
      adapters: new Map([['local', platform]]),
      diagnose: diagnoseByTable,
      detectLanguage: () => 'en',
      renderView: async () => ({ text: '', buttons: [] }),
      renderReport: async () => ({ text: 'report', buttons: [] }),
      leases: LEASES,
      surroundings: {
        settings: SETTINGS,
        knowledge: KNOWLEDGE,
        staffPlaces: [STAFF],
        roles: { admins: new Set([ADMIN]), leads: new Set(), agents: new Set() },
        renew: null,
        readLinkCode: () => ({ ok: false, problem: 'notSet' }),
      },
    });
  let core = boot();

  const base = () => ({ id: `local:e${++count}`, at: clock.now(), community: 'default', locale: null });
  const placeOf = (learner: number): PlaceId => `local:learner-${LEARNERS[learner % LEARNERS.length]}`;
  const authorOf = (learner: number) => {
    const name = LEARNERS[learner % LEARNERS.length] ?? '';
    return { id: `local:${name}` as PersonId, name };
  };

  async function receive(event: InboundEvent): Promise<void> {
    accepted.push(event);
    await core.receive(event);
    await core.drain();
  }

  /** Presses a button that is or was on a message of that place. */
  async function press(
    place: PlaceId,
    author: { id: PersonId; name: string },
    nth: number,
    choice: number,
    text: string | null,
  ) {
    const shown = platform.posts.filter((post) => post.delivery.place === place && post.buttons.length > 0);
    const post = shown.at(-1 - (nth % Math.max(shown.length, 1)));
    const button = post?.buttons[choice % post.buttons.length];
    const parsed = button && parsePayload(`${button.choice}:${button.target}`);
    if (!post || !parsed) return;
    const thread = place === STAFF ? post.id : null;
    await receive({ ...base(), kind: 'choiceMade', author, spot: { place, thread }, ...parsed, text });
  }

  async function waitUntil(until: number): Promise<void> {
    for (;;) {
      const due = await store.nextDueAt();
      if (due === null || due > until) break;
      clock.set(Math.max(clock.now(), due));
      await core.drain();
      // What is due but held by nobody's lease would spin: let a moment pass.
      if ((await store.nextDueAt()) === due) clock.set(Math.min(until, clock.now() + 100));
      if (clock.now() >= until) break;
    }
    clock.set(Math.max(clock.now(), until));
    await core.drain();
  }

  async function play(step: Step): Promise<void> {
    switch (step.kind) {
      case 'say':
        return receive({
          ...base(),
          at: clock.now() - step.late,
          kind: 'messageReceived',
          author: authorOf(step.learner),
          spot: { place: placeOf(step.learner), thread: null },
          text: step.words,
        });
      case 'press':
        return press(placeOf(step.learner), authorOf(step.learner), step.nth, step.choice, null);
      case 'staff': {
        const id = AGENTS[step.agent % AGENTS.length] as PersonId;
        return press(STAFF, { id, name: id.slice(12) }, step.nth, step.choice, 'words of the agent');
      }
      case 'staffSay': {
        const id = AGENTS[step.agent % AGENTS.length] as PersonId;
        const cards = platform.posts.filter((post) => post.delivery.slot?.startsWith('ticket:'));
        const card = cards.at(-1 - (step.nth % Math.max(cards.length, 1)));
        if (!card) return;
        return receive({
          ...base(),
          kind: 'messageReceived',
          author: { id, name: id.slice(12) },
          spot: { place: STAFF, thread: card.id },
          text: `INTERNAL ${step.words}`,
        });
      }
      case 'wait':
        return waitUntil(clock.now() + step.ms);
      case 'repeat': {
        const event = accepted.at(-1 - (step.back % Math.max(accepted.length, 1)));
        if (event) await core.receive(event);
        return core.drain();
      }
      case 'fault':
        platform.faults.push(step.fault);
        return;
      case 'crash':
        // A new set of workers on the same store: what the old ones held comes back when its lease ends.
        core = boot();
        return;
    }
  }

  return {
    store,
    clock,
    platform,
    accepted,
    play,
    /** No more faults; time enough for every retry, but not for quiet conversations to close. */
    async calm() {
      platform.faults.length = 0;
      await waitUntil(clock.now() + 20 * 60_000);
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
