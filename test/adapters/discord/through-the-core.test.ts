/** What goes along with words on Discord, through the whole service: files, corrections, lost places, charts, other platforms. */
import { ButtonStyle } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TOKEN as TELEGRAM_TOKEN } from '../../fakes/telegram/index.ts';
import { payloadsOf as payloadsOfTelegram, startCourse as startTelegramCourse } from '../telegram/serve.ts';
import { QUESTION, type RunningService, runService } from './running.ts';
import { payloadsOf, readAs } from './serve.ts';

const WAIT = { timeout: 15_000, interval: 10 };
const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);

let service: RunningService;
afterEach(() => service.close());

/** A ticket from the learners' channel; answers its card and the learner's thread. */
async function openTicket() {
  const { discord, ming, help, staff } = service;
  const asked = discord.people.say(ming, help, QUESTION);
  service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
  const card = await service.seesButton(staff, 'claim');
  return { card, thread: asked.id };
}

describe('on Discord', () => {
  beforeEach(async () => {
    service = await runService();
  });

  it('files go along in both directions, whole', async () => {
    const { discord, ming, lin } = service;
    const { card, thread } = await openTicket();
    discord.people.say(ming, discord.world.channel(thread), '截图在这里', {
      files: [{ filename: '截图.png', contentType: 'image/png', bytes: PNG }],
    });
    await service.until(() => {
      const files = discord.read(card.id).flatMap(({ files: each }) => each);
      expect(files).toMatchObject([{ filename: '截图.png', bytes: PNG }]);
    });
    service.press(lin, card, 'claim');
    service.press(lin, await service.seesButton(service.staff, 'live'), 'live');
    await service.sees(card.id, '实时回复已打开');
    discord.people.say(lin, discord.world.channel(card.id), '照这样设置', {
      files: [{ filename: 'steps.txt', contentType: 'text/plain', bytes: new Uint8Array([1, 2, 3]) }],
    });
    await service.sees(thread, '照这样设置');
    await service.until(() => {
      const files = discord
        .read(thread)
        .filter(({ author }) => author.bot)
        .flatMap(({ files: each }) => each);
      expect(files).toMatchObject([{ filename: 'steps.txt', bytes: new Uint8Array([1, 2, 3]) }]);
    });
  });

  it('what people correct and take back is followed, as what it is', async () => {
    const { discord, ming, lin, staff } = service;
    const { card, thread } = await openTicket();
    const words = discord.people.say(ming, discord.world.channel(thread), '在平版上');
    await service.sees(card.id, '在平版上');
    discord.people.edit(words, '在平板上');
    await service.sees(card.id, '修改了消息：在平板上');
    discord.people.remove(words);
    await service.sees(card.id, '撤回了一条消息');
    service.press(lin, card, 'claim');
    service.press(lin, await service.seesButton(staff, 'live'), 'live');
    await service.sees(card.id, '实时回复已打开');
    const reply = discord.people.say(lin, discord.world.channel(card.id), '清一下换存');
    await service.sees(thread, '清一下换存');
    discord.people.edit(reply, '清一下缓存');
    await service.sees(thread, '改为：清一下缓存');
  });

  it('can go from the card to the learner’s thread', async () => {
    const { card, thread } = await openTicket();
    const buttons = (card.components as { components: { style?: number; url?: string }[] }[]).flatMap(
      ({ components }) => components,
    );
    const link = buttons.find(({ style }) => style === ButtonStyle.Link);
    expect(link?.url).toMatch(new RegExp(`^https://discord\\.com/channels/\\d+/\\d+/${thread}$`));
  });

  it('ten thousand characters arrive in order, and hostile words stay words', async () => {
    const { discord, ming, lin } = service;
    const { card, thread } = await openTicket();
    const long = Array.from(
      { length: 250 },
      (_, n) => `第${n}句：请按照说明一步一步操作，不要跳过任何一步哦，完成以后告诉我们。`,
    ).join('\n');
    service.press(lin, card, 'claim');
    await service.fill(lin, await service.seesButton(service.staff, 'reply'), 'reply', long.slice(0, 4000));
    await service.sees(thread, '第0句');
    const hostile = '@everyone <@1> [x](http://evil.example) ```js\n``` ||a|| \u202Eabc';
    discord.people.say(ming, discord.world.channel(thread), hostile);
    await service.sees(card.id, '@everyone');
    for (const { mentions } of discord.read(card.id) as unknown as { mentions?: unknown[] }[])
      expect(mentions ?? []).toEqual([]);
  });

  it('a report comes with its chart for the admin alone, and both are shared when wanted', async () => {
    const { discord, admin, lounge, ming, help } = service;
    const question = discord.people.say(ming, help, QUESTION);
    service.press(ming, await service.seesButton(question.id, 'solved'), 'solved');
    service.press(ming, await service.seesButton(question.id, 'rate:9'), 'rate:9');
    await service.seesButton(question.id, 'comment');
    const asked = discord.people.command(admin, lounge, 'report', {}, 'satisfaction');
    const shown = await service.told(asked, /满意度|Satisfaction/);
    await service.until(() =>
      expect(asked.original?.files.map(({ contentType }) => contentType)).toEqual(['image/png']),
    );
    expect(discord.read(lounge)).toEqual([]);
    expect(payloadsOf(shown)).toContain('share');
    discord.people.press(admin, asked.original!, 'share');
    await service.until(() => {
      const [shared] = discord.read(lounge);
      const [file] = shared?.files ?? [];
      expect(file?.filename).toBe('satisfaction.png');
      expect(Buffer.compare(file!.bytes, asked.original!.files[0]!.bytes)).toBe(0);
    });
  });

  it('two agents press in the same instant: one has it, the other is told who', async () => {
    const { lin, admin, discord, staff } = service;
    const { card } = await openTicket();
    const presses = [service.press(lin, card, 'claim'), service.press(admin, card, 'claim')];
    await service.until(() => {
      const told = presses.flatMap(({ seen }) => seen.map(({ content }) => readAs(content)));
      const shown = [staff.id, card.id].flatMap((place) => discord.read(place)).map(({ content }) => readAs(content));
      expect([...told, ...shown].join('\n')).toMatch(/晚了一步：/);
    });
    const entries = await service.app.store.reports.entries(null, null);
    expect(entries.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });
});

it('answers a learner on Telegram from a Discord thread', async () => {
  const course = await startTelegramCourse();
  service = await runService({ TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN, TELEGRAM_API_ROOT: course.telegram.apiRoot });
  const { discord, lin, staff } = service;
  const { telegram, ming } = course;
  const chat = telegram.world.privateOf(ming);
  const last = (check: (text: string) => boolean) =>
    vi.waitFor(() => {
      const found = telegram
        .read(chat)
        .filter(({ from }) => from?.is_bot)
        .findLast(({ text }) => check(text ?? ''));
      expect(found).toBeDefined();
      return found!;
    }, WAIT);
  telegram.people.say(ming, chat, QUESTION);
  const answer = await vi.waitFor(() => {
    const found = telegram
      .read(chat)
      .findLast((message) => payloadsOfTelegram(message).some((each) => each.startsWith('human:')));
    expect(found).toBeDefined();
    return found!;
  }, WAIT);
  const human = payloadsOfTelegram(answer).find((each) => each.startsWith('human:'))!;
  telegram.people.press(ming, chat, answer.message_id, human);
  const card = await service.seesButton(staff, 'claim');
  service.press(lin, card, 'claim');
  await last((text) => text.includes('● 已有人接手'));
  discord.people.command(lin, discord.world.channel(card.id), 'reply', { text: '请看短信' });
  await last((text) => text === '小林：请看短信');
  telegram.people.say(ming, chat, '收到了，谢谢');
  await service.sees(card.id, '收到了，谢谢');
  discord.people.command(lin, discord.world.channel(card.id), 'resolve');
  await last((text) => text.includes('已标记为解决'));
  await course.telegram.close();
});
