/** From Telegram's updates to events. Looks at nothing but the update, who the bot is and which chats are configured. */
import type { CallbackQuery, ChatMemberUpdated, Message, Update, User } from 'grammy/types';
import { parsePayload } from '../../src/domain/choice.ts';
import type { Author, MessageEdited, PersonEvent, PlaceLost } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import { isKnownVerb, parseCommand } from './commands.ts';
import { toAttachments } from './files.ts';
import { readMark } from './marks.ts';
import type { BotIdentity } from './options.ts';
import type { Spots } from './spots.ts';

export interface Surroundings {
  readonly community: string;
  readonly bot: BotIdentity;
  readonly spots: Spots;
  /** For presses, which carry no time of their own. */
  readonly now: number;
}

/** A button whose words Telegram has no form for: they are asked for with a message to answer. */
export interface FormRequest {
  readonly payload: string;
  readonly choice: 'reply' | 'note' | 'comment';
  readonly target: string;
  readonly query: CallbackQuery;
  readonly spot: Spot;
}

export type Taken =
  | { readonly kind: 'event'; readonly event: PersonEvent | MessageEdited; readonly messageId: number | null }
  | { readonly kind: 'lost'; readonly event: PlaceLost }
  | { readonly kind: 'form'; readonly form: FormRequest }
  | { readonly kind: 'moved'; readonly from: number; readonly to: number }
  | { readonly kind: 'nothing' };

const NOTHING: Taken = { kind: 'nothing' };

export function toAuthor({ id, first_name: first, last_name: last }: User): Author {
  return { id: `telegram:${id}`, name: [first, last].filter(Boolean).join(' ') };
}

export function toTaken(update: Update, surroundings: Surroundings): Taken {
  if (update.message) return fromMessage(update.update_id, update.message, surroundings);
  if (update.edited_message) return fromEdit(update.update_id, update.edited_message, surroundings);
  if (update.my_chat_member) return fromMembership(update.update_id, update.my_chat_member, surroundings);
  if (update.callback_query) return fromPress(update.update_id, update.callback_query, surroundings);
  return NOTHING;
}

/** The card that a message of a plain staff group belongs to, as far as the message or this process knows. */
function rootOf(message: Message, { bot, spots }: Surroundings): string | null {
  const own = message.from?.id === bot.id;
  const known = readMark(message, bot.id)?.root ?? spots.roots.get(`${message.chat.id}/${message.message_id}`);
  return known ?? (own ? String(message.message_id) : null);
}

/** The message somebody answered; in a topic every message answers the notice of its creation, which counts for nothing. */
function answered(message: Message): Message | null {
  const replied = message.reply_to_message;
  return replied && !replied.forum_topic_created ? replied : null;
}

function spotOf(message: Message, person: User, surroundings: Surroundings): Spot {
  const { chat } = message;
  const place = surroundings.spots.toPlace(chat.id);
  if (message.is_topic_message) return { place, thread: String(message.message_thread_id) };
  if (chat.type === 'private') return { place, thread: null };
  if (surroundings.spots.isStaff(chat.id)) {
    const below = message.from?.id === surroundings.bot.id ? message : answered(message);
    return { place, thread: below && rootOf(below, surroundings) };
  }
  // In a group everybody has a thread of their own, so that an answer goes below the words of whom it is for.
  return { place, thread: `u${person.id}` };
}

const MEDIA = [
  ['photo', '[图片]'],
  ['voice', '[语音]'],
  ['audio', '[音频]'],
  ['video', '[视频]'],
  ['video_note', '[视频]'],
  ['document', '[文件]'],
] as const;

/** The words, and a sign for what else the message holds; null for notices of the service. */
export function toWords(message: Message): string | null {
  if (message.text !== undefined) return message.text;
  const media = MEDIA.find(([kind]) => message[kind] !== undefined);
  if (!media) return null;
  const name = message.document?.file_name;
  const sign = name ? `[文件 ${name}]` : media[1];
  return message.caption ? `${sign} ${message.caption}` : sign;
}

function mentions(message: Message, bot: BotIdentity): boolean {
  const text = message.text ?? message.caption ?? '';
  return (message.entities ?? message.caption_entities ?? []).some((entity) =>
    entity.type === 'text_mention'
      ? entity.user.id === bot.id
      : entity.type === 'mention' &&
        text.slice(entity.offset, entity.offset + entity.length).toLowerCase() === `@${bot.username.toLowerCase()}`,
  );
}

/** The words without the bot's name at their ends. */
function withoutCall(words: string, bot: BotIdentity): string {
  const name = `@${bot.username}(?!\\w)`;
  return words.replace(new RegExp(`^\\s*${name}[\\s,:，：]*|[\\s,，]*${name}\\s*$`, 'gi'), '');
}

