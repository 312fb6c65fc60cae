/** Learners on one platform, people on another: the local page and Slack in one process, through one engine and one store. */
import { expect, it, vi } from 'vitest';
import { APP_TOKEN, BOT_TOKEN } from '../../fakes/slack/index.ts';
import { runService as runDiscord } from '../discord/running.ts';
import { expectClean } from '../discord/serve.ts';
import { post } from '../local/serve.ts';
import { QUESTION, runService } from './running.ts';
import { LIN, MEI, MEI_DM, STAFF, startWorkspace } from './serve.ts';

const MING = { id: 'local:小明', name: '小明' };
const PLACE = 'local:learner-小明';
let count = 0;

interface PageMessage {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly (readonly { readonly choice: string; readonly target: string }[])[];
}

it('answers a learner of the local page from a Slack thread', async () => {
  const service = await runService({ LOCAL_PAGE: '1' });
  const url = service.app.url!;
  const act = { place: PLACE, thread: null, author: MING };
  const messages = async () => {
    const response = await fetch(`${url}/local/messages?place=${encodeURIComponent(PLACE)}`);
    return ((await response.json()) as { messages: readonly PageMessage[] }).messages;
  };
  await post(`${url}/local/messages`, { ...act, text: QUESTION, key: `k${++count}` });
  const answer = await service.until(async () => {
    const found = (await messages()).find(({ buttons }) => buttons.flat().some(({ choice }) => choice === 'human'));
    expect(found).toBeDefined();
    return found!;
  });
  const { target } = answer.buttons.flat()[0]!;
  await post(`${url}/local/choices`, { ...act, messageId: answer.id, payload: `human:${target}`, key: `k${++count}` });
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(LIN, STAFF, card, 'claim');
  await service.fill(LIN, STAFF, await service.seesButton(STAFF, 'reply'), 'reply', '请看 <设置> 里的重置');
  await service.until(async () => {
    expect((await messages()).map(({ text }) => text)).toContain('小林：请看 <设置> 里的重置');
  });
  await service.close();
});

it('answers a learner on Slack from the staff channel of the local page', async () => {
  const service = await runService({ LOCAL_PAGE: '1', STAFF_PLACES: 'local:staff' });
  const url = service.app.url!;
  await service.slack.people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const ticket = await service.until(() => {
    const found = service.slack
      .shown(MEI_DM)
      .map(({ text }) => /T-[0-9A-Z]{6}/.exec(text)?.[0])
      .find(Boolean);
    expect(found).toBeDefined();
    return found!;
  });
  const agent = { id: 'local:agent-lin', name: '小林' };
  const say = (text: string) =>
    post(`${url}/local/messages`, { place: 'local:staff', thread: null, author: agent, text, key: `k${++count}` });
  await say(`/reply ${ticket} 已经重置好了`);
  await service.sees(MEI_DM, '小林：已经重置好了');
  await service.close();
});

it('answers a learner on Discord from a Slack thread: hostile words, files, resolution, rating', async () => {
  const slack = await startWorkspace({ ackMs: 3000 });
  const service = await runDiscord({
    STAFF_PLACES: `slack:${STAFF}`,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
  });
  const { discord, ming, help } = service;
  const onSlack = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000, interval: 10 });
  const seesOnSlack = (text: string, thread: string) =>
    onSlack(() =>
      expect(
        slack
          .shown(STAFF, thread)
          .map((message) => message.text)
          .join('\n'),
      ).toContain(text),
    );
  const card = () => slack.shown(STAFF)[0]!;
  const payloadOf = (choice: string) => card().payloads.find((payload) => payload.startsWith(`${choice}:`))!;

  const asked = discord.people.say(ming, help, QUESTION);
  service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
  await onSlack(() => expect(payloadOf('claim')).toBeDefined());
  const { id } = card();
  await slack.people.press(STAFF, id, LIN, payloadOf('claim'));
  await service.sees(asked.id, '已有人接手');
  const hostile = '<!channel> *急* <https://evil.example|点这里> &lt; @everyone';
  discord.people.say(ming, discord.world.channel(asked.id), hostile);
  await seesOnSlack(hostile, id);
  await onSlack(() => expect(payloadOf('reply')).toBeDefined());
  await slack.people.press(STAFF, id, LIN, payloadOf('reply'));
  await slack.people.submit(LIN, '请看 **设置** @everyone <@123>');
  await service.sees(asked.id, '请看 **设置** @everyone <@123>');
  await seesOnSlack('✓ 已发给学员', id);
  await slack.people.press(STAFF, id, LIN, payloadOf('live'));
  await slack.people.say(STAFF, LIN, '截图在此', { thread: id, files: { 'steps.png': '像素' } });
  await onSlack(() => {
    const sent = discord.read(asked.id).flatMap(({ files }) => files);
    expect(sent.map(({ filename }) => filename)).toContain('steps.png');
  });
  await slack.people.press(STAFF, id, LIN, payloadOf('resolve'));
  service.press(ming, await service.seesButton(asked.id, 'rate:10'), 'rate:10');
  await service.until(async () => {
    const [facts] = await service.app.store.reports.conversations(null, null);
    expect(facts).toMatchObject({ score: 10, resolution: 'agent' });
  });
  await service.close();
  await slack.close();
  expectClean(discord);
  expect(slack.problems).toEqual([]);
});
