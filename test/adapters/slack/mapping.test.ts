/** The pure parts: Slack's payloads to events, deliveries to blocks. Payloads in the shape of Slack's reference stand in `payloads/`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toActions, toRichText } from '../../../adapters/slack/blocks.ts';
import { isComplete, readSubject, readWords, toForm, toFormKind, toVerbForm } from '../../../adapters/slack/forms.ts';
import { toAnswerView, toHome, toSuggestedPrompts } from '../../../adapters/slack/home.ts';
import { readChoice, readMessage, toMessageEvent, toPressId, toPressSpot } from '../../../adapters/slack/inbound.ts';
import { toChannel, toParts } from '../../../adapters/slack/outbound.ts';
import type { SlackMessage, SlackPress, SlackSubmission } from '../../../adapters/slack/payloads.ts';
import { createPlaces } from '../../../adapters/slack/places.ts';
import { cutEscaped, toPlainText, withoutMention } from '../../../adapters/slack/text.ts';
import { parseMention, parseSlashCommand } from '../../../adapters/slack/verbs.ts';
import { CHOICE_LABELS, type PlainChoice } from '../../../src/domain/choice.ts';
import type { HomeBlock, HomeKind } from '../../../src/domain/home.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { findVerb, standsAlone, VERBS } from '../../../src/domain/verbs.ts';
import { checkBlocks, checkWholeView } from '../../fakes/slack/block-limits.ts';

const IDENTITY = { botUser: 'U0BOT', botId: 'B0BOT', team: 'T0TEAM' };
const PLACES = createPlaces(['slack:T0TEAM/C0STAFF', 'discord:1'], ['slack:C0HELP']);

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8')) as T;
}
const messageOf = (name: string) => read<{ event: SlackMessage }>(name).event;
const heard = (name: string, places = PLACES) => readMessage(messageOf(name), IDENTITY, places);

describe('messages', () => {
  it('become events: words unescaped, channel and time as the id, the time in ms', () => {
    const person = { author: { id: 'slack:U0MEI', name: '小美' }, locale: 'zh-CN' } as const;
    const said = heard('message-im')!;
    const inChannel = toMessageEvent(said, { place: 'slack:C0HELP', thread: '1.2' }, person, 'default');
    expect(inChannel).not.toHaveProperty('isPrivate');
    expect(toMessageEvent(said, { place: 'slack:D0MEI', thread: null }, person, 'default')).toEqual({
      kind: 'messageReceived',
      id: 'slack:D0MEI:1790000000.000100',
      at: 1790000000000,
      community: 'default',
      author: { id: 'slack:U0MEI', name: '小美' },
      spot: { place: 'slack:D0MEI', thread: null },
      locale: 'zh-CN',
      isPrivate: true,
      text: '忘记密码了 <b> & 怎么办',
      messageId: '1790000000.000100',
    });
  });

  it('that name the bot are the same whichever of the two events tells of them, and open a thread', () => {
    const said = heard('message-mention');
    expect(said).toMatchObject({
      text: '忘记密码了怎么找回',
      thread: '1790000000.000100',
      needs: 'nothing',
      verb: null,
    });
    expect(heard('app-mention')).toEqual(said);
  });

  it('in a thread are for the bot when they are of who began it, and the bot takes part', () => {
    expect(heard('thread-reply')).toMatchObject({ thread: '1789999999.000100', needs: 'ourThread' });
    expect(heard('thread-broadcast')).toMatchObject({ thread: '1789999999.000100', needs: 'ourThread' });
    expect(heard('thread-reply-of-another')).toBeNull();
  });

  it('in a ticket’s thread are the agents’, in a learner place everything is a question', () => {
    expect(heard('staff-thread-reply')).toMatchObject({ thread: '1789999999.000200', needs: 'nothing' });
    const learners = createPlaces([], ['slack:C0GENERAL']);
    const { parent_user_id: _, thread_ts: __, ...root } = messageOf('thread-reply');
    expect(readMessage(root, IDENTITY, learners)).toMatchObject({ thread: '1790000000.000100' });
    expect(readMessage(root, IDENTITY, PLACES)).toBeNull();
  });

  it('with files take them along; what lies elsewhere is a link, what is gone is nothing', () => {
    expect(heard('file-share')).toMatchObject({
      text: '看这个报错',
      attachments: [
        { kind: 'image', name: 'error.png', bytes: 48211, mediaType: 'image/png', ref: 'F0ONE' },
        { kind: 'file', name: 'log.txt', bytes: 12, mediaType: 'text/plain', ref: 'F0TWO' },
      ],
    });
    const with_ = (...files: object[]) => readMessage({ ...messageOf('file-share'), files } as never, IDENTITY, PLACES);
    const drive = { id: 'F1', mode: 'external', name: 'plan', url_private: 'https://drive.example/plan' };
    expect(with_(drive, { id: 'F2', mode: 'tombstone' })).toMatchObject({
      text: '看这个报错\nhttps://drive.example/plan',
      attachments: [],
    });
    expect(with_({ id: 'F3', file_access: 'check_file_info' })).toMatchObject({
      attachments: [{ kind: 'file', name: 'file', bytes: null, mediaType: null, ref: 'F3' }],
    });
  });

  it.each(['channel-join', 'bot-message', 'own-message', 'message-changed', 'message-deleted'])(
    '%s is nobody’s words',
    (name) => {
      expect(heard(name)).toBeNull();
    },
  );

  it('show people, channels, groups and links as they were seen', () => {
    const text =
      'hi <@U1|ann> and <@U2> in <#C1|general>, <!here> <!subteam^S1|@team> <https://a.b/c?d=1&amp;e|a.b> <mailto:a@b.c|a@b.c>';
    expect(toPlainText(text)).toBe('hi @ann and @U2 in #general, @here @team https://a.b/c?d=1&e a@b.c');
    expect(withoutMention('嗨 <@U0BOT|afterclass>，在吗', 'U0BOT')).toBe('嗨，在吗');
    expect(withoutMention('<@U0OTHER> 在吗', 'U0BOT')).toBeNull();
  });
});

describe('commands', () => {
  it('are the same behind a slash, behind /afterclass and behind the mention', () => {
    expect(parseSlashCommand('/report', ' overview ')).toEqual({ verb: 'report', args: 'overview' });
    expect(parseSlashCommand('/afterclass', 'Rate 8')).toEqual({ verb: 'rate', args: '8' });
    expect(parseSlashCommand('/afterclass', '  ')).toEqual({ verb: 'help', args: '' });
    expect(parseMention('/afterclass note 看看', true)).toEqual({ verb: 'note', args: '看看' });
    expect(parseMention('claim t-abc234', true)).toEqual({ verb: 'claim', args: 't-abc234' });
  });

  it('are not made of questions', () => {
    for (const words of [
      'help me, the video is broken',
      'status of my order',
      'rate my essay',
      'reply 不了消息怎么办',
    ]) {
      expect(parseMention(words, false)).toBeNull();
    }
    expect(parseMention('reply 请重置密码', true)).toEqual({ verb: 'reply', args: '请重置密码' });
  });
});

describe('presses', () => {
  it('know choice, ticket and spot: on a card the thread below it', () => {
    const press = read<SlackPress>('press-on-card');
    expect(readChoice(press)).toEqual({ choice: 'claim', target: 'T-ABC234' });
    expect(toPressSpot(press, PLACES)).toEqual({ place: 'slack:T0TEAM/C0STAFF', thread: '1789999999.000200' });
    expect(toPressId(press)).toBe('slack:press:U0LIN:1789999999.000200:1790000003.123456');
  });

  it('stay in the learner’s thread, and menus are presses too', () => {
    expect(toPressSpot(read('press-in-thread'), PLACES)).toEqual({
      place: 'slack:C0GENERAL',
      thread: '1789999999.000100',
    });
    expect(readChoice(read('rating-menu'))).toEqual({ choice: 'rate:9', target: 'CABCDEF' });
    expect(toPressSpot(read('rating-menu'), PLACES)).toEqual({ place: 'slack:D0MEI', thread: null });
  });
});

describe('forms', () => {
  it('come back with their subject and trimmed words; foreign ones are none of ours', () => {
    const sent = read<SlackSubmission>('view-submission');
    expect(readWords(sent)).toBe('请重置密码');
    expect(readSubject(sent)).toEqual({
      kind: 'choice',
      payload: 'reply:T-ABC234',
      spot: { place: 'slack:C0STAFF', thread: '1789999999.000200' },
    });
    const foreign = (private_metadata: string) => readSubject({ ...sent, view: { ...sent.view, private_metadata } });
    for (const metadata of [
      '',
      '{',
      '{"kind":"choice","payload":"drop:X"}',
      '{"kind":"choice","payload":"reply:T-ABC234"}',
    ]) {
      expect(foreign(metadata)).toBeNull();
    }
  });

  it.each(LANGUAGES)('are views that Slack takes, in %s, whatever was typed before', (language) => {
    const subject = { kind: 'ask' } as const;
    for (const kind of ['reply', 'note', 'comment', 'ask'] as const) {
      expect(checkWholeView(toForm(kind, subject, language, '字'.repeat(9000)))).toEqual([]);
    }
  });

  it('belong to every button whose verb takes words, and to no other; a closed set is a menu', () => {
    for (const choice of Object.keys(CHOICE_LABELS) as PlainChoice[]) {
      const verb = findVerb(choice);
      const asks =
        choice === 'comment' || verb?.takes.some(({ kind }) => kind === 'words' || kind === 'choice') === true;
      expect([choice, toFormKind(choice)]).toEqual([choice, asks ? choice : null]);
      if (asks) for (const l of LANGUAGES) expect(checkWholeView(toForm(choice, { kind: 'ask' }, l))).toEqual([]);
    }
    expect(toFormKind('rate:9')).toBeNull();
    const withChoice = (payload: string) =>
      ({ kind: 'choice', payload, spot: { place: 'slack:C1', thread: null } }) as const;
    expect(isComplete(withChoice('reply:T-ABC234'), '')).toBe(false);
    expect(isComplete(withChoice('assign:T-ABC234'), '')).toBe(true);
    expect(isComplete({ kind: 'ask' }, '')).toBe(false);
    const report = findVerb('report')!;
    expect(toVerbForm(report)).toMatchObject({ choices: expect.arrayContaining(['overview']) });
    const taken = read<SlackSubmission>('view-submission');
    const values = { words: { words: { selected_option: { value: 'billing' } } } };
    expect(readWords({ ...taken, view: { ...taken.view, state: { values } } })).toBe('billing');
    expect(checkWholeView(toForm('report' as PlainChoice, { kind: 'ask' }, 'en'))).toEqual([]);
  });
});

describe('pages', () => {
  it('leave out what is not known, and have a button for every verb that needs no words', () => {
    const home = { conversations: [], queues: null, titleOf: () => null };
    const bare = JSON.stringify(toHome('en', home, 'UTC'));
    for (const title of ['My courses', 'Next step', 'For you', 'Language: ', 'Queues', 'Open']) {
      expect(bare).not.toContain(title);
    }
    const block = (kind: HomeKind, title: string, line: string): HomeBlock => ({
      kind,
      title: { zh: title, en: title },
      lines: [{ zh: line, en: line }],
      conversation: null,
    });
    const page = [
      block('step', 'Next step', 'Joins'),
      block('courses', 'My courses', 'SQL · 40%'),
      block('help', 'Ask', 'how'),
    ];
    const full = JSON.stringify(toHome('en', { ...home, page, chosen: 'zh' }, 'UTC'));
    for (const words of ['SQL · 40%', 'Joins', 'My courses', 'Language: 中文', 'run:settings en'])
      expect(full).toContain(words);
    expect(full.indexOf('Next step')).toBeLessThan(full.indexOf('My courses'));
    expect(full).not.toContain('"Ask"');
    for (const verb of VERBS.filter((one) => one.who === 'learner' && standsAlone(one))) {
      expect(bare).toContain(`"run:${verb.verb}"`);
    }
  });

  const facts = (n: number) => ({
    conversationId: `C${n}`,
    learner: 'slack:U0MEI' as const,
    startedAt: 1790000000000,
    community: 'default',
    course: null,
    priority: null,
    paused: [],
    misses: 0,
    agent: null,
    handlingMs: 0,
    category: null,
    intent: n % 2 ? 'i' : null,
    queue: null,
    learnerMessages: 1,
    answers: 0,
    refusals: 0,
    escalatedAt: n > 2 ? 1 : null,
    firstReplyAt: n > 4 ? 1 : null,
    resolvedAt: n > 6 ? 1 : null,
    resolution: null,
    reopened: 0,
    closedAt: null,
    ratingAsked: false,
    score: n > 8 ? 9 : null,
  });

  it.each(LANGUAGES)('are views that Slack takes, in %s, for nobody, for somebody and for admins', (language) => {
    const conversations = Array.from({ length: 60 }, (_, n) => facts(n));
    const titleOf = () => ({ zh: '长'.repeat(500), en: 'x'.repeat(500) });
    const queues = Array.from({ length: 40 }, (_, n) => ({ name: { zh: `队列${n}`, en: `queue ${n}` }, waiting: n }));
    const many = (n: number) => Array.from({ length: n }, (_, k) => k);
    const line = (words: string) => ({ zh: words, en: words });
    const block = (kind: HomeKind, lines: readonly string[]): HomeBlock => ({
      kind,
      title: line('长'.repeat(100)),
      lines: lines.map(line),
      conversation: null,
    });
    const learning = {
      chosen: null,
      page: [
        block(
          'courses',
          many(60).map((n) => `<b> ${n}`),
        ),
        block('step', ['x'.repeat(5000)]),
        block('recommended', many(60).map(String)),
      ],
    };
    const nobody = { conversations: [], queues: null, titleOf };
    for (const home of [null, nobody, { ...nobody, ...learning }, { conversations, queues, titleOf, ...learning }]) {
      expect(JSON.stringify(toHome(language, home, 'Asia/Shanghai')).length).toBeLessThan(250_000);
      expect(checkWholeView(toHome(language, home, 'Asia/Shanghai'))).toEqual([]);
    }
    expect(checkWholeView(toAnswerView(titleOf(), titleOf(), language))).toEqual([]);
    expect(toSuggestedPrompts(language).length).toBeLessThanOrEqual(4);
  });
});

describe('messages of ours', () => {
  const buttonOf = (choice: string, label = choice) => ({ choice: choice as PlainChoice, target: 'CAAAA', label });

  it('keep Slack’s limits, with any words and any number of buttons', () => {
    const words = [
      '',
      ' ',
      '&<>"'.repeat(4000),
      '👩‍👩‍👧‍👦'.repeat(900),
      'https://a.b/'.repeat(700),
      '一\n\n二'.repeat(3000),
    ];
    const many = Array.from({ length: 60 }, (_, n) => buttonOf(`pick:${n}`, '长'.repeat(200)));
    for (const text of words) {
      for (const part of toParts('slack:1:0', { text, buttons: [many, []] }, 'https://a.b/archives/C1/p1')) {
        expect(checkBlocks(part.blocks, 50)).toEqual([]);
        expect(part.text.length).toBeLessThanOrEqual(4000);
        expect(part.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }
    }
  });

  it('have keys that tell their parts apart, and the ones of a single part by the delivery', () => {
    const keys = toParts('slack:1:0', { text: 'x'.repeat(7000), buttons: [] }).map(({ key }) => key);
    expect(keys).toEqual(['slack:1:0', 'slack:1:0#1', 'slack:1:0#2']);
  });

  it('show a scale as one menu, and every other choice as a button with its label', () => {
    const rows = [
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ].map((row) => row.map((n) => buttonOf(`rate:${n}`)));
    const menu = toActions(rows);
    expect(menu).toHaveLength(1);
    expect(menu[0]?.elements).toMatchObject([{ type: 'static_select', options: { length: 11 } }]);
    const plain = Object.entries(CHOICE_LABELS).map(([choice, label]) => buttonOf(choice, label.zh));
    // A block holds 25 of them.
    const shown = toActions([plain]).flatMap(({ elements }) => elements);
    expect(shown.map((element) => 'text' in element && element.text?.text)).toEqual(
      Object.values(CHOICE_LABELS).map(({ zh }) => zh),
    );
  });

  it('link addresses without the sign that ends the sentence', () => {
    const [section] = toRichText('看 https://a.b/c。或 (https://d.e/f).').elements;
    expect(JSON.stringify(section)).toContain('"url":"https://a.b/c"');
    expect(JSON.stringify(section)).toContain('"url":"https://d.e/f"');
  });

  it('find their channel in places with and without a workspace, and keep the form of the settings', () => {
    expect([toChannel('slack:C1'), toChannel('slack:T1/C1')]).toEqual(['C1', 'C1']);
    expect(PLACES.toPlace('C0STAFF')).toBe('slack:T0TEAM/C0STAFF');
    expect(PLACES.toPlace('C0NEW')).toBe('slack:C0NEW');
  });

  it('never end in half an entity', () => {
    for (let most = 1; most < 40; most++)
      expect(cutEscaped('&amp;&lt;&gt;'.repeat(5), most)).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });
});
