/** Runs the real Telegram adapter, grammY and all, against a loopback Telegram with a small course in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { createTelegramAdapter, type TelegramOptions } from '../../../adapters/telegram/index.ts';
import type { InboundEvent } from '../../../src/domain/event.ts';
import type { OutgoingDelivery, PlatformAdapter, Receive } from '../../../src/ports.ts';
import {
  type Chat,
  type FakeTelegram,
  type Message,
  type Person,
  startTelegram,
  TOKEN,
} from '../../fakes/telegram/index.ts';
import type { Update } from '../../fakes/telegram/updates.ts';

/** Waits are a fiftieth of what they are in production, so that backing off can be tested. */
export const hastyClock = {
  now: () => Date.now(),
  sleep: (ms: number, signal?: AbortSignal) =>
    sleep(ms / 50, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {}),
};

export interface Course {
  readonly telegram: FakeTelegram;
  readonly ming: Person;
  readonly lin: Person;
  readonly admin: Person;
  /** A group with privacy mode on. */
  readonly lounge: Chat;
  /** Every message here is a question; a forum. */
  readonly help: Chat;
  /** Agents; a plain group or a forum. */
  readonly staff: Chat;
}

export async function startCourse(options: { staffForum?: boolean } = {}): Promise<Course> {
  const telegram = await startTelegram();
  const { world } = telegram;
  const [ming, lin, admin] = [world.addPerson('小明'), world.addPerson('小林'), world.addPerson('Admin', 'en')];
  for (const person of [ming, admin]) world.privateOf(person).open = 'open';
  const lounge = world.addGroup('lounge', [ming, lin, admin]);
  const help = world.addGroup('help', [ming, lin], { forum: true, bot: 'administrator' });
  const staff = world.addGroup('staff', [lin, admin], {
    type: 'supergroup',
    forum: options.staffForum ?? false,
    bot: 'administrator',
  });
  return { telegram, ming, lin, admin, lounge, help, staff };
}

/** Nothing that was sent, answered or told was against the published document. */
export function expectClean({ violations }: FakeTelegram): void {
  expect(violations).toEqual([]);
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

export function createAdapter(course: Course, change: Partial<TelegramOptions> = {}): PlatformAdapter {
  return createTelegramAdapter({
    community: 'default',
    botToken: TOKEN,
    apiRoot: course.telegram.apiRoot,
    webhookUrl: null,
    webhookSecret: null,
    staffPlaces: [`telegram:${course.staff.id}`],
    learnerPlaces: [`telegram:${course.help.id}`],
    clock: hastyClock,
    log: createLog(),
    ...change,
  });
}

export async function startAdapter(course: Course, change: Partial<TelegramOptions> = {}): Promise<Started> {
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
      await course.telegram.close();
      expectClean(course.telegram);
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
    place: 'telegram:0',
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

/** What became of an update: confirmed by the next offset, handed out again, or never fetched. */
export async function outcomeOf(
  { updates }: FakeTelegram,
  update: Update | null,
): Promise<'acknowledged' | 'not acknowledged'> {
  const id = update?.update_id ?? 0;
  const began = Date.now();
  return vi.waitFor(
    () => {
      if (updates.confirmed.has(id)) return 'acknowledged' as const;
      const isUnheard = !updates.served.has(id) && Date.now() - began > 300;
      if ((updates.served.get(id) ?? 0) > 1 || (updates.refused.get(id) ?? 0) > 0 || isUnheard) {
        return 'not acknowledged' as const;
      }
      throw new Error('nothing yet');
    },
    { timeout: 15_000, interval: 5 },
  );
}

/** All payloads of a message. */
export function payloadsOf({ reply_markup: markup }: Message): string[] {
  return markup?.inline_keyboard?.flat().flatMap(({ callback_data: data }) => data ?? []) ?? [];
}
