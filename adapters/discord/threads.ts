/** Threads: a learner's below their message, a ticket's below its card or as a forum post, and the one that stands in for a closed direct chat. */
import {
  type AnyThreadChannel,
  ChannelType,
  type Client,
  type ForumChannel,
  type GuildBasedChannel,
  RateLimitError,
  type RawFile,
  Routes,
} from 'discord.js';
import { DeliveryError } from '../../src/errors.ts';
import type { Api } from './api.ts';
import type { Log } from './options.ts';
import { type Status, TAG_NAMES, toName } from './outbound.ts';
import { findMissing, isCode } from './problems.ts';
import { type Spots, toStandInName } from './spots.ts';

/** Minutes without a word until Discord puts the thread away; it comes back with the next word. */
const LEARNER_ARCHIVE = 1440;
const TICKET_ARCHIVE = 10_080;

/** Whose thread it is takes a request each. */
const MOST_LOOKED_INTO = 20;

export interface Threads {
  /** A message whose thread is opened with the first answer. */
  announce(messageId: string, question: string): void;
  /** Opens the thread below that message unless it is open. Answers false where it cannot be had. */
  openBelow(channelId: string, messageId: string, name?: string): Promise<boolean>;
  isAnnounced(messageId: string): boolean;
  /** A private thread with that person in it. */
  openPrivate(channelId: string, name: string, userId: string): Promise<string>;
  /** The private thread of that person in the channel that was used last; null where none is open. */
  findPrivate(channelId: string, userId: string): Promise<string | null>;
  /** Where the person of a closed direct chat is answered instead. Throws a permanent `DeliveryError` where nothing is left. */
  openStandIn(directId: string): Promise<string>;
  /** The thread that stands in for the direct chat, if there is one. */
  findStandIn(directId: string): string | null;
  /** The thread of a ticket's card. */
  openForCard(channelId: string, messageId: string, name: string, maybeOpen: boolean): Promise<string>;
  /** Lets an agent who pressed a ticket's card into its private thread. Never throws. */
  admit(channelId: string, ticketId: string, userId: string): Promise<void>;
  /** The forum, where the channel is one. */
  asForum(channelId: string): ForumChannel | null;
  /** A post that was opened before, by the first word of its name. */
  findOwn(channelId: string, firstWord: string): Promise<string | null>;
  openPost(
    forum: ForumChannel,
    name: string,
    message: object,
    status: Status | null,
    files: RawFile[],
  ): Promise<string>;
  /** Shows the status as a tag where the forum has one of that name. Never throws. */
  tag(threadId: string, status: Status): Promise<void>;
  reopen(threadId: string): Promise<void>;
}

