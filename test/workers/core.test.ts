/** The workers on a real store: poison events, lost races, taken ids, order, and graceful stop. */
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../src/clock.ts';
import type { InboundEvent } from '../../src/domain/event.ts';
import type { Change, CommitResult, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createBatcher } from '../../src/workers/batch.ts';
import type { Surroundings } from '../../src/workers/context.ts';
import { type Core, createCore } from '../../src/workers/core.ts';
import { toRetryDelay } from '../../src/workers/outbox.ts';
import { diagnoseByTable, KNOWLEDGE, SETTINGS, STAFF } from '../engine/scene.ts';
import { createScriptedPlatform, type ScriptedPlatform } from '../fakes/scripted-platform.ts';

const START = Date.UTC(2026, 0, 5, 9);

describe('the workers', () => {
  let store: Store;
  let clock: VirtualClock;
  let platform: ScriptedPlatform;
  let core: Core;
  let commit: Store['commit'] | null;
  let diagnose: (text: string) => ReturnType<typeof diagnoseByTable>;
  let settings: { turnQuietMs: number };

  beforeEach(async () => {
    store = await openStore('sqlite::memory:');
    clock = createVirtualClock(START);
    platform = createScriptedPlatform();
    commit = null;
    diagnose = diagnoseByTable;
    const technical = KNOWLEDGE.queues.get('technical');
    if (!technical) throw new Error('no queue');
    const quick = { ...SETTINGS, turnQuietMs: 0 };
    settings = quick;
    const surroundings: Surroundings = {
      settings: quick,
      knowledge: KNOWLEDGE,
      staffPlaces: [STAFF],
      roles: { admins: new Set(), leads: new Set(), agents: new Set() },
      renew: null,
      readLinkCode: () => ({ ok: false, problem: 'notSet' }),
    };
    core = createCore({
      store: { ...store, commit: (changes, now) => (commit ?? store.commit)(changes, now) },
      clock,
      log: pino({ level: 'silent' }),
      adapters: new Map([['local', platform]]),
      diagnose: (text) => diagnose(text),
      detectLanguage: () => 'en',
      renderView: async () => ({ text: '', buttons: [] }),
      renderReport: async () => ({ text: 'figures', buttons: [] }),
      leases: { eventMs: 1000, deliveryMs: 1000 },
      surroundings,
    });
  });
  afterEach(() => store.close());

  const say = (id: string, text: string, who = 'mei') =>
    core.receive({
      kind: 'messageReceived',
      id,
      at: clock.now(),
      community: 'default',
      author: { id: `local:${who}`, name: who },
      spot: { place: `local:learner-${who}`, thread: null },
      locale: null,
      text,
    });

  /** Time goes on until nothing is due within an hour. */
  async function pass(): Promise<void> {
    for (let n = 0; n < 100; n++) {
      await core.drain();
      const due = await store.nextDueAt();
      if (due === null || due > clock.now() + 3_600_000) return;
      clock.set(Math.max(due, clock.now() + 1));
    }
    throw new Error('still busy after 100 steps');
  }

  it('answer what is received', async () => {
    expect(await say('local:1', 'sure:video')).toBe('accepted');
    expect(await say('local:1', 'sure:video')).toBe('duplicate');
    await pass();
    expect(platform.posts.map((post) => post.text)).toEqual(['video answer']);
  });

  it('read files where they are, and send the words though a file is gone', async () => {
    const file = (ref: string) => ({ kind: 'file', name: `${ref}.txt`, bytes: 4, mediaType: null, ref }) as const;
    await say('local:1', 'the avatar');
    await say('local:2', 'the avatar, I said');
    await pass();
    const event = {
      kind: 'messageReceived',
      at: clock.now(),
      community: 'default',
      author: { id: 'local:mei', name: 'mei' },
      spot: { place: 'local:learner-mei', thread: null },
      locale: null,
    } as const;
    await core.receive({ ...event, id: 'local:3', text: 'see here', attachments: [file('here'), file('gone')] });
    await pass();
    const post = platform.posts.find(({ text }) => text.startsWith('💬') && text.includes('see here'));
    expect(post?.text).toContain('📎 gone.txt');
    const { body } = post?.delivery ?? {};
    const files = body?.kind === 'message' ? body.message.files : null;
    expect(files).toMatchObject([{ name: 'here.txt', mediaType: 'text/plain', source: { kind: 'bytes' } }]);
  });

  it.each([
    ['at once', 0],
    ['when the turn is over', 1500],
  ])(
    'park a poison event after five attempts; it becomes a ticket and holds up nobody: read %s',
    async (_, quietMs) => {
      settings.turnQuietMs = quietMs;
      diagnose = (text) => {
        if (text.includes('poison')) throw new Error('cannot be read');
        return diagnoseByTable(text);
      };
      await say('local:1', 'poison');
      await say('local:2', 'sure:refund', 'wu');
      await core.drain();
      clock.set(clock.now() + quietMs);
      await core.drain();
      expect(platform.posts.map((post) => post.text)).toEqual(['refund answer']);
      await pass();
      expect(await store.backlog()).toMatchObject({ eventsParked: 1, eventsWaiting: 0 });
      const history = await store.reports.entries(null, null);
      expect(history.some(({ kind, facts }) => kind === 'escalated' && facts.reason === 'fault')).toBe(true);
      expect(platform.posts.some((post) => post.delivery.place === STAFF && post.text.includes('poison'))).toBe(true);
      await say('local:3', 'sure:video');
      await pass();
      expect(platform.posts.some((post) => post.delivery.place === STAFF && post.text.includes('sure:video'))).toBe(
        true,
      );
    },
  );

  it('decide again when the conversation moved on or a ticket id was taken', async () => {
    const answers: CommitResult[][] = [['stale'], ['taken']];
    const salts: (string | undefined)[] = [];
    commit = (changes: readonly Change[], now) => {
      salts.push(changes[0]?.ticket?.id);
      const scripted = answers.shift();
      return scripted ? Promise.resolve(scripted) : store.commit(changes, now);
    };
    await say('local:1', 'talk to a human');
    await pass();
    expect(new Set(salts).size).toBe(3);
    expect((await store.reports.entries(null, null)).filter(({ kind }) => kind === 'escalated')).toHaveLength(1);
  });

  it('commit one by one when a batch fails', async () => {
    commit = (changes, now) => {
      if (changes.some(({ eventId }) => eventId === 'local:1')) throw new Error('disk full');
      return store.commit(changes, now);
    };
    await say('local:1', 'sure:video');
    await say('local:2', 'sure:refund', 'wu');
    await core.drain();
    expect(platform.posts.map((post) => post.text)).toEqual(['refund answer']);
    commit = null;
    await pass();
    expect(platform.posts.map((post) => post.text)).toContain('video answer');
  });

  it('try a failed delivery again, later and later, and obey a rate limit without spending an attempt', async () => {
    platform.faults.push('down', 'busy', 'busy', 'down');
    await say('local:1', 'sure:video');
    await pass();
    expect(platform.posts.map((post) => post.text)).toEqual(['video answer']);
    expect([1, 2, 3, 20].map(toRetryDelay)).toEqual([500, 1000, 2000, 300_000]);
  });

  it('tell staff when a learner cannot be reached', async () => {
    await say('local:1', 'talk to a human');
    await pass();
    const ticket = (await store.reports.entries(null, null)).find(({ kind }) => kind === 'escalated')?.facts.ticket;
    platform.faults.push('gone');
    await core.receive({
      kind: 'commandInvoked',
      id: 'local:2',
      at: clock.now(),
      community: 'default',
      author: { id: 'local:agent-lin', name: 'Lin' },
      spot: { place: STAFF, thread: null },
      locale: null,
      verb: 'reply',
      args: `${ticket} hello`,
    });
    await pass();
    const staff = platform.posts.filter((post) => post.delivery.place === STAFF).map((post) => post.text);
    expect(staff.some((text) => text.includes('did not reach the learner'))).toBe(true);
    expect(staff.some((text) => text.includes('✓ Sent'))).toBe(false);
  });

  it('hear a learner in the ticket that another one of theirs was merged into, wherever they go on', async () => {
    const mei = { id: 'local:mei', name: 'mei' } as const;
    const base = { kind: 'messageReceived', at: START, community: 'default', author: mei, locale: null } as const;
    const at = (id: string, place: 'local:one' | 'local:two', text: string) =>
      core.receive({ ...base, id, spot: { place, thread: null }, text });
    await at('local:1', 'local:one', 'talk to a human');
    await pass();
    await at('local:2', 'local:two', 'talk to a human');
    await pass();
    const opened = (await store.reports.entries(null, null)).filter(({ kind }) => kind === 'escalated');
    const [first, second] = opened.map(({ facts }) => String(facts.ticket));
    await core.receive({
      ...base,
      ...{ kind: 'commandInvoked', id: 'local:3', author: { id: 'local:agent-lin', name: 'Lin' } },
      ...{ spot: { place: STAFF, thread: null }, verb: 'merge', args: `${second} ${first}` },
    });
    await pass();
    await at('local:4', 'local:two', 'one more thing');
    await pass();
    const stored = await store.load([{ by: 'ticket', id: first ?? '' }]);
    expect(stored?.ticket).toMatchObject({ status: 'open', lastMessage: 'one more thing' });
    const told = platform.posts.filter(({ delivery }) => delivery.place === 'local:two').map(({ text }) => text);
    expect(told.at(-1)).toContain(`added to ticket ${first}`);
  });

  it('stop when told, with nothing under way lost', async () => {
    core.start();
    await say('local:1', 'sure:video');
    await core.stop(1000);
    await pass();
    expect(platform.posts.map((post) => post.text)).toEqual(['video answer']);
  });
});

