/** Learners on one platform, people on another: the local page and Slack in one process, through one engine and one store. */
import { expect, it } from 'vitest';
import { post } from '../local/serve.ts';
import { QUESTION, runService } from './running.ts';
import { LIN, MEI, MEI_DM, STAFF } from './serve.ts';

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
