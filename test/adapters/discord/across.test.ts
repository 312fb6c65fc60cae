/** Staff on Discord serve a learner on another platform, and the other way round. */
import { afterEach, expect, it } from 'vitest';
import { TOKEN as TELEGRAM_TOKEN } from '../../fakes/telegram/index.ts';
import { post } from '../local/serve.ts';
import {
  expectClean as expectTelegramClean,
  startCourse as startTelegramCourse,
  payloadsOf as telegramPayloads,
} from '../telegram/serve.ts';
import { QUESTION, type RunningService, runService } from './running.ts';
import { readAs } from './serve.ts';

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

it('shows all of a reply of 10,000 characters, in order, to a learner on Discord', async () => {
  service = await runService({ LOCAL_PAGE: '1', STAFF_PLACES: 'local:staff' });
  const { discord, ming, help } = service;
  const local = onLocalPage();
  const lin = { id: 'local:agent-lin', name: '小林' };
  const asked = discord.people.say(ming, help, QUESTION);
  service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
  const ticket = await service.until(async () => {
    const found = /T-[0-9A-Z]{6}/.exec((await local.texts('local:staff')).join())?.[0];
    expect(found).toBeDefined();
    return found!;
  });
  await local.press('local:staff', lin, 'claim');
  await service.sees(asked.id, '小林');
  const long = Array.from(
    { length: 250 },
    (_, n) => `${n}. **第${n}步**：打开 \`设置\`，按 [确定] 键，等它转完，再回到第一页看一看`,
  ).join('\n');
  expect(long.length).toBeGreaterThan(10_000);
  await local.say('local:staff', lin, `/reply ${ticket} ${long}`);
  await service.sees(asked.id, '第249步');
  const shown = discord
    .read(asked.id)
    .map(({ content }) => readAs(content))
    .join('\n');
  const at = Array.from({ length: 250 }, (_, n) => shown.indexOf(`${n}. **第${n}步**：打开 \`设置\``));
  expect(at.every((place) => place >= 0)).toBe(true);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
});

it('serves a learner on Telegram from a Discord thread: question, files, claim, reply, resolution, rating', async () => {
  const { telegram, ming } = await startTelegramCourse();
  service = await runService({ TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot });
  const { discord, lin, staff, until } = service;
  const chat = telegram.world.privateOf(ming);
  const seen = () => telegram.read(chat).filter(({ from }) => from?.is_bot);
  const sees = (text: string) =>
    until(() =>
      expect(
        seen()
          .map((message) => message.text ?? message.caption ?? '')
          .join('\n'),
      ).toContain(text),
    );
  const press = (choice: string) =>
    until(() => {
      const button = seen().flatMap((message) => telegramPayloads(message).map((payload) => ({ message, payload })));
      const found = button.findLast(({ payload }) => payload.startsWith(`${choice}:`));
      expect(found, choice).toBeDefined();
      return telegram.people.press(ming, chat, found!.message.message_id, found!.payload);
    });

  telegram.people.say(ming, chat, QUESTION);
  await press('human');
  const card = await service.seesButton(staff, 'claim');
  await service.sees(card.id, QUESTION);
  service.press(lin, card, 'claim');
  await sees('小林');
  telegram.people.say(ming, chat, '邮箱也登不上 <@everyone> *急*');
  await service.sees(card.id, '邮箱也登不上 <@everyone> *急*');
  await service.fill(lin, await service.seesButton(staff, 'reply'), 'reply', '已为你重置 <b>密码</b>');
  await sees('已为你重置 <b>密码</b>');
  const room = discord.world.channel(card.id);
  discord.people.say(lin, room, '内部：老学员');
  service.press(lin, await service.seesButton(staff, 'live'), 'live');
  await service.sees(card.id, /实时回复|live/i);
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  discord.people.say(lin, room, '照图做', { files: [{ filename: '步骤.png', contentType: 'image/png', bytes }] });
  await sees('照图做');
  await until(() => expect(JSON.stringify(seen())).toMatch(/"(photo|document)":/));
  discord.people.command(lin, room, 'resolve');
  await press('rate:9');
  await service.sees(staff, '9/10');
  expect(
    seen()
      .map(({ text }) => text ?? '')
      .join(),
  ).not.toContain('老学员');
  await service.stop();
  await telegram.close();
  expectTelegramClean(telegram);
});
