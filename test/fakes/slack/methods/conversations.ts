/** conversations.* and users.*: who and where, and what was said there. */
import { type Call, channelOf, type Method, Refusal, toWire } from '../call.ts';
import { BOT_USER, type Channel, type Fields, type Message } from '../world.ts';

function toChannel(channel: Channel): Fields {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: channel.kind === 'im',
    is_archived: channel.archived,
    is_member: channel.members.has(BOT_USER),
    ...(channel.kind === 'im' ? { user: [...channel.members].find((id) => id !== BOT_USER) } : {}),
  };
}

/** Root messages carry what their thread is about. */
function withThread(call: Call, message: Message): Fields {
  const replies = call.world.messages.filter(
    ({ channel, threadTs, ephemeralTo }) => channel === message.channel && threadTs === message.ts && !ephemeralTo,
  );
  const wire = { ...toWire(message) };
  if (call.args.include_all_metadata !== 'true') delete wire.metadata;
  if (replies.length === 0) return wire;
  return { ...wire, thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts };
}

/** Between `oldest` and `latest`, both left out unless `inclusive`. */
function inRange(call: Call, { ts }: Message): boolean {
  const { oldest, latest, inclusive } = call.args;
  const at = Number(ts);
  if (oldest !== undefined && (inclusive === 'true' ? at < Number(oldest) : at <= Number(oldest))) return false;
  return latest === undefined || (inclusive === 'true' ? at <= Number(latest) : at < Number(latest));
}

function page(call: Call, messages: readonly Message[], most: number): Fields {
  const limit = Math.min(Number(call.args.limit ?? most), 999);
  const from = call.args.cursor ? Number(call.args.cursor) : 0;
  const more = from + limit < messages.length;
  return {
    messages: messages.slice(from, from + limit).map((message) => withThread(call, message)),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: String(from + limit) } } : {}),
  };
}

function readable(call: Call): Channel {
  const channel = channelOf(call);
  if (!channel.members.has(BOT_USER))
    throw new Refusal(channel.kind === 'channel' ? 'not_in_channel' : 'channel_not_found');
  return channel;
}

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.info': (call) => ({ channel: toChannel(channelOf(call)) }),

  'conversations.open': (call) => {
    const ids = (call.args.users ?? '').split(',').filter(Boolean);
    if (ids.length !== 1) throw new Refusal(ids.length === 0 ? 'users_list_not_supplied' : 'not_enough_users');
    if (!call.world.people.has(ids[0]!)) throw new Refusal('user_not_found');
    return { channel: { id: call.world.openIm(ids[0]!).id } };
  },

  'conversations.history': (call) => {
    const { id } = readable(call);
    const found = call.world.messages.filter(
      (message) => message.channel === id && !message.threadTs && !message.ephemeralTo && inRange(call, message),
    );
    return page(call, found.reverse(), 100);
  },

  'conversations.replies': (call) => {
    const { id } = readable(call);
    const named = call.world.find(id, call.args.ts ?? '');
    if (!named) throw new Refusal('thread_not_found');
    const root = named.threadTs ? (call.world.find(id, named.threadTs) ?? named) : named;
    const found = call.world.messages.filter(
      (message) =>
        message === root ||
        (message.channel === id && message.threadTs === root.ts && !message.ephemeralTo && inRange(call, message)),
    );
    return page(call, found, 1000);
  },

  'users.conversations': (call) => {
    const kinds = (call.args.types ?? 'public_channel').split(',');
    const names = { channel: 'public_channel', group: 'private_channel', im: 'im' } as const;
    const found = [...call.world.channels.values()].filter(
      ({ kind, members }) => members.has(BOT_USER) && kinds.includes(names[kind]),
    );
    return { channels: found.map(toChannel), response_metadata: { next_cursor: '' } };
  },

  'users.info': (call) => {
    const person = call.world.people.get(call.args.user ?? '');
    if (!person) throw new Refusal('user_not_found');
    const { id, name, locale, email } = person;
    return {
      user: {
        id,
        team_id: 'T0TEAM',
        name,
        real_name: name,
        is_bot: id === BOT_USER,
        ...(email === undefined ? {} : { is_email_confirmed: true }),
        profile: { display_name: name, real_name: name, ...(email === undefined ? {} : { email }) },
        ...(call.args.include_locale === 'true' ? { locale } : {}),
      },
    };
  },

  'reactions.add': (call) => {
    const channel = readable(call);
    const message = call.world.find(channel.id, call.args.timestamp ?? '');
    if (!message) throw new Refusal('message_not_found');
    const users = message.reactions.get(call.args.name ?? '') ?? new Set();
    if (users.has(BOT_USER)) throw new Refusal('already_reacted');
    message.reactions.set(call.args.name ?? '', users.add(BOT_USER));
    return {};
  },

  'reactions.remove': (call) => {
    const channel = readable(call);
    const message = call.world.find(channel.id, call.args.timestamp ?? '');
    if (!message?.reactions.get(call.args.name ?? '')?.delete(BOT_USER)) throw new Refusal('no_reaction');
    return {};
  },
};
