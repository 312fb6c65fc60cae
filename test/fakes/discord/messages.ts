/** Posting, changing and removing messages in the loopback Discord, with the limits that the OpenAPI document leaves out. */
import { ButtonStyle, ChannelType, GatewayIntentBits, MessageFlags, MessageType } from 'discord.js';
import * as problems from './problems.ts';
import { type Channel, type File, isThread, type Message, type Person, toMember, toMessage } from './records.ts';
import type { World } from './world.ts';

export interface Draft {
  readonly content?: string | null;
  readonly components?: readonly unknown[] | null;
  readonly embeds?: readonly unknown[] | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly attachments?: readonly { id: string | number; filename?: string; description?: string }[] | null;
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly users?: readonly string[] } | null;
  readonly message_reference?: { readonly message_id?: string } | null;
}

const MOST_FILE = 10 * 1024 * 1024;
const MOST_TOGETHER = 25_000_000;

interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: number;
  readonly url?: string;
  readonly components?: readonly Component[];
  readonly options?: readonly { label: string; value: string }[];
}

/** Discord's own limits; the document allows 4,000 characters where a bot gets 2,000. */
export function checkDraft(draft: Draft, files: readonly File[], isNew: boolean): void {
  const { content, components, embeds } = draft;
  if (content && content.length > 2000) {
    throw problems.invalidForm('content', 'Must be 2000 or fewer in length.');
  }
  if (isNew && !content?.trim() && !components?.length && !embeds?.length && files.length === 0) {
    throw problems.emptyMessage();
  }
  if (files.length > 10) throw problems.invalidForm('files', 'Must be 10 or fewer in length.');
  if (files.some(({ bytes }) => bytes.length > MOST_FILE)) throw problems.tooLarge();
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST_TOGETHER) throw problems.tooLarge();
  const rows = (components ?? []) as readonly Component[];
  if (rows.length > 5) throw problems.invalidForm('components', 'Must be 5 or fewer in length.');
  const seen = new Set<string>();
  for (const row of rows) {
    const parts = row.components ?? [];
    const isSelect = parts.some(({ type }) => type === 3);
    if (parts.length === 0 || parts.length > (isSelect ? 1 : 5)) {
      throw problems.invalidForm('components', 'Must be between 1 and 5 in length.');
    }
    for (const { custom_id: id, label, options, type, style, url } of parts) {
      if (style === ButtonStyle.Link) {
        if (id !== undefined || !url || url.length > 512 || !label || label.length > 80) {
          throw problems.invalidForm('url', 'A link button has a url and a label, and no custom id');
        }
        continue;
      }
      if (id === undefined || id.length < 1 || id.length > 100 || seen.has(id)) {
        throw problems.invalidForm('custom_id', 'Component custom id cannot be duplicated or out of bounds');
      }
      seen.add(id);
      if (type === 2 && (!label || label.length > 80))
        throw problems.invalidForm('label', 'Must be 1 to 80 in length.');
      if (type === 3 && (!options || options.length < 1 || options.length > 25)) {
        throw problems.invalidForm('options', 'Must be between 1 and 25 in length.');
      }
    }
  }
}

/** Who reads words: everybody with the intent; without it the bot's own, direct ones, and those that mention it. */
export function isOpenTo(world: World, channel: Channel, message: Message, hasIntent: boolean): boolean {
  return (
    hasIntent ||
    message.author.id === world.bot.id ||
    channel.type === ChannelType.DM ||
    message.mentions.some(({ id }) => id === world.bot.id)
  );
}

export class Messages {
  readonly world: World;
  /** Where files are served. */
  filesAt = '';
  /** Messages that might have rung somebody's bell: everything the bot sends must switch mentions off. */
  readonly loud: string[] = [];
  /** Those whose bell the bot has rung by name. */
  readonly rung = new Set<string>();

  constructor(world: World) {
    this.world = world;
  }

  post(
    channel: Channel,
    author: Person,
    draft: Draft,
    files: readonly File[] = [],
    more: Partial<Message> = {},
  ): Message {
    const { world } = this;
    const content = (draft.content ?? '').trim();
    const replyTo = draft.message_reference?.message_id ?? null;
    const mentioned = [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => world.people.get(id ?? '') ?? []);
    const replied = replyTo === null ? undefined : channel.messages.get(replyTo)?.author;
    if (author.id === world.bot.id && draft.allowed_mentions?.parse?.length !== 0) {
      this.loud.push(content);
    }
    for (const id of draft.allowed_mentions?.users ?? []) this.rung.add(id);
    const nonce = draft.nonce === null || draft.nonce === undefined ? null : String(draft.nonce);
    if (nonce !== null && draft.enforce_nonce) {
      for (const earlier of channel.messages.values()) {
        if (earlier.nonce === nonce && earlier.author.id === author.id) return earlier;
      }
    }
    const message: Message = {
      id: world.nextId(),
      channelId: channel.id,
      author,
      content,
      components: draft.components ?? [],
      embeds: draft.embeds ?? [],
      flags: draft.flags ?? 0,
      files,
      editedAt: null,
      at: world.now(),
      mentions: [...new Set([...mentioned, ...(replied ? [replied] : [])])],
      replyTo,
      nonce,
      webhook: false,
      type: replyTo === null ? MessageType.Default : MessageType.Reply,
      ...more,
    };
    if ((message.flags & MessageFlags.Ephemeral) === 0) {
      channel.messages.set(message.id, message);
      if (isThread(channel) && channel.archived && !channel.locked) world.setArchived(channel, false);
      this.tell('MESSAGE_CREATE', channel, message);
    }
    return message;
  }

  change(channel: Channel, message: Message, draft: Draft, files: readonly File[]): Message {
    if (draft.content !== undefined) message.content = (draft.content ?? '').trim();
    if (draft.components !== undefined) message.components = draft.components ?? [];
    if (draft.embeds !== undefined) message.embeds = draft.embeds ?? [];
    if (draft.flags !== undefined && draft.flags !== null) {
      message.flags = (message.flags & MessageFlags.Ephemeral) | (draft.flags & ~MessageFlags.Ephemeral);
    }
    if (files.length > 0) (message as { files: readonly File[] }).files = files;
    message.editedAt = this.world.now();
    if ((message.flags & MessageFlags.Ephemeral) === 0) this.tell('MESSAGE_UPDATE', channel, message);
    return message;
  }

  remove(channel: Channel, message: Message): void {
    channel.messages.delete(message.id);
    const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
    const intent = channel.guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    this.world.dispatch('MESSAGE_DELETE', () => ({ id: message.id, channel_id: channel.id, ...guild }), intent);
  }

  /** Sends the event again as it was: what a server may do after a resume. */
  tell(event: string, channel: Channel, message: Message): void {
    const { world } = this;
    if (channel.type !== ChannelType.DM && !world.may(world.bot, channel, 'ViewChannel')) return;
    const isDirect = channel.type === ChannelType.DM;
    const intent = isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    world.dispatch(
      event,
      (intents) => {
        const hasIntent = (intents & GatewayIntentBits.MessageContent) !== 0;
        const { user: _, ...member } = toMember(message.author) as { user: unknown };
        return {
          ...toMessage(message, this.filesAt, isOpenTo(world, channel, message, hasIntent)),
          ...(!isDirect && { guild_id: channel.guildId, member }),
          channel_type: channel.type,
        };
      },
      intent,
    );
  }

  /** The message over REST, where the application's setting decides. */
  toBody(channel: Channel, message: Message): Record<string, unknown> {
    return toMessage(message, this.filesAt, isOpenTo(this.world, channel, message, this.world.contentIntentAllowed));
  }
}
