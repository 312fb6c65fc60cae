/** What `doctor` asks Discord: token, intent, commands, and the bot's permissions in each configured place. Reads only. */
import {
  type APIApplication,
  type APIApplicationCommand,
  type APIChannel,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ApplicationFlags,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { PlaceId } from '../../src/domain/place.ts';
import type { Check } from '../../src/ports.ts';
import { type Api, createApi } from './api.ts';
import { toCommands } from './commands.ts';
import type { DiscordOptions } from './options.ts';
import { channelIdOf, TAG_NAMES } from './outbound.ts';
import { NEEDED, toPermissionName } from './problems.ts';
import { toFingerprint } from './registration.ts';

type GuildChannel = APIChannel & {
  readonly guild_id?: string;
  readonly permission_overwrites?: readonly { id: string; type: OverwriteType; allow: string; deny: string }[];
  readonly available_tags?: readonly { name: string }[];
};

/** Discord's own rule: roles together, then the channel's overwrites for everyone, for the roles, for the member. */
export function computePermissions(
  channel: Pick<GuildChannel, 'guild_id' | 'permission_overwrites'>,
  roles: readonly Pick<APIRole, 'id' | 'permissions'>[],
  member: { readonly id: string; readonly roles: readonly string[] },
): bigint {
  const guildId = channel.guild_id ?? '';
  const own = roles.filter(({ id }) => id === guildId || member.roles.includes(id));
  let held = own.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  const overwrites = channel.permission_overwrites ?? [];
  const apply = (chosen: typeof overwrites) => {
    for (const { deny } of chosen) held &= ~BigInt(deny);
    for (const { allow } of chosen) held |= BigInt(allow);
  };
  apply(overwrites.filter(({ id }) => id === guildId));
  apply(
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guildId && member.roles.includes(id)),
  );
  apply(overwrites.filter(({ id }) => id === member.id));
  return held;
}

async function checkPlace(api: Api, botId: string, place: PlaceId, kind: keyof typeof NEEDED): Promise<Check> {
  const name = `discord ${kind === 'staff' ? 'staff' : 'learner'} place ${place}`;
  const channelId = channelIdOf(place);
  const remedy = 'write the channel’s id (right click, Copy Channel ID) and invite the bot to its server';
  if (channelId === null) return { name, ok: false, found: 'no channel id', remedy };
  let channel: GuildChannel;
  try {
    channel = (await api.rest.get(Routes.channel(channelId))) as GuildChannel;
  } catch (error) {
    return { name, ok: false, found: (error as Error).message, remedy };
  }
  const guildId = channel.guild_id;
  if (guildId === undefined) return { name, ok: false, found: 'a direct chat', remedy: 'name a channel of a server' };
  const roles = (await api.rest.get(Routes.guildRoles(guildId))) as APIRole[];
  const member = (await api.rest.get(Routes.guildMember(guildId, botId))) as APIGuildMember;
  const held = computePermissions(channel, roles, { id: botId, roles: member.roles });
  const missing = NEEDED[kind].filter((permission) => (held & PermissionFlagsBits[permission]) === 0n);
  const label = `#${channel.name}`;
  if (missing.length > 0) {
    const list = missing.map(toPermissionName).join(', ');
    return { name, ok: false, found: `${label}: lacks ${list}`, remedy: `give the bot’s role ${list} in ${label}` };
  }
  const everyone = computePermissions(channel, roles, { id: '', roles: [] });
  if (kind === 'staff' && (everyone & PermissionFlagsBits.ViewChannel) !== 0n) {
    const found = `${label}: everybody can see it; tickets open as private threads`;
    const forum = channel.type === ChannelType.GuildForum;
    const hide = `take View Channel from @everyone in ${label}`;
    return {
      name,
      ok: !forum,
      found: forum ? `${label}: everybody can read its tickets` : found,
      remedy: forum ? hide : '',
    };
  }
  const tagNote = kind === 'learners' ? toOthersNote(channel, held) : '';
  return { name, ok: true, found: `${label}: every permission it needs${toTagNote(channel)}${tagNote}`, remedy: '' };
}

/** Only the tags of learners' own posts need it: everything else works without. */
function toOthersNote({ type }: GuildChannel, held: bigint): string {
  const mayTag = (held & PermissionFlagsBits.ManageThreads) !== 0n;
  return type !== ChannelType.GuildForum || mayTag ? '' : '; posts get no tags without Manage Threads';
}

function toTagNote(channel: GuildChannel): string {
  if (channel.type !== ChannelType.GuildForum) return '';
  const names = new Set((channel.available_tags ?? []).map(({ name }) => name.trim().toLowerCase()));
  const absent = Object.values(TAG_NAMES).filter((known) => !known.some((tag) => names.has(tag)));
  return absent.length === 0 ? '' : `; no tags named ${absent.map(([first]) => first).join(', ')}`;
}

async function checkCommands(api: Api, applicationId: string): Promise<Check> {
  const name = 'discord commands';
  const query = new URLSearchParams({ with_localizations: 'true' });
  const route = Routes.applicationCommands(applicationId);
  const registered = (await api.rest.get(route, { query })) as APIApplicationCommand[];
  const wanted = toCommands();
  const known = new Set(registered.map((command) => command.name));
  const absent = wanted.filter((command) => !known.has(command.name));
  if (toFingerprint(registered) === toFingerprint(wanted))
    return { name, ok: true, found: `${registered.length} registered`, remedy: '' };
  const found =
    absent.length > 0 ? `${absent.length} of ${wanted.length} are not registered` : 'registered by another version';
  return { name, ok: false, found, remedy: 'start the service once: it registers them when it connects' };
}

/** Never throws; the token is never repeated. */
export async function checkDiscord(
  options: Pick<DiscordOptions, 'token' | 'apiUrl' | 'staffPlaces' | 'learnerPlaces' | 'clock'>,
): Promise<readonly Check[]> {
  const api = createApi(options.token, options.apiUrl, options.clock);
  try {
    const user = (await api.rest.get(Routes.user())) as APIUser;
    const application = (await api.rest.get(Routes.currentApplication())) as APIApplication;
    const both = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    const reads = ((application.flags ?? 0) & both) !== 0;
    const checks: Check[] = [
      { name: 'discord token', ok: true, found: `the bot is called ${user.username}`, remedy: '' },
      {
        name: 'discord intent',
        ok: reads,
        found: reads
          ? 'Message Content is on'
          : 'Message Content is off: only mentions, replies, direct chats and commands are read',
        remedy: reads ? '' : 'developer portal, Bot, Privileged Gateway Intents: switch on Message Content Intent',
      },
      await checkCommands(api, application.id),
    ];
    const ours = (places: readonly PlaceId[]) => new Set(places.filter((place) => place.startsWith('discord:')));
    for (const place of ours(options.staffPlaces)) checks.push(await checkPlace(api, user.id, place, 'staff'));
    for (const place of ours(options.learnerPlaces)) checks.push(await checkPlace(api, user.id, place, 'learners'));
    return checks;
  } catch (error) {
    const status = (error as { status?: number }).status;
    const found = status === 401 ? 'Discord refuses it' : `Discord could not be asked: ${(error as Error).message}`;
    const remedy =
      status === 401 ? 'copy the bot token from the developer portal again' : 'check the network and DISCORD_API_URL';
    return [{ name: 'discord token', ok: false, found, remedy }];
  } finally {
    api.rest.clearHashSweeper();
    api.rest.clearHandlerSweeper();
  }
}
