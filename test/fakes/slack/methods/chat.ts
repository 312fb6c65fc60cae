/** chat.*: posting, editing, deleting, and messages for one pair of eyes. */
import {
  blocksOf,
  type Call,
  channelOf,
  type Method,
  messageOf,
  openChannelOf,
  parse,
  Refusal,
  toWire,
} from '../call.ts';
import { BOT, BOT_USER, type Channel, type Message } from '../world.ts';

const MOST_TEXT = 40_000;

function checkWords(call: Call, most: number): void {
  const { text = '', blocks } = call.args;
  if (text === '' && blocks === undefined) throw new Refusal('no_text');
  if (text.length > most) throw new Refusal('msg_too_long');
}

function metadataOf(call: Call): Message['metadata'] {
  const metadata = parse<NonNullable<Message['metadata']>>(call, 'metadata');
  if (metadata && (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object')) {
    throw new Refusal('invalid_metadata_format');
  }
  return metadata;
}

/** `thread_ts` must be the root of a thread, or a message without one. */
function threadOf(call: Call, channel: Channel): string | null {
  const ts = call.args.thread_ts;
  if (ts === undefined) return null;
  const root = call.world.find(channel.id, ts);
  if (!root) throw new Refusal('thread_not_found');
  return root.threadTs ?? root.ts;
}

const kindOf = ({ kind }: Channel) => (kind === 'im' ? 'im' : kind === 'group' ? 'group' : 'channel');

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': (call) => {
    const channel = openChannelOf(call);
    checkWords(call, MOST_TEXT);
    const message = call.world.post({
      channel: channel.id,
      user: BOT_USER,
      botId: BOT,
      text: call.args.text ?? '',
      blocks: blocksOf(call),
      threadTs: threadOf(call, channel),
      metadata: metadataOf(call),
      mrkdwn: call.args.mrkdwn !== 'false',
    });
    const wire = toWire(message);
    call.emit('GenericMessageEvent', {
      ...wire,
      channel: channel.id,
      channel_type: kindOf(channel),
      event_ts: message.ts,
    });
    return { channel: channel.id, ts: message.ts, message: wire };
  },

  'chat.update': (call) => {
    const channel = channelOf(call);
    checkWords(call, 4000);
    const message = messageOf(call, channel, 'ts');
    if (message.subtype === 'tombstone') throw new Refusal('message_not_found');
    if (message.botId !== BOT) throw new Refusal('cant_update_message');
    const before = toWire(message);
    message.text = call.args.text ?? message.text;
    message.blocks = blocksOf(call);
    message.metadata = metadataOf(call) ?? message.metadata;
    message.edited = { user: BOT_USER, ts: call.world.nextTs() };
    const about = { channel: channel.id, channel_type: kindOf(channel), event_ts: message.edited.ts };
    call.emit('MessageChangedEvent', {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      ...about,
      ts: message.edited.ts,
      message: { ...toWire(message), ...about },
      previous_message: { ...before, ...about },
    });
    return { channel: channel.id, ts: message.ts, text: message.text };
  },

  'chat.delete': (call) => {
    const channel = channelOf(call);
    const message = messageOf(call, channel, 'ts');
    if (message.botId !== BOT) throw new Refusal('cant_delete_message');
    call.world.remove(message);
    return { channel: channel.id, ts: message.ts };
  },

  'chat.postEphemeral': (call) => {
    const channel = openChannelOf(call);
    checkWords(call, MOST_TEXT);
    const user = call.args.user ?? '';
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    const { ts } = call.world.post({
      channel: channel.id,
      user: BOT_USER,
      botId: BOT,
      text: call.args.text ?? '',
      blocks: blocksOf(call),
      threadTs: threadOf(call, channel),
      ephemeralTo: user,
    });
    return { message_ts: ts };
  },

  'chat.getPermalink': (call) => {
    const channel = channelOf(call);
    const { ts } = messageOf(call, channel, 'message_ts');
    return { channel: channel.id, permalink: `${call.url}/archives/${channel.id}/p${ts.replace('.', '')}` };
  },
};
