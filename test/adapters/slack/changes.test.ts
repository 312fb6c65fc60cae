/** What happens after the fact: messages edited and deleted, cards thrown away, channels lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_USER } from '../../fakes/slack/index.ts';
import { QUESTION, runService } from './running.ts';
import { GENERAL, LIN, MEI, MEI_DM, type Running, STAFF, startSlack } from './serve.ts';

const mention = (words: string) => `<@${BOT_USER}> ${words}`;

describe('a message', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startSlack({ learnerPlaces: ['slack:C0HELP'] });
    running.slack.world.addChannel('C0HELP', [BOT_USER, MEI, LIN]);
  });
  afterEach(async () => {
    await running.stop();
    expect(running.slack.problems).toEqual([]);
  });
  const last = () => running.slack.world.messages.at(-1)!.ts;

  it('that is edited or deleted is told with its place, in channels, threads and direct chats, each version once', async () => {
    const { people } = running.slack;
    await people.say(GENERAL, MEI, mention('视频打不开'), { raw: true });
    const root = last();
    await people.say(GENERAL, MEI, mention('还是不行'), { raw: true, thread: root });
    const reply = last();
    await people.say(MEI_DM, MEI, '私聊');
    const direct = last();
    await people.say('C0HELP', MEI, '直接问');
    const open = last();
    running.events.length = 0;
    for (const [channel, ts, thread] of [
      [GENERAL, root, root],
      [GENERAL, reply, root],
      [MEI_DM, direct, null],
      ['C0HELP', open, open],
    ] as const) {
      const spot = { place: `slack:${channel}`, thread };
      const about = { spot, messageId: ts, author: { id: `slack:${MEI}`, name: '小美' } };
      expect(await people.edit(channel, ts, '第一版 <b>')).toBe('acknowledged');
      expect(await running.slack.repeat()).toBe('acknowledged');
      await people.edit(channel, ts, '第二版');
      const told = running.events.splice(0);
      expect(told).toMatchObject([
        { kind: 'messageEdited', text: '第一版 <b>', ...about },
        { kind: 'messageEdited', text: '第一版 <b>', id: told[0]?.id },
        { kind: 'messageEdited', text: '第二版', ...about },
      ]);
      expect(told[2]?.id).not.toBe(told[0]?.id);
      await people.remove(channel, ts);
      await running.slack.repeat();
      const gone = running.events.splice(0);
      expect(gone).toMatchObject([{ kind: 'messageDeleted', ...about }, { id: gone[0]?.id }]);
    }
  });

  it('is also known to a process that did not take it', async () => {
    const { people } = running.slack;
    const root = people.write(GENERAL, MEI, mention('视频打不开'), { raw: true }).ts;
    const reply = people.write(GENERAL, MEI, '还是不行', { thread: root }).ts;
    await running.deliver('请重试', { place: `slack:${GENERAL}`, threadId: root });
    running.events.length = 0;
    await people.edit(GENERAL, reply, '好了');
    await people.remove(GENERAL, reply);
    const spot = { place: `slack:${GENERAL}`, thread: root };
    expect(running.events).toMatchObject([
      { kind: 'messageEdited', spot, text: '好了' },
      { kind: 'messageDeleted', spot, messageId: reply, author: { id: `slack:${MEI}` } },
    ]);
  });

  it('that gets a preview, belongs to the bot, or was never for the bot, is no edit', async () => {
    const { people } = running.slack;
    await people.say(MEI_DM, MEI, '看 https://example.org');
    await people.unfurl(MEI_DM, last());
    const { messageId } = await running.deliver('回答');
    await running.deliver('改过的回答', { edits: { messageId, threadId: null } });
    const among = people.write(GENERAL, LIN, '中午吃什么').ts;
    await people.edit(GENERAL, among, '晚上吃什么');
    await people.remove(GENERAL, among);
    await people.remove(MEI_DM, messageId);
    expect(running.events).toMatchObject([{ kind: 'messageReceived' }]);
  });

  it('into which the bot’s name is written afterwards is a question from then on', async () => {
    const { people, world } = running.slack;
    const { ts } = people.write(GENERAL, MEI, '视频打不开');
    world.find(GENERAL, ts)!.text = '';
    await people.edit(GENERAL, ts, mention('视频打不开'), true);
    expect(running.events).toMatchObject([
      { kind: 'messageReceived', id: `slack:${GENERAL}:${ts}`, text: '视频打不开', spot: { thread: ts } },
    ]);
  });
});

describe('a place', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startSlack({ learnerPlaces: [`slack:${GENERAL}`] });
  });
  afterEach(() => running.stop());
  const place = `slack:${STAFF}` as const;

  it.each([
    ['the bot was thrown out of', 'kick', 'removed', /not_in_channel: invite/],
    ['was archived', 'archive', 'forbidden', /is_archived: unarchive/],
    ['was deleted', 'deleteChannel', 'removed', /channel_not_found: check/],
  ] as const)('that %s is told with the remedy, once', async (_, act, reason, detail) => {
    expect(await running.slack.people[act](STAFF, LIN)).toBe('acknowledged');
    const expected = { kind: 'placeLost', place, thread: null, reason, detail: expect.stringMatching(detail) };
    expect(running.events).toMatchObject([expected]);
    await running.slack.repeat();
    await expect(running.deliver('?', { place })).rejects.toMatchObject({ permanent: true });
    expect(running.events).toHaveLength(1);
  });

  it('that is a private channel is told of in the same way', async () => {
    for (const [act, reason] of [
      ['kick', 'removed'],
      ['archive', 'forbidden'],
    ] as const) {
      const own = await startSlack({ staffPlaces: ['slack:G0STAFF'] });
      own.slack.world.addChannel('G0STAFF', [BOT_USER, LIN], 'group');
      expect(await own.slack.people[act]('G0STAFF', LIN)).toBe('acknowledged');
      expect(own.events).toMatchObject([{ kind: 'placeLost', place: 'slack:G0STAFF', reason }]);
      await own.stop();
      expect(own.slack.problems).toEqual([]);
    }
  });

  it('that a delivery finds lost is told, again only after something has arrived there', async () => {
    const attempt = () => running.deliver('?', { place }).catch(() => undefined);
    for (let n = 0; n < 2; n++) {
      running.slack.fail(
        'chat.postMessage',
        { kind: 'error', error: 'is_archived' },
        { kind: 'error', error: 'is_archived' },
      );
      await attempt();
      await attempt();
      expect(running.events).toHaveLength(n + 1);
      await attempt();
    }
    expect(new Set(running.events.map(({ id }) => id)).size).toBe(2);
  });

  it('that is none of ours is passed over; one with a new id is told with both', async () => {
    running.slack.world.addChannel('C0OTHER', [BOT_USER, MEI]);
    await running.slack.people.kick('C0OTHER', MEI);
    await running.slack.people.renumber(STAFF, 'C0MOVED');
    expect(running.events).toMatchObject([{ kind: 'placeLost', place, reason: 'moved', movedTo: 'slack:C0MOVED' }]);
  });

  it('below a card that somebody threw away is told; other messages of the bot may go', async () => {
    const { people } = running.slack;
    const card = await running.deliver('工单', { place, audience: 'staff' }, [['claim:T-ABC234']]);
    await running.deliver('学员说', { place, audience: 'staff', threadId: card.threadId });
    const other = await running.deliver('早上好', { place, audience: 'staff' });
    await people.remove(STAFF, other.messageId);
    await people.remove(STAFF, card.messageId);
    await running.slack.repeat();
    expect(new Set(running.events.map(({ id }) => id)).size).toBe(1);
    expect(running.events[0]).toMatchObject({ kind: 'placeLost', reason: 'threadGone', place, thread: card.threadId });
  });
});

it('people see in the ticket what the learner made of earlier words, and where a channel was lost', async () => {
  const service = await runService({ STAFF_PLACES: `slack:${STAFF},slack:${GENERAL}` });
  const { people, world } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION);
  const { ts } = world.messages.find(({ user }) => user === MEI)!;
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await people.edit(MEI_DM, ts, '忘记邮箱了');
  await service.sees(STAFF, '✏️ 小美 修改了消息：忘记邮箱了', card.id);
  await people.remove(MEI_DM, ts);
  await service.sees(STAFF, '🗑️ 小美', card.id);
  await people.archive(GENERAL, LIN);
  await service.sees(STAFF, /slack:C0GENERAL.*is_archived: unarchive/);
  await service.close();
});

it('a learner who left the workspace: staff see that the reply did not arrive, and why', async () => {
  const service = await runService();
  const { people } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(LIN, STAFF, card, 'claim');
  const claimed = await service.seesButton(STAFF, 'reply');
  await service.sees(MEI_DM, '小林');
  service.slack.world.channels.get(MEI_DM)!.archived = true;
  await service.fill(LIN, STAFF, claimed, 'reply', '请重置密码');
  await service.sees(STAFF, /⚠️.*is_archived; the person left/, card.id);
  await service.close();
});
