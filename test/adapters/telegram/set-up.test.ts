/** `afterclass doctor` against the loopback Telegram: each thing that may be set up wrongly, and what to do about it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckOptions, checkTelegram } from '../../../adapters/telegram/check.ts';
import { TOKEN } from '../../fakes/telegram/index.ts';
import { type Course, expectClean, startCourse } from './serve.ts';

let course: Course;

const check = (change: Partial<CheckOptions> = {}) =>
  checkTelegram({
    botToken: TOKEN,
    apiRoot: course.telegram.apiRoot,
    webhookUrl: null,
    staffPlaces: [`telegram:${course.staff.id}`, `telegram:${course.staff.id}`, 'local:staff'],
    learnerPlaces: [`telegram:${course.help.id}`],
    admins: [`telegram:${course.admin.id}`],
    ...change,
  });

describe('doctor', () => {
  beforeEach(async () => {
    course = await startCourse({ staffForum: true });
  });
  afterEach(async () => {
    await course.telegram.close();
    expectClean(course.telegram);
  });

  it('finds a complete set-up in order, each thing once', async () => {
    const checks = await check();
    expect(checks.filter(({ ok, remedy }) => !ok || remedy !== '')).toEqual([]);
    expect(checks.map(({ found }) => found)).toEqual([
      '@afterclass_bot',
      'long polling, 0 waiting',
      'a forum, a topic for each ticket',
      'the bot reads every message',
      'has a private chat with the bot',
    ]);
  });

  it.each<[string, () => Partial<CheckOptions>, string]>([
    ['a wrong token', () => ({ botToken: '1:x' }), 'BotFather'],
    ['a server out of reach', () => ({ apiRoot: 'http://127.0.0.1:9' }), 'TELEGRAM_API_ROOT'],
    ['a staff place that is none', () => ({ staffPlaces: ['telegram:nowhere'] }), 'add the bot'],
    ['a staff place the bot is not in', () => kicked(), 'add the bot'],
    ['a private chat as staff place', () => ({ staffPlaces: [`telegram:${course.ming.id}`] }), 'only agents'],
    ['a forum without the right', () => withoutTopics(), 'Manage Topics'],
    ['privacy mode in a learner place', () => ({ learnerPlaces: [`telegram:${course.lounge.id}`] }), '/setprivacy'],
    ['an admin without a private chat', () => ({ admins: [`telegram:${course.lin.id}`] }), '/start'],
  ])('names %s and the remedy', async (_, prepare, remedy) => {
    const wrong = (await check(prepare())).filter(({ ok }) => !ok);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.remedy).toContain(remedy);
  });

  function kicked(): Partial<CheckOptions> {
    course.staff.members.set(course.telegram.world.bot.id, 'kicked');
    return {};
  }

  function withoutTopics(): Partial<CheckOptions> {
    course.staff.mayManageTopics = false;
    return {};
  }
});
