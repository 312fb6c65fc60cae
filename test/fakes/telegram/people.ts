/** What people do on the loopback Telegram: write, press, edit, block, move groups; and which of it the bot is told. */
import type { CallbackRecord, MethodState } from './methods.ts';
import { UploadedFile } from './spec.ts';
import type { Update, Updates } from './updates.ts';
import type { Chat, Entity, Message, Person } from './world.ts';

export interface At {
  readonly thread?: number;
  readonly replyTo?: number;
}

export interface Press {
  readonly update: Update;
  readonly callback: CallbackRecord;
}

export class People {
  readonly #state: MethodState;
  readonly #updates: Updates;
  #queries = 0;

  constructor(state: MethodState, updates: Updates) {
    this.#state = state;
    this.#updates = updates;
  }

  /** Answers the update, or null where privacy mode or membership keeps it from the bot. */
  say(person: Person, chat: Chat, text: string, at: At = {}): Update | null {
    return this.post(person, chat, { text: text.trim(), ...this.#entitiesOf(text.trim()) }, at);
  }

  /** A message of any content. */
  post(person: Person, chat: Chat, content: object, at: At = {}): Update | null {
    if (chat.type === 'private') chat.open = 'open';
    const message = this.#state.world.post(chat, person, content, at);
    return this.#isSeen(chat, message) ? this.#updates.push('message', message) : null;
  }

  sendFile(person: Person, chat: Chat, kind: 'photo' | 'document' | 'voice', bytes: Uint8Array, caption = '') {
    const { files } = this.#state.world;
    const id = `file${files.size + 1}`;
    files.set(id, new UploadedFile(`${kind}.bin`, 'application/octet-stream', bytes));
    const file = { file_id: id, file_unique_id: `u${id}`, file_size: bytes.length };
    const content = {
      photo: { photo: [{ ...file, width: 800, height: 600 }] },
      document: { document: { ...file, file_name: 'notes.pdf', mime_type: 'application/pdf' } },
      voice: { voice: { ...file, duration: 3, mime_type: 'audio/ogg' } },
    }[kind];
    return this.post(person, chat, { ...content, ...(caption && { caption }) });
  }

  edit(person: Person, chat: Chat, messageId: number, text: string): Update {
    const message = chat.messages.get(messageId)!;
    const edited = { ...message, text, edit_date: Math.floor(Date.now() / 1000) };
    chat.messages.set(messageId, edited);
    return this.#updates.push('edited_message', { ...edited, from: person });
  }

  press(person: Person, chat: Chat, messageId: number, data: string): Press {
    const id = `q${++this.#queries}`;
    const callback: CallbackRecord = { answered: null };
    this.#state.callbacks.set(id, callback);
    const message = chat.messages.get(messageId);
    const update = this.#updates.push('callback_query', {
      id,
      from: person,
      message: message ?? { chat: this.#state.world.describe(chat), message_id: messageId, date: 0 },
      chat_instance: String(chat.id),
      data,
    });
    return { update, callback };
  }

  /** The person blocks the bot, or takes it back with `kicked` false. */
  block(person: Person, kicked = true): Update {
    const chat = this.#state.world.privateOf(person);
    chat.open = kicked ? 'blocked' : 'open';
    return this.#membership(person, chat, kicked ? 'kicked' : 'member');
  }

  kick(person: Person, chat: Chat): Update {
    chat.members.set(this.#state.world.bot.id, 'kicked');
    return this.#membership(person, chat, 'kicked');
  }

  /** The group becomes a supergroup with another id; the bot is told in both. */
  migrate(person: Person, chat: Chat): Chat {
    const { world } = this.#state;
    const next = world.addGroup(chat.title, [], { type: 'supergroup' });
    for (const [id, status] of chat.members) next.members.set(id, status);
    this.#updates.push('message', world.post(chat, person, { migrate_to_chat_id: next.id }));
    this.#updates.push('message', world.post(next, person, { migrate_from_chat_id: chat.id }));
    chat.movedTo = next.id;
    return next;
  }

  #membership(person: Person, chat: Chat, status: 'kicked' | 'member'): Update {
    const { bot } = this.#state.world;
    const as = (name: string) => ({ user: bot, status: name, ...(name === 'kicked' && { until_date: 0 }) });
    return this.#updates.push('my_chat_member', {
      chat: this.#state.world.describe(chat),
      from: person,
      date: Math.floor(Date.now() / 1000),
      old_chat_member: as(status === 'kicked' ? 'member' : 'kicked'),
      new_chat_member: as(status),
    });
  }

  #isSeen(chat: Chat, message: Message): boolean {
    const { world } = this.#state;
    if (chat.type === 'private') return true;
    const status = chat.members.get(world.bot.id);
    if (status === 'administrator') return true;
    if (status !== 'member') return false;
    if (world.readsAll) return true;
    const name = `@${world.bot.username}`;
    const replied = message.reply_to_message;
    return (
      (message.text?.startsWith('/') ?? false) ||
      (message.text?.includes(name) ?? false) ||
      (replied?.from?.id === world.bot.id && replied.forum_topic_created === undefined)
    );
  }

  #entitiesOf(text: string): { entities?: readonly Entity[] } {
    const find = (type: string, pattern: RegExp) =>
      [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
    const commands = find('bot_command', /(?<=^|\s)\/[a-z0-9_]+(?:@\w+)?/gi);
    const mentions = find('mention', /(?<![\w/])@\w{3,}/g).filter(
      ({ offset }) => !commands.some((command) => offset >= command.offset && offset < command.offset + command.length),
    );
    const entities = [...commands, ...mentions].sort((a, b) => a.offset - b.offset);
    return entities.length > 0 ? { entities } : {};
  }
}
