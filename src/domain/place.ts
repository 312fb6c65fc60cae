/** Where people talk and who they are: platforms, places and person ids. Parsing only; what a platform can do is its adapter's business. */

export const PLATFORMS = ['local', 'slack', 'discord', 'telegram'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** `platform:id`, with the workspace or guild in front of the id where one process serves several (`slack:T1/C1`). */
export type PlaceId = `${Platform}:${string}`;

/** `platform:userId`. One human has one id per platform. */
export type PersonId = `${Platform}:${string}`;

/** A place and, inside it, the thread (topic, reply chain) or null for the place itself. */
export interface Spot {
  readonly place: PlaceId;
  readonly thread: string | null;
}

/** `platform:id` when the text has that shape, else null. Spaces around it are ignored. */
export function parsePlatformId(text: string): `${Platform}:${string}` | null {
  const match = /^([a-z]+):(\S+)$/.exec(text.trim());
  if (!match) return null;
  const platform = match[1] as Platform;
  return PLATFORMS.includes(platform) ? (`${platform}:${match[2]}` as const) : null;
}

export function platformOf(id: PlaceId | PersonId): Platform {
  return id.slice(0, id.indexOf(':')) as Platform;
}
