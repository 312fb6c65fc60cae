/** Every verb of the shared table on Discord: registered, localised, and heard with what was filled in. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { VERBS } from '../../../src/domain/verbs.ts';
import { type Started, startAdapter, startCourse } from './serve.ts';

const WAIT = { timeout: 10_000, interval: 10 };

let started: Started;
beforeAll(async () => {
  started = await startAdapter(await startCourse());
  await vi.waitFor(() => expect(started.discord.commands.size).toBeGreaterThan(0), WAIT);
});
afterAll(() => started.close());

describe('a verb of the shared table', () => {
  it.each(VERBS)('/$verb', async ({ verb, who, local, takes }) => {
    const { discord, ming, lin, lounge, staff, events } = started;
    const command = discord.commands.get(`1:${verb}`) as { name_localizations?: Record<string, string> } | undefined;
    expect(command?.name_localizations).toEqual({ 'zh-CN': local.zh, 'zh-TW': local.tw });
    const isReport = verb === 'report';
    const filled = Object.fromEntries(
      takes
        .filter(({ kind }) => !isReport || kind === 'option')
        .map(({ name, kind, choices }) => [name, choices?.[0] ?? (kind === 'ticket' ? 'T-7K3F9A' : 'x')]),
    );
    discord.people.command(
      who === 'learner' ? ming : lin,
      who === 'learner' ? lounge : staff,
      verb,
      filled,
      isReport ? 'overview' : undefined,
    );
    const heard = await vi.waitFor(() => {
      const found = events.find((event) => event.kind === 'commandInvoked' && event.verb === verb);
      expect(found).toBeDefined();
      return found;
    }, WAIT);
    const args = heard?.kind === 'commandInvoked' ? heard.args : '';
    if (takes.some(({ kind }) => kind === 'ticket')) expect(args).toMatch(/^T-7K3F9A/);
    for (const { kind, name } of takes) if (kind === 'option') expect(args).toContain(`--${name} x`);
  });
});
