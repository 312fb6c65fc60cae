/** Whole conversations on Telegram: learners in private, in groups and topics, agents in topics and below cards, admins. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VERBS } from '../../../src/domain/verbs.ts';
import { toLinkCode } from '../../../src/link-code.ts';
import { QUESTION, type RunningService, runService } from './running.ts';
import { payloadsOf, startCourse } from './serve.ts';

interface Carried {
  readonly file_id: string;
  readonly file_name: string;
}

let service: RunningService;

describe('a learner on Telegram', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('asks in private, says that it is solved, rates and comments; every press is answered', async () => {
    const { telegram, ming } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, QUESTION);
    const answer = await service.seesButton(chat, 'solved');
    const solved = service.press(ming, chat, answer, 'solved');
    const asked = await service.seesButton(chat, 'rate:9');
    expect(asked.reply_markup?.inline_keyboard.map((row) => row.length)).toEqual([6, 5]);
    // The answer was edited in place: its buttons are gone.
    await service.until(() => expect(payloadsOf(chat.messages.get(answer.message_id)!)).toEqual([]));
    const rated = service.press(ming, chat, asked, 'rate:9');
    const commented = service.press(ming, chat, await service.seesButton(chat, 'comment'), 'comment');
    await service.until(() => {
      for (const { callback } of [solved, rated, commented]) expect(callback.answered).not.toBeNull();
    });
    await service.until(async () => {
      telegram.people.say(ming, chat, '老师很耐心');
      const entries = await service.app.store.reports.entries(null, null);
      expect(entries.map(({ kind }) => kind)).toContain('commented');
    });
  });

  it('gets courses recommended, says what suits, and has a learning path drawn', async () => {
    const { telegram, ming } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, '/recommend 数据分析');
    const list = await service.seesButton(chat, 'course_yes');
    expect(payloadsOf(list).filter((payload) => payload.startsWith('course_no:')).length).toBeGreaterThan(0);
    const { callback } = service.press(ming, chat, list, 'course_yes');
    await service.sees(chat, '记下了，你对');
    await service.until(() => expect(callback.answered).not.toBeNull());
    telegram.people.say(ming, chat, '/path 数据分析 每周6小时');
    await service.until(() => {
      const pictures = [...chat.messages.values()].filter(({ photo }) => photo);
      expect(pictures).toHaveLength(1);
    });
    await service.sees(chat, '计划已存好');
    telegram.people.say(ming, chat, '学习报告');
    await service.sees(chat, '你的学习报告');
  });

  it('sends files along to staff, and what they change is shown there', async () => {
    const { telegram, ming, staff } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.sendFile(ming, chat, 'document', new TextEncoder().encode('log of the crash'));
    await service.sees(chat, '文件收到了');
    const words = telegram.people.say(ming, chat, '我想换个头像');
    telegram.people.say(ming, chat, '/human');
    await service.seesButton(staff, 'claim');
    const carried = await service.until(() => {
      const files = [...staff.messages.values()].flatMap(({ document }) => (document as Carried | undefined) ?? []);
      const file = files.find(({ file_name: name }) => name === 'notes.pdf');
      expect(file).toBeDefined();
      return file;
    });
    const stored = telegram.world.files.get(carried?.file_id ?? '');
    expect(new TextDecoder().decode(stored?.bytes)).toBe('log of the crash');
    const { message_id: id } = (words as unknown as { message: { message_id: number } }).message;
    telegram.people.edit(ming, chat, id, '我想换个头像，手机上');
    await service.until(() => {
      const texts = [...staff.messages.values()].map(({ text }) => text ?? '');
      expect(texts.some((text) => text.includes('修改了消息：我想换个头像，手机上'))).toBe(true);
    });
  });

  it('is heard in a group by mention, command and reply, and answered below their own words', async () => {
    const { telegram, ming, lin, lounge } = service;
    expect(telegram.people.say(ming, lounge, QUESTION)).toBeNull();
    const update = telegram.people.say(ming, lounge, `@afterclass_bot ${QUESTION}`);
    const answer = await service.seesButton(lounge, 'solved');
    const { message_id: asked } = (update as unknown as { message: { message_id: number } }).message;
    expect(answer.reply_to_message?.message_id).toBe(asked);
    telegram.people.say(lin, lounge, '/ask@afterclass_bot 视频无法播放');
    await service.until(() => {
      const people = telegram
        .read(lounge)
        .filter((message) => payloadsOf(message).some((payload) => payload.startsWith('solved:')))
        .map((message) => message.reply_to_message?.from?.id);
      expect(people).toEqual([ming.id, lin.id]);
    });
    telegram.people.say(ming, lounge, '/ban@other_bot 小林');
    telegram.people.say(ming, lounge, '/ban 小林');
    telegram.people.say(ming, lounge, '/human', { replyTo: answer.message_id });
    await service.seesButton(service.staff, 'claim');
    const entries = await service.app.store.reports.entries(null, null);
    expect(entries.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  it('comments in a group by answering the prompt that names them', async () => {
    const { telegram, ming, lounge } = service;
    telegram.people.say(ming, lounge, `/ask ${QUESTION}`);
    service.press(ming, lounge, await service.seesButton(lounge, 'solved'), 'solved');
    service.press(ming, lounge, await service.seesButton(lounge, 'rate:9'), 'rate:9');
    await service.fill(ming, lounge, await service.seesButton(lounge, 'comment'), 'comment', '很快');
    const prompt = await service.sees(lounge, '💬 请回复这条消息');
    expect(prompt.entities).toContainEqual(expect.objectContaining({ type: 'text_mention', user: ming }));
    await service.until(async () => {
      const entries = await service.app.store.reports.entries(null, null);
      expect(entries.find(({ kind }) => kind === 'commented')?.facts.text).toBe('很快');
    });
  });

  it('is heard by webhook as well', async () => {
    await service.close();
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    service = await runService({
      HTTP_PORT: String(port),
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/webhook`,
      TELEGRAM_WEBHOOK_SECRET: 'a-secret',
    });
    const { telegram, ming } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, QUESTION);
    service.press(ming, chat, await service.seesButton(chat, 'human'), 'human');
    await service.seesButton(service.staff, 'claim');
    expect(telegram.calls.some(({ method }) => method === 'getUpdates')).toBe(false);
  });

  it('stays in the topic where they asked', async () => {
    const { telegram, ming, help } = service;
    const topic = telegram.world.addTopic(help, ming, '登录');
    const other = telegram.world.addTopic(help, ming, '闲聊');
    telegram.people.say(ming, help, QUESTION, { thread: topic.id });
    const answer = await service.seesButton(help, 'solved', topic.id);
    service.press(ming, help, answer, 'solved');
    await service.seesButton(help, 'rate:9', topic.id);
    expect(telegram.read(help, other.id)).toEqual([]);
  });

  it('begins with /start and is told in the language of their Telegram', async () => {
    const { telegram, ming, admin } = service;
    const visitor = telegram.world.addPerson('Ann', 'en');
    telegram.people.say(visitor, telegram.world.privateOf(visitor), '/start abc_123');
    await service.sees(telegram.world.privateOf(visitor), 'Linking accounts is not set up here');
    telegram.people.say(visitor, telegram.world.privateOf(visitor), '/start');
    await service.sees(telegram.world.privateOf(visitor), '/human');
    telegram.people.say(ming, telegram.world.privateOf(ming), '/start');
    await service.sees(telegram.world.privateOf(ming), '人工');
    expect(admin.language_code).toBe('en');
    await service.until(() => {
      const learners = VERBS.filter(({ who }) => who === 'learner').map(({ verb }) => verb);
      expect(telegram.menus.get('default/zh')?.map(({ command }) => command)).toEqual(learners);
      expect(telegram.menus.get(`chat:${service.staff.id}/`)?.map(({ command }) => command)).toContain('report');
    });
  });
});

const SECRET = 'a secret between shop and bot';

describe('a learner on Telegram, with a shop', () => {
  it('joins the shop’s account by a deep link, sees it in the settings, and agents see it on the card', async () => {
    service = await runService({ LINK_SECRET: SECRET });
    const { telegram, ming, staff } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, `/start ${toLinkCode('S-42', Date.now() + 60_000, SECRET)}`);
    await service.sees(chat, '绑定好了：课程账号 S-42');
    telegram.people.say(ming, chat, '/settings en');
    await service.sees(chat, 'English from now on');
    telegram.people.say(ming, chat, '/settings');
    await service.sees(chat, 'linked to S-42');
    telegram.people.say(ming, chat, QUESTION);
    service.press(ming, chat, await service.seesButton(chat, 'human'), 'human');
    await service.sees(staff, 'account S-42');
    await service.close();
  });

  it('hands a voice message to staff, and hears kindly what is too large to fetch', async () => {
    service = await runService();
    const { telegram, ming, staff } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, '/human');
    await service.seesButton(staff, 'claim');
    telegram.people.sendFile(ming, chat, 'voice', new TextEncoder().encode('spoken words'));
    await service.until(() => {
      const carried = [...staff.messages.values()].map((message) => JSON.stringify(message));
      expect(carried.some((message) => message.includes('file_id') && message.includes('voice.ogg'))).toBe(true);
    });
    telegram.people.post(ming, chat, {
      document: { file_id: 'huge', file_unique_id: 'u', file_name: 'film.mkv', file_size: 30 * 1024 * 1024 },
    });
    await service.sees(staff, '📎 film.mkv');
    await service.close();
  });

  it('can go from the card to the question that was asked in a group', async () => {
    service = await runService();
    const { telegram, ming, help, staff } = service;
    telegram.people.say(ming, help, QUESTION, {});
    const answer = await service.seesButton(help, 'human');
    service.press(ming, help, answer, 'human');
    const card = await service.seesButton(staff, 'claim');
    const urls = card.reply_markup?.inline_keyboard.flat().flatMap((button) => ('url' in button ? button.url : []));
    expect(urls).toEqual([expect.stringMatching(/^https:\/\/t\.me\/c\/\d+\/\d+$/)]);
    await service.close();
  });

  it('who blocks the bot while people are on it: they are told in the ticket; else nobody is troubled', async () => {
    service = await runService();
    const { telegram, ming, staff } = service;
    const chat = telegram.world.privateOf(ming);
    const other = telegram.world.addPerson('小红');
    telegram.people.say(other, telegram.world.privateOf(other), QUESTION);
    await service.seesButton(telegram.world.privateOf(other), 'solved');
    telegram.people.block(other);
    telegram.people.say(ming, chat, '/human');
    await service.seesButton(staff, 'claim');
    telegram.people.block(ming);
    await service.sees(staff, '对方屏蔽了小助手');
    expect(telegram.read(staff).filter(({ text }) => text?.includes('屏蔽'))).toHaveLength(1);
    await service.close();
  });
});

describe.each([{ staffForum: true }, { staffForum: false }])('agents on Telegram, %o', (options) => {
  beforeEach(async () => {
    service = await runService({}, await startCourse(options));
  });
  afterEach(() => service.close());

  it('claim, note, reply and resolve a ticket, and the learner rates it', async () => {
    const { telegram, ming, lin, staff } = service;
    const chat = telegram.world.privateOf(ming);
    telegram.people.say(ming, chat, QUESTION);
    service.press(ming, chat, await service.seesButton(chat, 'human'), 'human');
    const card = await service.seesButton(staff, 'claim');
    const thread = card.message_thread_id;
    expect(thread !== undefined).toBe(options.staffForum);
    if (options.staffForum) {
      expect([...staff.topics.values()].map(({ name }) => name)).toEqual([
        expect.stringMatching(/^T-\w{6} · 忘记密码/),
      ]);
    }
    const said = await service.sees(staff, `💬 小明：${QUESTION}`, thread);
    if (!options.staffForum) expect(said.reply_to_message?.message_id).toBe(card.message_id);
    service.press(lin, staff, card, 'claim');
    await service.sees(staff, '小林 认领了工单', thread);
    // Talk below the card is a note; nothing of it goes to the learner.
    telegram.people.say(
      lin,
      staff,
      '内部的话',
      options.staffForum ? { thread: thread! } : { replyTo: said.message_id },
    );
    const claimed = await service.seesButton(staff, 'reply', thread);
    await service.fill(lin, staff, claimed, 'note', '要查一下日志');
    await service.fill(lin, staff, claimed, 'reply', '请在设置里重置。');
    await service.sees(chat, '请在设置里重置。');
    await service.sees(staff, '✓ 已发给学员', thread);
    telegram.people.say(ming, chat, '收到，试一下');
    await service.sees(staff, '收到，试一下', thread);
    service.press(lin, staff, claimed, 'resolve');
    service.press(ming, chat, await service.seesButton(chat, 'rate:10'), 'rate:10');
    await service.until(async () => {
      const entries = await service.app.store.reports.entries(null, null);
      const notes = entries.filter(({ kind }) => kind === 'noted').map(({ facts }) => facts.text);
      expect(notes).toEqual(['内部的话', '要查一下日志']);
      expect(entries.find(({ kind }) => kind === 'rated')?.facts.score).toBe(10);
    });
    expect(telegram.read(chat).some(({ text }) => text?.includes('内部的话') || text?.includes('日志'))).toBe(false);
    if (options.staffForum) {
      await service.until(() => expect([...staff.topics.values()][0]?.name).toMatch(/^✅ T-/));
      // One topic per ticket, and one card in it.
      expect(staff.topics.size).toBe(1);
    }
    expect(telegram.read(staff).filter(({ text }) => text?.startsWith('🎫'))).toHaveLength(1);
  });
});

describe('an admin on Telegram', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('asks in a group and reads the report in private; nobody else gets one', async () => {
    const { telegram, admin, ming, lounge } = service;
    telegram.people.say(admin, lounge, '/report overview');
    await service.sees(telegram.world.privateOf(admin), /onversations/);
    telegram.people.say(ming, lounge, '/report overview');
    await service.sees(lounge, '管理员');
    expect(telegram.read(lounge).filter(({ from }) => from?.is_bot)).toHaveLength(1);
  });

  it('is shown the way where the private chat is closed', async () => {
    const { telegram, admin, lounge } = service;
    telegram.people.block(admin);
    telegram.people.say(admin, lounge, '/report overview');
    const way = await service.sees(lounge, '/start');
    expect(JSON.stringify(way.reply_markup)).toContain('https://t.me/afterclass_bot');
  });
});
