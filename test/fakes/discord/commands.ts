/** Registration of commands in the loopback Discord, with the limits that the OpenAPI document leaves out. */
import * as problems from './problems.ts';
import type { Handler } from './routes.ts';
import type { World } from './world.ts';

interface Option {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly options?: readonly Option[];
  readonly type?: number;
}

const MOST_COMMANDS = 100;
const MOST_MENUS = 15;
const MOST_CHARACTERS = 8000;
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

const refuse = (name: string, words: string) => problems.invalidForm(name, words);
const longest = (text = '', local: Readonly<Record<string, string>> = {}): number =>
  Math.max(text.length, ...Object.values(local).map((each) => each.length));

/** Names, descriptions and choices, each in its longest language. */
function countCharacters(option: Option): number {
  const own =
    longest(option.name, option.name_localizations) + longest(option.description, option.description_localizations);
  const choices = (option.choices ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return (option.options ?? []).reduce((sum, inner) => sum + countCharacters(inner), own + choices);
}

/** No two with the same name in any language. */
function checkNames(options: readonly Option[], where: string): void {
  for (const locale of ['', 'zh-CN', 'zh-TW']) {
    const names = options.map(({ name, name_localizations: local }) => local?.[locale] ?? name);
    if (new Set(names).size < names.length) throw refuse(where, `names are not unique in ${locale || 'the default'}`);
  }
}

function check(option: Option, where: string): void {
  for (const name of [option.name, ...Object.values(option.name_localizations ?? {})]) {
    if (!NAME.test(name) || name !== name.toLowerCase()) throw refuse(where, `the name ${name}`);
  }
  for (const text of [option.description, ...Object.values(option.description_localizations ?? {})]) {
    if (!text || text.length > 100) throw refuse(where, 'Must be between 1 and 100 in length.');
  }
  const { options = [], choices = [], autocomplete } = option;
  if (options.length > 25 || choices.length > 25) throw refuse(where, 'Must be 25 or fewer in length.');
  if (autocomplete && choices.length > 0) throw refuse(where, 'autocomplete and choices exclude each other');
  const first = options.findIndex(({ required }) => !required);
  if (first >= 0 && options.slice(first).some(({ required }) => required)) {
    throw refuse(where, 'Required options must be placed before non-required options');
  }
  checkNames(options, where);
  for (const inner of options) check(inner, `${where}.${inner.name}`);
}

function checkAll(list: readonly Option[]): void {
  const slash = list.filter(({ type = 1 }) => type === 1);
  if (slash.length > MOST_COMMANDS) throw refuse('commands', 'Maximum number of application commands reached');
  if (list.filter(({ type }) => type === 3).length > MOST_MENUS) throw refuse('commands', 'too many message commands');
  checkNames(slash, 'commands');
  for (const command of slash) {
    check(command, command.name);
    if (countCharacters(command) > MOST_CHARACTERS) throw refuse(command.name, 'Command exceeds maximum size (8000)');
  }
}

/** As Discord lists commands unless it is asked for every language. */
function withoutLocalizations(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutLocalizations);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutLocalizations(value)]));
}

export function createCommandRoutes(world: World, commands: Map<string, Record<string, unknown>>) {
  const show = (command: Record<string, unknown>) => ({
    id: world.nextId(),
    application_id: world.applicationId,
    version: world.nextId(),
    dm_permission: true,
    default_permission: true,
    default_member_permissions: null,
    nsfw: false,
    ...(command.type === 3 && { description: '' }),
    ...command,
  });
  const register: Handler = ({ body }) => {
    const list = body as unknown as Record<string, unknown>[];
    checkAll(list as unknown as Option[]);
    commands.clear();
    for (const command of list) commands.set(`${command.type ?? 1}:${command.name}`, command);
    return list.map(show);
  };
  const list: Handler = ({ query }) => {
    const all = [...commands.values()].map(show);
    return query.get('with_localizations') === 'true' ? all : (withoutLocalizations(all) as object);
  };
  return { register, list };
}
