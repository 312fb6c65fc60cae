/** Which messages are meant for the service, and which spot they belong to: whose thread it is, and which words continue which. */
import { type APIChannel, type APIMessage, type APIThreadChannel, ChannelType, type Client, Routes } from 'discord.js';
import type { Author } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import { type MessagePayload, mentionsBot, toWords } from './inbound.ts';
import { isCode } from './problems.ts';
import type { ChannelFacts, Spots } from './spots.ts';
import type { Threads } from './threads.ts';

/** Words of one person in a channel that follow each other within this time (ms) go into one thread. */
const CONTINUES_MS = 60_000;
const MOST_REMEMBERED = 10_000;

export interface Facts extends ChannelFacts {
  readonly isDirect: boolean;
  readonly isPrivate: boolean;
}

export interface Addressing {
  factsOf(channelId: string): Promise<Facts | null>;
  /** Null = not for the service. */
  toSpot(message: MessagePayload): Promise<Spot | null>;
  spotOf(facts: Facts): Spot;
  /** Where a message that was taken before stands, and whose it is; null = it was never for the service, as far as known. */
  taken(messageId: string): { readonly spot: Spot; readonly author: Author } | null;
  /** As `toSpot`, for a message that may be long known: opens no new thread. */
  find(message: MessagePayload): Promise<Spot | null>;
  botId(): string;
  noteTaken(messageId: string, spot: Spot, author: Author): void;
  /** The thread a person's words in a channel last went into; null where none is known. */
  lastThread(channelId: string, userId: string): string | null;
  /** The language of a person's client, which only interactions tell. */
  hear(userId: string, locale: string): void;
  localeOf(userId: string): string | null;
  /** Of a channel that was looked at; false for others. */
  isDirect(channelId: string): boolean;
  /** The thread of that person in the channel from now on. */
  remember(channelId: string, userId: string, threadId: string, at: number): void;
}

export function createAddressing(client: () => Client, spots: Spots, threads: Threads): Addressing {
  const learners = new Map<string, string | null>();
  const recent = new Map<string, { thread: string; at: number }>();
  const takenBefore = new Map<string, { spot: Spot; author: Author }>();
  const locales = new Map<string, string>();
  const directs = new Map<string, Facts>();

  const botId = () => client().user?.id ?? '';

  function keep<K, V>(map: Map<K, V>, key: K, value: V): void {
    map.delete(key);
    if (map.size >= MOST_REMEMBERED) map.delete([...map.keys()][0] as K);
    map.set(key, value);
  }

  async function factsOf(channelId: string): Promise<Facts | null> {
    const channel = client().channels.cache.get(channelId);
    if (channel && !channel.isDMBased()) {
      const isThread = channel.isThread();
      return {
        id: channelId,
        parentId: channel.parentId,
        isThread,
        name: channel.name,
        ownerId: isThread ? channel.ownerId : null,
        isDirect: false,
        isPrivate: channel.type === ChannelType.PrivateThread,
      };
    }
    const known = directs.get(channelId);
    if (known) return known;
    try {
      const facts = fromPayload((await client().rest.get(Routes.channel(channelId))) as APIChannel);
      if (facts.isDirect) keep(directs, channelId, facts);
      return facts;
    } catch (error) {
      if (isCode(error, 'unknownChannel', 'missingAccess')) return null;
      throw error;
    }
  }

  /** Whose matter the thread is: the author of a post, or of the message that it hangs below. */
  async function learnerOf(thread: Facts): Promise<string | null> {
    const known = learners.get(thread.id);
    if (known !== undefined) return known;
    let learner: string | null = null;
    if (thread.ownerId === botId()) {
      try {
        const starter = (await client().rest.get(
          Routes.channelMessage(thread.parentId ?? '', thread.id),
        )) as APIMessage;
        learner = starter.author.id;
      } catch (error) {
        if (!isCode(error, 'unknownMessage', 'missingAccess', 'missingPermissions')) throw error;
      }
    } else if (spots.learners.has(thread.parentId ?? '')) learner = thread.ownerId;
    keep(learners, thread.id, learner);
    return learner;
  }

  async function inThread(message: MessagePayload, thread: Facts): Promise<Spot | null> {
    const spot = spots.toSpot(thread, botId());
    if (spots.staff.has(thread.parentId ?? '') || spot.thread === null) return spot;
    if (mentionsBot(message, botId())) return spot;
    // Whoever is in the bot's own private thread was invited for this matter.
    if (thread.isPrivate && thread.ownerId === botId()) return spot;
    return (await learnerOf(thread)) === message.author.id ? spot : null;
  }

  function lastThread(channelId: string, userId: string): string | null {
    return recent.get(`${channelId}/${userId}`)?.thread ?? null;
  }

  function remember(channelId: string, userId: string, threadId: string, at: number): void {
    keep(recent, `${channelId}/${userId}`, { thread: threadId, at });
    keep(learners, threadId, userId);
  }

  /** A new matter opens a thread below the message; its id is the message's. */
  function inChannel(message: MessagePayload): Spot {
    const { id, channel_id: channelId, author } = message;
    const at = Date.parse(message.timestamp);
    const before = recent.get(`${channelId}/${author.id}`);
    const replied = message.message_reference?.message_id;
    const continues = before && (at - before.at < CONTINUES_MS || replied === before.thread);
    const thread = continues ? before.thread : id;
    remember(channelId, author.id, thread, at);
    if (!continues) threads.announce(id, toWords(message, botId()));
    return { place: spots.toPlace(channelId), thread };
  }

  return {
    factsOf,
    lastThread,
    remember,
    hear: (userId, locale) => keep(locales, userId, locale),
    isDirect: (channelId) => directs.get(channelId)?.isDirect ?? false,
    localeOf: (userId) => locales.get(userId) ?? null,
    botId,
    async find(message) {
      const facts = await factsOf(message.channel_id);
      if (!facts) return null;
      if (facts.isDirect) return { place: spots.toPlace(facts.id), thread: null };
      if (facts.isThread) return inThread(message, facts);
      const hasThread = client().channels.cache.has(message.id);
      return hasThread ? { place: spots.toPlace(facts.id), thread: message.id } : null;
    },
    taken: (messageId) => takenBefore.get(messageId) ?? null,
    noteTaken: (messageId, spot, author) => keep(takenBefore, messageId, { spot, author }),
    spotOf: (facts) => spots.toSpot(facts, botId()),
    async toSpot(message) {
      const facts = await factsOf(message.channel_id);
      if (!facts) return null;
      if (facts.isDirect) return { place: spots.toPlace(facts.id), thread: null };
      if (facts.isThread) return inThread(message, facts);
      // Talk among staff outside the tickets is theirs.
      if (spots.staff.has(facts.id)) return null;
      return mentionsBot(message, botId()) || spots.learners.has(facts.id) ? inChannel(message) : null;
    },
  };
}

function fromPayload(channel: APIChannel): Facts {
  const isThread =
    channel.type === ChannelType.PublicThread ||
    channel.type === ChannelType.PrivateThread ||
    channel.type === ChannelType.AnnouncementThread;
  return {
    id: channel.id,
    parentId: isThread ? ((channel as APIThreadChannel).parent_id ?? null) : null,
    isThread,
    name: channel.name ?? null,
    ownerId: isThread ? ((channel as APIThreadChannel).owner_id ?? null) : null,
    isDirect: channel.type === ChannelType.DM || channel.type === ChannelType.GroupDM,
    isPrivate: channel.type === ChannelType.PrivateThread,
  };
}
