/**
 * A bot that is killed on purpose. Takes messages from and posts to the loopback platform of the test (PLATFORM_URL), keeps
 * them in DATABASE_URL, and sends itself SIGKILL before or after the first call of one store or platform method (KILL_AT,
 * `method:before` or `method:after`).
 */
import pino from 'pino';
import { systemClock } from '../../src/clock.ts';
import type { InboundEvent } from '../../src/domain/event.ts';
import type { PlatformAdapter, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { createCore } from '../../src/workers/core.ts';
import { diagnoseByTable, KNOWLEDGE, SETTINGS, STAFF } from '../engine/scene.ts';

const platformUrl = process.env.PLATFORM_URL ?? '';
const [method, when] = (process.env.KILL_AT ?? '').split(':');

/** Calls that found nothing to do are no step of a message's way. */
const isIdle = (result: unknown): boolean =>
  result === 0 || result === null || (Array.isArray(result) && result.length === 0);

function withKill<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver);
      if (name !== method || typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (when === 'before') process.kill(process.pid, 'SIGKILL');
        const result = await value.apply(object, args);
        if (when === 'after' && !isIdle(result)) process.kill(process.pid, 'SIGKILL');
        return result;
      };
    },
  });
}

async function call(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${platformUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

const adapter: PlatformAdapter = {
  platform: 'local',
  start: async () => {},
  stop: async () => {},
  async deliver(delivery) {
    const { messageId } = await call('/post', {
      delivery: delivery.id,
      place: delivery.place,
      edits: delivery.edits?.messageId ?? null,
      text: delivery.body.kind === 'message' ? delivery.body.message.text : '',
    });
    return { messageId: String(messageId), threadId: String(messageId) };
  },
};

const store = withKill<Store>(await openStore(process.env.DATABASE_URL ?? ''));
const technical = KNOWLEDGE.queues.get('technical');
if (!technical) throw new Error('no queue');
const core = createCore({
  store,
  clock: systemClock,
  log: pino({ level: 'silent' }),
  adapters: new Map([['local', withKill(adapter)]]),
  diagnose: diagnoseByTable,
  detectLanguage: () => 'en',
  renderView: async () => ({ text: '', buttons: [] }),
  renderReport: async () => ({ text: '', buttons: [] }),
  // Long enough that nothing under way outlives its lease, even on a busy machine.
  leases: { eventMs: 500, deliveryMs: 1500 },
  surroundings: {
    settings: { ...SETTINGS, turnQuietMs: 30 },
    knowledge: KNOWLEDGE,
    staffPlaces: [STAFF],
    roles: { admins: new Set(), leads: new Set(), agents: new Set() },
    renew: null,
    readLinkCode: () => ({ ok: false, problem: 'notSet' }),
  },
});
core.start();

// Like long polling: what was not confirmed comes again.
for (;;) {
  const { events } = (await call('/updates', {})) as { events: InboundEvent[] };
  const accepted: string[] = [];
  for (const event of events) {
    await core.receive(event);
    accepted.push(event.id);
  }
  if (accepted.length > 0) await call('/confirm', { ids: accepted });
  else await new Promise((resolve) => setTimeout(resolve, 10));
}
