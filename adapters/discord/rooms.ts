/** The rooms of tickets: a thread or post that somebody deleted is opened again, so that the ticket goes on. */
import { ChannelType, type Client } from 'discord.js';
import type { Receipt } from '../../src/domain/delivery.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { escapeMarkup } from './markup.ts';
import type { Log } from './options.ts';
import { toBody, toName, toThreadName } from './outbound.ts';
import type { Threads } from './threads.ts';

const MOST = 2000;

const WORDS =
  '这个工单原来的讨论串被删除了，从这里继续。\nThe thread of this ticket was deleted; the ticket goes on here.';

export interface Rooms {
  /** Remembers what a ticket's room is called. */
  note(delivery: OutgoingDelivery, receipt: Receipt): void;
  /** The room that took the place of that one; itself where nothing happened. */
  now(threadId: string): string;
  /** Opens the room of a ticket again, and says so there. Null where it cannot be had. */
  renew(channelId: string, threadId: string): Promise<string | null>;
}

export function createRooms(client: () => Client, api: Api, threads: Threads, log: Log): Rooms {
  const names = new Map<string, string>();
  const moved = new Map<string, string>();
  const opening = new Map<string, Promise<string | null>>();

  function keep(map: Map<string, string>, key: string, value: string): void {
    map.delete(key);
    if (map.size >= MOST) map.delete([...map.keys()][0] ?? '');
    map.set(key, value);
  }

  async function open(channelId: string, threadId: string): Promise<string | null> {
    const name = names.get(threadId) ?? toName('工单 Ticket');
    const notice = toBody({ content: escapeMarkup(WORDS), components: [], uploads: [] });
    const forum = threads.asForum(channelId);
    if (forum) return threads.openPost(forum, name, notice, null, []);
    const parent = client().channels.cache.get(channelId);
    if (parent?.type !== ChannelType.GuildText) return null;
    // Where the channel is closed, the room hangs below the card and has its id.
    const id = await threads.openForCard(channelId, threadId, name, false);
    await api.post(id, notice);
    return id;
  }

  return {
    note(delivery, { threadId }) {
      const isCard = delivery.audience === 'staff' && delivery.slot?.startsWith('ticket:');
      if (isCard && threadId !== null) keep(names, threadId, toThreadName(delivery));
    },
    now: (threadId) => moved.get(threadId) ?? threadId,
    async renew(channelId, threadId) {
      const run = opening.get(threadId) ?? open(channelId, threadId).finally(() => opening.delete(threadId));
      opening.set(threadId, run);
      const id = await run;
      log.warn({ thread: threadId }, 'the thread of a ticket was deleted; it was opened again');
      if (id !== null && id !== threadId) keep(moved, threadId, id);
      return id;
    },
  };
}
