/** Whole conversations on Discord: from a learner's words to the rating, through tickets, forms, forums and reports. */
import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUESTION, type RunningService, runService } from './running.ts';
import { payloadsOf } from './serve.ts';

let service: RunningService;
beforeEach(async () => {
  service = await runService();
});
afterEach(() => service.close());

describe('a learner on Discord', () => {
  it('mentions the bot in a channel: a thread below the message, an answer, solved, rated, commented', async () => {
    const { discord, ming, lounge } = service;
    const asked = discord.people.say(ming, lounge, `${discord.people.mention} ${QUESTION}`);
    const answer = await service.seesButton(asked.id, 'solved');
    expect(discord.world.channel(asked.id)).toMatchObject({
      type: ChannelType.PublicThread,
      parentId: lounge.id,
      name: QUESTION,
    });
    service.press(ming, answer, 'solved');
    const prompt = await service.seesButton(asked.id, 'rate:9');
    expect(prompt.components).toHaveLength(1);
    expect(payloadsOf(prompt)).toHaveLength(11);
    service.press(ming, prompt, 'rate:9');
    const thanks = await service.seesButton(asked.id, 'comment');
    expect(thanks.id).toBe(prompt.id);
    await service.fill(ming, thanks, 'comment', '很快');
    await service.until(async () => {
      const [facts] = await service.app.store.reports.conversations(null, null);
      expect(facts).toMatchObject({ score: 9, resolution: 'confirmed' });
    });
    // Nothing was said in the channel itself.
    expect(discord.read(lounge)).toHaveLength(1);
  });

  it('becomes a ticket: card, claim, reply by form, follow-up, note, resolution', async () => {
    const { discord, ming, lin, help, staff } = service;
    const asked = discord.people.say(ming, help, QUESTION);
    const answer = await service.seesButton(asked.id, 'human');
    service.press(ming, answer, 'human');
    const card = await service.seesButton(staff, 'claim');
    await service.sees(asked.id, /工单 T-/);
    const thread = card.id;
    await service.sees(thread, QUESTION);
    expect(discord.world.channel(thread)).toMatchObject({
      parentId: staff.id,
      name: expect.stringMatching(/^T-\w{6} /),
    });

    service.press(lin, card, 'claim');
    await service.seesButton(staff, 'reply');
    expect(discord.read(staff)).toHaveLength(1);
    await service.sees(asked.id, '小林');

    discord.people.say(ming, discord.world.channel(asked.id), '我的邮箱也登不上');
    await service.sees(thread, '我的邮箱也登不上');
    discord.people.say(lin, discord.world.channel(thread), '这位学员换过手机');
    await service.fill(lin, card, 'reply', '已为你重置，请查收短信。');
    await service.sees(asked.id, '已为你重置，请查收短信。');
    await service.sees(thread, '已为你重置');
    discord.people.command(lin, discord.world.channel(thread), 'note', { text: '老学员，三门课' });
    await service.sees(thread, '老学员，三门课');
    const words = discord.read(asked.id).map(({ content }) => content);
    expect(words.join()).not.toMatch(/换过手机|老学员/);

    discord.people.command(lin, discord.world.channel(thread), 'resolve');
    service.press(ming, await service.seesButton(asked.id, 'rate:3'), 'rate:3');
    await service.sees(thread, '3');
    service.press(ming, await service.seesButton(asked.id, 'reopen_mine'), 'reopen_mine');
    await service.until(() => expect(payloadsOf(card).some((payload) => payload.startsWith('release'))).toBe(true));
  });

  it('asks by command: suggestions while typing, a private thread, a pointer only they see', async () => {
    const { discord, ming, lounge } = service;
    const typing = discord.people.complete(ming, lounge, 'ask', 'question', '忘记密码');
    await service.until(() => expect(typing.answer?.type).toBe(8));
    const { choices } = typing.answer!.data as unknown as { choices: { name: string }[] };
    expect(choices.length).toBeGreaterThan(0);
    const asked = discord.people.command(ming, lounge, 'ask', { question: QUESTION });
    const pointer = await service.told(asked, '我在这里回答你');
    expect(pointer.flags & MessageFlags.Ephemeral).not.toBe(0);
    const thread = discord.world.threadsOf(lounge.id)[0];
    expect(thread).toMatchObject({ type: ChannelType.PrivateThread, invitable: false });
    expect(thread?.members.has(ming.id)).toBe(true);
    await service.seesButton(thread?.id ?? '', 'solved');
    const status = discord.people.command(ming, lounge, 'status');
    await service.until(() => expect(status.original).not.toBeNull());
    expect(discord.read(lounge)).toHaveLength(0);
  });

  it('asks in a direct chat; a closed one is replaced by a private thread that works like it', async () => {
    const { discord, ming, lin, help, staff } = service;
    const direct = discord.world.directOf(ming);
    discord.people.say(ming, direct, QUESTION);
    service.press(ming, await service.seesButton(direct, 'human'), 'human');
    const card = await service.seesButton(staff, 'claim');
    service.press(lin, card, 'claim');
    await service.seesButton(staff, 'reply');
    ming.closed = true;
    await service.fill(lin, card, 'reply', '请看这里');
    const thread = await service.until(() => {
      const [found] = discord.world.threadsOf(help.id);
      if (!found) throw new Error('no thread yet');
      return found;
    });
    await service.sees(thread, '请看这里');
    expect(thread).toMatchObject({ type: ChannelType.PrivateThread });
    expect([...thread.members]).toContain(ming.id);
    discord.people.say(ming, thread, '看到了，谢谢老师');
    await service.sees(card.id, '看到了，谢谢老师');
    // Somebody who was heard alone may be written to there; who asked in a channel may not.
    discord.people.say(lin, discord.world.channel(help.id), QUESTION);
    await service.until(async () => {
      const rows = await service.app.store.reports.conversations(null, null);
      expect(rows).toHaveLength(2);
      const reachable = await service.app.store.reachable('default');
      expect([...reachable].map(([person, { privateSpot }]) => [person, privateSpot])).toEqual([
        [`discord:${ming.id}`, { place: `discord:${direct.id}`, thread: null }],
      ]);
    });
  });

  it('is offered what it may have meant, and picks', async () => {
    const { discord, ming } = service;
    const direct = discord.world.directOf(ming);
    // Which words are ambiguous is the knowledge base's business: one of these is.
    for (const words of ['证书和发票', '退款 证书', '账号 视频', '密码 支付', '课程 退款 发票']) {
      const before = discord.read(direct).filter(({ author }) => author.bot).length;
      discord.people.say(ming, direct, words);
      const offered = await service.until(() => {
        const shown = discord.read(direct).filter(({ author }) => author.bot);
        expect(shown.length).toBeGreaterThan(before);
        return shown.at(-1)!;
      });
      if (!payloadsOf(offered).some((payload) => payload.startsWith('pick:0:'))) continue;
      expect(payloadsOf(offered).filter((payload) => payload.startsWith('pick:')).length).toBeLessThanOrEqual(3);
      service.press(ming, offered, 'pick:0');
      await service.seesButton(direct, 'solved');
      return;
    }
    throw new Error('nothing was ambiguous');
  });

  it('asks what nobody knows: said so, asked again, then a person, a reply, resolved, rated', async () => {
    const { discord, ming, lin, help, staff } = service;
    const asked = discord.people.say(ming, help, '窗外的紫色大象什么时候下班呀');
    await service.seesButton(asked.id, 'human');
    expect(discord.read(staff)).toEqual([]);
    discord.people.say(ming, discord.world.channel(asked.id), '紫色大象的鞋带是什么口味');
    await service.sees(asked.id, /工单 T-/);
    const card = await service.seesButton(staff, 'claim');
    service.press(lin, card, 'claim');
    await service.fill(lin, await service.seesButton(staff, 'reply'), 'reply', '大象不下班');
    await service.sees(asked.id, '小林：大象不下班');
    service.press(lin, card, 'resolve');
    service.press(ming, await service.seesButton(asked.id, 'rate:10'), 'rate:10');
    await service.sees(asked.id, '收到 10 分');
  });

  it('asks about a message from its menu', async () => {
    const { discord, ming, lin, lounge } = service;
    const message = discord.people.say(lin, lounge, QUESTION);
    const asked = discord.people.menu(ming, message, 'Ask support about this');
    await service.told(asked, '我在这里回答你');
    const thread = discord.world.threadsOf(lounge.id)[0];
    await service.seesButton(thread?.id ?? '', 'solved');
  });
});