function fromMessage(updateId: number, message: Message, surroundings: Surroundings): Taken {
  const { bot, spots, community } = surroundings;
  const { chat, from } = message;
  if (message.migrate_to_chat_id !== undefined) return { kind: 'moved', from: chat.id, to: message.migrate_to_chat_id };
  if (message.migrate_from_chat_id !== undefined) {
    return { kind: 'moved', from: message.migrate_from_chat_id, to: chat.id };
  }
  const words = toWords(message);
  // Bots, channels and administrators who hide behind the group are nobody that could be answered.
  if (!from || from.is_bot || message.sender_chat || words === null) return NOTHING;
  const spot = spotOf(message, from, surroundings);
  const base = {
    id: `telegram:${updateId}`,
    at: message.date * 1000,
    community,
    author: toAuthor(from),
    spot,
    locale: from.language_code ?? null,
    ...(chat.type === 'private' && { isPrivate: true }),
  };
  const take = (event: PersonEvent): Taken => ({ kind: 'event', event, messageId: message.message_id });

  const command = parseCommand(words);
  if (command) {
    const mine = command.to === bot.username.toLowerCase();
    if (command.to !== null && !mine) return NOTHING;
    if (chat.type !== 'private' && !mine && !isKnownVerb(command.verb)) return NOTHING;
    return take({ ...base, kind: 'commandInvoked', verb: command.verb, args: command.args });
  }

  const below = answered(message);
  const payload = below && readMark(below, bot.id)?.payload;
  const form = payload ? parsePayload(payload) : null;
  if (form) return take({ ...base, kind: 'choiceMade', ...form, text: words });

  const isMeant =
    chat.type === 'private' ||
    (spots.isStaff(chat.id)
      ? spot.thread !== null
      : spots.isLearner(chat.id) || mentions(message, bot) || below?.from?.id === bot.id);
  if (!isMeant) return NOTHING;
  const attachments = toAttachments(message);
  const typed = attachments.length > 0 ? (message.caption ?? '') : words;
  const text = chat.type === 'private' ? typed : withoutCall(typed, bot);
  return take({ ...base, kind: 'messageReceived', text, messageId: String(message.message_id), attachments });
}

/** Only of what the bot would have taken as words to it. Bots are told of no deletions. */
function fromEdit(updateId: number, message: Message, surroundings: Surroundings): Taken {
  const { edit_date: editedAt, ...rest } = message;
  const taken = fromMessage(updateId, rest as Message, surroundings);
  if (taken.kind !== 'event' || taken.event.kind !== 'messageReceived') return NOTHING;
  const { id, at, community, author, spot, locale, text } = taken.event;
  const messageId = String(message.message_id);
  const when = editedAt === undefined ? at : editedAt * 1000;
  const event = { kind: 'messageEdited', id, at: when, community, author, spot, locale, messageId, text } as const;
  return { kind: 'event', event, messageId: null };
}

/** Removed from a group, or blocked by a person. */
function fromMembership(updateId: number, change: ChatMemberUpdated, surroundings: Surroundings): Taken {
  const { chat, date, new_chat_member: now } = change;
  if (now.status !== 'kicked' && now.status !== 'left') return NOTHING;
  const event: PlaceLost = {
    kind: 'placeLost',
    id: `telegram:${updateId}`,
    at: date * 1000,
    community: surroundings.community,
    place: surroundings.spots.toPlace(chat.id),
    thread: null,
    reason: chat.type === 'private' ? 'blocked' : 'removed',
    movedTo: null,
    detail: null,
  };
  return { kind: 'lost', event };
}

const FORMS: ReadonlySet<string> = new Set(['reply', 'note', 'comment']);

function fromPress(updateId: number, query: CallbackQuery, surroundings: Surroundings): Taken {
  const parsed = parsePayload(query.data ?? '');
  const { message, from } = query;
  if (!parsed || !message) return NOTHING;
  // A message too old to be shown still has its chat; the fields it lacks are all optional in what is read here.
  const spot = spotOf(message as Message, from, surroundings);
  // In a private chat the next message is the comment: the engine asks for it, and it need not be an answer to anything.
  const asksWords = FORMS.has(parsed.choice) && !(parsed.choice === 'comment' && message.chat.type === 'private');
  if (asksWords) {
    const choice = parsed.choice as FormRequest['choice'];
    return { kind: 'form', form: { payload: query.data ?? '', choice, target: parsed.target, query, spot } };
  }
  const event = {
    id: `telegram:${updateId}`,
    at: surroundings.now,
    community: surroundings.community,
    author: toAuthor(from),
    spot,
    locale: from.language_code ?? null,
    kind: 'choiceMade',
    ...parsed,
    text: null,
  } as const;
  return { kind: 'event', event, messageId: null };
}
