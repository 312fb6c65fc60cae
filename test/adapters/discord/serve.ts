/** Runs the real Discord adapter, discord.js and all, against a loopback Discord with a small course server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createDiscordAdapter, type DiscordOptions } from '../../../adapters/discord/index.ts';
import type { InboundEvent } from '../../../src/domain/event.ts';
import type { OutgoingDelivery, PlatformAdapter, Receive } from '../../../src/ports.ts';
import {
  type Channel,
  type FakeDiscord,
  type Message,
  type Person,
  startDiscord,
  TOKEN,
} from '../../fakes/discord/index.ts';

export const wallClock = {
  now: () => Date.now(),
  sleep: (ms: number, signal?: AbortSignal) =>
    sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {}),
};

export interface Course {
  readonly discord: FakeDiscord;
  readonly ming: Person;
  readonly lin: Person;
  readonly admin: Person;
  /** Everybody reads and writes here. */
  readonly lounge: Channel;
  /** Every message here is a question. */
  readonly help: Channel;
  /** Only agents see it. */
  readonly staff: Channel;
}

/** A server with a lounge, a help channel and a hidden staff channel. */
export async function startCourse(): Promise<Course> {
  const discord = await startDiscord();
  const { world } = discord;
  const [ming, lin, admin] = [
    world.addPerson('小明'),
    world.addPerson('小林'),
    world.addPerson('Admin', { locale: 'en-US' }),
  ];
  const [lounge, help, staff] = [world.addChannel('lounge'), world.addChannel('help'), world.addChannel('staff')];
  world.hide(staff, { except: [lin, admin] });
  return { discord, ming, lin, admin, lounge, help, staff };
}

/** Nothing the adapter sent was against the document or could have rung anybody's bell. */
export function expectClean({ violations, messages }: FakeDiscord): void {
  expect(violations).toEqual([]);
  expect(messages.loud).toEqual([]);
}

/** What is logged in a test: kept, not shown. */
export function createLog() {
  const lines: { level: string; fields: object; message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}

export interface Started extends Course {
  readonly adapter: PlatformAdapter;
  readonly events: InboundEvent[];
  readonly log: ReturnType<typeof createLog>;
  /** What `receive` does with the next events. */
  receive: Receive;
  deliver(
    text: string,
    change?: Partial<OutgoingDelivery>,
    payloads?: string[],
  ): ReturnType<PlatformAdapter['deliver']>;
  close(): Promise<void>;
}

export function createAdapter(course: Course, change: Partial<DiscordOptions> = {}): PlatformAdapter {
  return createDiscordAdapter({
    community: 'default',
    token: TOKEN,
    apiUrl: course.discord.apiUrl,
    staffPlaces: [`discord:${course.staff.id}`],
    learnerPlaces: [`discord:${course.help.id}`],
    clock: wallClock,
    log: createLog(),
    ...change,
  });
}

/** A connected adapter. */
export async function startAdapter(course: Course, change: Partial<DiscordOptions> = {}): Promise<Started> {
  const log = createLog();
  const adapter = createAdapter(course, { log, ...change });
  const events: InboundEvent[] = [];
  const started: Started = {
    ...course,
    adapter,
    events,
    log,
    receive: async () => 'accepted',
    deliver: (text, rest = {}, payloads = []) => adapter.deliver(toDelivery(text, rest, payloads)),
    async close() {
      await adapter.stop();
      await course.discord.close();
      expectClean(course.discord);
    },
  };
  await adapter.start((event) => {
    events.push(event);
    return started.receive(event);
  });
  return started;
}

let count = 0;

export function toDelivery(text: string, change: Partial<OutgoingDelivery>, payloads: string[] = []): OutgoingDelivery {
  const buttons = payloads.map((payload) => {
    const at = payload.lastIndexOf(':');
    return { choice: payload.slice(0, at) as never, target: payload.slice(at + 1), label: payload.slice(0, at) };
  });
  return {
    id: `test:${++count}`,
    conversationId: 'CAAAA',
    audience: 'learner',
    place: 'discord:0',
    thread: null,
    threadId: change.thread ?? null,
    slot: null,
    requires: null,
    edits: null,
    maybeSent: false,
    body: { kind: 'message', message: { text, buttons: buttons.length > 0 ? [buttons] : [] } },
    ...change,
  };
}

/** What Discord makes a link by itself, and shows as it is. */
const LINK = /https?:\/\/[^\s<]+[^<>.,:;"')\]\s]/;

/** The words as a reader sees them; fails where something would be shown as markup or as a mention. */
export function readAs(content: string): string {
  const bare = content.replace(new RegExp(LINK, 'g'), 'x').replace(/\\[\s\S]/g, 'x');
  expect(bare).not.toMatch(/[*_~`|<>@[\]]|^\s*(#{1,3}|-#|[-+]|\d+\.)\s/m);
  return content.replace(new RegExp(`(${LINK.source})|\\\\([\\s\\S])`, 'g'), (_, url, escaped) => url ?? escaped);
}

interface Shown {
  readonly components: readonly { readonly custom_id?: string; readonly options?: readonly { value: string }[] }[];
}

/** All payloads of a message, buttons and options together. */
export function payloadsOf(message: Message): string[] {
  return (message.components as Shown[])
    .flatMap(({ components }) => components)
    .flatMap(({ custom_id: id, options }) => options?.map(({ value }) => value) ?? (id === undefined ? [] : [id]));
}
