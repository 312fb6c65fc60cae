/** What becomes of Telegram's updates, and of our messages: payloads in the published shape, one by one. */
import { readFileSync } from 'node:fs';
import { GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { isKnownVerb, parseCommand, toMenus } from '../../../adapters/telegram/commands.ts';
import { toDeliveryError, toFacts } from '../../../adapters/telegram/errors.ts';
import { toTaken } from '../../../adapters/telegram/inbound.ts';
import { readMark, toMarkEntity } from '../../../adapters/telegram/marks.ts';
import { toKeyboard, toParts, toTopicName } from '../../../adapters/telegram/outbound.ts';
import { createSpots } from '../../../adapters/telegram/spots.ts';
import { VERBS } from '../../../src/domain/verbs.ts';
import { findUpdateProblems } from '../../fakes/telegram/spec.ts';
import { toDelivery } from './serve.ts';

const UPDATES = JSON.parse(readFileSync(new URL('./payloads/updates.json', import.meta.url), 'utf8')) as {
  name: string;
  update: Update;
}[];

const BOT = { id: 7000, username: 'afterclass_bot' };

function take(name: string) {
  const found = UPDATES.find((entry) => entry.name === name);
  if (!found) throw new Error(`no payload ${name}`);
  const spots = createSpots(['telegram:-1001234567892', 'slack:C1'], ['telegram:-1001234567891']);
  return toTaken(found.update, { community: 'default', bot: BOT, spots, now: 5 });
}

const NOTHING = { kind: 'nothing' };
const GROUP = { place: 'telegram:-1001234567890', thread: 'u4711' };
const CARD = { place: 'telegram:-1001234567892', thread: '50' };
const said = (text: string, spot: object) => ({ kind: 'event', event: { kind: 'messageReceived', text, spot } });

describe('updates', () => {
  it.each(UPDATES)('$name: the payload is as published', ({ update }) => {
    expect(findUpdateProblems(update)).toEqual([]);
  });

  it.each<[string, object]>([
    ['private', said('视频打不开 <b>', { place: 'telegram:4711', thread: null })],
    ['start with a deep link', { kind: 'event', event: { kind: 'commandInvoked', verb: 'start', args: 'shop_4711' } }],
    ['group talk', NOTHING],
    ['mention', said('视频打不开', GROUP)],
    ['mention of a longer name', NOTHING],
    ['reply to the bot', said('还是不行', GROUP)],
    ['command', { event: { kind: 'commandInvoked', verb: 'ask', args: '视频打不开\n第二行', spot: GROUP } }],
    ['command of another bot', NOTHING],
    ['unknown verb', NOTHING],
    ['topic', said('视频打不开', { place: 'telegram:-1001234567891', thread: '30' })],
    ['another bot', NOTHING],
    ['anonymous administrator', NOTHING],
    [
      'photo with caption',
      {
        event: { kind: 'messageReceived', text: '报错截图', attachments: [{ kind: 'image', mediaType: 'image/jpeg' }] },
      },
    ],
    ['document', { event: { kind: 'messageReceived', text: '', attachments: [{ kind: 'file', name: 'log.txt' }] } }],
    ['pinned', NOTHING],
    ['staff talk', NOTHING],
    ['below the card', said('我看看', CARD)],
    ['below words below the card', said('我看看', CARD)],
    [
      'answer to a prompt',
      { event: { kind: 'choiceMade', choice: 'reply', target: 'T-ABC234', text: '请重置密码', spot: CARD } },
    ],
    ['answer to a forged prompt', NOTHING],
    ['press', { event: { kind: 'choiceMade', choice: 'pick:2', target: 'CAAAA', text: null, at: 5 } }],
    ['press of a form', { kind: 'form', form: { choice: 'reply', target: 'T-ABC234', spot: CARD } }],
    ['press on an old message', { event: { kind: 'choiceMade', choice: 'human', spot: { thread: null } } }],
    ['press of something else', NOTHING],
    ['migration', { kind: 'moved', from: -987654321, to: -1001234567899 }],
  ])('%s', (name, taken) => {
    expect(take(name)).toMatchObject(taken);
  });

  it('carry the author, the time, the language and an id of their own', () => {
    expect(take('private')).toMatchObject({
      event: {
        id: 'telegram:900000001',
        at: 1_767_603_600_000,
        author: { id: 'telegram:4711', name: '小明 王' },
        locale: 'zh-hans',
      },
    });
  });

  it('say whether others read along', () => {
    expect(take('private')).toMatchObject({ event: { isPrivate: true } });
    for (const name of ['mention', 'command', 'topic', 'below the card']) {
      expect(take(name)).not.toMatchObject({ event: { isPrivate: true } });
    }
  });
});

describe('commands', () => {
  it.each([
    ['/report overview', { verb: 'report', args: 'overview', to: null }],
    ['／STATUS', { verb: 'status', args: '', to: null }],
    ['/ask@A_bot  x ', { verb: 'ask', args: 'x', to: 'a_bot' }],
    ['/路径', null],
    ['see /ask', null],
    ['/', null],
  ])('%s', (text, parsed) => {
    expect(parseCommand(text)).toEqual(parsed);
  });

  it.each(VERBS)('/$verb stands in the menu of those it is for, in both languages, and is heard in groups', (entry) => {
    const scope = entry.who === 'learner' ? { type: 'default' } : { type: 'chat', chat_id: -100 };
    for (const languageCode of [null, 'zh']) {
      const menu = toMenus([-100]).find(
        (each) => JSON.stringify(each.scope) === JSON.stringify(scope) && each.languageCode === languageCode,
      );
      const about = entry.about[languageCode === 'zh' ? 'zh' : 'en'];
      expect(menu?.commands.find(({ command }) => command === entry.verb)?.description).toContain(about);
    }
    expect(parseCommand(`/${entry.verb} T-7K3F9A x`)).toEqual({ verb: entry.verb, args: 'T-7K3F9A x', to: null });
    expect(isKnownVerb(entry.verb)).toBe(true);
  });

  it('have menus within the limits, by scope and language', () => {
    const menus = toMenus([-100]);
    expect(menus).toHaveLength(6);
    for (const { commands } of menus) expect(commands.length).toBeLessThanOrEqual(100);
    for (const { command, description } of menus.flatMap(({ commands }) => commands)) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });
});

describe('messages', () => {
  it('carry a mark on their first sign, which only the bot’s own are read for', () => {
    const text = '👩‍🏫 小明：登不上';
    const entity = toMarkEntity(text, { payload: 'note:T-ABC234', root: '50' }, BOT.username);
    expect(entity).toMatchObject({ offset: 0, length: '👩‍🏫'.length });
    const own = { from: { ...BOT, is_bot: true, first_name: 'x' }, entities: [entity] };
    expect(readMark(own, BOT.id)).toEqual({ payload: 'note:T-ABC234', root: '50' });
    expect(readMark(own, 1)).toBeNull();
    const link = { ...entity, url: 'https://example.org/a/b' };
    expect(readMark({ ...own, entities: [link] }, BOT.id)).toBeNull();
  });

  it('are trimmed as Telegram does, and never empty', () => {
    expect(toParts('  \n ')).toEqual(['…']);
    expect(toParts(' a \n')).toEqual(['a']);
    expect(toParts('字'.repeat(10_000)).map((part) => part.length)).toEqual([4096, 4096, 1808]);
  });

  it('have at most eight buttons in a row', () => {
    const row = Array.from({ length: 11 }, (_, n) => ({ choice: `rate:${n}` as never, target: 'C1', label: `${n}` }));
    expect(toKeyboard([row, []]).map((line) => line.length)).toEqual([8, 3]);
    expect(toKeyboard([row])[1]?.[2]).toEqual({ text: '10', callback_data: 'rate:10:C1' });
  });

  it('give a topic the name of the ticket and the question, with a mark when it is over', () => {
    const text = `🎫 T-ABC234｜技术｜排队中\n学员: 小明\n问题: ${'登不上'.repeat(60)}`;
    const name = toTopicName(toDelivery(text, { slot: 'ticket:T-ABC234' }));
    expect(name).toMatch(/^T-ABC234 · 登不上/);
    expect(name.length).toBeLessThanOrEqual(128);
    expect(toTopicName(toDelivery(text, { slot: 'ticket:T-ABC234' }, ['reopen:T-ABC234']))).toMatch(/^✅ T-ABC234/);
  });
});

describe('errors', () => {
  const refused = (code: number, description: string, parameters = {}) =>
    new GrammyError('x', { ok: false, error_code: code, description, parameters }, 'sendMessage', { text: '秘密' });

  it.each<[number, object, boolean, number | null]>([
    [429, { retry_after: 7 }, false, 7000],
    [429, {}, false, 1000],
    [403, {}, true, null],
    [400, {}, true, null],
    [401, {}, false, null],
    [500, {}, false, null],
    [502, {}, false, null],
  ])('%i', (code, parameters, permanent, retryAfterMs) => {
    expect(toDeliveryError(refused(code, 'why', parameters))).toMatchObject({ permanent, retryAfterMs });
  });

  it('hold no words of people and no token', () => {
    const lost = new HttpError('Network request failed', new Error('https://api.telegram.org/bot7000:secret/x'));
    for (const error of [refused(400, 'why'), lost]) {
      const made = toDeliveryError(error);
      const text = JSON.stringify([toFacts(error), made.message, made.stack, String(made.cause)]);
      expect(text).not.toMatch(/秘密|secret/);
    }
  });
});
