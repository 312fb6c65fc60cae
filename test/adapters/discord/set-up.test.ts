/** Setting Discord up: what `doctor` finds, what a wrong token says, and a Discord that is not there yet. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkDiscord } from '../../../adapters/discord/check.ts';
import { TOKEN } from '../../fakes/discord/index.ts';
import { type Course, createAdapter, createLog, startAdapter, startCourse, wallClock } from './serve.ts';

let course: Course;
beforeEach(async () => {
  course = await startCourse();
});
afterEach(() => course.discord.close());

const check = (change: Partial<Parameters<typeof checkDiscord>[0]> = {}) =>
  checkDiscord({
    token: TOKEN,
    apiUrl: course.discord.apiUrl,
    staffPlaces: [`discord:${course.staff.id}`, 'local:staff'],
    learnerPlaces: [`discord:${course.help.id}`],
    clock: wallClock,
    ...change,
  });

it('finds everything well after a start, and what is missing before', async () => {
  const before = await check();
  expect(before.find(({ name }) => name === 'discord commands')).toMatchObject({ ok: false });
  const started = await startAdapter(course);
  await vi.waitFor(() => expect(course.discord.commands.size).toBeGreaterThan(0));
  const checks = await check();
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.map(({ name }) => name)).toEqual([
    'discord token',
    'discord intent',
    'discord commands',
    `discord staff place discord:${course.staff.id}`,
    `discord learner place discord:${course.help.id}`,
  ]);
  await started.adapter.stop();
});

it('names the permission and the place, the intent, a place that is none, a wrong token', async () => {
  const { discord, staff, help } = course;
  discord.world.deny(help, ['SendMessagesInThreads', 'ReadMessageHistory']);
  discord.world.contentIntentAllowed = false;
  const checks = await check({ staffPlaces: [`discord:${staff.id}`, 'discord:123456789'] });
  const failed = checks.filter(({ ok, name }) => !ok && name !== 'discord commands');
  expect(failed).toMatchObject([
    { name: 'discord intent', remedy: expect.stringContaining('Message Content') },
    { name: 'discord staff place discord:123456789', found: 'Unknown Channel' },
    {
      name: `discord learner place discord:${help.id}`,
      found: '#help: lacks Send Messages in Threads, Read Message History',
    },
  ]);
  const wrong = await check({ token: 'not.the.token' });
  expect(wrong).toMatchObject([{ ok: false, found: 'Discord refuses it' }]);
  expect(JSON.stringify(wrong)).not.toContain('not.the.token');
});

it('refuses to start with a wrong token, in words for the operator', async () => {
  const adapter = createAdapter(course, { token: 'not.the.token' });
  await expect(adapter.start(async () => 'accepted')).rejects.toMatchObject({
    name: 'OperatorError',
    message: expect.stringContaining('DISCORD_TOKEN'),
  });
  await adapter.stop();
});

it('goes on trying when Discord is not there, and is there when Discord is', async () => {
  course.discord.faults.push({ path: /gateway/, meets: { status: 500 }, times: 2 });
  const log = createLog();
  const started = await startAdapter(course, { log });
  expect(log.lines.map(({ message }) => message)).toContain('discord could not be reached, trying again');
  await vi.waitFor(() => expect(course.discord.commands.size).toBeGreaterThan(0), { timeout: 8000 });
  course.discord.people.say(course.ming, course.help, '在吗');
  await vi.waitFor(() => expect(started.events).toHaveLength(1));
  await started.adapter.stop();
});

it('reads the history of more places than Discord answers for in a second', async () => {
  const { discord } = course;
  const people = Array.from({ length: 120 }, (_, n) => discord.world.addPerson(`学员${n}`));
  const began = Date.now() - 1000;
  for (const person of people) discord.people.say(person, discord.world.directOf(person), '在吗');
  const heard = people.map((person) => ({
    spot: { place: `discord:${discord.world.directOf(person).id}` as const, thread: null },
    at: began,
  }));
  const started = await startAdapter(course, { heard: async () => heard });
  await vi.waitFor(() => expect(new Set(started.events.map(({ id }) => id)).size).toBe(120), { timeout: 15_000 });
  await started.adapter.stop();
});

it('reads a busy channel page by page, and takes from a thousand messages what was meant for it', async () => {
  const { discord, ming, lounge, lin } = course;
  const began = Date.now() - 1000;
  for (let n = 0; n < 1050; n++) {
    if (n === 10 || n === 777) discord.people.say(ming, lounge, `${discord.people.mention} 第${n}个`);
    else discord.people.say(lin, lounge, `闲聊${n}`);
  }
  const heard = [{ spot: { place: `discord:${lounge.id}` as const, thread: null }, at: began }];
  const started = await startAdapter(course, { heard: async () => heard });
  discord.people.say(ming, discord.world.directOf(ming), '正在这时');
  const texts = () => started.events.map((event) => ('text' in event ? event.text : ''));
  await vi.waitFor(() => expect(texts()).toHaveLength(3), { timeout: 15_000 });
  // What is said now does not wait for all that was said before.
  expect(texts().toSorted()).toEqual(['正在这时', '第10个', '第777个'].toSorted());
  expect(texts().indexOf('第10个')).toBeLessThan(texts().indexOf('第777个'));
  expect(discord.calls.filter((call) => call === `GET /channels/${lounge.id}/messages`).length).toBeGreaterThan(7);
  await started.adapter.stop();
});

it('takes what was said before what is said now, in each channel, however many are read', async () => {
  const { discord } = course;
  const people = Array.from({ length: 30 }, (_, n) => discord.world.addPerson(`学员${n}`));
  const began = Date.now() - 1000;
  for (const person of people) discord.people.say(person, discord.world.directOf(person), '先说的');
  const heard = people.map((person) => ({
    spot: { place: `discord:${discord.world.directOf(person).id}` as const, thread: null },
    at: began,
  }));
  discord.delays.push({ method: 'GET', path: /messages$/, ms: 20 });
  const started = await startAdapter(course, { heard: async () => heard });
  for (const person of people.toReversed()) discord.people.say(person, discord.world.directOf(person), '后说的');
  const of = (id: string) =>
    started.events.flatMap((event) =>
      event.kind === 'messageReceived' && event.author.id === `discord:${id}` ? [event.text] : [],
    );
  // What comes twice, by the history and by the gateway, has the same id: the store drops it.
  await vi.waitFor(() => expect(people.every(({ id }) => new Set(of(id)).size === 2)).toBe(true), { timeout: 15_000 });
  expect(people.map(({ id }) => of(id)[0])).toEqual(people.map(() => '先说的'));
  await started.adapter.stop();
});

it('takes a message although the channel could not be looked up at first', async () => {
  const { discord, ming } = course;
  const started = await startAdapter(course);
  discord.faults.push({ method: 'GET', path: /^\/channels\/\d+$/, meets: { status: 500 }, times: 4 });
  discord.people.say(ming, discord.world.directOf(ming), '在吗');
  await vi.waitFor(() => expect(started.events).toHaveLength(1), { timeout: 5000 });
  await started.adapter.stop();
});

it.each([3, 'auto'] as const)(
  'spreads over connections when asked to (%s), and hears each thing once',
  async (shards) => {
    const { discord, ming, help } = course;
    const started = await startAdapter(course, { shards });
    expect(discord.gateway.identified).toBe(shards === 'auto' ? 2 : shards);
    discord.people.say(ming, help, '在吗');
    discord.people.say(ming, discord.world.directOf(ming), '私信');
    await vi.waitFor(() => expect(started.events).toHaveLength(2));
    await started.adapter.stop();
    expect(started.events).toHaveLength(2);
  },
);
