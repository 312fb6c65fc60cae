/** Registers the commands in one call, and only when Discord holds others: each registration shows every member a new menu. */
import { createHash } from 'node:crypto';
import { type Client, Routes } from 'discord.js';
import { toCommands } from './commands.ts';

/** What Discord adds to a command by itself, or leaves out where it says nothing. */
const THEIRS: ReadonlySet<string> = new Set(['id', 'application_id', 'version', 'guild_id', 'dm_permission', 'nsfw']);

/** Without what is empty and without order: the same commands look the same, whoever lists them. */
function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, entry]) => !THEIRS.has(key) && isSaid(entry))
    .map(([key, entry]) => [
      key,
      key === 'contexts' || key === 'integration_types' ? toSorted(entry) : normalise(entry),
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return Object.fromEntries(entries);
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

const toSorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

/** Equal for equal commands, in whatever order they are listed. */
export function toFingerprint(commands: readonly object[]): string {
  const each = commands.map((command) => JSON.stringify(normalise(command))).sort();
  return createHash('sha256').update(each.join('\n')).digest('hex');
}

/** As soon as there is a connection, and again with each new one. Answers whether anything had to be registered. */
export async function registerCommands({ application, rest }: Client): Promise<boolean> {
  if (!application) return false;
  const route = Routes.applicationCommands(application.id);
  const wanted = toCommands();
  const query = new URLSearchParams({ with_localizations: 'true' });
  // A list that cannot be read is none: registering again does no harm.
  const held = await rest.get(route, { query }).catch(() => null);
  if (Array.isArray(held) && toFingerprint(held) === toFingerprint(wanted)) return false;
  await rest.put(route, { body: wanted });
  return true;
}
