/** The Discord adapter: the client and what listens to it, and the outbox's way out. */
import { type Client, Events, GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import type { InboundEvent } from '../../src/domain/event.ts';
import type { PlatformAdapter, Receive } from '../../src/ports.ts';
import { createAddressing } from './addressing.ts';
import { createApi } from './api.ts';
import { createChanges } from './changes.ts';
import { checkDiscord } from './check.ts';
import { createConnection } from './connection.ts';
import { createDeliver } from './deliver.ts';
import { readFile } from './files.ts';
import { createHeld } from './held.ts';
import { createHistory } from './history.ts';
import { createIntake } from './intake.ts';
import { createInteractions } from './interactions.ts';
import type { DiscordOptions } from './options.ts';
import { registerCommands } from './registration.ts';
import { createSafeLog } from './safe-log.ts';
import { createSpots } from './spots.ts';
import { createSuggestions } from './suggestions.ts';
import { createThreads } from './threads.ts';
import { createTickets } from './tickets.ts';

export type { DiscordOptions } from './options.ts';

export function createDiscordAdapter(given: DiscordOptions): PlatformAdapter {
  const log = createSafeLog(given.log);
  const options = { ...given, log };
  const { clock } = options;
  const closing = new AbortController();
  const spots = createSpots(options.staffPlaces, options.learnerPlaces);
  const api = createApi(options.token, options.apiUrl, clock);
  const held = createHeld(clock);
  const tickets = createTickets();
  const client = () => connection.client;
  const threads = createThreads(client, api, spots, log);
  const addressing = createAddressing(client, spots, threads);
  let pass: Receive = () => Promise.reject(new Error('the adapter is not started'));
  const underWay = new Set<Promise<unknown>>();

  function receive(event: InboundEvent): Promise<unknown> {
    return pass(event);
  }

  const intake = createIntake({
    options,
    addressing,
    api,
    spots,
    botId: () => client().user?.id ?? '',
    readsAll: () => connection.readsAll,
    receive: (event) => pass(event),
    closing: closing.signal,
  });
  const changes = createChanges({ options, client, addressing, intake, spots });
  const history = createHistory({ options, client, spots, take: intake.take, closing: closing.signal });
  const interact = createInteractions({
    options,
    addressing,
    api,
    held,
    intake,
    spots,
    threads,
    suggest: createSuggestions({ options, spots, tickets }),
    receive,
  });

  function track(work: Promise<unknown>): void {
    const run: Promise<unknown> = work
      .catch((error: unknown) => log.error({ err: error }, 'something on discord could not be taken'))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  }

  /** What is said now comes after what was said there while nobody listened. */
  function afterMissed(channelId: string, run: () => Promise<void>): void {
    track(history.before(channelId).then(run));
  }

  function hear(packet: GatewayDispatchPayload): void {
    switch (packet.t) {
      case GatewayDispatchEvents.MessageCreate:
        return afterMissed(packet.d.channel_id, () => intake.take(packet.d));
      case GatewayDispatchEvents.MessageUpdate:
        return afterMissed(packet.d.channel_id, () => changes.edited(packet.d));
      case GatewayDispatchEvents.MessageDelete:
        return afterMissed(packet.d.channel_id, () => changes.deleted(packet.d.channel_id, [packet.d.id]));
      case GatewayDispatchEvents.MessageDeleteBulk:
        return afterMissed(packet.d.channel_id, () => changes.deleted(packet.d.channel_id, packet.d.ids));
      case GatewayDispatchEvents.ThreadDelete:
        return track(changes.threadGone(packet.d.id, packet.d.parent_id ?? ''));
      case GatewayDispatchEvents.ChannelDelete:
        return track(changes.channelGone(packet.d.id));
      case GatewayDispatchEvents.GuildDelete:
        // An outage of the server's is none of its leaving.
        return packet.d.unavailable ? undefined : track(changes.serverGone(packet.d.id));
      case GatewayDispatchEvents.ChannelUpdate:
      case GatewayDispatchEvents.GuildRoleUpdate:
      case GatewayDispatchEvents.GuildMemberUpdate:
        // The library takes in the change right after it has shown the packet.
        setImmediate(() => track(changes.audit()));
        return;
      default:
    }
  }

  function attach(made: Client): void {
    // The packets themselves: the library's own messages are dropped where their channel or an earlier copy is cached.
    made.on(Events.Raw, (packet: GatewayDispatchPayload) => {
      if (!closing.signal.aborted) hear(packet);
    });
    made.on(Events.InteractionCreate, (interaction) => {
      if (!closing.signal.aborted) track(interact(interaction));
    });
  }

  const connection = createConnection(options, {
    attach,
    onSession(shard) {
      if (closing.signal.aborted) return;
      history.renew(shard);
      track(changes.audit());
      track(registerCommands(client()));
      track(history.catchUp());
    },
    onLost: (shard) => history.lose(shard),
    onResumed: (shard) => history.regain(shard),
  });

  const deliver = createDeliver({ client, api, spots, held, threads, log });
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    closing.abort();
    while (underWay.size > 0) await Promise.all(underWay);
    await intake.idle();
    await connection.close();
    api.rest.clearHashSweeper();
    api.rest.clearHandlerSweeper();
  }

  return {
    platform: 'discord',
    async start(next) {
      pass = next;
      await connection.open();
    },
    readFile: (ref) => readFile(api, client(), ref),
    check: () => checkDiscord(options),
    stop: () => (stopping ??= stop()),
    async deliver(delivery) {
      const receipt = await deliver(delivery);
      tickets.note(delivery);
      return receipt;
    },
  };
}
