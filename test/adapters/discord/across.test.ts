/** Staff on Discord serve a learner on another platform, and the other way round. */
import { afterEach, expect, it } from 'vitest';
import { post } from '../local/serve.ts';
import { QUESTION, type RunningService, runService } from './running.ts';

let service: RunningService;
afterEach(() => service.close());

interface Local {
  say(place: string, author: object, text: string, thread?: string): Promise<unknown>;
  press(place: string, author: object, choice: string): Promise<unknown>;
  texts(place: string): Promise<string[]>;
}

const MEI = { id: 'local:mei', name: 'Mei' };

function onLocalPage(): Local {
  const { url } = service.app;
  let keys = 0;
  const list = async (place: string) => {
    const response = await fetch(`${url}/local/messages?place=${encodeURIComponent(place)}`);
    return ((await response.json()) as { messages: { id: string; text: string; buttons: object[][] }[] }).messages;
  };
  return {
    say: (place, author, text, thread) =>
      post(`${url}/local/messages`, { place, thread: thread ?? null, author, text, key: `k${++keys}` }),
    async press(place, author, choice) {
      const message = (await list(place)).findLast(({ buttons }) => JSON.stringify(buttons).includes(`"${choice}"`));
      const button = message?.buttons.flat().find((entry) => (entry as { choice: string }).choice === choice);
      const { target } = button as { target: string };
      const press = { place, thread: null, author, messageId: message?.id, text: null, key: `k${++keys}` };
      return post(`${url}/local/choices`, { ...press, payload: `${choice}:${target}` });
    },
    texts: async (place) => (await list(place)).map(({ text }) => text),
  };
}

it('answers a learner of the local page from a Discord thread', async () => {
  service = await runService({ LOCAL_PAGE: '1' });
  const { discord, lin, staff } = service;
  const local = onLocalPage();
  const place = 'local:learner-mei';
  await local.say(place, MEI, QUESTION);
  await service.until(async () => expect((await local.texts(place)).length).toBeGreaterThan(1));
  await local.press(place, MEI, 'human');
  const card = await service.seesButton(staff, 'claim');
  service.press(lin, card, 'claim');
  await service.fill(lin, await service.seesButton(staff, 'reply'), 'reply', '已为你重置。');
  await service.until(async () => expect((await local.texts(place)).join()).toContain('已为你重置。'));
  await local.say(place, MEI, '收到了');
  await service.sees(card.id, '收到了');
  expect(discord.read(staff)).toHaveLength(1);
});

it('answers a learner on Discord from the staff channel of the local page', async () => {
  service = await runService({ LOCAL_PAGE: '1', STAFF_PLACES: 'local:staff' });
  const { discord, ming, help } = service;
  const local = onLocalPage();
  const lin = { id: 'local:agent-lin', name: '小林' };
  const asked = discord.people.say(ming, help, QUESTION);
  service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
  await service.until(async () => expect((await local.texts('local:staff')).join()).toContain('T-'));
  await local.press('local:staff', lin, 'claim');
  await service.sees(asked.id, '小林');
});
