/** What is deleted, closed or taken away under the service's feet on Discord: tickets and conversations go on. */
import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { payloadsOf, type Started, startAdapter, startCourse } from './serve.ts';

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
});
afterEach(() => started.close());

const contentsOf = (channel: string | { id: string }) =>
  started.discord.read(typeof channel === 'string' ? channel : channel.id).map(({ content }) => content);

async function restartWith(place: string) {
  await started.adapter.stop();
  started = await startAdapter(started, { staffPlaces: [`discord:${place}`] });
}

const CARD = '🎫 T-ABC234｜技术\n问题: 视频打不开';

describe('the room of a ticket that somebody deleted', () => {
  it('hangs below its card again', async () => {
    const { discord, staff } = started;
    const at = { place: `discord:${staff.id}`, audience: 'staff' } as const;
    const card = await started.deliver(CARD, { ...at, slot: 'ticket:T-ABC234' }, ['claim:T-ABC234']);
    discord.world.remove(discord.world.channel(card.threadId!));
    await Promise.all(['一', '二'].map((text) => started.deliver(text, { ...at, thread: card.threadId })));
    const said = contentsOf(card.threadId!);
    expect(said.toSorted().slice(0, 2)).toEqual(['一', '二']);
    expect(said.filter((text) => text.includes('被删除了'))).toHaveLength(1);
    expect(discord.world.channel(card.threadId!).name).toBe('T-ABC234 视频打不开');
  });

  it('is a new private thread where everybody sees the channel, and the card leads there', async () => {
    const { discord, lounge } = started;
    await restartWith(lounge.id);
    const at = { place: `discord:${lounge.id}`, audience: 'staff' } as const;
    const card = await started.deliver(CARD, { ...at, slot: 'ticket:T-ABC234' }, ['claim:T-ABC234']);
    discord.world.remove(discord.world.channel(card.threadId!));
    await started.deliver('一', { ...at, thread: card.threadId });
    const [room] = discord.world.threadsOf(lounge.id);
    expect(room).toMatchObject({ type: ChannelType.PrivateThread, name: 'T-ABC234 视频打不开' });
    expect(contentsOf(room!).at(-1)).toBe('一');
    const edited = await started.deliver(`${CARD}！`, { ...at, slot: 'ticket:T-ABC234', edits: card });
    expect(edited).toEqual({ messageId: card.messageId, threadId: room?.id });
    expect(contentsOf(lounge)).toHaveLength(1);
  });

  it('is a new post in a forum, with its card', async () => {
    const { discord } = started;
    const forum = discord.world.addForum('tickets', ['Open']);
    await restartWith(forum.id);
    const at = { place: `discord:${forum.id}`, audience: 'staff' } as const;
    const card = await started.deliver(CARD, { ...at, slot: 'ticket:T-ABC234' }, ['claim:T-ABC234']);
    discord.world.remove(discord.world.channel(card.threadId!));
    await started.deliver('一', { ...at, thread: card.threadId });
    const again = await started.deliver(CARD, { ...at, slot: 'ticket:T-ABC234', edits: card }, ['claim:T-ABC234']);
    const posts = discord.world.threadsOf(forum.id);
    expect(posts.map(({ id }) => id)).toEqual([again.threadId]);
    expect(contentsOf(posts[0]!).slice(1)).toEqual(['一', CARD]);
    const edited = await started.deliver('🎫 T-ABC234', { ...at, slot: 'ticket:T-ABC234', edits: again });
    expect(edited).toEqual(again);
    expect(contentsOf(posts[0]!).at(-1)).toBe('🎫 T-ABC234');
  });

  it('is no place for what concerns no ticket: that is a post of its own', async () => {
    const { discord } = started;
    const forum = discord.world.addForum('tickets', ['Open']);
    await restartWith(forum.id);
    const told = { place: `discord:${forum.id}`, audience: 'staff', conversationId: null } as const;
    await started.deliver('⚠️ 频道 #help 没有了', told);
    await started.deliver('⚠️ 频道 #lounge 没有了', { ...told, maybeSent: true });
    const posts = discord.world.threadsOf(forum.id);
    expect(posts.map(contentsOf)).toEqual([['⚠️ 频道 #help 没有了'], ['⚠️ 频道 #lounge 没有了']]);
  });

  it('comes back with the card when only the card is written', async () => {
    const { discord } = started;
    const forum = discord.world.addForum('tickets', ['Open']);
    await restartWith(forum.id);
    const at = { place: `discord:${forum.id}`, audience: 'staff', slot: 'ticket:T-ABC234' } as const;
    const card = await started.deliver(CARD, at, ['claim:T-ABC234']);
    discord.world.remove(discord.world.channel(card.threadId!));
    const again = await started.deliver(CARD, { ...at, edits: card }, ['claim:T-ABC234']);
    expect(discord.world.threadsOf(forum.id).map(({ id }) => id)).toEqual([again.threadId]);
  });
});

