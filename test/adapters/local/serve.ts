/** Runs the local adapter on a free port with whatever `receive` a test gives it. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createLocalAdapter, type LocalAdapter, type LocalOptions } from '../../../adapters/local/index.ts';
import type { InboundEvent } from '../../../src/domain/event.ts';
import type { Clock, OutgoingDelivery, Receive } from '../../../src/ports.ts';

/** The time of the machine: what is tested here is no matter of time. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {}),
};

export function createAdapter(options: Partial<LocalOptions> = {}): LocalAdapter {
  return createLocalAdapter({ community: 'default', chatFile: null, clock: wallClock, ...options });
}

export interface Served {
  readonly url: string;
  /** Ends the server and every connection, as a crash would. */
  kill(): Promise<void>;
}

/** Puts the adapter's routes on a port. */
export async function serveAdapter(adapter: LocalAdapter, port = 0): Promise<Served> {
  const server = serve({ fetch: adapter.routes[0]!.fetch, port, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async kill() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

export interface LocalServer extends Served {
  readonly adapter: LocalAdapter;
  /** Everything `receive` was given, in order. */
  readonly events: InboundEvent[];
  /** What `receive` does with the next events; accepts them by default. */
  receive: Receive;
  /** The bot posts a message, or edits one, and answers the receipt. */
  deliver(
    message: Partial<OutgoingDelivery> & { text: string; buttons?: string[][] },
  ): ReturnType<LocalAdapter['deliver']>;
  /** Stops the adapter, then the server. */
  close(): Promise<void>;
}

/** A started adapter on a port. */
export async function startLocal(options: Partial<LocalOptions> & { port?: number } = {}): Promise<LocalServer> {
  const adapter = createAdapter(options);
  const { url, kill } = await serveAdapter(adapter, options.port);
  const events: InboundEvent[] = [];
  const local: LocalServer = {
    url,
    kill,
    adapter,
    events,
    receive: async () => 'accepted',
    deliver: ({ text, buttons = [], ...rest }) => adapter.deliver(toDelivery(text, buttons, rest)),
    async close() {
      await adapter.stop();
      await kill();
    },
  };
  await adapter.start((event) => {
    events.push(event);
    return local.receive(event);
  });
  return local;
}

let count = 0;

/** A delivery to 小明, but for what the test changes. Buttons are payloads; their label is the choice. */
export function toDelivery(
  text: string,
  payloads: string[][] = [],
  rest: Partial<OutgoingDelivery> = {},
): OutgoingDelivery {
  count++;
  const buttons = payloads.map((row) => row.map(toButton));
  return {
    id: `test:${count}`,
    conversationId: 'C1',
    audience: 'learner',
    place: 'local:learner-小明',
    thread: null,
    threadId: rest.thread ?? null,
    slot: null,
    requires: null,
    edits: null,
    maybeSent: false,
    body: { kind: 'message', message: { text, buttons } },
    ...rest,
  };
}

function toButton(payload: string) {
  const at = payload.lastIndexOf(':');
  const choice = payload.slice(0, at);
  return { choice: choice as never, target: payload.slice(at + 1), label: choice.replace('rate:', '') };
}

/** POSTs JSON and answers status and body. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

/** The body of a learner's message, but for what the test changes. */
export function asLearner(text: string, rest: object = {}) {
  return {
    place: 'local:learner-小明',
    thread: null,
    author: { id: 'local:小明', name: '小明' },
    text,
    key: `key-${++count}`,
    ...rest,
  };
}

export const LIN = { id: 'local:agent-lin', name: '小林' };
