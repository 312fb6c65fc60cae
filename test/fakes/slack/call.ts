/** One Web API call while it is answered: its arguments, the world, and Slack's ways of saying no. */
import type { Block, Channel, Fields, Message, World } from './world.ts';

/** Slack's `{ok: false, error}`. */
export class Refusal extends Error {
  readonly error: string;
  readonly details: Fields;

  constructor(error: string, details: Fields = {}) {
    super(error);
    this.error = error;
    this.details = details;
  }
}

export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly world: World;
  /** Of this server, without a slash at the end. */
  readonly url: string;
  readonly socketUrl: string;
  /** Tells the app what the call made happen. */
  emit(definition: string, event: Fields): void;
}

export type Method = (call: Call) => Fields;

export function parse<T>(call: Call, name: string): T | null {
  const text = call.args[name];
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Refusal(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments', {
      messages: [`${name} is no JSON`],
    });
  }
}

export function channelOf(call: Call, name = 'channel'): Channel {
  const id = call.args[name] ?? '';
  const channel = call.world.channels.get(id) ?? (call.world.people.has(id) ? call.world.openIm(id) : undefined);
  if (!channel) throw new Refusal('channel_not_found');
  return channel;
}

/** Where the bot may write. */
export function openChannelOf(call: Call, name = 'channel'): Channel {
  const channel = channelOf(call, name);
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.has('U0BOT'))
    throw new Refusal(channel.kind === 'group' ? 'channel_not_found' : 'not_in_channel');
  return channel;
}

export function messageOf(call: Call, channel: Channel, name: string): Message {
  const message = call.world.find(channel.id, call.args[name] ?? '');
  if (!message) throw new Refusal('message_not_found');
  return message;
}

export function blocksOf(call: Call): readonly Block[] {
  return parse<Block[]>(call, 'blocks') ?? [];
}

/** A message as the API and events tell it. */
export function toWire(message: Message): Fields {
  const { ts, user, botId, text, blocks, threadTs, metadata, subtype, files, edited, reactions } = message;
  return {
    type: 'message',
    user,
    ts,
    text,
    team: 'T0TEAM',
    ...(botId ? { bot_id: botId } : { client_msg_id: `m-${ts}` }),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(threadTs ? { thread_ts: threadTs } : {}),
    ...(metadata ? { metadata } : {}),
    ...(subtype ? { subtype } : {}),
    ...(files.length > 0 ? { files: files.map((file) => toFile(file)) } : {}),
    ...(edited ? { edited } : {}),
    ...(reactions.size > 0
      ? { reactions: [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }
      : {}),
  };
}

let host = '';
/** Where this run's files can be read. */
export function setFileHost(url: string): void {
  host = url;
}

export function toFile({ id, name, mimetype, user, bytes, alt }: Message['files'][number]): Fields {
  return {
    id,
    name,
    title: name,
    mimetype,
    filetype: name.split('.').at(-1) ?? '',
    pretty_type: 'File',
    user,
    size: bytes?.length ?? 0,
    mode: 'hosted',
    editable: false,
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    created: 1,
    timestamp: 1,
    url_private: `${host}/files/${id}/${encodeURIComponent(name)}`,
    url_private_download: `${host}/files/${id}/download/${encodeURIComponent(name)}`,
    channels: [],
    groups: [],
    permalink: `${host}/archives/${id}`,
    permalink_public: `${host}/archives/${id}/public`,
    ...(alt ? { alt_txt: alt } : {}),
  };
}