export function createThreads(client: () => Client, api: Api, spots: Spots, log: Log): Threads {
  const announced = new Map<string, string>();

  const find = (id: string) => client().channels.cache.get(id) ?? null;
  const botId = () => client().user?.id ?? '';

  function ownThreads(): AnyThreadChannel[] {
    return [...client().channels.cache.values()].filter(
      (channel): channel is AnyThreadChannel => channel.isThread() && channel.ownerId === botId(),
    );
  }

  /** The server has room for 1,000 open threads: the one that has been quiet longest makes room. */
  async function withRoom<T>(channelId: string, open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      const guildId = (find(channelId) as GuildBasedChannel | null)?.guildId;
      if (!isCode(error, 'tooManyThreads') || !guildId) throw error;
      const quiet = (await api.activeThreads(guildId))
        .filter(({ owner_id: owner }) => owner === botId())
        .sort((a, b) => Number(BigInt(a.last_message_id ?? a.id) - BigInt(b.last_message_id ?? b.id)))[0];
      if (!quiet) throw error;
      await api.changeThread(quiet.id, { archived: true });
      log.warn({ guild: guildId }, 'the server has its most open threads; the quietest one was put away');
      return open();
    }
  }

  /** Closed to @everyone: what hangs below a message there is as closed. */
  function isHidden(channelId: string): boolean {
    const channel = find(channelId);
    if (!channel || channel.isDMBased() || channel.isThread()) return false;
    return !channel.permissionsFor(channel.guild.roles.everyone).has('ViewChannel');
  }

  function tagOf(forum: ForumChannel, status: Status): string | null {
    const names: readonly string[] = TAG_NAMES[status];
    return forum.availableTags.find(({ name }) => names.includes(name.toLowerCase().trim()))?.id ?? null;
  }

  function withTag(forum: ForumChannel, before: readonly string[], status: Status): string[] | null {
    const tag = tagOf(forum, status);
    if (tag === null || before.includes(tag)) return null;
    const ours = (Object.keys(TAG_NAMES) as Status[]).flatMap((name) => tagOf(forum, name) ?? []);
    return [...before.filter((id) => !ours.includes(id)).slice(0, 4), tag];
  }

  function asForum(channelId: string): ForumChannel | null {
    const channel = find(channelId);
    return channel?.type === ChannelType.GuildForum ? channel : null;
  }

  async function findOwn(channelId: string, firstWord: string): Promise<string | null> {
    const guildId = (find(channelId) as GuildBasedChannel | null)?.guildId;
    if (!guildId) return null;
    const threads = await api.activeThreads(guildId);
    const found = threads.find(
      ({ name, parent_id: parent, owner_id: owner }) =>
        parent === channelId && owner === botId() && name.split(' ')[0] === firstWord,
    );
    return found?.id ?? null;
  }

  async function openPrivate(channelId: string, name: string, userId: string): Promise<string> {
    const body = { name, type: ChannelType.PrivateThread, invitable: false, auto_archive_duration: LEARNER_ARCHIVE };
    const { id } = await withRoom(channelId, () => api.startThread(channelId, body));
    try {
      await api.addToThread(id, userId);
    } catch (error) {
      if (!(error instanceof RateLimitError)) throw error;
      // The thread is there: whoever it is for is let in as soon as Discord allows it.
      await client().rest.put(Routes.threadMembers(id, userId));
    }
    return id;
  }

  const findStandIn = (directId: string) =>
    ownThreads().find(({ name }) => name === toStandInName(directId))?.id ?? null;

  return {
    announce(messageId, question) {
      if (announced.size > 10_000) announced.delete([...announced.keys()][0] ?? '');
      announced.set(messageId, toName(question));
    },
    isAnnounced: (messageId) => announced.has(messageId),
    async openBelow(channelId, messageId, name = announced.get(messageId) ?? toName('')) {
      try {
        const body = { name, auto_archive_duration: LEARNER_ARCHIVE };
        await withRoom(channelId, () => api.startThread(channelId, body, messageId));
      } catch (error) {
        if (isCode(error, 'missingPermissions', 'unknownMessage', 'wrongChannelType')) return false;
        if (!isCode(error, 'threadExists')) throw error;
      }
      announced.delete(messageId);
      return true;
    },
    openPrivate,
    async findPrivate(channelId, userId) {
      const guildId = (find(channelId) as GuildBasedChannel | null)?.guildId;
      if (!guildId) return null;
      const own = (await api.activeThreads(guildId))
        .filter(({ parent_id: parent, owner_id: owner }) => parent === channelId && owner === botId())
        .filter(({ type, name }) => type === ChannelType.PrivateThread && !name.startsWith(toStandInName('')))
        .sort((a, b) => Number(BigInt(b.last_message_id ?? b.id) - BigInt(a.last_message_id ?? a.id)));
      for (const { id } of own.slice(0, MOST_LOOKED_INTO)) if (await api.isInThread(id, userId)) return id;
      return null;
    },
    findStandIn,
    async openStandIn(directId) {
      const known = findStandIn(directId);
      if (known !== null) return known;
      const userId = await api.recipientOf(directId);
      const home = [...spots.learners].find((id) => find(id)?.type === ChannelType.GuildText);
      if (userId === null || home === undefined) {
        throw new DeliveryError(
          'the person takes no direct messages, and no text channel in LEARNER_PLACES can hold a private thread instead',
          { permanent: true },
        );
      }
      return openPrivate(home, toStandInName(directId), userId);
    },
    async openForCard(channelId, messageId, name, maybeOpen) {
      if (isHidden(channelId)) {
        const body = { name, auto_archive_duration: TICKET_ARCHIVE };
        try {
          await withRoom(channelId, () => api.startThread(channelId, body, messageId));
        } catch (error) {
          if (!isCode(error, 'threadExists')) throw error;
        }
        // Discord gives the thread below a message the message's id.
        return messageId;
      }
      const known = maybeOpen ? await findOwn(channelId, name.split(' ')[0] ?? name) : null;
      if (known !== null) return known;
      const body = { name, type: ChannelType.PrivateThread, invitable: true, auto_archive_duration: TICKET_ARCHIVE };
      return (await withRoom(channelId, () => api.startThread(channelId, body))).id;
    },
    async admit(channelId, ticketId, userId) {
      const thread = ownThreads().find(
        ({ parentId, name, type }) =>
          type === ChannelType.PrivateThread && parentId === channelId && name.split(' ')[0] === ticketId,
      );
      if (!thread) return;
      await api.addToThread(thread.id, userId).catch((error: unknown) => {
        log.warn({ err: error, thread: thread.id }, 'an agent could not be added to the ticket');
      });
    },
    asForum,
    findOwn,
    async openPost(forum, name, message, status, files) {
      const tags = status === null ? null : withTag(forum, [], status);
      const body = { name, message, auto_archive_duration: TICKET_ARCHIVE, ...(tags && { applied_tags: tags }) };
      return (await withRoom(forum.id, () => api.startThread(forum.id, body, undefined, files))).id;
    },
    async tag(threadId, status) {
      const thread = find(threadId);
      if (!thread?.isThread() || thread.parent?.type !== ChannelType.GuildForum) return;
      const tags = withTag(thread.parent, thread.appliedTags, status);
      // Somebody else's post takes a permission of its own: a refusal that is known beforehand is not asked for.
      const isOwn = thread.ownerId === botId();
      if (tags === null || (!isOwn && findMissing(client(), thread.parent.id, ['ManageThreads']).length > 0)) return;
      try {
        await api.changeThread(threadId, { applied_tags: tags });
      } catch (error) {
        log.warn({ err: error, thread: threadId }, 'the status could not be shown as a tag');
      }
    },
    reopen: (threadId) => api.changeThread(threadId, { archived: false }),
  };
}
