/** The REST operations of the loopback Discord that the adapter may call. */
import { ChannelType, MessageFlags } from 'discord.js';
import { createCommandRoutes } from './commands.ts';
import type { Interactions } from './interactions.ts';
import { checkDraft, type Draft, type Messages } from './messages.ts';
import * as problems from './problems.ts';
import { type Channel, type File, isThread, type Message, toChannel, toMember, toUser } from './records.ts';
import type { World } from './world.ts';

export interface Call {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, never>;
  readonly files: File[];
}
/** Undefined = 204. */
export type Handler = (call: Call) => object | undefined;

export interface Surroundings {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
  /** What the application registered, by name. */
  readonly commands: Map<string, Record<string, unknown>>;
  readonly gatewayUrl: () => string;
}

export function createRoutes(surroundings: Surroundings): readonly [string, RegExp, Handler][] {
  const { world, messages, interactions } = surroundings;
  const registration = createCommandRoutes(world, surroundings.commands);
  const at = (template: string) => new RegExp(`^${template.replaceAll('{}', '([^/]+)')}$`);
  const inform = (channel: Channel) => toChannel(channel, world.now());

  const writable = (id: string | undefined): Channel => {
    const channel = world.channel(id ?? '');
    if (channel.type === ChannelType.DM) {
      const closed = [...channel.members].some((member) => world.people.get(member)?.closed);
      if (closed) throw problems.closedDirect();
      return channel;
    }
    world.demand(channel, 'SendMessages');
    if (channel.type === ChannelType.GuildForum) throw problems.wrongChannelType();
    if (isThread(channel) && channel.locked) throw problems.archivedThread();
    return channel;
  };
  const own = (channel: Channel, id: string | undefined): Message => {
    const message = world.message(channel, id ?? '');
    if (message.author.id !== world.bot.id) throw problems.notYourMessage();
    return message;
  };

  const post: Handler = ({ params, body, files }) => {
    const channel = writable(params[0]);
    if (files.length > 0) world.demand(channel, 'AttachFiles');
    checkDraft(body, files, true);
    const { flags } = body as Draft;
    if (((flags ?? 0) & MessageFlags.Ephemeral) !== 0)
      throw problems.invalidForm('flags', 'Ephemeral is for interactions');
    return messages.toBody(channel, messages.post(channel, world.bot, body, files));
  };

  const edit: Handler = ({ params, body, files }) => {
    const channel = world.channel(params[0] ?? '');
    world.demand(channel, 'ViewChannel');
    const message = own(channel, params[1]);
    if (isThread(channel) && channel.archived) throw problems.archivedThread();
    checkDraft(body, files, false);
    return messages.toBody(channel, messages.change(channel, message, body, files));
  };

  const read: Handler = ({ params, query }) => {
    const channel = world.channel(params[0] ?? '');
    world.demand(channel, 'ReadMessageHistory');
    const after = BigInt(query.get('after') ?? '0');
    const limit = Number(query.get('limit') ?? '50');
    const newer = [...channel.messages.values()].filter(({ id }) => BigInt(id) > after);
    const page = query.has('after') ? newer.slice(0, limit) : newer.slice(-limit);
    return page.reverse().map((message) => messages.toBody(channel, message));
  };

  const startThread: Handler = ({ params, body, files }) => {
    const parent = world.channel(params[0] ?? '');
    const {
      name,
      type,
      message,
      applied_tags: tags,
      invitable,
    } = body as unknown as {
      name: string;
      type?: number;
      message?: Draft;
      applied_tags?: string[];
      invitable?: boolean;
    };
    if (parent.type === ChannelType.GuildForum) {
      world.demand(parent, 'SendMessages');
      const unknown = tags?.find((tag) => !parent.tags.some(({ id }) => id === tag));
      if (unknown) throw problems.invalidForm('applied_tags', 'Unknown tag');
      checkDraft(message ?? {}, files, true);
      const thread = world.addThread(parent, { name, appliedTags: tags ?? [] }, world.bot);
      const starter = messages.post(thread, world.bot, message ?? {}, files, { id: thread.id });
      return { ...inform(thread), message: messages.toBody(thread, starter) };
    }
    const isPrivate = (type ?? ChannelType.PrivateThread) === ChannelType.PrivateThread;
    world.demand(parent, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads');
    const kind = isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
    return inform(world.addThread(parent, { name, type: kind, invitable: invitable ?? true }, world.bot));
  };

  const startThreadFrom: Handler = ({ params, body }) => {
    const parent = world.channel(params[0] ?? '');
    world.demand(parent, 'CreatePublicThreads');
    const message = world.message(parent, params[1] ?? '');
    if (world.channels.has(message.id)) throw problems.threadExists();
    return inform(world.addThread(parent, { id: message.id, name: body.name as unknown as string }, world.bot));
  };

  const changeChannel: Handler = ({ params, body }) => {
    const channel = world.channel(params[0] ?? '');
    const { archived, locked, applied_tags: tags, name } = body as Partial<Record<string, never>>;
    const onlyReopens = archived === false && Object.keys(body).length === 1;
    if (!isThread(channel)) world.demand(channel, 'ManageChannels');
    else if (onlyReopens) world.demand(channel, 'SendMessagesInThreads');
    else if (channel.ownerId !== world.bot.id) world.demand(channel, 'ManageThreads');
    if (isThread(channel) && channel.archived && archived !== false) throw problems.archivedThread();
    if (name !== undefined) channel.name = name;
    if (locked !== undefined) channel.locked = locked;
    if (tags !== undefined) channel.appliedTags = tags;
    if (archived !== undefined) channel.archived = archived;
    world.announce(isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
    return inform(channel);
  };

  const addMember: Handler = ({ params }) => {
    const thread = world.channel(params[0] ?? '');
    world.demand(thread, 'SendMessages');
    if (!world.people.has(params[1] ?? '')) throw problems.unknownUser();
    if (thread.archived) throw problems.archivedThread();
    thread.members.add(params[1] ?? '');
    return undefined;
  };

  const interact = ({ params, body, files }: Call): object | undefined => {
    const { type, data } = body as unknown as { type: number; data?: Record<string, never> };
    interactions.respond(params[0] ?? '', params[1] ?? '', type, data ?? {}, files);
    return undefined;
  };

  const webhook = (
    run: (interaction: ReturnType<Interactions['find']>, call: Call) => Message | undefined,
  ): Handler => {
    return (call) => {
      const interaction = interactions.find(call.params[0] ?? '', call.params[1] ?? '');
      const message = run(interaction, call);
      return message && messages.toBody(interaction.channel, message);
    };
  };

  return [
    [
      'GET',
      at('/gateway/bot'),
      () => ({
        url: surroundings.gatewayUrl(),
        shards: 2,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 },
      }),
    ],
    ['GET', at('/users/@me'), () => toUser(world.bot)],
    [
      'GET',
      at('/applications/@me'),
      () => ({
        id: world.applicationId,
        name: world.bot.name,
        description: '',
        bot: toUser(world.bot),
        // GATEWAY_MESSAGE_CONTENT_LIMITED: switched on in the developer portal.
        flags: world.contentIntentAllowed ? 1 << 19 : 0,
      }),
    ],
    ['PUT', at('/applications/{}/commands'), registration.register],
    ['GET', at('/applications/{}/commands'), registration.list],
    [
      'POST',
      at('/users/@me/channels'),
      ({ body }) => {
        const person = world.people.get(body.recipient_id as unknown as string);
        if (!person) throw problems.unknownUser();
        return { ...inform(world.directOf(person)), recipients: [toUser(person)] };
      },
    ],
    ['GET', at('/guilds/{}/threads/active'), () => ({ threads: world.activeThreads().map(inform), members: [] })],
    ['GET', at('/guilds/{}/roles'), () => world.roles],
    [
      'GET',
      at('/guilds/{}/members/{}'),
      ({ params }) => {
        const person = world.people.get(params[1] ?? '');
        if (!person) throw problems.unknownMember();
        return toMember(person);
      },
    ],
    [
      'GET',
      at('/channels/{}'),
      ({ params }) => {
        const channel = world.channel(params[0] ?? '');
        if (channel.type !== ChannelType.DM) {
          world.demand(channel, 'ViewChannel');
          return inform(channel);
        }
        const others = [...channel.members].flatMap((id) => (id === world.bot.id ? [] : (world.people.get(id) ?? [])));
        return { ...inform(channel), recipients: others.map(toUser) };
      },
    ],
    ['PATCH', at('/channels/{}'), changeChannel],
    ['GET', at('/channels/{}/messages'), read],
    ['POST', at('/channels/{}/messages'), post],
    [
      'GET',
      at('/channels/{}/messages/{}'),
      ({ params }) => {
        const channel = world.channel(params[0] ?? '');
        world.demand(channel, 'ReadMessageHistory');
        return messages.toBody(channel, world.message(channel, params[1] ?? ''));
      },
    ],
    ['PATCH', at('/channels/{}/messages/{}'), edit],
    [
      'DELETE',
      at('/channels/{}/messages/{}'),
      ({ params }) => {
        const channel = world.channel(params[0] ?? '');
        messages.remove(channel, own(channel, params[1]));
        return undefined;
      },
    ],
    ['POST', at('/channels/{}/messages/{}/threads'), startThreadFrom],
    ['POST', at('/channels/{}/threads'), startThread],
    ['PUT', at('/channels/{}/thread-members/{}'), addMember],
    [
      'GET',
      at('/channels/{}/thread-members/{}'),
      ({ params: [thread = '', user = ''] }) => {
        if (!world.channel(thread).members.has(user)) throw problems.unknownMember();
        return { id: thread, user_id: user, join_timestamp: new Date(0).toISOString(), flags: 0 };
      },
    ],
    [
      'POST',
      at('/channels/{}/typing'),
      ({ params }) => {
        writable(params[0]);
        return undefined;
      },
    ],
    ['POST', at('/interactions/{}/{}/callback'), interact],
    [
      'POST',
      at('/webhooks/{}/{}'),
      webhook((interaction, { body, files }) => interactions.followUp(interaction, body, files)),
    ],
    [
      'PATCH',
      at('/webhooks/{}/{}/messages/@original'),
      webhook((interaction, { body, files }) => interactions.editOriginal(interaction, body, files)),
    ],
    [
      'DELETE',
      at('/webhooks/{}/{}/messages/@original'),
      webhook((interaction) => {
        interactions.deleteOriginal(interaction);
        return undefined;
      }),
    ],
  ];
}
