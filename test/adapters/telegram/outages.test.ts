/** What must not get lost on Telegram: restarts, repeats, other pollers, limits, failing servers, lost answers, refusals. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUESTION, type RunningService, runService } from './running.ts';
import { payloadsOf, startCourse } from './serve.ts';

let service: RunningService;

const questionsOf = async () =>
  (await service.app.store.reports.entries(null, null))
    .filter(({ kind }) => kind === 'learnerMessage')
    .map(({ facts }) => facts.text);

const chatOfMing = () => service.telegram.world.privateOf(service.ming);

async function openTicket() {
  const { telegram, ming, staff } = service;
  telegram.people.say(ming, chatOfMing(), QUESTION);
  service.press(ming, chatOfMing(), await service.seesButton(chatOfMing(), 'human'), 'human');
  const card = await service.seesButton(staff, 'claim');
  await service.sees(staff, `：${QUESTION}`);
  return card;
}

describe('a process that was away', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterclass-telegram-'));
  });
  afterEach(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('is told what was said meanwhile, each thing once, and takes answers to what it asked before', async () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
    service = await runService(env);
    const { telegram, ming, lin, staff } = service;
    const card = await openTicket();
    service.press(lin, staff, card, 'claim');
    const claimed = await service.seesButton(staff, 'reply');
    const pressed = service.press(lin, staff, claimed, 'reply');
    await service.until(() => expect(pressed.callback.answered).not.toBeNull());
    const prompt = telegram.read(staff).at(-1);
    const below = await service.sees(staff, `：${QUESTION}`);
    await service.stop();
    telegram.people.say(ming, chatOfMing(), '停机时的第一句');
    telegram.people.say(ming, chatOfMing(), '停机时的第二句');
    telegram.people.say(lin, staff, '请在设置里重置。', { replyTo: prompt!.message_id });
    telegram.people.say(lin, staff, '停机时的备注', { replyTo: below.message_id });
    telegram.updates.repeat(telegram.updates.last!);
    service = await runService(env, service);
    await service.sees(chatOfMing(), '请在设置里重置。');
    await service.sees(staff, '停机时的第二句');
    await service.until(async () => {
      const entries = await service.app.store.reports.entries(null, null);
      const said = entries.filter(({ kind }) => kind === 'learnerMessage').map(({ facts }) => facts.text);
      expect(said).toEqual([QUESTION, '停机时的第一句', '停机时的第二句']);
      expect(entries.filter(({ kind }) => kind === 'noted').map(({ facts }) => facts.text)).toEqual(['停机时的备注']);
    });
    expect(telegram.read(chatOfMing()).filter(({ text }) => text?.includes('请在设置里重置。'))).toHaveLength(1);
  });

  it('loses nothing when it ends in the middle of a batch, and answers nothing twice', async () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, 'b.db')}` };
    service = await runService(env);
    const { telegram, ming } = service;
    const others = ['小红', '小刚'].map((name) => telegram.world.addPerson(name));
    await service.until(() => expect(telegram.updates.isPolled).toBe(true));
    // The batch is stored; the next offset, which would say so, never arrives.
    telegram.faults.push({ method: 'getUpdates', meets: 'drop', times: 1000 });
    telegram.people.say(ming, chatOfMing(), QUESTION);
    for (const other of others) telegram.people.say(other, telegram.world.privateOf(other), '视频无法播放');
    await service.seesButton(chatOfMing(), 'solved');
    await service.stop();
    telegram.faults.length = 0;
    expect(telegram.updates.confirmed.size).toBe(0);
    service = await runService(env, service);
    for (const other of others) await service.seesButton(telegram.world.privateOf(other), 'solved');
    await service.until(() => expect(telegram.updates.confirmed.size).toBe(3));
    expect((await questionsOf()).toSorted()).toEqual([QUESTION, '视频无法播放', '视频无法播放'].toSorted());
    for (const person of [ming, ...others]) {
      const chat = telegram.world.privateOf(person);
      expect(telegram.read(chat).filter((message) => payloadsOf(message).length > 0)).toHaveLength(1);
    }
  });
});

describe('a Telegram that says no', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('waits out a storm of rate limits and failing servers, and shows each thing once', async () => {
    const { telegram, ming } = service;
    telegram.faults.push(
      { method: 'sendMessage', meets: { retryAfter: 0 }, times: 12 },
      { method: 'sendMessage', meets: { status: 502, description: 'Bad Gateway' }, times: 2 },
      { method: 'sendMessage', meets: 'drop', times: 2 },
      { method: 'getUpdates', meets: { status: 500 }, times: 2 },
      { method: 'getUpdates', meets: { retryAfter: 1 } },
    );
    telegram.people.say(ming, chatOfMing(), QUESTION);
    await service.seesButton(chatOfMing(), 'solved');
    await service.until(() => expect(telegram.faults).toEqual([]));
    expect(telegram.read(chatOfMing()).filter(({ from }) => from?.is_bot)).toHaveLength(1);
    expect((await service.app.store.backlog()).deliveriesFailed).toBe(0);
  });

  it('shows at most twice what was carried out while its answer got lost', async () => {
    const { telegram, ming } = service;
    telegram.faults.push({ method: 'sendMessage', meets: 'cut' });
    telegram.people.say(ming, chatOfMing(), QUESTION);
    await service.until(async () => expect((await service.app.store.backlog()).deliveriesWaiting).toBe(0));
    await service.until(() => expect(telegram.faults).toEqual([]));
    await service.until(() => {
      // The one window there is: Telegram has neither a key against doubles nor a history to look into.
      expect(telegram.read(chatOfMing()).filter(({ from }) => from?.is_bot)).toHaveLength(2);
    });
  });

  it('tells staff when a learner has blocked the bot', async () => {
    const { telegram, ming, lin, staff } = service;
    const card = await openTicket();
    telegram.people.block(ming);
    service.press(lin, staff, card, 'claim');
    await service.fill(lin, staff, await service.seesButton(staff, 'reply'), 'reply', '听得到吗');
    await service.sees(staff, /没能送到学员.*blocked by the user/);
    const other = telegram.world.addPerson('小红');
    telegram.people.say(other, telegram.world.privateOf(other), QUESTION);
    await service.seesButton(telegram.world.privateOf(other), 'solved');
  });

  it('takes repeated messages and presses once', async () => {
    const { telegram, ming, staff } = service;
    telegram.people.say(ming, chatOfMing(), QUESTION);
    telegram.updates.repeat(telegram.updates.last!);
    const answer = await service.seesButton(chatOfMing(), 'human');
    service.press(ming, chatOfMing(), answer, 'human');
    telegram.updates.repeat(telegram.updates.last!);
    await service.seesButton(staff, 'claim');
    await service.until(() => expect(telegram.updates.confirmed.size).toBe(2));
    expect(await questionsOf()).toEqual([QUESTION]);
    expect(telegram.read(staff).filter(({ text }) => text?.startsWith('🎫'))).toHaveLength(1);
  });

  it('shows words with markup in them as they are, to the learner and to staff', async () => {
    const { telegram, ming, staff } = service;
    const hostile = `<b>${QUESTION}</b> & <a href="tg://user?id=1">x</a> *_~|[a](http://b) </code> @admin`;
    telegram.people.say(ming, chatOfMing(), hostile);
    telegram.people.say(ming, chatOfMing(), '/human');
    await service.sees(staff, hostile.slice(0, 60));
    await service.sees(staff, `：${hostile}`);
    expect(telegram.calls.some(({ body }) => 'parse_mode' in body)).toBe(false);
  });
});

describe('places that move or go', () => {
  afterEach(() => service.close());

  it('follows staff and learners from a group to its supergroup', async () => {
    const course = await startCourse();
    const plain = course.telegram.world.addGroup('plain', [course.lin, course.admin], { bot: 'administrator' });
    service = await runService({ STAFF_PLACES: `telegram:${plain.id}` }, { ...course, staff: plain });
    const { telegram, ming, lin } = service;
    const card = await openTicket();
    const next = telegram.people.migrate(lin, plain);
    telegram.people.say(ming, chatOfMing(), '还有一件事');
    await service.sees(next, '还有一件事');
    telegram.people.say(lin, next, `/claim ${payloadsOf(card)[0]?.split(':')[1]}`);
    await service.sees(next, '小林 认领了工单');
    // The next process is told of the old id only, and finds the new one.
    await service.stop();
    service = await runService({ STAFF_PLACES: `telegram:${plain.id}` }, { ...course, staff: next });
    await service.until(() => expect(telegram.menus.size).toBeGreaterThan(0));
    telegram.people.say(lin, next, '/claim');
    await service.sees(next, '没找到工单');
  });

  it('opens a new topic for a ticket whose topic was deleted', async () => {
    service = await runService({}, await startCourse({ staffForum: true }));
    const { telegram, ming, lin, staff } = service;
    const card = await openTicket();
    telegram.world.deleteTopic(staff, card.message_thread_id!);
    telegram.people.say(ming, chatOfMing(), '还在等');
    await service.sees(staff, '还在等');
    const again = await service.seesButton(staff, 'claim');
    expect(again.message_thread_id).not.toBe(card.message_thread_id);
    telegram.people.say(lin, staff, '/claim', { thread: again.message_thread_id! });
    await service.sees(staff, '小林 认领了工单', again.message_thread_id!);
    telegram.people.say(ming, chatOfMing(), '新的话题里');
    await service.sees(staff, '新的话题里', again.message_thread_id!);
  });

  it('works below the card where it may not open topics', async () => {
    const course = await startCourse({ staffForum: true });
    course.staff.mayManageTopics = false;
    service = await runService({}, course);
    const card = await openTicket();
    expect(card.message_thread_id).toBeUndefined();
    const said = await service.sees(service.staff, `：${QUESTION}`);
    expect(said.reply_to_message?.message_id).toBe(card.message_id);
  });
});
