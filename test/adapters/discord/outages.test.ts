/** What must not get lost on Discord: cut connections, forgotten sessions, restarts, repeats, limits, refusals, late answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUESTION, type RunningService, runService } from './running.ts';

let service: RunningService;

const questionsOf = async () =>
  (await service.app.store.reports.entries(null, null))
    .filter(({ kind }) => kind === 'learnerMessage')
    .map(({ facts }) => facts.text);

async function openTicket() {
  const { discord, ming, help, staff } = service;
  const asked = discord.people.say(ming, help, QUESTION);
  service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
  const card = await service.seesButton(staff, 'claim');
  await service.sees(card.id, QUESTION);
  return { asked, card, thread: discord.world.channel(asked.id), room: discord.world.channel(card.id) };
}

describe('a connection that breaks', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('resumes and is told what it missed', async () => {
    const { discord } = service;
    const { thread, card } = await openTicket();
    discord.gateway.cut();
    discord.people.say(service.ming, thread, '断线时说的话');
    await service.sees(card.id, '断线时说的话');
    expect(discord.gateway).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('reconnects when it is asked to', async () => {
    const { discord } = service;
    const { thread, card } = await openTicket();
    discord.gateway.askToReconnect();
    await service.until(() => expect(discord.gateway.resumed).toBe(1));
    discord.people.say(service.ming, thread, '换了连接以后');
    await service.sees(card.id, '换了连接以后');
  });

  it('connects anew when Discord ends the connection for good, and reads what was said meanwhile', async () => {
    const { discord, ming } = service;
    const { thread, card } = await openTicket();
    discord.gateway.end(4004);
    discord.people.say(ming, thread, '换了令牌的时候');
    await service.sees(card.id, '换了令牌的时候');
    expect(discord.gateway.identified).toBe(2);
  });

  it('reads again what was said while its session was forgotten, each thing once and in order', async () => {
    const { discord, ming, lin, help } = service;
    const { thread, card, room } = await openTicket();
    const direct = discord.world.directOf(ming);
    discord.people.say(ming, direct, '私信里的第一句');
    await service.until(async () => expect(await questionsOf()).toContain('私信里的第一句'));
    discord.gateway.refusing = true;
    discord.gateway.cut({ forget: true });
    discord.people.say(ming, thread, '第一句');
    discord.people.say(ming, thread, '第二句');
    discord.people.say(ming, direct, '私信里的第二句');
    discord.people.say(lin, room, '同事的话');
    const asked = discord.people.say(discord.world.addPerson('小红'), help, '视频无法播放');
    discord.gateway.refusing = false;
    await service.sees(card.id, '第二句');
    await service.seesButton(asked.id, 'solved');
    await service.until(async () => {
      const said = await questionsOf();
      expect(said.toSorted()).toEqual(
        [QUESTION, '第一句', '第二句', '私信里的第一句', '私信里的第二句', '视频无法播放'].toSorted(),
      );
      expect(said.indexOf('第一句')).toBeLessThan(said.indexOf('第二句'));
    });
    const notes = (await service.app.store.reports.entries(null, null)).filter(({ kind }) => kind === 'noted');
    expect(notes.map(({ facts }) => facts.text)).toContain('同事的话');
    expect(discord.gateway.identified).toBe(2);
  });
});

describe('a process that was away', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterclass-discord-'));
  });
  afterEach(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('reads what was said meanwhile, in threads, channels and direct chats, and nothing twice', async () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
    service = await runService(env);
    const { discord, ming, help } = service;
    // Before the service was ever here, nothing is its business.
    const direct = discord.world.directOf(ming);
    const { thread, card } = await openTicket();
    discord.people.say(ming, direct, '视频无法播放');
    await service.seesButton(direct, 'solved');
    await service.stop();
    discord.world.setArchived(thread, true);
    discord.people.say(ming, thread, '停机时的补充');
    discord.people.say(ming, direct, '还有一个问题');
    const asked = discord.people.say(discord.world.addPerson('小红'), help, QUESTION);
    service = await runService(env, service);
    await service.sees(card.id, '停机时的补充');
    await service.seesButton(asked.id, 'solved');
    await service.until(async () => {
      expect((await questionsOf()).toSorted()).toEqual(
        [QUESTION, QUESTION, '视频无法播放', '停机时的补充', '还有一个问题'].toSorted(),
      );
    });
  });

  it('leaves alone what was said before it was first started', async () => {
    const { startCourse } = await import('./serve.ts');
    const course = await startCourse();
    course.discord.people.say(course.ming, course.help, '很久以前的问题');
    service = await runService({ DATABASE_URL: `sqlite:${join(folder, 'b.db')}` }, course);
    const asked = course.discord.people.say(course.ming, course.help, QUESTION);
    await service.seesButton(asked.id, 'solved');
    expect(await questionsOf()).toEqual([QUESTION]);
  });
});

describe('what comes twice or late', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('takes a repeated message and a repeated press once', async () => {
    const { discord, ming, help } = service;
    const asked = discord.people.say(ming, help, QUESTION);
    discord.people.repeat();
    const answer = await service.seesButton(asked.id, 'human');
    service.press(ming, answer, 'human');
    discord.people.repeat();
    const card = await service.seesButton(service.staff, 'claim');
    await service.sees(card.id, QUESTION);
    discord.people.command(ming, service.lounge, 'ask', { question: '视频无法播放' });
    discord.people.repeat();
    await service.until(() => expect(discord.world.threadsOf(service.lounge.id)).toHaveLength(1));
    await service.seesButton(discord.world.threadsOf(service.lounge.id)[0]!, 'solved');
    expect(await questionsOf()).toEqual([QUESTION, '视频无法播放']);
    expect(discord.read(service.staff)).toHaveLength(1);
    expect(discord.world.threadsOf(service.lounge.id)).toHaveLength(1);
  });

  it('keeps a press that Discord no longer takes an answer to', async () => {
    const { discord, ming, help } = service;
    const asked = discord.people.say(ming, help, QUESTION);
    const answer = await service.seesButton(asked.id, 'human');
    discord.faults.push({ method: 'POST', path: /callback$/, meets: { status: 404 } });
    service.press(ming, answer, 'human');
    await service.seesButton(service.staff, 'claim');
  });

  it('sends a report to the direct chat when its token has died', async () => {
    const { discord, admin, lounge } = service;
    // The answer waits behind a failing Discord until the fifteen minutes are over.
    discord.faults.push({ method: 'PATCH', path: /@original$/, meets: { status: 503 }, times: 2 });
    const report = discord.people.command(admin, lounge, 'report', {}, 'overview');
    await service.until(() => expect(discord.faults).toEqual([]));
    discord.world.lead += 16 * 60_000;
    await service.sees(discord.world.directOf(admin), /onversations/);
    expect(report.original).toBeNull();
    expect(discord.read(lounge)).toEqual([]);
  });
});

describe('a Discord that says no', () => {
  beforeEach(async () => {
    service = await runService();
  });
  afterEach(() => service.close());

  it('waits out rate limits of a route and of everything, and shows each thing once', async () => {
    const { discord, ming, help } = service;
    discord.faults.push(
      { method: 'POST', path: /\/messages$/, meets: { retryAfter: 0.3 } },
      { method: 'POST', path: /\/messages$/, meets: { retryAfter: 0.3, global: true } },
    );
    const asked = discord.people.say(ming, help, QUESTION);
    await service.seesButton(asked.id, 'solved');
    expect(discord.read(asked.id).filter(({ author }) => author.bot)).toHaveLength(1);
  });

  it('sends again after a lost answer and a failing server, and shows it once', async () => {
    const { discord, ming, help } = service;
    discord.faults.push(
      { method: 'POST', path: /\/messages$/, meets: 'cut' },
      { method: 'POST', path: /\/messages$/, meets: { status: 502 } },
    );
    const asked = discord.people.say(ming, help, QUESTION);
    await service.seesButton(asked.id, 'solved');
    await service.until(() => expect(discord.faults).toEqual([]));
    expect(discord.read(asked.id).filter(({ author }) => author.bot)).toHaveLength(1);
  });

  it('answers below the message where it may not open threads', async () => {
    const { discord, ming, help } = service;
    discord.world.deny(help, ['CreatePublicThreads']);
    const asked = discord.people.say(ming, help, QUESTION);
    const answer = await service.seesButton(help, 'solved');
    expect(answer.replyTo).toBe(asked.id);
    service.press(ming, answer, 'solved');
    await service.seesButton(help, 'rate:9');
  });

  it('tells staff which permission is missing where, and goes on elsewhere', async () => {
    const { discord, ming, lin, help } = service;
    const { card } = await openTicket();
    discord.world.deny(help, ['SendMessagesInThreads']);
    service.press(lin, card, 'claim');
    await service.fill(lin, await service.seesButton(service.staff, 'reply'), 'reply', '听得到吗');
    const alert = await service.sees(card.id, 'Send Messages in Threads');
    expect(alert.content).toContain(help.name);
    discord.people.say(ming, discord.world.directOf(ming), '视频无法播放');
    await service.seesButton(discord.world.directOf(ming), 'solved');
  });

  it('works in a thread that was put away', async () => {
    const { discord, lin } = service;
    const { thread, card, room } = await openTicket();
    discord.world.setArchived(thread, true);
    discord.world.setArchived(room, true);
    service.press(lin, card, 'claim');
    // The learner's status card is edited, which Discord refuses in an archived thread.
    await service.sees(thread, '小林');
    expect(thread.archived).toBe(false);
  });

  it('makes room when the server has its most open threads', async () => {
    const { discord, ming, help } = service;
    const first = discord.people.say(ming, help, QUESTION);
    await service.seesButton(first.id, 'solved');
    discord.world.mostActiveThreads = 1;
    const other = discord.world.addPerson('小红');
    const second = discord.people.say(other, help, QUESTION);
    await service.seesButton(second.id, 'solved');
    expect(discord.world.channel(first.id).archived).toBe(true);
  });
});

describe('without the Message Content intent', () => {
  it('works by mentions, direct chats and commands, and says so where it cannot read', async () => {
    const { startCourse } = await import('./serve.ts');
    const course = await startCourse();
    course.discord.world.contentIntentAllowed = false;
    service = await runService({}, course);
    const { discord, ming, lounge, help } = service;
    const asked = discord.people.say(ming, lounge, `${QUESTION} ${discord.people.mention}`);
    await service.seesButton(asked.id, 'solved');
    discord.people.say(ming, discord.world.channel(asked.id), '登不上');
    await service.sees(asked.id, '@我');
    discord.people.say(ming, discord.world.directOf(ming), QUESTION);
    await service.seesButton(discord.world.directOf(ming), 'solved');
    discord.people.say(ming, help, QUESTION);
    await service.sees(help, '@我');
    await service.close();
  });
});
