/** Runs the Slack adapter, with the real Bolt, against the loopback Slack. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createSlackAdapter, type SlackOptions } from '../../../adapters/slack/index.ts';
import type { InboundEvent } from '../../../src/domain/event.ts';
import type { Clock, OutgoingDelivery, PlatformAdapter, Receive } from '../../../src/ports.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  type FakeSlack,
  type FakeSlackOptions,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../fakes/slack/index.ts';

export const MEI = 'U0MEI';
export const LIN = 'U0LIN';
export const ADMIN = 'U0ADMIN';
export const STAFF = 'C0STAFF';
export const GENERAL = 'C0GENERAL';
/** The bot's direct chat with Mei. */
export const MEI_DM = 'D0MEI';

/** The time of the machine: what is tested here is no matter of time. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {}),
};

export interface Logged {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export function createRecordingLog(lines: Logged[]) {
  const add = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { info: add('info'), warn: add('warn'), error: add('error') };
}

/** A workspace with a learner, an agent, an admin, a staff channel and a general one. */
export async function startWorkspace(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack(options);
  slack.world.addPerson({ id: MEI, name: '小美', locale: 'zh-CN' });
  slack.world.addPerson({ id: LIN, name: '小林', locale: 'zh-CN' });
  slack.world.addPerson({ id: ADMIN, name: 'Ada', locale: 'en-US' });
  slack.world.addChannel(STAFF, [BOT_USER, LIN, ADMIN]);
  slack.world.addChannel(GENERAL, [BOT_USER, MEI, LIN, ADMIN]);
  slack.world.openIm(MEI);
  return slack;
}

export interface ServedAdapter {
  readonly adapter: PlatformAdapter;
  /** Ends the HTTP server, where there is one. */
  close(): void;
}

/** With `http` its routes are on a port and the workspace sends there. */
export async function createAdapter(
  slack: FakeSlack,
  { http = false, ...options }: Partial<SlackOptions> & { http?: boolean } = {},
): Promise<ServedAdapter> {
  const adapter = createSlackAdapter({
    community: 'default',
    botToken: BOT_TOKEN,
    appToken: http ? null : APP_TOKEN,
    signingSecret: http ? SIGNING_SECRET : null,
    apiUrl: slack.apiUrl,
    staffPlaces: [`slack:${STAFF}`],
    learnerPlaces: [],
    emoji: { ask: 'ticket', claim: 'eyes', resolve: 'white_check_mark' },
    timeZone: 'Asia/Shanghai',
    clock: wallClock,
    log: createRecordingLog([]),
    ...options,
  });
  const route = adapter.routes?.[0];
  if (!route) return { adapter, close: () => {} };
  const server = serve({ fetch: route.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as { port: number };
  slack.aimAt(`http://127.0.0.1:${port}/slack/events`);
  return {
    adapter,
    close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

export interface Running extends ServedAdapter {
  readonly slack: FakeSlack;
  /** Everything `receive` was given, in order. */
  readonly events: InboundEvent[];
  readonly logged: Logged[];
  /** What `receive` does with the next events; accepts them by default. */
  receive: Receive;
  deliver(
    text: string,
    change?: Partial<OutgoingDelivery>,
    payloads?: string[][],
  ): ReturnType<PlatformAdapter['deliver']>;
  stop(): Promise<void>;
}

let count = 0;

export function toDelivery(
  text: string,
  change: Partial<OutgoingDelivery> = {},
  payloads: string[][] = [],
): OutgoingDelivery {
  const buttons = payloads.map((row) =>
    row.map((payload) => {
      const at = payload.lastIndexOf(':');
      return { choice: payload.slice(0, at) as never, target: payload.slice(at + 1), label: payload.slice(0, at) };
    }),
  );
  return {
    id: `slack:test:${++count}`,
    conversationId: 'C1',
    audience: 'learner',
    place: `slack:${MEI_DM}`,
    thread: null,
    threadId: null,
    slot: null,
    requires: null,
    edits: null,
    maybeSent: false,
    body: { kind: 'message', message: { text, buttons } },
    ...change,
  };
}

/** A started adapter in a workspace of its own. */
export async function startSlack(
  options: Partial<SlackOptions> & { http?: boolean } = {},
  workspace: FakeSlackOptions = {},
): Promise<Running> {
  const slack = await startWorkspace({ ...workspace, http: options.http ?? false });
  const logged: Logged[] = [];
  const { adapter, close } = await createAdapter(slack, { log: createRecordingLog(logged), ...options });
  const events: InboundEvent[] = [];
  const running: Running = {
    slack,
    adapter,
    close,
    events,
    logged,
    receive: async () => 'accepted',
    deliver: (...args) => adapter.deliver(toDelivery(...args)),
    async stop() {
      await adapter.stop();
      close();
      await slack.close();
    },
  };
  await adapter.start((event) => {
    events.push(event);
    return running.receive(event);
  });
  return running;
}
