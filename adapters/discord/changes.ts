/** What happens to things that were there: messages edited and removed, threads, channels and servers gone, permissions taken. */
import type { Client } from 'discord.js';
import type { PlaceLost } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Addressing } from './addressing.ts';
import { isSpoken, type MessagePayload, toDeletionEvent, toEditEvent } from './inbound.ts';
import type { Intake } from './intake.ts';
import type { DiscordOptions } from './options.ts';
import { findMissing, NEEDED, nameChannel, toPermissionName } from './problems.ts';
import type { Spots } from './spots.ts';

export interface ChangesOptions {
  readonly options: DiscordOptions;
  readonly client: () => Client;
  readonly addressing: Addressing;
  readonly intake: Intake;
  readonly spots: Spots;
}

export interface Changes {
  edited(message: MessagePayload): Promise<void>;
  deleted(channelId: string, messageIds: readonly string[]): Promise<void>;
  threadGone(threadId: string, parentId: string): Promise<void>;
  channelGone(channelId: string): Promise<void>;
  serverGone(guildId: string): Promise<void>;
  /** Looks at the permissions in every configured place, and tells what has changed for the worse since it last looked. */
  audit(): Promise<void>;
}

export function createChanges({ options, client, addressing, intake, spots }: ChangesOptions): Changes {
  const { clock, community, log } = options;
  /** What was missing in a place when it was last looked at. */
  const missingBefore = new Map<string, string>();

  const isWatched = (channelId: string) => spots.staff.has(channelId) || spots.learners.has(channelId);

  async function find(channelId: string, messageId: string, message: MessagePayload | null): Promise<Spot | null> {
    const known = addressing.taken(messageId);
    if (known) return known.spot;
    if (message) return addressing.find(message);
    const facts = await addressing.factsOf(channelId);
    if (!facts) return null;
    const isOurs = facts.ownerId === client().user?.id || isWatched(facts.parentId ?? '');
    return facts.isDirect || (facts.isThread && isOurs) ? addressing.spotOf(facts) : null;
  }

  function tellLost(
    channelId: string,
    lost: Pick<PlaceLost, 'reason'> & { thread?: string; detail?: string; id: string },
  ): Promise<void> {
    return intake.inLane(channelId, async () => {
      await intake.accept({
        kind: 'placeLost',
        id: `discord:${lost.id}`,
        at: clock.now(),
        community,
        place: spots.toPlace(channelId),
        thread: lost.thread ?? null,
        reason: lost.reason,
        movedTo: null,
        detail: lost.detail ?? null,
      });
    });
  }

  return {
    edited: (message) =>
      intake.inLane(message.channel_id, async () => {
        if (!isSpoken(message)) return;
        const spot = await find(message.channel_id, message.id, message);
        const { botId, localeOf } = addressing;
        const locale = localeOf(message.author.id);
        const event = spot && toEditEvent(message, spot, { community, botId: botId(), locale });
        if (event) await intake.accept(event);
      }),
    deleted: (channelId, messageIds) =>
      intake.inLane(channelId, async () => {
        for (const id of messageIds) {
          const spot = await find(channelId, id, null);
          const author = addressing.taken(id)?.author ?? null;
          if (spot) await intake.accept(toDeletionEvent(id, spot, author, { community, at: clock.now() }));
        }
      }),
    async threadGone(threadId, parentId) {
      const thread = client().channels.cache.get(threadId);
      const isOurs = thread?.isThread() && thread.ownerId === client().user?.id;
      // A stand-in for a direct chat is simply opened again.
      const spot = thread?.isThread()
        ? addressing.spotOf({ ...thread, parentId, isThread: true, isDirect: false, isPrivate: false })
        : null;
      if (spot?.thread === null || !(isOurs || isWatched(parentId))) return;
      await tellLost(parentId, { id: `${threadId}:gone`, thread: threadId, reason: 'threadGone' });
    },
    async channelGone(channelId) {
      if (isWatched(channelId)) await tellLost(channelId, { id: `${channelId}:removed`, reason: 'removed' });
    },
    async serverGone(guildId) {
      const channels = client().guilds.cache.get(guildId)?.channels.cache.keys() ?? [];
      for (const id of [...channels].filter(isWatched)) {
        await tellLost(id, {
          id: `${id}:removed:${clock.now()}`,
          reason: 'removed',
          detail: 'the bot is no longer in the server',
        });
      }
    },
    async audit() {
      for (const [ids, needed] of [
        [spots.staff, NEEDED.staff],
        [spots.learners, NEEDED.learners],
      ] as const) {
        for (const id of ids) {
          const missing = findMissing(client(), id, needed).map(toPermissionName).join(', ');
          const before = missingBefore.get(id) ?? '';
          missingBefore.set(id, missing);
          if (missing === '' || missing === before) continue;
          log.warn({ missing, place: nameChannel(client(), id) }, 'the bot lacks permissions');
          const detail = `${missing} in ${nameChannel(client(), id)}`;
          await tellLost(id, { id: `${id}:forbidden:${clock.now()}`, reason: 'forbidden', detail });
        }
      }
    },
  };
}
