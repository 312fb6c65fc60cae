/** What the loopback Discord keeps: people, channels, messages, and what they look like on the wire. */
import { ChannelType, MessageFlags, type PermissionFlagsBits } from 'discord.js';

export type Permission = keyof typeof PermissionFlagsBits;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** What their client is set to; interactions carry it. */
  readonly locale: string;
  /** True: nobody but friends may write to them. */
  closed: boolean;
  readonly roles: string[];
}

export interface Overwrite {
  readonly id: string;
  /** 0 role, 1 member. */
  readonly type: 0 | 1;
  readonly allow: string;
  readonly deny: string;
}

export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
}

export interface File {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly author: Person;
  content: string;
  components: readonly unknown[];
  embeds: readonly unknown[];
  flags: number;
  files: readonly File[];
  editedAt: number | null;
  readonly at: number;
  readonly mentions: readonly Person[];
  readonly replyTo: string | null;
  readonly nonce: string | null;
  /** Set where an interaction brought it about. */
  readonly webhook: boolean;
  readonly type: number;
  /** Fields that only some messages have, as they are on the wire: polls, stickers, what was forwarded. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string | null;
  readonly parentId: string | null;
  name: string;
  overwrites: Overwrite[];
  tags: Tag[];
  /** Of a direct chat or a thread. */
  readonly members: Set<string>;
  readonly messages: Map<string, Message>;
  /** Of a thread. */
  readonly ownerId: string | null;
  archived: boolean;
  locked: boolean;
  appliedTags: readonly string[];
  readonly invitable: boolean;
}

export const isThread = ({ type }: Pick<Channel, 'type'>): boolean =>
  type === ChannelType.PublicThread || type === ChannelType.PrivateThread;

export function toUser(person: Person): object {
  const { id, name, bot } = person;
  return { id, username: name, global_name: name, discriminator: '0', avatar: null, bot, public_flags: 0 };
}

export function toMember(person: Person): object {
  return {
    user: toUser(person),
    nick: null,
    avatar: null,
    roles: person.roles,
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function toChannel(channel: Channel, now: number): object {
  const { id, type, name, guildId } = channel;
  const newest = [...channel.messages.keys()].at(-1) ?? null;
  if (type === ChannelType.DM) return { id, type, last_message_id: newest, recipients: [] };
  const base = { id, type, name, guild_id: guildId, parent_id: channel.parentId, last_message_id: newest };
  if (isThread(channel)) {
    return {
      ...base,
      owner_id: channel.ownerId,
      message_count: channel.messages.size,
      member_count: channel.members.size,
      applied_tags: channel.appliedTags,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 10080,
        archive_timestamp: new Date(now).toISOString(),
        ...(type === ChannelType.PrivateThread && { invitable: channel.invitable }),
      },
    };
  }
  return {
    ...base,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: channel.overwrites,
    ...(type === ChannelType.GuildForum && {
      available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
      default_reaction_emoji: null,
      default_sort_order: null,
      flags: 0,
    }),
  };
}

export const isEphemeral = ({ flags }: Pick<Message, 'flags'>): boolean => (flags & MessageFlags.Ephemeral) !== 0;

/** `open`: whether the reader is allowed the words; without them Discord sends empty fields. */
export function toMessage(message: Message, filesAt: string, open: boolean): Record<string, unknown> {
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: toUser(message.author),
    content: open ? message.content : '',
    components: open ? message.components : [],
    embeds: open ? message.embeds : [],
    attachments: (open ? message.files : []).map(({ id, filename, description, contentType, bytes }) => ({
      id,
      filename,
      ...(description !== null && { description }),
      content_type: contentType,
      size: bytes.length,
      url: `${filesAt}/${message.channelId}/${id}/${encodeURIComponent(filename)}`,
      proxy_url: `${filesAt}/${message.channelId}/${id}/${encodeURIComponent(filename)}`,
    })),
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: message.mentions.map(toUser),
    mention_roles: [],
    pinned: false,
    flags: message.flags,
    ...(open && message.extra),
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.replyTo !== null && {
      message_reference: { type: 0, message_id: message.replyTo, channel_id: message.channelId },
    }),
  };
}
