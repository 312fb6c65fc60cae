/** A stateful Telegram on a free loopback port: the Bot API, for the real client library to talk to. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMethods, type MethodState } from './methods.ts';
import { People } from './people.ts';
import { createHttp, type Journal } from './server.ts';
import { Updates } from './updates.ts';
import { type Chat, type Message, World } from './world.ts';

export type { Chat, Message, Person } from './world.ts';

export const TOKEN = '7000:fake-token';

export interface FakeTelegram extends Journal {
  /** For TELEGRAM_API_ROOT. */
  readonly apiRoot: string;
  readonly world: World;
  readonly people: People;
  readonly updates: Updates;
  readonly menus: MethodState['menus'];
  readonly callbacks: MethodState['callbacks'];
  readonly state: MethodState;
  /** What stands in a chat, or in one topic of it, oldest first; without notices of the service. */
  read(chat: Chat, thread?: number): readonly Message[];
  close(): Promise<void>;
}

export async function startTelegram(): Promise<FakeTelegram> {
  const world = new World();
  const updates = new Updates();
  const state: MethodState = { world, callbacks: new Map(), menus: new Map(), webhook: null };
  const journal: Journal = { calls: [], violations: updates.violations, faults: [], met: 0 };
  const server = createHttp(TOKEN, state, createMethods(state), updates, journal);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(journal, {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    people: new People(state, updates),
    updates,
    menus: state.menus,
    callbacks: state.callbacks,
    state,
    read: (chat: Chat, thread?: number) =>
      [...chat.messages.values()].filter(
        (message) =>
          (message.text ?? message.caption ?? message.photo ?? message.document) !== undefined &&
          (thread === undefined || message.message_thread_id === thread),
      ),
    async close() {
      updates.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}
