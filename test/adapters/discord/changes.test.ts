/** Files, edits, deletions, lost places and answers for one person on Discord, by the adapter alone. */
import { MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageFile } from '../../../src/domain/delivery.ts';
import { payloadsOf, type Started, startAdapter, startCourse, toDelivery } from './serve.ts';

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
  await vi.waitFor(() => expect(started.discord.commands.size).toBeGreaterThan(0));
});
afterEach(() => started.close());

const eventsOf = (kind: string) => started.events.filter((event) => event.kind === kind);
const comes = (kind: string, count = 1) => vi.waitFor(() => expect(eventsOf(kind)).toHaveLength(count));
const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
const chart = (bytes = PNG): MessageFile => ({
  name: 'chart.png',
  mediaType: 'image/png',
  alt: '满意度：8.2',
  source: { kind: 'bytes', bytes },
});
const withFiles = (text: string, files: MessageFile[]) => ({
  body: { kind: 'message', message: { text, buttons: [], files } } as const,
});

describe('files', () => {
  it('come with kind, name and size, and can be read again', async () => {
    const { discord, ming, adapter } = started;
    const direct = discord.world.directOf(ming);
    discord.people.say(ming, direct, '', {
      files: [
        { filename: '截图.png', contentType: 'image/png', bytes: PNG },
        { filename: 'log.txt', contentType: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode('hello') },
      ],
    });
    await comes('messageReceived');
    const [event] = started.events;
    if (event?.kind !== 'messageReceived') throw new Error('no message');
    expect(event).toMatchObject({
      text: '',
      attachments: [
        { kind: 'image', name: '截图.png', bytes: 8, mediaType: 'image/png' },
        { kind: 'file', name: 'log.txt', bytes: 5 },
      ],
    });
    const [image, log] = event.attachments ?? [];
    expect(await adapter.readFile?.(image?.ref ?? '')).toEqual({
      name: '截图.png',
      mediaType: 'image/png',
      bytes: PNG,
    });
    const read = await adapter.readFile?.(log?.ref ?? '');
    expect(new TextDecoder().decode(read?.bytes)).toBe('hello');
    discord.messages.remove(direct, discord.world.message(direct, event.messageId ?? ''));
    await expect(adapter.readFile?.(image?.ref ?? '')).rejects.toMatchObject({ permanent: true });
  });

  it('go out beside the words, with their description, once', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    const delivery = toDelivery('', { place: `discord:${direct.id}`, ...withFiles('看图', [chart()]) });
    await started.adapter.deliver(delivery);
    await started.adapter.deliver({ ...delivery, maybeSent: true });
    const shown = discord.read(direct);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      content: '看图',
      files: [{ filename: 'chart.png', description: '满意度：8.2', contentType: 'image/png', bytes: PNG }],
    });
  });

  it('that are too large are named, and more than ten go on in another message', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    const large = { ...chart(new Uint8Array(10 * 1024 * 1024 + 1)), name: '录屏.mp4' };
    const many = Array.from({ length: 12 }, () => chart());
    await started.deliver('', { place: `discord:${direct.id}`, ...withFiles('附件', [large, ...many]) });
    const shown = discord.read(direct);
    expect(shown.map(({ content, files }) => [content, files.length])).toEqual([
      ['附件\n📎 录屏.mp4', 10],
      ['', 2],
    ]);
  });

  it('go into a forum post and into an answer that one person sees', async () => {
    const { discord, adapter, admin, lounge } = started;
    await adapter.stop();
    const forum = discord.world.addForum('tickets', ['Open']);
    started = await startAdapter(started, { staffPlaces: [`discord:${forum.id}`] });
    const { threadId } = await started.deliver('', {
      place: `discord:${forum.id}`,
      audience: 'staff',
      slot: 'ticket:T-ABC234',
      ...withFiles('🎫 T-ABC234', [chart()]),
    });
    expect(discord.read(threadId ?? '')[0]).toMatchObject({
      files: [{ filename: 'chart.png', description: '满意度：8.2' }],
    });
    const asked = discord.people.command(admin, lounge, 'report', {}, 'overview');
    await comes('commandInvoked');
    await started.deliver('', {
      id: `discord:${asked.id}:0`,
      place: `discord:${lounge.id}`,
      audience: 'admin',
      privateTo: `discord:${admin.id}`,
      ...withFiles('数字', [chart()]),
    });
    expect(asked.original).toMatchObject({ content: '数字', files: [{ filename: 'chart.png' }] });
    expect((asked.original?.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    expect(payloadsOf(asked.original!)).toEqual(['share']);
  });
});

