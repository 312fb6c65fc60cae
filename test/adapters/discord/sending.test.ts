/** How deliveries are shown on Discord: long ones, edited ones, tickets in a channel that everybody sees, limits on the way. */
import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeliveryError } from '../../../src/errors.ts';
import { type Started, startAdapter, startCourse, toDelivery } from './serve.ts';

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
});
afterEach(() => started.close());

const contentsOf = (channel: { id: string }) => started.discord.read(channel.id).map(({ content }) => content);

it('goes on where a rate limit stopped it, in a bucket like Discord’s own', async () => {
  const { adapter, discord, ming } = started;
  discord.bucket = { limit: 5, windowMs: 300 };
  const direct = discord.world.directOf(ming);
  const lines = Array.from({ length: 12 }, (_, n) => `${n}${'字'.repeat(1900)}`);
  const delivery = toDelivery(lines.join('\n'), { place: `discord:${direct.id}` });
  let waits = 0;
  for (;;) {
    const error = await adapter.deliver(delivery).then(
      () => null,
      (fault: DeliveryError) => fault,
    );
    if (!error) break;
    expect(error.permanent).toBe(false);
    expect(error.retryAfterMs).toBeGreaterThan(0);
    waits++;
    await new Promise((done) => setTimeout(done, error.retryAfterMs ?? 0));
  }
  expect(waits).toBeGreaterThan(0);
  expect(contentsOf(direct)).toEqual(lines);
});

it('edits a message that became longer and then shorter', async () => {
  const place = `discord:${started.discord.world.directOf(started.ming).id}` as const;
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(1900));
  const first = await started.deliver('短', { place });
  const longer = await started.deliver([a, b, c].join('\n'), { place, edits: first }, ['solved:CAAAA']);
  const direct = started.discord.world.directOf(started.ming);
  expect(contentsOf(direct)).toEqual([a, b, c]);
  expect(longer.messageId.split(',')).toHaveLength(3);
  const shorter = await started.deliver('完', { place, edits: longer });
  expect(contentsOf(direct)).toEqual(['完']);
  expect(shorter).toEqual(first);
});

it('posts again what somebody removed', async () => {
  const direct = started.discord.world.directOf(started.ming);
  const place = `discord:${direct.id}` as const;
  const first = await started.deliver('状态', { place });
  started.discord.messages.remove(direct, started.discord.world.message(direct, first.messageId));
  await started.deliver('新状态', { place, edits: first });
  expect(contentsOf(direct)).toEqual(['新状态']);
});

it('opens a private thread for a ticket where everybody sees the channel, and lets in who presses', async () => {
  const { discord, adapter, lin, lounge } = started;
  await adapter.stop();
  started = await startAdapter(started, { staffPlaces: [`discord:${lounge.id}`] });
  const card = await started.deliver(
    '🎫 T-ABC234｜技术\n问题: 视频打不开',
    { place: `discord:${lounge.id}`, audience: 'staff', slot: 'ticket:T-ABC234' },
    ['claim:T-ABC234'],
  );
  const thread = discord.world.channel(card.threadId ?? '');
  expect(thread).toMatchObject({ type: ChannelType.PrivateThread, name: 'T-ABC234 视频打不开' });
  expect([...thread.members]).not.toContain(lin.id);
  discord.people.press(lin, discord.world.message(lounge, card.messageId), 'claim:T-ABC234');
  await vi.waitFor(() => expect([...thread.members]).toContain(lin.id));
});

it('suggests the tickets it has shown, to staff only', async () => {
  const { discord, lin, staff, lounge } = started;
  await vi.waitFor(() => expect(discord.commands.size).toBeGreaterThan(0));
  const place = `discord:${staff.id}` as const;
  await started.deliver('🎫 T-ABC234｜技术\n问题: 视频打不开', { place, audience: 'staff', slot: 'ticket:T-ABC234' });
  const choices = async (channel: typeof staff) => {
    const typing = discord.people.complete(lin, channel, 'claim', 'ticket', '视频');
    await vi.waitFor(() => expect(typing.answer).not.toBeNull());
    return typing.answer?.data.choices;
  };
  expect(await choices(staff)).toEqual([{ name: 'T-ABC234 视频打不开', value: 'T-ABC234' }]);
  expect(await choices(lounge)).toEqual([]);
});

it('keeps working after a 401, which makes the library forget its token', async () => {
  const direct = started.discord.world.directOf(started.ming);
  started.discord.faults.push({ method: 'POST', path: /\/messages$/, meets: { status: 401 } });
  const place = `discord:${direct.id}` as const;
  await expect(started.deliver('一', { place })).rejects.toMatchObject({ permanent: false });
  await started.deliver('二', { place });
  expect(contentsOf(direct)).toEqual(['二']);
});

it('names the missing permission of a staff channel', async () => {
  const { discord, staff } = started;
  discord.world.deny(staff, ['CreatePublicThreads']);
  const place = `discord:${staff.id}` as const;
  // The client hears of the change a moment later, and until then names everything that it may be.
  await vi.waitFor(() =>
    expect(started.deliver('🎫 T-ABC234', { place, audience: 'staff', slot: 'ticket:T-ABC234' })).rejects.toMatchObject(
      {
        permanent: true,
        message: `the bot lacks the permission Create Public Threads in #staff (discord:${staff.id})`,
      },
    ),
  );
});

it('logs neither words nor tokens when Discord refuses a call', async () => {
  const { discord, ming, help, log } = started;
  await vi.waitFor(() => expect(discord.commands.size).toBeGreaterThan(0));
  discord.faults.push(
    { path: /callback$/, meets: { status: 404 } },
    { path: /thread-members/, meets: { status: 400 } },
  );
  const secret = '我的身份证号是什么';
  const asked = discord.people.command(ming, help, 'ask', { question: secret });
  await vi.waitFor(() => expect(started.events).toHaveLength(1));
  await vi.waitFor(() => expect(log.lines.length).toBeGreaterThan(1));
  const written = JSON.stringify(log.lines);
  expect(written).not.toContain(secret);
  expect(written).not.toContain(asked.token);
  expect(written).not.toContain(ming.name);
});
