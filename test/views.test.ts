/** What is put together from the store when it is sent, over a real database with a morning in it. */
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../src/clock.ts';
import type { View } from '../src/domain/delivery.ts';
import type { PersonId } from '../src/domain/place.ts';
import type { Store } from '../src/ports.ts';
import { openStore } from '../src/store/open.ts';
import { renderView } from '../src/views.ts';
import { type Core, createCore } from '../src/workers/core.ts';
import { diagnoseByTable, KNOWLEDGE, LEARNER, LIN, SETTINGS, STAFF } from './engine/scene.ts';
import { createScriptedPlatform } from './fakes/scripted-platform.ts';

const START = Date.UTC(2026, 0, 5, 9);
const PLACE = 'local:learner-mei';
const NAMES: Readonly<Record<string, string>> = { [LEARNER]: 'Mei', [LIN]: 'Lin' };

let store: Store;
let clock: VirtualClock;
let core: Core;
let count = 0;

const base = (id: PersonId) => ({
  author: { id, name: NAMES[id] ?? id },
  at: clock.now(),
  community: 'default',
  locale: null,
});

async function says(text: string): Promise<void> {
  const spot = { place: PLACE, thread: null } as const;
  await core.receive({ ...base(LEARNER), kind: 'messageReceived', id: `local:v${++count}`, spot, text });
  await core.drain();
}

async function commands(who: PersonId, verb: string, args: string, place: typeof PLACE | typeof STAFF): Promise<void> {
  const spot = { place, thread: null };
  await core.receive({ ...base(who), kind: 'commandInvoked', id: `local:v${++count}`, spot, verb, args });
  await core.drain();
}

const check = async () => [
  { name: 'admins', ok: false, found: 'none', remedy: 'set ADMINS' },
  { name: 'database', ok: true, found: 'fine', remedy: '' },
];
const render = (view: View) =>
  renderView(view, { store, knowledge: KNOWLEDGE, timeZone: 'UTC', now: clock.now(), progressOf: () => [], check });

async function readFile(view: View): Promise<string> {
  const { files } = await render(view);
  const source = files?.[0]?.source;
  if (source?.kind !== 'bytes') throw new Error('no file');
  return new TextDecoder().decode(source.bytes);
}

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = createVirtualClock(START);
  const settings = { ...SETTINGS, turnQuietMs: 0 };
  core = createCore({
    store,
    clock,
    log: pino({ level: 'silent' }),
    adapters: new Map([['local', createScriptedPlatform()]]),
    diagnose: diagnoseByTable,
    detectLanguage: () => 'en',
    renderReport: async () => ({ text: '', buttons: [] }),
    renderView: async () => ({ text: '', buttons: [] }),
    leases: { eventMs: 1000, deliveryMs: 1000 },
    surroundings: {
      settings,
      knowledge: KNOWLEDGE,
      staffPlaces: [STAFF],
      roles: { admins: new Set(), leads: new Set(), agents: new Set() },
      renew: null,
      readLinkCode: () => ({ ok: false, problem: 'notSet' }),
    },
  });
});
afterEach(async () => {
  await core.stop(0);
  await store.close();
});

async function liveThroughATicket() {
  await says('sure:video, I am Mei, call 13912345678');
  await commands(LEARNER, 'human', '', PLACE);
  const [ticket] = await store.recentTickets(1);
  if (!ticket) throw new Error('no ticket');
  await commands(LIN, 'note', `${ticket.id} SECRET she called before`, STAFF);
  await commands(LIN, 'reply', `${ticket.id} Dear Mei, clear the cache`, STAFF);
  await commands(LIN, 'resolve', ticket.id, STAFF);
  return ticket;
}

describe('the transcript', () => {
  it('for the learner holds what passed between them, for staff the notes too', async () => {
    const ticket = await liveThroughATicket();
    const view = {
      name: 'transcript',
      conversationId: ticket.conversationId,
      ticket: ticket.id,
      language: 'en',
    } as const;
    const theirs = await readFile({ ...view, forStaff: false });
    expect(theirs).toContain('Mei: sure:video');
    expect(theirs).toContain('Lin: Dear Mei, clear the cache');
    expect(theirs).not.toContain('SECRET');
    const ours = await readFile({ ...view, forStaff: true });
    expect(ours).toContain('Lin [internal note]: SECRET she called before');
  });
});

describe('lists', () => {
  it('tickets: status, queue and the learner’s own words', async () => {
    expect((await render({ name: 'tickets', community: 'default', learner: LEARNER, language: 'en' })).text).toContain(
      'no tickets yet',
    );
    const ticket = await liveThroughATicket();
    const { text } = await render({ name: 'tickets', community: 'default', learner: LEARNER, language: 'en' });
    expect(text).toContain(`${ticket.id} · solved · technical queue`);
    expect((await render({ name: 'tickets', community: 'other', learner: LEARNER, language: 'en' })).text).toContain(
      'no tickets',
    );
  });

  it('queues: who waits, and whether somebody is there', async () => {
    await says('sure:video');
    await commands(LEARNER, 'human', '', PLACE);
    const { text } = await render({ name: 'queues', community: 'default', language: 'en' });
    expect(text).toContain('technical queue (technical): 🕒 1 · open · first response 30 min');
  });

  it('the audit: who did what, without the words', async () => {
    const ticket = await liveThroughATicket();
    const { text } = await render({ name: 'audit', community: 'default', ticket: ticket.id, language: 'en' });
    expect(text).toMatch(/Lin \(local:agent-lin\) · replied/);
    expect(text).not.toContain('cache');
    expect(text).not.toContain('SECRET');
    const none = await render({ name: 'audit', community: 'other', ticket: ticket.id, language: 'en' });
    expect(none.text).toContain('There is no ticket');
  });

  it('the checks: what is amiss first, with the remedy', async () => {
    expect((await render({ name: 'checks', language: 'en' })).text).toBe('✗ admins: none\n   → set ADMINS\n✓ 1 fine');
  });
});

describe('practice', () => {
  it('shows a past question without names and numbers, and afterwards what the team wrote', async () => {
    const draw = { name: 'practice', community: 'default', seed: 'e1', language: 'en' } as const;
    expect((await render({ ...draw, reveal: null })).text).toContain('no resolved ticket');
    const ticket = await liveThroughATicket();
    const shown = (await render({ ...draw, reveal: null })).text;
    expect(shown).toContain('sure:video');
    expect(shown).not.toMatch(/Mei|13912345678|cache/);
    const revealed = (await render({ ...draw, reveal: ticket.id })).text;
    expect(revealed).toContain('✅ Dear [name], clear the cache');
    expect((await render({ ...draw, reveal: 'T-000000' })).text).toContain('no case T-000000');
  });
});
