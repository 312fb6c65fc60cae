/** The state of the loopback Telegram: people, chats, members, topics, messages, files. */
import * as problems from './problems.ts';
import type { UploadedFile } from './spec.ts';

export interface Person {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export type Keyboard = { readonly inline_keyboard: readonly (readonly { text: string; callback_data?: string }[])[] };

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly user?: Person;
}

/** As the Bot API shows it; only what the loopback server knows. */
export interface Message {
  readonly message_id: number;
  readonly date: number;
  readonly chat: object;
  readonly from?: Person;
  text?: string;
  entities?: readonly Entity[];
  caption?: string;
  reply_markup?: Keyboard;
  edit_date?: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly reply_to_message?: Message;
  readonly [field: string]: unknown;
}

export interface Topic {
  readonly id: number;
  name: string;
  closed: boolean;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title: string;
  isForum: boolean;
  readonly members: Map<number, 'member' | 'administrator' | 'left' | 'kicked'>;
  /** Whether the bot, as an administrator, may manage topics. */
  mayManageTopics: boolean;
  readonly messages: Map<number, Message>;
  readonly topics: Map<number, Topic>;
  movedTo: number | null;
  /** Private: the person has written to the bot, and has not blocked it since. */
  open: 'never' | 'open' | 'blocked';
  lastId: number;
}

export class World {
  readonly bot: Person = { id: 7000, is_bot: true, first_name: '课后', username: 'afterclass_bot' };
  /** True = privacy mode is off: the bot reads every message of a group. */
  readsAll = false;
  readonly people = new Map<number, Person>([[this.bot.id, this.bot]]);
  readonly chats = new Map<number, Chat>();
  readonly files = new Map<string, UploadedFile>();
  #last = 100;

  addPerson(name: string, language = 'zh-hans'): Person {
    const person = { id: ++this.#last, is_bot: false, first_name: name, language_code: language };
    this.people.set(person.id, person);
    this.#addChat({ id: person.id, type: 'private', title: name });
    return person;
  }

  addGroup(
    title: string,
    members: readonly Person[],
    options: { type?: 'group' | 'supergroup'; forum?: boolean; bot?: 'member' | 'administrator' } = {},
  ): Chat {
    const { type = options.forum ? 'supergroup' : 'group', forum = false, bot = 'member' } = options;
    const id = type === 'group' ? -++this.#last : -1_000_000_000_000 - ++this.#last;
    const chat = this.#addChat({ id, type, title });
    chat.isForum = forum;
    chat.mayManageTopics = forum && bot === 'administrator';
    for (const { id: member } of members) chat.members.set(member, 'member');
    chat.members.set(this.bot.id, bot);
    return chat;
  }

  #addChat(given: Pick<Chat, 'id' | 'type' | 'title'>): Chat {
    const chat: Chat = {
      ...given,
      isForum: false,
      members: new Map(),
      mayManageTopics: false,
      messages: new Map(),
      topics: new Map(),
      movedTo: null,
      open: 'never',
      lastId: 0,
    };
    this.chats.set(chat.id, chat);
    return chat;
  }

  chatOf(id: unknown): Chat {
    const chat = this.chats.get(Number(id));
    if (!chat) throw problems.chatNotFound();
    return chat;
  }

  privateOf(person: Person): Chat {
    return this.chatOf(person.id);
  }

  describe(chat: Chat): object {
    const { id, type, title, isForum } = chat;
    if (type === 'private') return { id, type, first_name: title };
    return { id, type, title, ...(isForum && { is_forum: true }) };
  }

  /** Where the bot may write; the Bot API's refusals otherwise. */
  writable(id: unknown, thread?: unknown): Chat {
    const chat = this.chatOf(id);
    if (chat.movedTo !== null) throw problems.migrated(chat.movedTo);
    if (chat.type === 'private') {
      if (chat.open === 'blocked') throw problems.blocked();
      if (chat.open === 'never') throw problems.notStarted();
    } else {
      const status = chat.members.get(this.bot.id);
      if (status !== 'member' && status !== 'administrator') throw problems.kicked();
    }
    if (thread !== undefined) {
      const topic = chat.topics.get(Number(thread));
      if (!topic) throw problems.threadNotFound();
      if (topic.closed && !chat.mayManageTopics) throw problems.topicClosed();
    }
    return chat;
  }

  /** Puts a message into the chat, with the reply it answers one level deep, as the Bot API tells it. */
  post(chat: Chat, from: Person, content: object, at: { thread?: number; replyTo?: number } = {}): Message {
    const replied = at.replyTo === undefined ? undefined : chat.messages.get(at.replyTo);
    const inTopic = at.thread ?? (replied?.is_topic_message ? replied.message_thread_id : undefined);
    // A message of a topic that answers nothing answers the notice of the topic's creation.
    const origin = replied ?? (inTopic === undefined ? undefined : chat.messages.get(inTopic));
    const { reply_to_message: _, ...flat } = origin ?? ({} as Message);
    const message: Message = {
      message_id: ++chat.lastId,
      date: Math.floor(Date.now() / 1000),
      chat: this.describe(chat),
      from,
      ...(inTopic !== undefined && { message_thread_id: inTopic, is_topic_message: true as const }),
      ...(origin && { reply_to_message: flat as Message }),
      ...content,
    };
    chat.messages.set(message.message_id, message);
    return message;
  }

  addTopic(chat: Chat, by: Person, name: string, color = 0x6fb9f0): Topic {
    const notice = this.post(chat, by, { forum_topic_created: { name, icon_color: color } });
    const topic = { id: notice.message_id, name, closed: false };
    chat.messages.set(notice.message_id, { ...notice, message_thread_id: topic.id, is_topic_message: true });
    chat.topics.set(topic.id, topic);
    return topic;
  }

  /** With all that was written in it. */
  deleteTopic(chat: Chat, id: number): void {
    chat.topics.delete(id);
    for (const [key, message] of chat.messages) if (message.message_thread_id === id) chat.messages.delete(key);
  }
}
