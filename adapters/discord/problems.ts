/** Discord's refusals as delivery errors: whether trying again helps, and for a missing permission which one and where. */
import { type Client, DiscordAPIError, HTTPError, type PermissionFlagsBits, RateLimitError } from 'discord.js';
import { DeliveryError } from '../../src/errors.ts';

export type Permission = keyof typeof PermissionFlagsBits;

/** Discord's error codes that are acted upon. */
export const CODES = {
  unknownChannel: 10003,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooLarge: 40005,
  answeredBefore: 40060,
  missingAccess: 50001,
  closedDirect: 50007,
  missingPermissions: 50013,
  wrongChannelType: 50024,
  deadToken: 50027,
  archived: 50083,
  threadExists: 160004,
  tooManyThreads: 160006,
} as const;

export function isCode(error: unknown, ...names: (keyof typeof CODES)[]): boolean {
  return error instanceof DiscordAPIError && names.some((name) => CODES[name] === error.code);
}

/** As Discord's settings call them. */
const NAMES: Partial<Record<Permission, string>> = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
  CreatePrivateThreads: 'Create Private Threads',
  ManageThreads: 'Manage Threads',
  AttachFiles: 'Attach Files',
};

const EVERYWHERE: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
];

/** What the bot needs in a place, by what the place is for. */
export const NEEDED = {
  staff: [...EVERYWHERE, 'CreatePublicThreads', 'CreatePrivateThreads', 'AttachFiles'],
  learners: [...EVERYWHERE, 'CreatePublicThreads', 'CreatePrivateThreads', 'AttachFiles'],
} as const satisfies Record<string, readonly Permission[]>;

export function toPermissionName(permission: Permission): string {
  return NAMES[permission] ?? permission;
}

/** Which of the permissions the bot lacks in that channel; all of them where it does not even see it. */
export function findMissing(client: Client, channelId: string, needed: readonly Permission[]): Permission[] {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased() || !client.user) return channel ? [] : [...needed];
  const held = channel.permissionsFor(client.user);
  return held ? needed.filter((permission) => !held.has(permission)) : [...needed];
}

/** `#support (discord:123)`, with the parent in front for a thread. */
export function nameChannel(client: Client, channelId: string): string {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased()) return `discord:${channelId}`;
  if (channel.isThread()) return `a thread of #${channel.parent?.name ?? '?'} (discord:${channel.parentId})`;
  return `#${channel.name} (discord:${channelId})`;
}

/** `needed`: what the call takes there, so that a refusal can name what is missing. */
export function toDeliveryError(
  error: unknown,
  client: Client,
  channelId: string,
  needed: readonly Permission[],
): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const place = nameChannel(client, channelId);
  if (error instanceof RateLimitError) {
    const scope = error.global ? 'every call' : 'this call';
    return new DeliveryError(`Discord limits the rate of ${scope}`, { retryAfterMs: error.retryAfter, cause: error });
  }
  if (isCode(error, 'missingPermissions', 'missingAccess')) {
    const missing = findMissing(client, channelId, needed).map(toPermissionName);
    const what = missing.length > 0 ? missing.join(', ') : needed.map(toPermissionName).join(' or ');
    return new DeliveryError(`the bot lacks the permission ${what} in ${place}`, { permanent: true, cause: error });
  }
  if (isCode(error, 'unknownChannel')) return new DeliveryError(`${place} does not exist`, { permanent: true });
  if (isCode(error, 'unknownMessage')) return new DeliveryError(`the message in ${place} is gone`, { permanent: true });
  if (isCode(error, 'closedDirect')) {
    return new DeliveryError('the person takes no direct messages from the bot', { permanent: true, cause: error });
  }
  if (error instanceof DiscordAPIError) {
    // A wrong request stays wrong; 401 is the token, which a restart with a new one mends.
    const permanent = error.status === 400 || error.status === 403 || error.status === 404 || error.status === 413;
    return new DeliveryError(`Discord answered ${error.status} (${error.code})`, { permanent, cause: error });
  }
  if (error instanceof HTTPError) return new DeliveryError(`Discord answered ${error.status}`, { cause: error });
  return new DeliveryError(`Discord could not be reached: ${(error as { code?: string }).code ?? 'no answer'}`, {
    cause: error,
  });
}
