/** Registers the commands in one call, and only when Discord holds others: each registration shows every member a new menu. */
import { createHash } from 'node:crypto';
import { type Client, Routes } from 'discord.js';
import { toCommands } from './commands.ts';

/** What makes a command; whatever else Discord lists of it is Discord's own. */
const OURS: ReadonlySet<string> = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'value',
  'required',
  'autocomplete',
  'default_member_permissions',
  'contexts',
  'integration_types',
]);

/** Without what is empty and without order: the same commands look the same, whoever lists them. */
function normalise(value: unknown, keys: ReadonlySet<string> | null = OURS): unknown {
  if (Array.isArray(value)) return value.map((entry) => normalise(entry));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, entry]) => (keys === null || keys.has(key)) && isSaid(entry))
    .map(([key, entry]) => [key, toComparable(key, entry)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function toComparable(key: string, entry: unknown): unknown {
  if (key === 'contexts' || key === 'integration_types') return toSorted(entry);
  // Their keys are languages.
  return normalise(entry, key.endsWith('_localizations') ? null : OURS);
}

function isSaid(value: unknown): boolean {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value !== null && value !== undefined && value !== false && !isEmpty;
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
