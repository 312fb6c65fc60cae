/** What Discord punishes when there is too much of it: refused calls, new sessions. And connections that are several. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RESTError } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from '../../../adapters/discord/api.ts';
import { createConnection } from '../../../adapters/discord/connection.ts';
import { createSessionBudget } from '../../../adapters/discord/session-budget.ts';
import { TOKEN } from '../../fakes/discord/index.ts';
import { type Course, createLog, expectClean, startAdapter, startCourse, wallClock } from './serve.ts';

const hasty = { ...wallClock, sleep: (ms: number, signal?: AbortSignal) => wallClock.sleep(ms / 100, signal) };

let course: Course;
beforeEach(async () => {
  course = await startCourse();
});
afterEach(async () => {
  await course.discord.close();
  expectClean(course.discord);
});

describe('refused calls', () => {
  it('stop for the rest of the ten minutes long before Discord would block the address', async () => {
    const { discord, help } = course;
    let now = Date.now();
    const api = createApi(TOKEN, discord.apiUrl, { now: () => now }, { most: 6, every: 2 });
    discord.world.deny(help, ['SendMessages']);
    const post = () => api.post(help.id, { content: 'x', allowed_mentions: { parse: [] } }).catch((error) => error);
    for (let n = 0; n < 6; n++) expect((await post()) as RESTError).toMatchObject({ code: 50013 });
    const calls = discord.calls.length;
    const refused = (await post()) as { retryAfterMs: number; permanent: boolean };
    expect(refused).toMatchObject({ permanent: false });
    expect(refused.retryAfterMs).toBeGreaterThan(590_000);
    expect(discord.calls).toHaveLength(calls);
    now += refused.retryAfterMs + 1;
    discord.world.deny(help, []);
    expect(await post()).toMatchObject({ channel_id: help.id });
    api.rest.clearHashSweeper();
    api.rest.clearHandlerSweeper();
  });

  it('are not made where the answer is known: no history is asked for without the permission', async () => {
    const { discord, help, lounge, ming } = course;
    discord.world.deny(help, ['ReadMessageHistory']);
    const heard = [help, lounge].map(({ id }) => ({
      spot: { place: `discord:${id}` as const, thread: null },
      at: Date.now() - 1000,
    }));
    discord.people.say(ming, lounge, `${discord.people.mention} 在吗`);
    discord.people.say(ming, help, '在吗');
    const { adapter, events } = await startAdapter(course, { heard: async () => heard });
    await vi.waitFor(() => expect(events.map(({ kind }) => kind)).toContain('messageReceived'));
    await adapter.stop();
    expect(discord.calls).not.toContain(`GET /channels/${help.id}/messages`);
    expect(discord.calls).toContain(`GET /channels/${lounge.id}/messages`);
  });

  it('do not end it all when the one answer is 401, which makes the library forget its token', async () => {
    const { discord, ming } = course;
    const { adapter, events } = await startAdapter(course);
    discord.faults.push({ method: 'GET', path: /^\/channels\/\d+$/, meets: { status: 401 } });
    discord.people.say(ming, discord.world.directOf(ming), '在吗');
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 5000 });
    await adapter.stop();
  });
});

describe('new sessions', () => {
  it('cost nothing at first, and a wait when there were many within the hour', () => {
    let now = 0;
    const budget = createSessionBudget({ now: () => now }, { connections: 2 });
    for (let n = 0; n < 39; n++) budget.note();
    expect(budget.pause()).toBe(0);
    budget.note();
    expect(budget.pause()).toBe(120_000);
    now += 3_600_000;
    expect(budget.pause()).toBe(0);
    // A day in which every session is lost at once.
    let begun = 0;
    for (const until = now + 86_400_000; now < until; now += Math.max(5000, budget.pause())) {
      budget.note();
      begun++;
    }
    expect(begun / 2).toBeLessThan(1000);
  });

  it('wait when they are spent, and then the service is back', async () => {
    const { discord } = course;
    const log = createLog();
    let sessions = 0;
    const connection = createConnection(
      { token: TOKEN, apiUrl: discord.apiUrl, clock: hasty, log },
      { attach: () => {}, onSession: () => void sessions++, onLost: () => {}, onResumed: () => {} },
      createSessionBudget(hasty, { free: 1, pauseMs: 20_000 }),
    );
    await connection.open();
    await vi.waitFor(() => expect(sessions).toBe(1));
    discord.gateway.cut({ forget: true });
    await sleep(100);
    expect(sessions).toBe(1);
    await vi.waitFor(() => expect(sessions).toBe(2), { timeout: 10_000 });
    expect(log.lines.map(({ message }) => message).join()).toContain('too many sessions were lost lately');
    await connection.close();
  });
});

describe('several connections', () => {
  it('each hear their servers, and the first the direct chats', async () => {
    const { discord, ming, help } = course;
    const { adapter, events } = await startAdapter(course, { shards: 2 });
    const other = discord.world.addGuild({ onAnotherConnectionThan: discord.world.guildId, of: 2 });
    const far = discord.world.addChannel('far', { guildId: other });
    await vi.waitFor(() => expect(discord.gateway.identified).toBe(2));
    discord.gateway.openGuild(other);
    await vi.waitFor(async () => {
      discord.people.say(ming, far, `${discord.people.mention} 远处的问题`);
      await sleep(50);
      expect(events.length).toBeGreaterThan(0);
    });
    discord.people.say(ming, help, '近处的问题');
    discord.people.say(ming, discord.world.directOf(ming), '私信');
    const texts = () => new Set(events.map((event) => ('text' in event ? event.text : '')));
    await vi.waitFor(() => expect(texts()).toEqual(new Set(['远处的问题', '近处的问题', '私信'])));
    expect(new Set([...discord.gateway.heardBy.values()].flat())).toEqual(new Set([0, 1]));
    await adapter.stop();
  });
});
