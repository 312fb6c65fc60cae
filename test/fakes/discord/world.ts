/** The loopback Discord's state and its rules: one guild, its channels and people, who may do what, and what is told to whom. */
import { ChannelType, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import * as problems from './problems.ts';
import { type Channel, isThread, type Message, type Permission, type Person, type Tag, toChannel } from './records.ts';

/** Tells the gateway's sessions; `intent` null = to everybody. */
export type Dispatch = (event: string, payload: (intents: number) => object, intent: number | null) => void;

const EPOCH = 1_420_070_400_000;

/** What a fresh server lets its members do. */
const EVERYBODY: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'AttachFiles',
  'EmbedLinks',
  'UseApplicationCommands',
];

export function bits(permissions: readonly Permission[]): bigint {
  return permissions.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

export class World {
  /** Moves the clock: tokens and interactions age by it. */
  lead = 0;
  readonly guildId: string;
  readonly applicationId: string;
  readonly bot: Person;
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  readonly roles: { id: string; name: string; permissions: string; position: number }[];
  /** Rules of the application that its owner set. */
  contentIntentAllowed = true;
  mostActiveThreads = 1000;
  dispatch: Dispatch = () => {};
  private counter = 0;

  constructor() {
    this.guildId = this.nextId();
    this.applicationId = this.nextId();
    this.bot = this.addPerson('Afterclass', { bot: true, id: this.applicationId });
    this.roles = [{ id: this.guildId, name: '@everyone', permissions: String(bits(EVERYBODY)), position: 0 }];
  }

  now(): number {
    return Date.now() + this.lead;
  }

  /** Rises with time and within a millisecond. */
  nextId(at = this.now()): string {
    this.counter = (this.counter + 1) % 4_194_304;
    return String((BigInt(at - EPOCH) << 22n) | BigInt(this.counter));
  }

  addPerson(name: string, { bot = false, locale = 'zh-CN', id = this.nextId() } = {}): Person {
    const person: Person = { id, name, bot, locale, closed: false, roles: [] };
    this.people.set(id, person);
    if (!bot) this.dispatch('GUILD_MEMBER_ADD', () => ({ guild_id: this.guildId }), GatewayIntentBits.GuildMembers);
    return person;
  }

  /** Another server, on another of so many connections; its id says which. */
  addGuild({ onAnotherConnectionThan: guildId, of }: { onAnotherConnectionThan: string; of: number }): string {
    const connectionOf = (id: bigint) => (id >> 22n) % BigInt(of);
    let id = BigInt(this.nextId());
    while (connectionOf(id) === connectionOf(BigInt(guildId))) id += 1n << 22n;
    return String(id);
  }

  /** The roles of the first server; another one has just @everyone. */
  rolesOf(guildId: string): World['roles'] {
    const [everyone, ...rest] = this.roles;
    return guildId === this.guildId ? [everyone!, ...rest] : [{ ...everyone!, id: guildId }];
  }

  addChannel(name: string, change: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id: this.nextId(),
      type: ChannelType.GuildText,
      guildId: this.guildId,
      parentId: null,
      name,
      overwrites: [],
      tags: [],
      members: new Set(),
      messages: new Map(),
      ownerId: null,
      archived: false,
      locked: false,
      appliedTags: [],
      invitable: true,
      ...change,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** A channel people open: the sessions hear of it. */
  openChannel(name: string, change: Partial<Channel> = {}): Channel {
    const channel = this.addChannel(name, change);
    this.announce('CHANNEL_CREATE', channel);
    return channel;
  }

  addForum(name: string, tagNames: readonly string[], change: Partial<Channel> = {}): Channel {
    const tags: Tag[] = tagNames.map((tag) => ({ id: this.nextId(), name: tag, moderated: false }));
    return this.addChannel(name, { type: ChannelType.GuildForum, tags, ...change });
  }

  /** The one direct chat of bot and person. */
  directOf(person: Person): Channel {
    for (const channel of this.channels.values()) {
      if (channel.type === ChannelType.DM && channel.members.has(person.id)) return channel;
    }
    return this.addChannel('', {
      type: ChannelType.DM,
      guildId: null,
      members: new Set([person.id, this.bot.id]),
    });
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw problems.unknownChannel();
    return channel;
  }

  /** Takes permissions from the bot in one channel, or gives them back. */
  deny(channel: Channel, permissions: readonly Permission[]): void {
    const before = channel.overwrites.find(({ id }) => id === this.bot.id);
    channel.overwrites = channel.overwrites.filter((overwrite) => overwrite !== before);
    const deny = String(bits(permissions));
    channel.overwrites.push({ id: this.bot.id, type: 1, allow: before?.allow ?? '0', deny });
    this.announce('CHANNEL_UPDATE', channel);
  }

  /** Hidden from everybody but the bot and the people named, as a staff channel is. */
  hide(channel: Channel, from: { except: readonly Person[] }): void {
    const view = String(PermissionFlagsBits.ViewChannel);
    channel.overwrites = [
      { id: this.guildId, type: 0, allow: '0', deny: view },
      ...[this.bot, ...from.except].map(({ id }) => ({ id, type: 1 as const, allow: view, deny: '0' })),
    ];
  }

  may(person: Person, channel: Channel, permission: Permission): boolean {
    if (channel.type === ChannelType.DM) return channel.members.has(person.id);
    if (isThread(channel)) {
      const parent = this.channels.get(channel.parentId ?? '');
      if (!parent || !this.may(person, parent, 'ViewChannel')) return false;
      const hidden = channel.type === ChannelType.PrivateThread && !channel.members.has(person.id);
      if (hidden && !this.may(person, parent, 'ManageThreads')) return false;
      return this.may(person, parent, permission === 'SendMessages' ? 'SendMessagesInThreads' : permission);
    }
    let allowed = BigInt(this.roles[0]?.permissions ?? '0');
    const own = this.roles.filter(({ id }) => person.roles.includes(id));
    for (const role of own) allowed |= BigInt(role.permissions);
    const apply = (id: string) => {
      const overwrite = channel.overwrites.find((entry) => entry.id === id);
      if (overwrite) allowed = (allowed & ~BigInt(overwrite.deny)) | BigInt(overwrite.allow);
    };
    for (const id of [this.guildId, ...person.roles, person.id]) apply(id);
    const visible = (allowed & PermissionFlagsBits.ViewChannel) !== 0n;
    return visible && (allowed & PermissionFlagsBits[permission]) !== 0n;
  }

  /** Throws what Discord answers when the bot may not. */
  demand(channel: Channel, ...permissions: Permission[]): void {
    if (!this.may(this.bot, channel, 'ViewChannel')) throw problems.missingAccess();
    if (permissions.some((name) => !this.may(this.bot, channel, name))) throw problems.missingPermissions();
  }

  message(channel: Channel, id: string): Message {
    const message = channel.messages.get(id);
    if (!message) throw problems.unknownMessage();
    return message;
  }

  threadsOf(parentId: string): Channel[] {
    return [...this.channels.values()].filter((channel) => isThread(channel) && channel.parentId === parentId);
  }

  /** Threads the bot sees that are not archived. */
  activeThreads(): Channel[] {
    return [...this.channels.values()].filter(
      (channel) => isThread(channel) && !channel.archived && this.may(this.bot, channel, 'ViewChannel'),
    );
  }

  addThread(parent: Channel, change: Partial<Channel>, author: Person): Channel {
    if (this.activeThreads().length >= this.mostActiveThreads) throw problems.tooManyThreads();
    const thread = this.addChannel('', {
      type: ChannelType.PublicThread,
      parentId: parent.id,
      ownerId: author.id,
      members: new Set([author.id]),
      ...change,
    });
    this.announce('THREAD_CREATE', thread, { newly_created: true });
    return thread;
  }

  announce(event: string, channel: Channel, more: object = {}): void {
    if (isThread(channel) && !this.may(this.bot, channel, 'ViewChannel')) return;
    this.dispatch(event, () => ({ ...toChannel(channel, this.now()), ...more }), GatewayIntentBits.Guilds);
  }

  remove(channel: Channel): void {
    const event = isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE';
    this.announce(event, channel);
    this.channels.delete(channel.id);
    for (const thread of this.threadsOf(channel.id)) this.channels.delete(thread.id);
  }

  setArchived(thread: Channel, archived: boolean): void {
    thread.archived = archived;
    this.announce('THREAD_UPDATE', thread);
  }
}