describe('a flood', () => {
  it('of one learner does not hold up another: the second is answered while the first still waits', async () => {
    const store = await openStore('sqlite::memory:');
    const event = (who: string, n: number): InboundEvent => ({
      kind: 'messageReceived',
      id: `local:${who}:${n}`,
      at: START + n,
      community: 'default',
      author: { id: `local:${who}`, name: who },
      spot: { place: `local:learner-${who}`, thread: null },
      locale: null,
      text: 'sure:video',
    });
    await store.accept(
      Array.from({ length: 500 }, (_, n) => event('flood', n)),
      START,
    );
    await store.accept([event('quiet', 0)], START);
    const claimed = await store.claimEvents(START, 1000, 32);
    expect(claimed.map(({ event: { id } }) => id)).toEqual(['local:flood:0', 'local:quiet:0']);
    await store.close();
  });
});

describe('a batch', () => {
  it('is one call for what arrives together, and each gets its own result', async () => {
    const calls: number[][] = [];
    const double = createBatcher<number, number>(async (items) => {
      calls.push([...items]);
      return items.map((item) => item * 2);
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it('rejects all its items when it fails, and goes on', async () => {
    let broken = true;
    const run = createBatcher<number, number>(async (items) => {
      if (broken) throw new Error('disk full');
      return [...items];
    });
    const results = await Promise.allSettled([run(1), run(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await run(3)).toBe(3);
  });
});
