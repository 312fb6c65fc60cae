/** Whatever learners, agents, strangers and time do, in whatever order: what must hold of every ticket. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRIORITIES } from '../../../src/domain/priority.ts';
import { ADMIN, createScene, KAI, LEARNER, LIN, STAFF } from '../scene.ts';

type Scene = ReturnType<typeof createScene>;
const WU = 'local:wu' as const;
const STRANGER = 'local:stranger' as const;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

const learner = fc.constantFrom(LEARNER, WU);
const agent = fc.constantFrom(LIN, KAI);
const words = fc.constantFrom('sure:video', 'sure:refund', 'maybe:refund,invoice', 'what?', 'thanks', '人工', '8');

/** One step of somebody; those about a ticket do nothing while there is none. */
const step: fc.Arbitrary<{ name: string; run: (scene: Scene, n: number) => void }> = fc.oneof(
  fc.record({ who: learner, text: words }).map(({ who, text }) => ({
    name: `${who} asks ${text}`,
    run: (scene: Scene) => void scene.asks(text, who),
  })),
  fc
    .record({
      who: learner,
      choice: fc.constantFrom('solved', 'not_this', 'human', 'reopen_mine', 'comment', 'rate:3'),
    })
    .map(({ who, choice }) => ({
      name: `${who} presses ${choice}`,
      run: (scene: Scene) => {
        if (scene.conversation) scene.presses(choice, who);
      },
    })),
  fc
    .record({ who: learner, line: fc.constantFrom('/cancel', '/status', '/human', '/tickets', '/rate 9') })
    .map(({ who, line }) => ({ name: `${who} ${line}`, run: (scene: Scene) => void scene.command(line, who) })),
  fc
    .record({
      who: fc.oneof({ arbitrary: agent, weight: 4 }, { arbitrary: fc.constantFrom(STRANGER), weight: 1 }),
      choice: fc.constantFrom(
        ...['claim', 'release', 'resolve', 'reopen', 'live', 'assign', 'transfer', 'pending', 'priority', 'snippet'],
        ...['assign:0', 'transfer:0', 'priority:3', 'snippet:0', 'story', 'assign:9'],
      ),
    })
    .map(({ who, choice }) => ({
      name: `${who} presses ${choice}`,
      run: (scene: Scene) => {
        if (scene.ticket) scene.agent(choice, who);
      },
    })),
  agent.map((who) => ({
    name: `${who} notes`,
    run: (scene: Scene, n: number) => {
      if (scene.ticket) scene.agent('note', who, `SECRET ${n}`);
    },
  })),
  agent.map((who) => ({
    name: `${who} talks in the thread`,
    run: (scene: Scene, n: number) => {
      if (!scene.ticket) return;
      const goesOut = scene.ticket.live && scene.ticket.assignee === who;
      scene.staffSays(goesOut ? `PUBLIC ${n}` : `SECRET ${n}`, who);
    },
  })),
  fc
    .record({
      who: agent,
      line: fc.constantFrom(
        ...[
          '/reply PUBLIC',
          '/pending PUBLIC',
          '/assign auto',
          '/transfer billing',
          '/tag a b',
          '/merge',
          '/away',
          '/back',
        ],
        ...PRIORITIES.map((priority) => `/priority ${priority}`),
      ),
    })
    .map(({ who, line }) => ({
      name: `${who} ${line}`,
      run: (scene: Scene) => {
        if (!scene.ticket) return;
        const [first] = [...scene.tickets.keys()];
        scene.command(line === '/merge' ? `/merge ${first}` : line, who, STAFF, scene.ticket.id);
      },
    })),
  fc
    .constantFrom('/queue set technical assign auto', '/queue set billing places slack:C9', '/queue reset billing')
    .map((line) => ({ name: line, run: (scene: Scene) => void scene.command(line, ADMIN) })),
  fc.constantFrom(1000, 600_000, 3_600_000, 86_400_000).map((ms) => ({
    name: `${ms} ms pass`,
    run: (scene: Scene) => void scene.waits(ms),
  })),
);

function check(scene: Scene): void {
  for (const { audience, place, body } of scene.sent) {
    if (audience === 'learner' || place.startsWith('local:learner')) {
      expect(JSON.stringify(body), 'a note reached a learner').not.toContain('SECRET');
    }
  }
  for (const ticket of scene.tickets.values()) {
    const conversation = scene.conversations.get(ticket.conversationId);
    const status = conversation?.status;
    expect([LIN, KAI, null], 'somebody owns it who may not').toContain(ticket.assignee);
    const over = ticket.status === 'resolved' || ticket.status === 'closed';
    expect(status === 'resolved' || status === 'closed', `${ticket.status} and ${status}`).toBe(over);
    if (status === 'queued') expect(ticket.assignee).toBeNull();
    if (status === 'assigned') expect(ticket.assignee).not.toBeNull();
    expect(status === 'pending', `${ticket.status} and ${status}`).toBe(ticket.status === 'pending');
    expect(ticket.pauses.at(-1)?.to === null, 'the clock stands still only while it is pending').toBe(
      ticket.status === 'pending',
    );
    // Its card stands where agents are.
    expect([STAFF, 'slack:C9']).toContain(ticket.staffSpot.place);
    const card = scene.sent.filter(
      ({ slot, place }) => slot === `ticket:${ticket.id}` && place === ticket.staffSpot.place,
    );
    expect(card.length).toBeGreaterThan(0);
    if (ticket.live) expect(ticket.assignee).not.toBeNull();
  }
  const rated = scene.history.filter(({ kind }) => kind === 'rated').map(({ conversationId }) => conversationId);
  expect(new Set(rated).size, 'rated twice').toBe(rated.length);
}

describe('whatever people do', () => {
  it('keeps notes inside, one owner, a clock that agrees, and a card that somebody sees', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const scene = createScene({ agents: [LIN, KAI] });
        for (const [n, { run }] of steps.entries()) {
          run(scene, n);
          check(scene);
        }
        // Left alone, nothing waits for ever where nobody looks: it is over, in a queue, or somebody's.
        scene.waits(10 * 86_400_000);
        check(scene);
        for (const ticket of scene.tickets.values()) {
          const status = scene.conversations.get(ticket.conversationId)?.status;
          expect(status, 'a pending ticket ends').not.toBe('pending');
          expect(ticket.leaseUntil === null || ticket.leaseUntil > scene.now, 'a lease lapses').toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
