/** Conversations on Discord in bad weather: files, edits, lost places, storms, restarts, words made to confuse. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Message } from '../../fakes/discord/index.ts';
import { QUESTION, type RunningService, runService } from './running.ts';
import { payloadsOf, readAs, startCourse } from './serve.ts';

let service: RunningService;
beforeEach(async () => {
  service = await runService();
});
afterEach(() => service.close());

const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
const SCREENSHOT = { filename: '截图.png', contentType: 'image/png', bytes: PNG };

/** A ticket in the hands of an agent. */
async function openTicket(name = '小明'): Promise<{ asked: Message; card: Message; thread: Channel; room: Channel }> {
  const { discord, lin, help, staff } = service;
  const learner = [...discord.world.people.values()].find((person) => person.name === name)!;
  const asked = discord.people.say(learner, help, QUESTION);
  service.press(learner, await service.seesButton(asked.id, 'human'), 'human');
  const card = await service.seesButton(staff, 'claim');
  await service.sees(card.id, QUESTION);
  service.press(lin, card, 'claim');
  await service.seesButton(staff, 'reply');
  return { asked, card, thread: discord.world.channel(asked.id), room: discord.world.channel(card.id) };
}

const filesIn = (channel: Channel) =>
  service.discord.read(channel).flatMap(({ author, files }) => (author.bot ? files : []));

describe('files', () => {
  it('go from the learner to the ticket and from agents to the learner, each once', async () => {
    const { discord, ming, lin } = service;
    const { thread, room, card } = await openTicket();
    discord.people.say(ming, thread, '看截图', { files: [SCREENSHOT] });
    discord.people.repeat();
    await service.sees(room, '看截图');
    expect(JSON.stringify(card.components)).toMatch(
      new RegExp(`"https://discord\\.com/channels/\\d+/\\d+/${thread.id}"`),
    );
    await service.until(() => expect(filesIn(room)).toHaveLength(1));
    expect(filesIn(room)[0]).toMatchObject({ filename: '截图.png', contentType: 'image/png', bytes: PNG });
    service.press(lin, card, 'live');
    await service.sees(card.id, /实时回复|live/i);
    discord.people.say(lin, room, '照这样做', { files: [{ ...SCREENSHOT, filename: '步骤.png' }] });
    await service.sees(thread, '照这样做');
    await service.until(() => expect(filesIn(thread)).toMatchObject([{ filename: '步骤.png', bytes: PNG }]));
  });

  it('sent before there was a ticket come along with it', async () => {
    const { discord, ming, staff } = service;
    const direct = discord.world.directOf(ming);
    discord.people.say(ming, direct, QUESTION, { files: [SCREENSHOT] });
    service.press(ming, await service.seesButton(direct, 'human'), 'human');
    const card = await service.seesButton(staff, 'claim');
    await service.until(() => expect(filesIn(discord.world.channel(card.id))).toMatchObject([{ bytes: PNG }]));
  });
});

describe('what people correct and take back', () => {
  it('is followed on both sides, as what it is', async () => {
    const { discord, ming, lin } = service;
    const { thread, room, card } = await openTicket();
    const said = discord.people.say(ming, thread, '在平版上');
    await service.sees(room, '在平版上');
    discord.people.edit(said, '在平板上');
    await service.sees(room, '修改了消息：在平板上');
    discord.people.remove(said);
    await service.sees(room, '撤回了一条消息');
    service.press(lin, card, 'live');
    await service.sees(room, '实时回复已打开');
    const reply = discord.people.say(lin, room, '清一下换存');
    await service.sees(thread, '清一下换存');
    discord.people.edit(reply, '清一下缓存');
    await service.sees(thread, '改为：清一下缓存');
  });
});

