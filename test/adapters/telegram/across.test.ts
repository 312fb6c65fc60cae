/** Learners on Telegram, people on Slack: two loopback platforms, one process, one engine, one store. */
import { expect, it, vi } from 'vitest';
import { APP_TOKEN, BOT_TOKEN } from '../../fakes/slack/index.ts';
import { LIN, STAFF, startWorkspace } from '../slack/serve.ts';
import { QUESTION, runService } from './running.ts';

const WAIT = { timeout: 15_000, interval: 10 };

it('answers a learner on Telegram from a Slack thread', async () => {
  const slack = await startWorkspace({ ackMs: 3000 });
  const service = await runService({
    STAFF_PLACES: `slack:${STAFF}`,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
  });
  const { telegram, ming } = service;
  const chat = telegram.world.privateOf(ming);
  telegram.people.say(ming, chat, QUESTION);
  service.press(ming, chat, await service.seesButton(chat, 'human'), 'human');
  const card = await vi.waitFor(() => {
    const found = slack.shown(STAFF).find(({ payloads }) => payloads.some((payload) => payload.startsWith('claim:')));
    expect(found).toBeDefined();
    return found!;
  }, WAIT);
  const claim = card.payloads.find((payload) => payload.startsWith('claim:'))!;
  expect(await slack.people.press(STAFF, card.id, LIN, claim)).toBe('acknowledged');
  await service.sees(chat, '已有人接手');
  const ticket = claim.slice('claim:'.length);
  await slack.people.command(STAFF, LIN, '/afterclass', `reply ${ticket} 请看 <设置> 里的“重置”`);
  await service.sees(chat, '小林：请看 <设置> 里的“重置”');
  telegram.people.say(ming, chat, '看到了，谢谢老师');
  await vi.waitFor(() => {
    const words = slack.shown(STAFF, card.id).map(({ text }) => text);
    expect(words.some((text) => text.includes('看到了，谢谢老师'))).toBe(true);
  }, WAIT);
  await slack.people.command(STAFF, LIN, '/afterclass', `resolve ${ticket}`);
  await service.seesButton(chat, 'rate:10');
  await service.close();
  await slack.close();
  expect(slack.problems).toEqual([]);
});
