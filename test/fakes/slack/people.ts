/** What people do in the workspace, as Slack tells the app of it. */
import { toFile, toWire } from './call.ts';
import { createGestures } from './gestures.ts';
import type { Ack, Envelope, Sent } from './socket.ts';
import { BOT, BOT_USER, type Channel, escapeText, type Fields, type Message, TEAM, type World } from './world.ts';

export interface PeopleOptions {
  readonly world: World;
  readonly triggerMs: number;
  readonly scopes: Set<string>;
  url(): string;
  /** Wraps the event, checks it against the schema, sends it, and answers what became of it. */
  tell(definition: string, event: Fields): Promise<Ack>;
  send(envelope: Envelope): Promise<Ack>;
}

export interface SayOptions {
  readonly thread?: string;
  /** Files by name and content. */
  readonly files?: Readonly<Record<string, string>>;
  /** Already in Slack's own form (`<@U1>`, `&amp;`). */
  readonly raw?: boolean;
}

export type People = ReturnType<typeof createPeople>;

const MENTION = `<@${BOT_USER}>`;

export function createPeople(options: PeopleOptions) {
  const { world } = options;
  const about = ({ id, kind }: Channel) => ({ channel: id, channel_type: kind });
  const channelOf = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`no channel ${id}`);
    return channel;
  };
  const hears = (channel: Channel) =>
    channel.members.has(BOT_USER) &&
    options.scopes.has(`${channel.kind === 'im' ? 'im' : channel.kind === 'group' ? 'groups' : 'channels'}:history`);
  const both = (acks: readonly Ack[]): Sent =>
    acks.every(({ sent }) => sent === 'acknowledged')
      ? 'acknowledged'
      : (acks.find(({ sent }) => sent !== 'acknowledged')?.sent ?? 'acknowledged');

  /** The message's own event, and `app_mention` where the bot is named: two events about one message. */
  async function tellOf(channel: Channel, message: Message): Promise<Sent> {
    const root = message.threadTs ? world.find(channel.id, message.threadTs) : undefined;
    const event = {
      ...toWire(message),
      event_ts: message.ts,
      ...(root ? { parent_user_id: root.user } : {}),
    };
    const acks: Promise<Ack>[] = [];
    if (hears(channel)) {
      const definition = message.subtype === 'file_share' ? 'FileShareMessageEvent' : 'GenericMessageEvent';
      acks.push(options.tell(definition, { ...event, ...about(channel) }));
    }
    if (channel.kind !== 'im' && message.text.includes(MENTION) && options.scopes.has('app_mentions:read')) {
      const { subtype: _, ...mention } = event as Record<string, unknown>;
      acks.push(options.tell('AppMentionEvent', { ...mention, type: 'app_mention', channel: channel.id }));
    }
    if (acks.length === 0) return 'not acknowledged';
    return both(await Promise.all(acks));
  }

  return {
    ...createGestures(options),

    /** Posts without telling the app: it was away, or this is only about history. */
    write(channel: string, user: string, text: string, { thread, files, raw }: SayOptions = {}): Message {
      const stored = Object.entries(files ?? {}).map(([name, content]) => {
        const mimetype = name.endsWith('.png') ? 'image/png' : 'text/plain';
        const bytes = Buffer.from(content);
        const file = { id: world.next('F'), name, mimetype, user, alt: null, bytes, length: null };
        world.files.set(file.id, file);
        return file;
      });
      return world.post({
        channel,
        user,
        text: raw ? text : escapeText(text),
        threadTs: thread ?? null,
        files: stored,
        subtype: stored.length > 0 ? 'file_share' : null,
      });
    },

    async say(channel: string, user: string, text: string, said: SayOptions = {}): Promise<Sent> {
      const message = this.write(channel, user, text, said);
      return tellOf(channelOf(channel), message);
    },

    /** The app's own message is told to it. */
    async echo(channel: string, ts: string): Promise<Sent> {
      const message = world.find(channel, ts);
      if (!message) throw new Error(`no message ${ts}`);
      return tellOf(channelOf(channel), message);
    },

    async edit(channel: string, ts: string, text: string): Promise<Sent> {
      const message = world.find(channel, ts)!;
      const before = toWire(message);
      message.text = escapeText(text);
      message.edited = { user: message.user, ts: world.nextTs() };
      const of = { ...about(channelOf(channel)), event_ts: message.edited.ts };
      const event = {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        ...of,
        ts: message.edited.ts,
        message: { ...toWire(message), ...of },
        previous_message: { ...before, ...of },
      };
      return (await options.tell('MessageChangedEvent', event)).sent;
    },

    async remove(channel: string, ts: string): Promise<Sent> {
      const message = world.find(channel, ts)!;
      world.remove(message);
      const of = { ...about(channelOf(channel)), event_ts: world.nextTs() };
      const event = {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        ...of,
        ts: of.event_ts,
        deleted_ts: ts,
        previous_message: { ...toWire(message), ...of },
      };
      return (await options.tell('MessageDeletedEvent', event)).sent;
    },

    async react(channel: string, ts: string, user: string, name: string): Promise<Sent> {
      const message = world.find(channel, ts)!;
      message.reactions.set(name, (message.reactions.get(name) ?? new Set()).add(user));
      const event = {
        type: 'reaction_added',
        user,
        reaction: name,
        item_user: message.user,
        item: { type: 'message', channel, ts },
        event_ts: world.nextTs(),
      };
      return (await options.tell('ReactionAddedEvent', event)).sent;
    },

    async openHome(user: string): Promise<Sent> {
      const { id } = world.openIm(user);
      const event = { type: 'app_home_opened', user, channel: id, tab: 'home', event_ts: world.nextTs() };
      return (await options.tell('AppHomeOpenedEvent', event)).sent;
    },

    /** Opens the assistant's pane: a thread in the direct chat. Answers its `thread_ts`. */
    async openAssistant(user: string): Promise<string> {
      const { id } = world.openIm(user);
      const root = world.post({
        channel: id,
        user: BOT_USER,
        botId: BOT,
        text: 'New chat',
        subtype: 'assistant_app_thread',
      });
      world.assistantThreads.set(`${id}/${root.ts}`, { status: '', prompts: [] });
      const event = {
        type: 'assistant_thread_started',
        assistant_thread: { user_id: user, context: { team_id: TEAM }, channel_id: id, thread_ts: root.ts },
        event_ts: world.nextTs(),
      };
      await options.tell('AssistantThreadStartedEvent', event);
      return root.ts;
    },

    /** Somebody throws the bot out of the channel. */
    async kick(channel: string, user: string): Promise<Sent> {
      channelOf(channel).members.delete(BOT_USER);
      const event = { type: 'channel_left', channel, actor_id: user, event_ts: world.nextTs() };
      return (await options.tell('ChannelLeftEvent', event)).sent;
    },

    async archive(channel: string, user: string): Promise<Sent> {
      channelOf(channel).archived = true;
      const event = { type: 'channel_archive', channel, user, event_ts: world.nextTs() };
      return (await options.tell('ChannelArchiveEvent', event)).sent;
    },

    fileOf: toFile,
  };
}
