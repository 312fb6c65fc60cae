/** A stateful Discord on a free loopback port: REST v10 and gateway, for the real client library to talk to. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Gateway } from './gateway.ts';
import { Interactions } from './interactions.ts';
import { Messages } from './messages.ts';
import { People } from './people.ts';
import type { Channel, Message } from './records.ts';
import { createHttp, type Journal } from './server.ts';
import { World } from './world.ts';

export type { Interaction } from './interactions.ts';
export type { Channel, Message, Person } from './records.ts';

export const TOKEN = 'MTA.fake.token';

export interface FakeDiscord extends Journal {
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly people: People;
  readonly gateway: Gateway;
  readonly commands: Map<string, Record<string, unknown>>;
  /** What stands in a channel, oldest first. */
  read(channel: Channel | string): readonly Message[];
  close(): Promise<void>;
}

export async function startDiscord(): Promise<FakeDiscord> {
  const world = new World();
  const messages = new Messages(world);
  const interactions = new Interactions(world, messages);
  const commands = new Map<string, Record<string, unknown>>();
  const gateway = new Gateway(world, TOKEN);
  const journal: Journal = { calls: [], violations: [], faults: [], delays: [], bucket: null };
  let port = 0;
  const surroundings = {
    world,
    messages,
    interactions,
    commands,
    gatewayUrl: () => `ws://127.0.0.1:${port}`,
  };
  const server = createHttp(surroundings, TOKEN, journal);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  messages.filesAt = `http://127.0.0.1:${port}/files`;
  gateway.attach(server, surroundings.gatewayUrl());
  return Object.assign(journal, {
    apiUrl: `http://127.0.0.1:${port}/api`,
    world,
    messages,
    interactions,
    commands,
    gateway,
    people: new People(world, messages, interactions, commands),
    read(channel: Channel | string) {
      const id = typeof channel === 'string' ? channel : channel.id;
      return [...(world.channels.get(id)?.messages.values() ?? [])];
    },
    async close() {
      gateway.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}