describe('edits and deletions', () => {
  it('are told with the place of the message, in threads, channels and direct chats', async () => {
    const { discord, ming, lin, help, staff } = started;
    const direct = discord.world.directOf(ming);
    const asked = discord.people.say(ming, help, '视频打不看');
    const said = discord.people.say(ming, direct, '你好');
    const card = await started.deliver('🎫', {
      place: `discord:${staff.id}`,
      audience: 'staff',
      slot: 'ticket:T-ABC234',
    });
    const note = discord.people.say(lin, discord.world.channel(card.threadId ?? ''), '备住');
    await comes('messageReceived', 3);
    discord.people.edit(asked, '视频打不开');
    discord.people.edit(said, '你好呀');
    discord.people.edit(note, '备注');
    await comes('messageEdited', 3);
    expect(eventsOf('messageEdited')).toMatchObject([
      { messageId: asked.id, text: '视频打不开', spot: { place: `discord:${help.id}`, thread: asked.id } },
      { messageId: said.id, text: '你好呀', spot: { place: `discord:${direct.id}`, thread: null } },
      { messageId: note.id, text: '备注', spot: { place: `discord:${staff.id}`, thread: card.threadId } },
    ]);
    discord.people.remove(asked);
    discord.people.remove(said);
    await comes('messageDeleted', 2);
    expect(eventsOf('messageDeleted')).toMatchObject([
      { messageId: asked.id, spot: { thread: asked.id }, author: { id: `discord:${ming.id}` } },
      { messageId: said.id, spot: { place: `discord:${direct.id}` } },
    ]);
  });

  it('give each version an id of its own, and the same version the same', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    const said = discord.people.say(ming, direct, '一');
    await comes('messageReceived');
    discord.people.edit(said, '二');
    discord.messages.tell('MESSAGE_UPDATE', direct, said);
    await comes('messageEdited', 2);
    discord.world.lead += 5;
    discord.people.edit(said, '三');
    await comes('messageEdited', 3);
    const ids = eventsOf('messageEdited').map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('of other people’s talk and of the bot’s own messages are nobody’s business', async () => {
    const { discord, ming, lounge } = started;
    const talk = discord.people.say(ming, lounge, '吃了吗');
    discord.people.edit(talk, '吃过了');
    discord.people.remove(talk);
    const direct = discord.world.directOf(ming);
    const { messageId } = await started.deliver('一', { place: `discord:${direct.id}` });
    await started.deliver('二', { place: `discord:${direct.id}`, edits: { messageId, threadId: null } });
    discord.people.say(ming, direct, '最后');
    await comes('messageReceived');
    expect(started.events).toHaveLength(1);
  });
});

describe('lost places', () => {
  it('are told: a ticket’s thread, a channel, a permission by its name', async () => {
    const { discord, help, staff } = started;
    const place = `discord:${staff.id}` as const;
    const card = await started.deliver('🎫', { place, audience: 'staff', slot: 'ticket:T-ABC234' });
    discord.world.remove(discord.world.channel(card.threadId ?? ''));
    await comes('placeLost');
    expect(started.events.at(-1)).toMatchObject({ place, thread: card.threadId, reason: 'threadGone' });
    discord.world.deny(help, ['SendMessagesInThreads']);
    await comes('placeLost', 2);
    expect(started.events.at(-1)).toMatchObject({
      place: `discord:${help.id}`,
      thread: null,
      reason: 'forbidden',
      detail: `Send Messages in Threads in #help (discord:${help.id})`,
    });
    discord.world.remove(help);
    await comes('placeLost', 3);
    expect(started.events.at(-1)).toMatchObject({ place: `discord:${help.id}`, reason: 'removed' });
  });
});

describe('what is for one person', () => {
  it('goes to their direct chat when there is no command to answer', async () => {
    const { discord, admin, lounge } = started;
    const place = `discord:${lounge.id}` as const;
    await started.deliver('只给你看', { place, audience: 'admin', privateTo: `discord:${admin.id}` });
    expect(discord.read(lounge)).toEqual([]);
    expect(discord.read(discord.world.directOf(admin)).map(({ content }) => content)).toEqual(['只给你看']);
  });

  it('answers a press aside, and never somebody else’s', async () => {
    const { discord, ming, lin, help } = started;
    const place = `discord:${help.id}` as const;
    const { messageId } = await started.deliver('选一个', { place }, ['solved:CAAAA']);
    const press = discord.people.press(lin, discord.world.message(help, messageId), 'solved:CAAAA');
    await comes('choiceMade');
    await started.deliver('这不是你的按钮', { id: `discord:${press.id}:0`, place, privateTo: `discord:${lin.id}` });
    expect(press.seen.map(({ content, flags }) => [content, flags & MessageFlags.Ephemeral])).toEqual([
      ['这不是你的按钮', MessageFlags.Ephemeral],
    ]);
    await started.deliver('给小明', { id: `discord:${press.id}:1`, place, privateTo: `discord:${ming.id}` });
    expect(discord.read(discord.world.directOf(ming))).toHaveLength(1);
    expect(press.seen).toHaveLength(1);
  });
});
