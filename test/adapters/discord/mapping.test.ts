/** The pure parts of the Discord adapter: payloads to events, deliveries to bodies, commands within Discord's limits. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toArgs, toCommands } from '../../../adapters/discord/commands.ts';
import { toRows } from '../../../adapters/discord/components.ts';
import { toForm } from '../../../adapters/discord/forms.ts';
import {
  idOfTime,
  isSpoken,
  type MessagePayload,
  mentionsBot,
  timeOfId,
  toChoiceEvent,
  toMessageEvent,
} from '../../../adapters/discord/inbound.ts';
import { escapeMarkup, toContents } from '../../../adapters/discord/markup.ts';
import { channelIdOf, toNonce, toStatus, toThreadName } from '../../../adapters/discord/outbound.ts';
import { createSpots, toStandInName } from '../../../adapters/discord/spots.ts';
import { splitText } from '../../../adapters/shared/split.ts';
import { SCORES } from '../../../src/domain/choice.ts';
import { VERBS } from '../../../src/domain/verbs.ts';
import { readAs, toDelivery } from './serve.ts';

const read = (name: string): MessagePayload =>
  JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8'));
const BOT = '1290000000000000099';
const AT = { community: 'default', botId: BOT, locale: null };

describe('messages', () => {
  it('become events with the nickname, without the bot’s name, with other people by theirs', () => {
    const payload = read('mention');
    expect(isSpoken(payload)).toBe(true);
    expect(mentionsBot(payload, BOT)).toBe(true);
    const spot = { place: 'discord:1300000000000000010', thread: payload.id } as const;
    expect(toMessageEvent(payload, spot, AT)).toEqual({
      kind: 'messageReceived',
      id: 'discord:1301234567890123456',
      at: Date.parse('2026-11-01T02:03:04.567Z'),
      community: 'default',
      author: { id: 'discord:1200000000000000042', name: '小明（三班）' },
      spot,
      locale: null,
      text: '@小红 说视频放不出来，<#1300000000000000011> 里也有人问',
      messageId: payload.id,
      attachments: [],
    });
  });

  it('are the same from the history, where nickname and server are missing', () => {
    const payload = read('reply-from-history');
    const event = toMessageEvent(payload, { place: 'discord:1', thread: null }, { ...AT, locale: 'en-GB' });
    expect(event).toMatchObject({
      author: { name: 'xiaoming' },
      text: '  还是不行\n@everyone <b>&amp; *x*',
      locale: 'en-GB',
    });
  });

  it('of bots, webhooks and the server itself are nobody’s words', () => {
    const payload = read('mention');
    expect(isSpoken({ ...payload, author: { ...payload.author, bot: true } })).toBe(false);
    expect(isSpoken({ ...payload, webhook_id: '1' })).toBe(false);
    expect(isSpoken({ ...payload, type: 7 })).toBe(false);
  });

  it('have ids that hold their time', () => {
    expect(timeOfId('175928847299117063')).toBe(1462015105796);
    expect(timeOfId(idOfTime(1462015105796))).toBe(1462015105796);
    expect(BigInt(idOfTime(1462015105796))).toBeLessThanOrEqual(175928847299117063n);
  });
});

describe('spots', () => {
  const spots = createSpots(
    ['discord:1300000000000000001/1300000000000000002', 'slack:C1'],
    ['discord:1300000000000000003'],
  );
  const channel = { id: '1300000000000000009', parentId: null, isThread: false, name: 'x', ownerId: null };

  it('keep configured places in the form they were written', () => {
    expect([...spots.staff]).toEqual(['1300000000000000002']);
    expect(spots.toSpot({ ...channel, parentId: '1300000000000000002', isThread: true }, BOT)).toEqual({
      place: 'discord:1300000000000000001/1300000000000000002',
      thread: '1300000000000000009',
    });
    expect(channelIdOf('discord:1300000000000000001/1300000000000000002')).toBe('1300000000000000002');
    expect(channelIdOf('discord:no-such-place')).toBeNull();
  });

  it('take only the bot’s own thread for a direct chat', () => {
    const standIn = { ...channel, parentId: '1', isThread: true, name: toStandInName('1400000000000000000') };
    expect(spots.toSpot({ ...standIn, ownerId: BOT }, BOT)).toEqual({
      place: 'discord:1400000000000000000',
      thread: null,
    });
    expect(spots.toSpot({ ...standIn, ownerId: '1' }, BOT)).toMatchObject({ place: 'discord:1' });
  });
});

describe('presses and forms', () => {
  const act = {
    id: '175928847299117063',
    author: { id: 'discord:1', name: 'x' },
    spot: { place: 'discord:1', thread: null },
    locale: 'zh-CN',
    community: 'default',
  } as const;

  it('know their own payloads only', () => {
    expect(toChoiceEvent(act, 'rate:10:CAAAA', null)).toMatchObject({
      choice: 'rate:10',
      target: 'CAAAA',
      at: 1462015105796,
    });
    for (const payload of ['rate:11:CAAAA', 'share', '', 'solved:'])
      expect(toChoiceEvent(act, payload, null)).toBeNull();
  });

  it('open a form for what needs words, in the language of the client', () => {
    expect(toForm('reply:T-ABC234', 'en-US')).toMatchObject({ custom_id: 'reply:T-ABC234', title: 'Reply to learner' });
    expect(toForm('comment:CAAAA', 'zh-TW')?.title).toBe('留言');
    expect(toForm('claim:T-ABC234', 'en-US')).toBeNull();
    // What is chosen from a list is no form; words that may be left out are.
    expect(toForm('transfer:T-ABC234', 'en-US')).toBeNull();
    expect(toForm('pending:T-ABC234', 'zh-CN')).toMatchObject({
      title: '等回复',
      components: [{ component: { required: false } }],
    });
  });
});

describe('texts', () => {
  it('are shown as they are, whatever they hold, in messages that Discord takes', () => {
    const words = fc.stringMatching(/^[\s\w\\*_~`|<>@#:[\]().\-+/中文🎓]{1,6000}$/u);
    fc.assert(
      fc.property(words, (text) => {
        const parts = toContents(text, splitText);
        expect(parts.every((part) => part.length <= 2000)).toBe(true);
        const shown = parts.map(readAs).join('');
        const wanted = text.replace(/\s/g, '');
        expect(shown.replace(/\s/g, '')).toBe(wanted === '' ? '…' : wanted);
        expect(parts.every((part) => part.trim() !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keep addresses whole, so that they can be followed', () => {
    const url = 'https://example.org/a_b_c?d=*e*';
    expect(escapeMarkup(`看 ${url} _这里_`)).toBe(`看 ${url} \\_这里\\_`);
  });

  it('begin no list, heading or quote', () => {
    expect(escapeMarkup('1. 一\n- 二\n# 三\n> 四')).toBe('1\\. 一\n\\- 二\n\\# 三\n\\> 四');
  });
});

describe('deliveries', () => {
  it('have a nonce of 25 characters that depends on the delivery and the part', () => {
    expect(toNonce('discord:1:0', 0)).toMatch(/^[0-9a-z]{25}$/);
    expect(new Set([toNonce('a', 0), toNonce('a', 1), toNonce('b', 0), toNonce('a', 0)]).size).toBe(3);
  });

  it('show a scale as one menu and never more than Discord takes', () => {
    const button = (choice: string) => ({ choice: choice as never, target: 'CAAAA', label: choice.repeat(30) });
    const scale = [SCORES.slice(0, 6), SCORES.slice(6)].map((row) => row.map((score) => button(`rate:${score}`)));
    expect(toRows(scale)).toMatchObject([{ components: [{ type: 3, custom_id: 'rate:CAAAA' }] }]);
    const many = Array.from({ length: 10 }, (_, n) => [button(`pick:${n}`), button('solved'), button('human')]);
    const rows = toRows(many);
    expect(rows.length).toBeLessThanOrEqual(5);
    expect(toRows([[button('solved'), button('human')]])[0]?.components).toHaveLength(2);
    const crowd = toRows(Array.from({ length: 40 }, (_, n) => [button(`assign:${n}`)]));
    expect(
      crowd.flatMap(({ components }) => components.map((part) => 'options' in part && part.options.length)),
    ).toEqual([25, 15]);
    const blank = toRows([[{ ...button('claim'), label: '\u200B\u202E' }]])[0]?.components[0];
    expect(blank).toMatchObject({ label: '…' });
  });

  it('tell the status of a ticket by what can be done with it', () => {
    const status = (...payloads: string[]) => toStatus(toDelivery('x', { audience: 'staff' }, payloads));
    expect([status('claim:T-1'), status('release:T-1'), status('reopen:T-1'), status()]).toEqual([
      'waiting',
      'inHand',
      'resolved',
      null,
    ]);
  });

  it('name a thread after ticket and question, within 100 characters', () => {
    const name = (text: string) => toThreadName(toDelivery(text, { slot: 'ticket:T-ABC234' }));
    expect(name('🎫 T-ABC234｜技术｜🕒 排队中\n学员: 小明\n问题: 视频打不开')).toBe('T-ABC234 视频打不开');
    expect(name(`x\n问题: ${'长'.repeat(400)}`).length).toBeLessThanOrEqual(100);
  });
});

describe('commands', () => {
  const commands = toCommands() as { name: string; name_localizations: Record<string, string>; type: number }[];

  it('keep Discord’s limits, in every language', () => {
    const pattern = /^[-_'\p{L}\p{N}]{1,32}$/u;
    const check = (entry: Record<string, unknown>, isMenu: boolean): void => {
      const names = [entry.name, ...Object.values((entry.name_localizations ?? {}) as object)] as string[];
      for (const name of names) {
        if (isMenu) expect(name.length).toBeLessThanOrEqual(32);
        else expect(name).toMatch(pattern);
        expect(name).toBe(name.toLowerCase() === name || isMenu ? name : name.toLowerCase());
      }
      const texts = [entry.description, ...Object.values((entry.description_localizations ?? {}) as object)];
      if (!isMenu) for (const text of texts) expect((text as string).length).toBeGreaterThan(0);
      for (const text of texts) expect(String(text ?? '').length).toBeLessThanOrEqual(100);
      for (const option of (entry.options ?? []) as Record<string, unknown>[]) check(option, false);
    };
    for (const command of commands) check(command, command.type === 3);
    for (const locale of ['zh-CN', 'zh-TW']) {
      const names = commands.filter(({ type }) => type === 1).map((command) => command.name_localizations[locale]);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every(Boolean)).toBe(true);
    }
  });

  it('hide what is for staff and admins from members', () => {
    for (const { verb, who } of VERBS) {
      const command = commands.find(({ name }) => name === verb) as unknown as { default_member_permissions?: string };
      expect(command.default_member_permissions !== undefined).toBe(who !== 'learner');
    }
    expect(commands.find(({ name }) => name === 'report')).toMatchObject({ default_member_permissions: '32' });
  });

  it('become verb and arguments as they are typed elsewhere', () => {
    expect(
      toArgs(
        'report',
        'overview',
        new Map([
          ['from', '2026-01-01'],
          ['to', ' 2026-01-31 '],
        ]),
      ),
    ).toBe('overview --from 2026-01-01 --to 2026-01-31');
    expect(toArgs('report', 'overview', new Map())).toBe('overview');
    const block = new Map(Object.entries({ reason: '广告', ticket: 'T-ABC234 视频', until: '2026-12-01' }));
    expect(toArgs('block', null, block)).toBe('T-ABC234 广告 --until 2026-12-01');
    expect(toCommands().length).toBeLessThanOrEqual(100);
    expect(
      toArgs(
        'reply',
        null,
        new Map([
          ['text', '好的'],
          ['ticket', 't-abc234'],
        ]),
      ),
    ).toBe('t-abc234 好的');
    // What is said about another ticket is not said to its learner.
    expect(toArgs('reply', null, new Map([['text', 'T-ABC234 是同一件事']]))).toBe('\u200BT-ABC234 是同一件事');
    expect(toArgs('merge', null, new Map([['into', 'T-ABC234']]))).toBe('T-ABC234');
    expect(toArgs('ask', null, new Map([['question', 'how?']]))).toBe('how?');
    expect(toArgs('claim', null, new Map())).toBe('');
  });
});
