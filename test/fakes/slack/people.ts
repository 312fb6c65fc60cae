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

    async edit(channel: string, ts: string, text: string, raw = false): Promise<Sent> {
      const message = world.find(channel, ts)!;
      const before = toWire(message);
      message.text = raw ? text : escapeText(text);
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

    /** A preview was found for an address: the same words again, and nobody edited them. */
    async unfurl(channel: string, ts: string): Promise<Sent> {
      const message = world.find(channel, ts)!;
      const of = { ...about(channelOf(channel)), event_ts: world.nextTs() };
      const now = { ...toWire(message), attachments: [{ id: 1, fallback: 'a page', from_url: 'https://example.org' }] };
      const change = { type: 'message', subtype: 'message_changed', hidden: true, ...of, ts: of.event_ts };
      const event = { ...change, message: { ...now, ...of }, previous_message: { ...toWire(message), ...of } };
      return (await options.tell('MessageChangedEvent', event)).sent;
    },

    /** Of a root with replies a stone remains, which Slack tells as a change. */
    async remove(channel: string, ts: string): Promise<Sent> {
      const message = world.find(channel, ts)!;
      const hasReplies = world.messages.some((one) => one.channel === channel && one.threadTs === ts);
      const of = { ...about(channelOf(channel)), event_ts: world.nextTs() };
      const thread = message.threadTs ? {} : hasReplies ? { thread_ts: ts } : {};
      const change = { type: 'message', hidden: true, ...of, ts: of.event_ts };
      const previous_message = { ...toWire(message), ...thread, ...of };
      if (hasReplies) {
        Object.assign(message, {
          text: 'This message was deleted.',
          blocks: [],
          subtype: 'tombstone',
          user: 'USLACKBOT',
          botId: null,
        });
        const stone = { ...toWire(message), ...thread, ...of, subtype: 'tombstone' };
        const event = { ...change, subtype: 'message_changed', message: stone, previous_message };
        return (await options.tell('MessageChangedEvent', event)).sent;
      }
      world.remove(message);
      const event = { ...change, subtype: 'message_deleted', deleted_ts: ts, previous_message };
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
      const { kind, members } = channelOf(channel);
      members.delete(BOT_USER);
      const name = kind === 'group' ? ['group_left', 'GroupLeftEvent'] : ['channel_left', 'ChannelLeftEvent'];
      return (await options.tell(name[1]!, { type: name[0], channel, actor_id: user, event_ts: world.nextTs() })).sent;
    },

    async archive(channel: string, user: string): Promise<Sent> {
      const of = channelOf(channel);
      of.archived = true;
      const name =
        of.kind === 'group' ? ['group_archive', 'GroupArchiveEvent'] : ['channel_archive', 'ChannelArchiveEvent'];
      const event = { type: name[0], channel, user, is_moved: 0, event_ts: world.nextTs() };
      return (await options.tell(name[1]!, event)).sent;
    },

    async deleteChannel(channel: string): Promise<Sent> {
      world.channels.delete(channel);
      return (await options.tell('ChannelDeletedEvent', { type: 'channel_deleted', channel })).sent;
    },

    /** A channel that becomes one of several workspaces may get another id. */
    async renumber(channel: string, to: string): Promise<Sent> {
      const event = {
        type: 'channel_id_changed',
        old_channel_id: channel,
        new_channel_id: to,
        event_ts: world.nextTs(),
      };
      return (await options.tell('ChannelIDChangedEvent', event)).sent;
    },

    fileOf: toFile,
  };
}
