/** The Home tab while it is open: shown, kept up to date, never fighting over who published last. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HomeFacts } from '../../../adapters/slack/options.ts';
import { QUESTION, runService } from './running.ts';
import { ADMIN, LIN, MEI, MEI_DM, type Running, startSlack } from './serve.ts';

describe('a Home tab', () => {
  let running: Running;
  let asked = 0;
  let page: HomeFacts['page'] = [];
  const shows = (line: string): HomeFacts['page'] => [
    { kind: 'courses', title: { zh: '课程', en: 'Courses' }, lines: [{ zh: line, en: line }], conversation: null },
  ];
  beforeEach(async () => {
    asked = 0;
    page = [];
    const home = async () => {
      asked++;
      return { conversations: [], queues: null, titleOf: () => null, page: page ?? [] };
    };
    running = await startSlack({ home, homeRestMs: 30, answerOf: () => null });
  });
  afterEach(async () => {
    await running.stop();
    expect(running.slack.problems).toEqual([]);
  });
  const view = () => JSON.stringify(running.slack.world.homes.get(MEI)?.view);
  const published = () => running.slack.calls.filter(({ method }) => method === 'views.publish').length;
  const shown = (text: string) => expect.poll(view).toContain(text);

  it('is refreshed while somebody looks, once for much that happens, and only where it changed', async () => {
    await running.slack.people.say(MEI_DM, MEI, '还没打开');
    expect(asked).toBe(0);
    await running.slack.people.openHome(MEI);
    page = shows('SQL · 50%');
    await Promise.all(Array.from({ length: 20 }, (_, n) => running.slack.people.say(MEI_DM, MEI, `第 ${n} 句`)));
    await shown('SQL · 50%');
    expect(published()).toBe(2);
    expect(asked).toBeLessThan(8);
    const before = asked;
    await running.deliver('回答');
    await expect.poll(() => asked).toBeGreaterThan(before);
    expect(published()).toBe(2);
  });

  it('of somebody whom it does not concern is left alone', async () => {
    await running.slack.people.openHome(LIN);
    await running.slack.people.openHome(MEI);
    const before = asked;
    page = shows('SQL · 10%');
    await running.slack.people.say(MEI_DM, MEI, '在吗');
    await shown('SQL · 10%');
    expect(asked).toBe(before + 1);
  });

  it('that somebody else published meanwhile is made anew from the facts', async () => {
    await running.slack.people.openHome(MEI);
    running.slack.world.homes.get(MEI)!.hash = 'newer';
    page = shows('SQL · 100%');
    await running.deliver('回答');
    await shown('SQL · 100%');
    expect(published()).toBe(3);
  });

  it('that cannot be refreshed holds nothing up', async () => {
    await running.slack.people.openHome(MEI);
    page = shows('SQL · 100%');
    running.slack.fail('views.publish', { kind: 'rateLimited', seconds: 30 });
    await running.deliver('回答');
    await expect.poll(() => running.logged.some(({ message }) => message.includes('not refreshed'))).toBe(true);
    await running.deliver('再来');
    await shown('SQL · 100%');
  });
});

it('shows what is open and what was, with its answer to read again; its buttons do what commands do', async () => {
  const service = await runService();
  const { people, world } = service.slack;
  const page = () => JSON.stringify(world.homes.get(MEI)?.view);
  await people.openHome(MEI);
  await people.say(MEI_DM, MEI, QUESTION);
  await service.until(() => expect(page()).toMatch(/进行中.*小助手处理中/));
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'solved'), 'solved');
  await service.until(() => expect(page()).toMatch(/以前的问题.*已结束/));
  const value = /"value":"(answer:[^"]+)"/.exec(page())?.[1] ?? '';
  await people.pressHome(MEI, value);
  const modal = JSON.stringify([...world.views.values()].at(-1)?.view);
  expect(modal).toContain('忘记密码');
  await people.pressHome(MEI, 'run:help');
  await service.sees(MEI_DM, '/afterclass help');
  await people.pressHome(MEI, 'run:settings en');
  await service.until(() => expect(page()).toContain('Language: English'));
  await service.close();
});

it('an admin sees the queue fill while looking', async () => {
  const service = await runService();
  const { people, world } = service.slack;
  await people.openHome(ADMIN);
  const page = () => JSON.stringify(world.homes.get(ADMIN)?.view);
  expect(page()).not.toContain('🕒');
  await people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  await service.until(() => expect(page()).toMatch(/🕒 [^:]+: 1/));
  await service.close();
});
