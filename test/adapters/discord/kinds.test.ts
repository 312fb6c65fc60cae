/** All that people send on Discord besides typed words, and names and texts that were made to confuse. */
import { MessageType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageReceived } from '../../../src/domain/event.ts';
import { readAs, type Started, startAdapter, startCourse } from './serve.ts';

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
});
afterEach(() => started.close());

const said = () => started.events.filter((event): event is MessageReceived => event.kind === 'messageReceived');
const comes = (count: number) => vi.waitFor(() => expect(said()).toHaveLength(count));
const PNG = new Uint8Array([137, 80, 78, 71]);

describe('a message', () => {
  it('that forwards another holds its words and its files', async () => {
    const { discord, ming, adapter } = started;
    const direct = discord.world.directOf(ming);
    const id = discord.world.nextId();
    const url = `${discord.messages.filesAt}/${direct.id}/${id}/a.png`;
    const attachment = { id, filename: 'a.png', size: 4, content_type: 'image/png', url, proxy_url: url };
    const file = { id, filename: 'a.png', contentType: 'image/png', description: null, bytes: PNG };
    const snapshot = {
      message: { type: 0, content: '视频打不开', attachments: [attachment], mentions: [], embeds: [] },
    };
    const message = discord.people.say(ming, direct, '', {
      extra: { message_reference: { type: 1, channel_id: direct.id, message_id: id }, message_snapshots: [snapshot] },
    });
    await comes(1);
    expect(said()[0]).toMatchObject({ text: '↪ 视频打不开', attachments: [{ kind: 'image', name: 'a.png' }] });
    // Where the file hangs is Discord's business; here it hangs on the forwarding message.
    message.files = [file];
    const read = await adapter.readFile?.(said()[0]?.attachments?.[0]?.ref ?? '');
    expect(read).toEqual({ name: 'a.png', mediaType: 'image/png', bytes: PNG });
  });

  it('may be a poll, a sticker, a voice message, or an answer to one that is gone', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    const media = (text: string) => ({ poll_media: { text } });
    const poll = { question: { text: '哪天上课？' }, answers: [media('周六'), media('周日')] };
    discord.people.say(ming, direct, '', { extra: { poll } });
    discord.people.say(ming, direct, '', { extra: { sticker_items: [{ id: '1', name: 'wave', format_type: 1 }] } });
    const voice = { filename: 'voice-message.ogg', contentType: 'audio/ogg', bytes: PNG };
    discord.people.say(ming, direct, '', { files: [voice], extra: { flags: 1 << 13 } });
    discord.people.say(ming, direct, '还是不行', { replyTo: '1300000000000000000' });
    await comes(4);
    expect(said().map(({ text }) => text)).toEqual(['📊 哪天上课？\n• 周六\n• 周日', '🏷️', '', '还是不行']);
    expect(said()[2]?.attachments).toMatchObject([{ kind: 'audio', name: 'voice-message.ogg' }]);
  });

  it.each([
    ['a pin', MessageType.ChannelPinnedMessage],
    ['a join', MessageType.UserJoin],
    ['a boost', MessageType.GuildBoost],
    ['a thread’s beginning', MessageType.ThreadStarterMessage],
    ['a thread’s name', MessageType.ChannelNameChange],
    ['one from the future', 99],
  ])('of the server’s own is passed over: %s', async (_, type) => {
    const { discord, ming, help } = started;
    discord.people.say(ming, help, '系统消息', { type });
    discord.people.say(ming, help, '最后');
    await comes(1);
    expect(said()[0]?.text).toBe('最后');
  });
});

describe('files', () => {
  it('of ten times ten megabytes go out in as many messages as Discord’s requests hold', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    const bytes = new Uint8Array(10 * 1024 * 1024);
    const file = {
      name: 'a.zip',
      mediaType: 'application/zip',
      alt: 'a.zip',
      source: { kind: 'bytes', bytes },
    } as const;
    const files = Array.from({ length: 10 }, () => file);
    const body = { kind: 'message', message: { text: '附件', buttons: [], files } } as const;
    await started.deliver('', { place: `discord:${direct.id}`, body });
    const shown = discord.read(direct);
    expect(shown.map(({ files: each }) => each.length)).toEqual([2, 2, 2, 2, 2]);
    expect(shown[0]?.content).toBe('附件');
  });

  it('that are not taken in a place are named, and the words arrive', async () => {
    const { discord, help, ming } = started;
    const asked = discord.people.say(ming, help, '视频打不开');
    await comes(1);
    const source = { kind: 'bytes', bytes: PNG } as const;
    const name = 'photo\u202Egpj.exe';
    const files = [{ name, mediaType: 'image/png', alt: '', source }];
    const body = { kind: 'message', message: { text: '看图', buttons: [], files } } as const;
    discord.world.deny(help, ['AttachFiles']);
    await started.deliver('', { place: `discord:${help.id}`, thread: asked.id, body });
    discord.world.deny(help, []);
    discord.faults.push({ method: 'POST', path: /messages$/, meets: { status: 413, code: 40005 } });
    await started.deliver('', { place: `discord:${help.id}`, thread: asked.id, body });
    const shown = discord.read(asked.id).map(({ content, files: each }) => [readAs(content), each.length]);
    expect(shown).toEqual([
      ['看图\n📎 photogpj.exe', 0],
      ['看图\n📎 photogpj.exe', 0],
    ]);
    expect(started.log.lines.map(({ message }) => message)).toContain('files were not taken there');
  });
});

describe('names and words made to confuse', () => {
  const HOSTILE = [
    '@everyone @here <@1200000000000000042> <@&1200000000000000043> <#1200000000000000044>',
    '[点这里领奖](https://evil.example) ||剧透|| **粗** `码`',
    '```js\nalert(1)\n```',
    '# 标题\n- 列表\n1. 一\n> 引用\n-# 小字',
    '<t:0:R> </ask:1> <:x:1> <id:browse> \u202Etxt.exe \u2066abc',
    'https://a.example/**x**|| y https://*b*',
  ].join('\n');

  it('are shown as they are, ring nobody and lead nowhere', async () => {
    const { discord, ming } = started;
    const direct = discord.world.directOf(ming);
    await started.deliver(HOSTILE, { place: `discord:${direct.id}` });
    const [shown] = discord.read(direct);
    expect(readAs(shown?.content ?? '')).toBe(HOSTILE.replace(/[\u202E\u2066]/g, ''));
    expect(discord.messages.loud).toEqual([]);
    expect(shown?.flags).toBe(4);
  });

  it.each(['\u200B\u200B', '\u202E\u2066', '   ', '👨‍👩‍👧‍👦'.repeat(60), '@everyone\n\u0000x'])(
    'make a thread’s name that Discord takes: %j',
    async (name) => {
      const { discord, ming, lounge } = started;
      discord.people.say(ming, lounge, `${discord.people.mention} ${name}`);
      await comes(1);
      const { spot } = said()[0]!;
      await started.deliver('答', { place: spot.place, thread: spot.thread });
      const shown = discord.world.channel(spot.thread ?? '').name;
      expect([...shown].length).toBeLessThanOrEqual(100);
      expect(shown).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      expect(shown.replace(/[\p{Cf}\s]/gu, '')).not.toBe('');
    },
  );
});
