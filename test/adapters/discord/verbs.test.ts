/** Every verb and report of the shared table on Discord: registered, localised, and heard with what was filled in. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toCommands } from '../../../adapters/discord/commands.ts';
import { toFingerprint } from '../../../adapters/discord/registration.ts';
import type { CommandInvoked } from '../../../src/domain/event.ts';
import { type Argument, REPORTS, VERBS } from '../../../src/domain/verbs.ts';
import { type Started, startAdapter, startCourse } from './serve.ts';

const WAIT = { timeout: 10_000, interval: 10 };

let started: Started;
beforeAll(async () => {
  started = await startAdapter(await startCourse());
  await vi.waitFor(() => expect(started.discord.commands.size).toBeGreaterThan(0), WAIT);
});
afterAll(() => started.close());

interface Registered {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly options?: readonly Registered[];
  readonly choices?: readonly { readonly value: string }[];
  readonly autocomplete?: boolean;
  readonly required?: boolean;
  readonly contexts?: readonly number[];
  readonly default_member_permissions?: string;
}

const find = (verb: string) => started.discord.commands.get(`1:${verb}`) as unknown as Registered | undefined;
const sampleOf = ({ kind, name, choices }: Argument) => choices?.[0] ?? (kind === 'ticket' ? 'T-7K3F9A' : `x-${name}`);

/** What is heard of the command once it was given. */
function hears(interactionId: string): Promise<CommandInvoked> {
  return vi.waitFor(() => {
    const found = started.events.find(({ id }) => id === `discord:${interactionId}`);
    if (found?.kind !== 'commandInvoked') throw new Error('not heard');
    return found;
  }, WAIT);
}

describe('a verb of the shared table', () => {
  it.each(VERBS)('/$verb', async ({ verb, who, local, about, takes }) => {
    const { discord, ming, lin, lounge, staff } = started;
    const command = find(verb);
    expect(command).toMatchObject({
      name_localizations: { 'zh-CN': local.zh, 'zh-TW': local.tw },
      description: [...about.en].slice(0, 100).join(''),
      description_localizations: { 'zh-CN': about.zh, 'zh-TW': about.tw },
      contexts: who === 'staff' ? [0] : [0, 1],
    });
    expect(command?.default_member_permissions === undefined).toBe(who === 'learner');
    const isReport = verb === 'report';
    const asked = takes.filter(({ kind }) => !isReport || kind === 'option');
    const options = isReport ? command?.options?.[0]?.options : command?.options;
    expect(options?.map(({ name }) => name).toSorted()).toEqual(asked.map(({ name }) => name).toSorted());
    for (const argument of asked) {
      const option = options?.find(({ name }) => name === argument.name);
      expect(option?.required).toBe(argument.required);
      expect(option?.name_localizations).toEqual({ 'zh-CN': argument.local.zh, 'zh-TW': argument.local.tw });
      if (argument.kind === 'ticket') expect(option?.autocomplete).toBe(true);
      if (argument.choices) expect(option?.choices?.map(({ value }) => value)).toEqual(argument.choices);
    }
    const filled = Object.fromEntries(asked.map((argument) => [argument.name, sampleOf(argument)]));
    const sub = isReport ? REPORTS[0]?.name : undefined;
    const [person, place] = who === 'learner' ? [ming, lounge] : [lin, staff];
    const heard = await hears(discord.people.command(person, place, verb, filled, sub).id);
    const of = (...kinds: Argument['kind'][]) => asked.filter(({ kind }) => kinds.includes(kind));
    expect(heard).toMatchObject({
      verb,
      args: [
        ...of('ticket').map(sampleOf),
        ...(sub ? [sub] : []),
        ...of('words', 'choice').map(sampleOf),
        ...of('option').map((argument) => `--${argument.name} ${sampleOf(argument)}`),
      ].join(' '),
      author: { id: `discord:${person.id}` },
    });
  });

  it.each(REPORTS)('/report $name', async ({ name, local }) => {
    const { discord, admin, staff } = started;
    const subcommand = find('report')?.options?.find((option) => option.name === name);
    expect(subcommand?.name_localizations).toEqual({ 'zh-CN': local.zh, 'zh-TW': local.tw });
    const heard = await hears(discord.people.command(admin, staff, 'report', { from: '2026-01-01' }, name).id);
    expect(heard).toMatchObject({ verb: 'report', args: `${name} --from 2026-01-01` });
  });

  it('/report other takes what has no field of its own', async () => {
    const { discord, admin, staff } = started;
    const fields = { words: 'schedule weekly satisfaction --at 09:00' };
    const heard = await hears(discord.people.command(admin, staff, 'report', fields, 'other').id);
    expect(heard).toMatchObject({ verb: 'report', args: 'schedule weekly satisfaction --at 09:00' });
  });

  it('is there for every command, and none besides', () => {
    const slash = [...started.discord.commands.keys()].filter((key) => key.startsWith('1:'));
    expect(slash.toSorted()).toEqual(VERBS.map(({ verb }) => `1:${verb}`).toSorted());
    expect(slash.length).toBeLessThanOrEqual(100);
    expect(find('report')?.options?.map(({ name }) => name)).toEqual([...REPORTS.map(({ name }) => name), 'other']);
  });
});

describe('registration', () => {
  const puts = () => started.discord.calls.filter((call) => /^PUT .*\/commands$/.test(call)).length;

  it('is one call, and none for a list that Discord holds already', async () => {
    expect(puts()).toBe(1);
    const again = await startAdapter(started);
    await vi.waitFor(() =>
      expect(started.discord.calls.filter((call) => /^GET .*\/commands$/.test(call))).toHaveLength(2),
    );
    await again.adapter.stop();
    expect(puts()).toBe(1);
    started.discord.commands.delete('1:ask');
    const third = await startAdapter(started);
    await vi.waitFor(() => expect(puts()).toBe(2), WAIT);
    await third.adapter.stop();
  });

  it('tells equal commands from others whatever Discord adds to them', () => {
    const commands = toCommands() as object[];
    const listed = commands
      .map((command) => ({ id: '1', version: '2', default_permission: true, ...command }))
      .reverse();
    expect(toFingerprint(listed)).toBe(toFingerprint(commands));
    const [first, ...rest] = commands;
    expect(toFingerprint([{ ...first, description: 'another' }, ...rest])).not.toBe(toFingerprint(commands));
    expect(toFingerprint(rest)).not.toBe(toFingerprint(commands));
  });
});