describe('a learner’s thread that somebody deleted', () => {
  it('opens again below the question', async () => {
    const { discord, ming, help } = started;
    const asked = discord.people.say(ming, help, '视频打不开');
    await vi.waitFor(() => expect(started.events).toHaveLength(1));
    const at = { place: `discord:${help.id}`, thread: asked.id } as const;
    await started.deliver('一', at);
    discord.world.remove(discord.world.channel(asked.id));
    await started.deliver('二', at);
    expect(contentsOf(asked.id)).toEqual(['二']);
  });

  it('is not answered before everybody when it was private', async () => {
    const { discord, ming, lounge, help } = started;
    await vi.waitFor(() => expect(discord.commands.size).toBeGreaterThan(0));
    discord.people.command(ming, lounge, 'ask', { question: '我的身份证' });
    await vi.waitFor(() => expect(started.events).toHaveLength(1));
    const [thread] = discord.world.threadsOf(lounge.id);
    discord.world.remove(thread!);
    const place = `discord:${lounge.id}` as const;
    await expect(started.deliver('答', { place, thread: thread!.id })).rejects.toMatchObject({ permanent: true });
    expect([...contentsOf(lounge), ...contentsOf(help)]).toEqual([]);
  });
});

describe('the card of a ticket', () => {
  it('is edited in its channel and its menus in its thread', async () => {
    const { staff } = started;
    const at = { place: `discord:${staff.id}`, audience: 'staff' } as const;
    const card = await started.deliver(CARD, { ...at, slot: 'ticket:T-ABC234' }, ['claim:T-ABC234']);
    const menu = await started.deliver('转到哪里？', { ...at, thread: card.threadId, slot: 'menu:transfer:T-ABC234' }, [
      'transfer:0:T-ABC234',
    ]);
    const change = { ...at, thread: card.threadId, slot: 'menu:transfer:T-ABC234', edits: menu };
    expect(await started.deliver('转好了', change)).toEqual(menu);
    expect(contentsOf(card.threadId!)).toEqual(['转好了']);
    await started.deliver('🎫', { ...at, slot: 'ticket:T-ABC234', edits: card });
    expect(contentsOf(staff)).toEqual(['🎫']);
  });

  it('links to the question, also in a process that did not hear it, and to nothing that nobody else may see', async () => {
    const { discord, ming, lounge, help, staff } = started;
    const guild = discord.world.guildId;
    const linkOf = () => JSON.stringify(discord.read(staff).at(-1)?.components).match(/https:[^"]+/)?.[0] ?? null;
    const asked = discord.people.say(ming, help, '视频打不开');
    await vi.waitFor(() => expect(started.events).toHaveLength(1));
    await started.deliver('答', { place: `discord:${help.id}`, thread: asked.id });
    const at = { place: `discord:${staff.id}`, audience: 'staff', slot: 'ticket:T-ABC234' } as const;
    const card = await started.deliver(CARD, at, ['claim:T-ABC234']);
    const link = `https://discord.com/channels/${guild}/${help.id}/${asked.id}`;
    expect(linkOf()).toBe(link);
    await started.adapter.stop();
    started = await startAdapter(started);
    await started.deliver(`${CARD}\n`, { ...at, edits: card }, ['reply:T-ABC234', 'resolve:T-ABC234']);
    expect(linkOf()).toBe(link);
    expect(payloadsOf(discord.read(staff)[0]!)).toEqual(['reply:T-ABC234', 'resolve:T-ABC234']);

    const direct = discord.world.directOf(ming);
    await started.deliver('答', { conversationId: 'CBBBB', place: `discord:${direct.id}` });
    await started.deliver(CARD, { ...at, conversationId: 'CBBBB' }, ['claim:T-ABC234']);
    expect(linkOf()).toBeNull();
    const room = discord.world.addThread(lounge, { name: 'x', type: ChannelType.PrivateThread }, discord.world.bot);
    await vi.waitFor(() =>
      started.deliver('答', { conversationId: 'CCCCC', place: `discord:${lounge.id}`, thread: room.id }),
    );
    await started.deliver(CARD, { ...at, conversationId: 'CCCCC' }, ['claim:T-ABC234']);
    expect(linkOf()).toBeNull();
  });
});