describe('lost places', () => {
  it('a permission taken from a learner place is told by name in the staff channel, and talk goes on elsewhere', async () => {
    const { discord, ming, help, staff } = service;
    discord.world.deny(help, ['SendMessagesInThreads']);
    await service.sees(staff, `Send Messages in Threads in #help (discord:${help.id})`);
    discord.people.say(ming, discord.world.directOf(ming), QUESTION);
    await service.seesButton(discord.world.directOf(ming), 'solved');
  });

  it('a deleted channel is told, and a ticket whose room was deleted goes on in another', async () => {
    const { discord, ming, lin, help, staff, lounge } = service;
    const { thread, room, card } = await openTicket();
    discord.world.remove(room);
    discord.people.say(ming, thread, '还在吗？');
    await service.sees(card.id, '还在吗？');
    await service.sees(card.id, '被删除了');
    const again = discord.world.channel(card.id);
    discord.people.command(lin, again, 'reply', { text: '在的' });
    await service.sees(thread, '在的');
    discord.world.remove(help);
    await service.sees(staff, help.id);
    const asked = discord.people.say(ming, lounge, `${discord.people.mention} ${QUESTION}`);
    await service.seesButton(asked.id, 'solved');
  });

  it('a learner’s thread that was deleted opens again with the next word', async () => {
    const { discord, lin } = service;
    const { asked, thread, card } = await openTicket();
    discord.world.remove(thread);
    await service.fill(lin, card, 'reply', '我们还在');
    await service.sees(asked.id, '我们还在');
  });
});

describe('storms', () => {
  it('of rate limits, for every call and for each channel, end with every answer shown once', async () => {
    const { discord, help } = service;
    discord.bucket = { limit: 1, windowMs: 200 };
    for (let n = 0; n < 12; n++) {
      discord.faults.push({ path: /messages$|threads$/, meets: { retryAfter: 0.2, global: n % 3 === 0 } });
    }
    const people = Array.from({ length: 8 }, (_, n) => discord.world.addPerson(`学员${n}`));
    const asked = people.map((person) => discord.people.say(person, help, QUESTION));
    for (const { id } of asked) {
      await service.seesButton(id, 'solved');
      expect(discord.read(id).filter(({ author }) => author.bot)).toHaveLength(1);
    }
  });

  it('of failing servers and lost answers end the same way', async () => {
    const { discord, help } = service;
    const weather = [{ status: 500 }, 'cut', { status: 503 }, 'cut', { status: 502 }, 'cut'] as const;
    for (const meets of weather) discord.faults.push({ method: 'POST', path: /messages$/, meets });
    const people = Array.from({ length: 4 }, (_, n) => discord.world.addPerson(`学员${n}`));
    const asked = people.map((person) => discord.people.say(person, help, QUESTION));
    for (const { id } of asked) {
      await service.seesButton(id, 'solved');
      expect(discord.read(id).filter(({ author }) => author.bot)).toHaveLength(1);
    }
  });
});

describe('a restart in the middle of many', () => {
  it('loses nothing and answers nothing twice', async () => {
    await service.close();
    const folder = await mkdtemp(join(tmpdir(), 'afterclass-discord-'));
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
    service = await runService(env, await startCourse());
    const { discord, help } = service;
    const first = discord.people.say(discord.world.addPerson('第一位'), help, QUESTION);
    await service.seesButton(first.id, 'solved');
    const people = Array.from({ length: 12 }, (_, n) => discord.world.addPerson(`学员${n}`));
    const asked = people.slice(0, 6).map((person) => discord.people.say(person, help, QUESTION));
    const stopping = service.stop();
    asked.push(...people.slice(6).map((person) => discord.people.say(person, help, QUESTION)));
    await stopping;
    service = await runService(env, service);
    for (const { id } of asked) {
      await service.seesButton(id, 'solved');
      expect(discord.read(id).filter(({ author }) => author.bot)).toHaveLength(1);
    }
    await rm(folder, { recursive: true });
  });
});

describe('names and words made to confuse', () => {
  it('are read as they were written, ring nobody, and stand nowhere as markup', async () => {
    const { discord, staff, lounge } = service;
    const evil = discord.world.addPerson('**@everyone** \u202Eadmin `x`', { locale: 'zh-TW' });
    const words = '@everyone [领奖](https://evil.example) ||剧透|| ```js``` 我要找人工 \u202Etxt.exe';
    const asked = discord.people.command(evil, lounge, 'ask', { question: words });
    await service.told(asked, '我在这里回答你');
    const thread = discord.world.threadsOf(lounge.id)[0]!;
    discord.people.command(evil, thread, 'human');
    const card = await service.seesButton(staff, 'claim');
    await service.sees(card.id, '||剧透||');
    for (const { content } of [...discord.read(staff), ...discord.read(card.id), ...discord.read(thread)]) {
      expect(readAs(content)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
    expect(readAs(card.content)).toContain('@everyone [领奖](https://evil.example)');
    expect(payloadsOf(card).some((payload) => payload.startsWith('claim:'))).toBe(true);
    // `expectClean` looks at every message for live mentions.
  });
});
