/** From Discord's payloads to events. Pure: where a channel belongs, and whose thread it is, comes in as an argument. */
import { type APIMessage, type APIUser, type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';
import { parsePayload } from '../../src/domain/choice.ts';
import type {
  Attachment,
  Author,
  ChoiceMade,
  CommandInvoked,
  MessageDeleted,
  MessageEdited,
  MessageReceived,
} from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import { toAttachments, toContent } from './content.ts';

/** What both the gateway and the history give of a message. */
export type MessagePayload = Pick<
  APIMessage,
  'id' | 'channel_id' | 'author' | 'content' | 'timestamp' | 'mentions' | 'type'
> &
  Partial<Pick<GatewayMessageCreateDispatchData, 'member' | 'guild_id'>> &
  Partial<
    Pick<
      APIMessage,
      | 'webhook_id'
      | 'message_reference'
      | 'attachments'
      | 'edited_timestamp'
      | 'message_snapshots'
      | 'poll'
      | 'sticker_items'
    >
  >;

const EPOCH = 1_420_070_400_000n;

/** When the thing with that id came to be, ms. */
export function timeOfId(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

/** The smallest id of that moment: everything after it has a larger one. */
export function idOfTime(at: number): string {
  return String((BigInt(Math.max(at, Number(EPOCH))) - EPOCH) << 22n);
}

export function toAuthor(user: Pick<APIUser, 'id' | 'username' | 'global_name'>, nick?: string | null): Author {
  return { id: `discord:${user.id}`, name: nick || user.global_name || user.username };
}

/** A person's own words: no bots, no webhooks, no notices of the server. */
export function isSpoken({ author, webhook_id, type }: MessagePayload): boolean {
  return !author.bot && webhook_id === undefined && (type === MessageType.Default || type === MessageType.Reply);
}

export function mentionsBot({ mentions }: Pick<MessagePayload, 'mentions'>, botId: string): boolean {
  return mentions.some(({ id }) => id === botId);
}

/** The words without the bot's name at their ends, other people by name: ids mean nothing to a reader elsewhere. */
export function toWords({ content, mentions }: Pick<MessagePayload, 'content' | 'mentions'>, botId: string): string {
  const call = new RegExp(`^\\s*<@!?${botId}>[\\s,:，：]*|[\\s,，]*<@!?${botId}>\\s*$`, 'g');
  return content.replace(call, '').replace(/<@!?(\d+)>/g, (whole, id: string) => {
    const user = mentions.find((mentioned) => mentioned.id === id);
    return user ? `@${user.global_name ?? user.username}` : whole;
  });
}

/** `locale`: known from an earlier press or command; messages carry none. An empty message stays one: without the Message Content intent there are no words to read. */
export function toMessageEvent(
  message: MessagePayload,
  spot: Spot,
  surroundings: {
    readonly community: string;
    readonly botId: string;
    readonly locale: string | null;
    /** In a chat with the bot alone. */
    readonly isPrivate?: boolean;
  },
): MessageReceived {
  return {
    kind: 'messageReceived',
    id: `discord:${message.id}`,
    at: Date.parse(message.timestamp),
    community: surroundings.community,
    author: toAuthor(message.author, message.member?.nick),
    spot,
    locale: surroundings.locale,
    ...(surroundings.isPrivate && { isPrivate: true }),
    text: toWords({ ...message, content: toContent(message) }, surroundings.botId),
    messageId: message.id,
    attachments: toAttachments(message),
  };
}

/** Each version is an event of its own. Null for an update that changed no words: a preview that was found, a pin. */
export function toEditEvent(
  message: MessagePayload,
  spot: Spot,
  surroundings: Parameters<typeof toMessageEvent>[2],
): MessageEdited | null {
  if (!message.edited_timestamp) return null;
  const { text, author, locale, community } = toMessageEvent(message, spot, surroundings);
  const at = Date.parse(message.edited_timestamp);
  const id = `discord:${message.id}:edited:${at}`;
  return { kind: 'messageEdited', id, at, community, author, spot, locale, messageId: message.id, text };
}

export function toDeletionEvent(
  messageId: string,
  spot: Spot,
  author: Author | null,
  { community, at }: { readonly community: string; readonly at: number },
): MessageDeleted {
  return { kind: 'messageDeleted', id: `discord:${messageId}:deleted`, at, community, spot, messageId, author };
}

export interface Act {
  readonly id: string;
  readonly author: Author;
  readonly spot: Spot;
  readonly locale: string;
  readonly community: string;
  /** In a chat with the bot alone. */
  readonly isPrivate?: boolean;
}

const fromAct = ({ id, author, spot, locale, community, isPrivate = false }: Act) => ({
  id: `discord:${id}`,
  at: timeOfId(id),
  community,
  author,
  spot,
  locale,
  ...(isPrivate && { isPrivate }),
});

/** Null for a button that is none of ours. `text`: what the form held. */
export function toChoiceEvent(act: Act, payload: string, text: string | null): ChoiceMade | null {
  const parsed = parsePayload(payload);
  return parsed && { kind: 'choiceMade', ...fromAct(act), ...parsed, text };
}

/** `attachments`: of the message that the command is about. */
export function toCommandEvent(
  act: Act,
  verb: string,
  args: string,
  attachments: readonly Attachment[] = [],
): CommandInvoked {
  return { kind: 'commandInvoked', ...fromAct(act), verb, args, ...(attachments.length > 0 && { attachments }) };
}
