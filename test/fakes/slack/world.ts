/** The loopback workspace's state: people, channels, messages, files, views. No protocol here. */

export type Fields = Readonly<Record<string, unknown>>;
export type Block = Fields & { readonly type: string };

export const TEAM = 'T0TEAM';
export const APP = 'A0APP';
export const BOT_USER = 'U0BOT';
export const BOT = 'B0BOT';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  /** Confirmed. */
  readonly email?: string;
}

export interface Channel {
  readonly id: string;
  readonly kind: 'channel' | 'group' | 'im';
  readonly name: string;
  /** People's ids; the bot is one like the others. For an `im`: the person, and always the bot. */
  readonly members: Set<string>;
  archived: boolean;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly user: string;
  readonly alt: string | null;
  bytes: Buffer | null;
  /** Announced for an upload that is not completed yet. */
  length: number | null;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly botId: string | null;
  /** As Slack keeps it: `&`, `<`, `>` escaped. */
  text: string;
  blocks: readonly Block[];
  readonly threadTs: string | null;
  metadata: { readonly event_type: string; readonly event_payload: Fields } | null;
  readonly subtype: string | null;
  readonly files: readonly StoredFile[];
  edited: { readonly user: string; readonly ts: string } | null;
  readonly reactions: Map<string, Set<string>>;
  /** Set: only this person sees it, and no history holds it. */
  readonly ephemeralTo: string | null;
  /** False: `mrkdwn: false`, so that text without blocks is shown as it is. */
  readonly mrkdwn: boolean;
}

export interface StoredView {
  readonly id: string;
  readonly user: string;
  hash: string;
  view: Fields;
}

export interface Trigger {
  readonly user: string;
  readonly expiresAt: number;
  used: boolean;
}

export class World {
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  readonly messages: Message[] = [];
  readonly files = new Map<string, StoredFile>();
  /** What `files.info` says otherwise, by the file's id. */
  readonly overrides = new Map<string, Fields>();
  readonly views = new Map<string, StoredView>();
  readonly homes = new Map<string, StoredView>();
  readonly triggers = new Map<string, Trigger>();
  /** response_url ids: where they answer, and how often still. */
  readonly responses = new Map<string, { channel: string; user: string; left: number }>();
  readonly assistantThreads = new Map<string, { status: string; prompts: readonly Fields[] }>();
  #count = 0;
  #lastMicros = 0;

  constructor() {
    this.addPerson({ id: BOT_USER, name: 'afterclass', locale: 'en-US' });
  }

  /** A number nobody had before, as an id's end. */
  next(prefix: string): string {
    this.#count += 1;
    return `${prefix}${String(this.#count).padStart(6, '0')}`;
  }

  /** Message times are unique in a workspace and grow. */
  nextTs(): string {
    this.#lastMicros = Math.max(Date.now() * 1000, this.#lastMicros + 1);
    return `${Math.floor(this.#lastMicros / 1e6)}.${String(this.#lastMicros % 1e6).padStart(6, '0')}`;
  }

  addPerson(person: Person): Person {
    this.people.set(person.id, person);
    return person;
  }

  addChannel(id: string, members: readonly string[], kind: Channel['kind'] = 'channel'): Channel {
    const channel = { id, kind, name: id.toLowerCase(), members: new Set(members), archived: false };
    this.channels.set(id, channel);
    return channel;
  }

  /** The direct chat of the bot with that person. */
  openIm(person: string): Channel {
    const id = `D${person.slice(1)}`;
    return this.channels.get(id) ?? this.addChannel(id, [person, BOT_USER], 'im');
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts && !message.ephemeralTo);
  }

  post(message: Partial<Message> & Pick<Message, 'channel' | 'user'>): Message {
    const posted: Message = {
      ts: this.nextTs(),
      botId: null,
      text: '',
      blocks: [],
      threadTs: null,
      metadata: null,
      subtype: null,
      files: [],
      edited: null,
      reactions: new Map(),
      ephemeralTo: null,
      mrkdwn: true,
      ...message,
    };
    this.messages.push(posted);
    return posted;
  }

  remove(message: Message): void {
    this.messages.splice(this.messages.indexOf(message), 1);
  }

  /** Lets the bot open a view or answer: a trigger id, good for `ms` and once. */
  addTrigger(user: string, ms: number): string {
    const id = `${this.next('')}.${this.next('')}.${'abcdef0123456789'.repeat(2)}`;
    this.triggers.set(id, { user, expiresAt: Date.now() + ms, used: false });
    return id;
  }
}

/** `&` first, as Slack does. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