describe('agents and admins on Discord', () => {
  it('send a colleague’s message to the learner from its menu', async () => {
    const { discord, ming, lin, help, staff } = service;
    const asked = discord.people.say(ming, help, QUESTION);
    service.press(ming, await service.seesButton(asked.id, 'human'), 'human');
    const card = await service.seesButton(staff, 'claim');
    await service.sees(card.id, QUESTION);
    const message = discord.people.say(lin, discord.world.channel(card.id), '请在设置里重置。');
    const marked = discord.people.menu(lin, message, 'Mark as answer');
    await service.until(() => expect(marked.answer).not.toBeNull());
    await service.sees(asked.id, '请在设置里重置。');
    const files = [{ filename: 'steps.png', contentType: 'image/png', bytes: Buffer.from('steps') }];
    const picture = discord.people.say(lin, discord.world.channel(card.id), '', { files });
    discord.people.menu(lin, picture, 'Mark as answer');
    await service.until(() => {
      const sent = discord.read(discord.world.channel(asked.id)).flatMap((message) => message.files);
      expect(sent).toMatchObject([{ filename: 'steps.png' }]);
    });
    const elsewhere = discord.people.menu(lin, asked, 'Mark as answer');
    await service.told(elsewhere, '只有在工单的子区里');
  });

  it('reads a report alone, with its picture, and shares both when wanted', async () => {
    const { discord, admin, ming, lounge } = service;
    discord.people.say(ming, discord.world.directOf(ming), QUESTION);
    await service.seesButton(discord.world.directOf(ming), 'solved');
    const report = discord.people.command(admin, lounge, 'report', {}, 'overview');
    const seen = await service.told(report, /onversations/);
    expect(seen.flags & MessageFlags.Ephemeral).not.toBe(0);
    expect(discord.read(lounge)).toHaveLength(0);
    const [picture] = seen.files;
    expect(picture).toMatchObject({ filename: 'overview.png', contentType: 'image/png' });
    expect([...(picture?.bytes.slice(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(picture?.description).not.toBe('');
    discord.people.press(admin, seen, 'share');
    const shared = await service.sees(lounge, /onversations/);
    expect(shared.content).toBe(seen.content);
    expect(shared.files).toMatchObject([{ filename: 'overview.png', description: picture?.description }]);
    expect(shared.files[0]?.bytes).toEqual(picture?.bytes);
    expect(discord.read(lounge)).toHaveLength(1);
    const table = service.press(admin, seen, 'report_csv');
    const csv = await service.told(table, /CSV/);
    expect(csv.files).toMatchObject([{ filename: 'overview.csv', contentType: expect.stringContaining('text/csv') }]);
    const refused = discord.people.command(ming, lounge, 'report', {}, 'overview');
    await service.told(refused, /管理员/);
  });
});

describe('with forums', () => {
  it('keeps a ticket as a post whose tag follows its status, and a learner’s post as a conversation', async () => {
    await service.close();
    const { startCourse } = await import('./serve.ts');
    const course = await startCourse();
    const [everyone] = course.discord.world.roles;
    everyone!.permissions = String(BigInt(everyone!.permissions) | PermissionFlagsBits.ManageThreads);
    const tickets = course.discord.world.addForum('tickets', ['待处理', '处理中', '已解决']);
    const questions = course.discord.world.addForum('questions', ['Answered', 'Resolved']);
    service = await runService(
      { STAFF_PLACES: `discord:${tickets.id}`, LEARNER_PLACES: `discord:${questions.id}` },
      course,
    );
    const { discord, ming, lin } = service;
    const post = discord.people.openPost(ming, questions, '登录', QUESTION);
    const learnerTags = () => post.appliedTags.map((id) => questions.tags.find((tag) => tag.id === id)?.name);
    const answer = await service.seesButton(post, 'human');
    await service.until(() => expect(learnerTags()).toEqual(['Answered']));
    service.press(ming, answer, 'human');
    const [ticket] = await service.until(() => {
      const found = discord.world.threadsOf(tickets.id);
      expect(found).toHaveLength(1);
      return found;
    });
    const tagNames = () => ticket?.appliedTags.map((id) => tickets.tags.find((tag) => tag.id === id)?.name);
    expect(tagNames()).toEqual(['待处理']);
    const card = await service.seesButton(ticket!, 'claim');
    service.press(lin, card, 'claim');
    await service.until(() => expect(tagNames()).toEqual(['处理中']));
    const name = ticket?.name;
    discord.world.setArchived(ticket!, true);
    discord.people.command(lin, ticket!, 'resolve');
    await service.until(() => expect(tagNames()).toEqual(['已解决']));
    expect(ticket).toMatchObject({ name, archived: false });
    await service.until(() => expect(learnerTags()).toEqual(['Resolved']));
  });
});
