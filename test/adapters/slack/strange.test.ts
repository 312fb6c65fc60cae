/** What a stranger would try: crossings, huge threads, other programs, people of other workspaces, expired triggers, long lists. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toActions } from '../../../adapters/slack/blocks.ts';
import { readMessage } from '../../../adapters/slack/inbound.ts';
import type { SlackMessage } from '../../../adapters/slack/payloads.ts';
import { createPlaces } from '../../../adapters/slack/places.ts';
import type { InboundEvent } from '../../../src/domain/event.ts';
import { checkBlocks } from '../../fakes/slack/block-limits.ts';
import { BOT_USER } from '../../fakes/slack/index.ts';
import { createAdapter, GENERAL, LIN, MEI, MEI_DM, type Running, STAFF, startSlack } from './serve.ts';

const mention = (words: string) => `<@${BOT_USER}> ${words}`;
/** A mention is told twice under one id. */
const once = (events: readonly InboundEvent[]) => [...new Map(events.map((event) => [event.id, event])).values()];
const textsOf = (events: readonly InboundEvent[]) =>
  once(events).map((event) => ('text' in event ? event.text : event.kind));

let running: Running;
beforeEach(async () => {
  running = await startSlack({ heard: async () => [] }, { ackMs: 3000 });
});
afterEach(async () => {
  await running.stop();
  expect(running.slack.problems).toEqual([]);
});

describe('words that cross', () => {
  it('are told in the order they were said, and an edit after them, however slow Slack is about the first', async () => {
    const { people, world } = running.slack;
    const root = people.write(GENERAL, MEI, mention('在吗'), { raw: true }).ts;
    running.slack.fail('conversations.replies', { kind: 'slow', ms: 300 });
    const first = people.say(GENERAL, MEI, '一', { thread: root });
    const { ts } = world.messages.at(-1)!;
    await Promise.all([first, people.say(GENERAL, MEI, '二', { thread: root }), people.edit(GENERAL, ts, '一改')]);
    expect(textsOf(running.events)).toEqual(['一', '二', '一改']);
  });

  it('of people among themselves are looked up once in a thread, until somebody calls the bot into it', async () => {
    const { people, calls } = running.slack;
    const root = people.write(GENERAL, MEI, '周末去哪').ts;
    for (const words of ['爬山', '看海', '在家']) await people.say(GENERAL, MEI, words, { thread: root });
    expect(calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(1);
    await people.say(GENERAL, LIN, mention('你说呢'), { raw: true, thread: root });
    await people.say(GENERAL, MEI, '那我问一下', { thread: root });
    expect(textsOf(running.events)).toEqual(['你说呢', '那我问一下']);
  });
});

describe('a huge thread', () => {
  async function fill(replies: number) {
    const { people } = running.slack;
    const root = people.write(GENERAL, MEI, '讨论').ts;
    for (let n = 0; n < replies; n++) people.write(GENERAL, n % 2 ? LIN : MEI, `${n}`, { thread: root });
    people.write(GENERAL, MEI, mention('帮忙看看'), { raw: true, thread: root });
    return root;
  }
  async function followUp(root: string, heard: object[]) {
    const events: InboundEvent[] = [];
    const { adapter } = await createAdapter(running.slack, { heard: async () => heard as never });
    await running.adapter.stop();
    await adapter.start(async (event) => {
      events.push(event);
      return 'accepted';
    });
    await expect
      .poll(() => running.slack.calls.some(({ method }) => method === 'users.conversations') || heard.length === 0)
      .toBe(true);
    await running.slack.people.say(GENERAL, MEI, '接着问', { thread: root });
    await adapter.stop();
    return textsOf(events);
  }

  it('of hundreds of words is the bot’s where it was called into it, for a new process too', async () => {
    expect(await followUp(await fill(600), [])).toEqual(['接着问']);
  });

  it('of thousands is so where the store says that the bot was heard there', async () => {
    const root = await fill(1500);
    const spot = { place: `slack:${GENERAL}`, thread: root };
    expect(await followUp(root, [{ spot, at: Date.now() + 60_000 }])).toContain('接着问');
  });
});

describe('other voices', () => {
  const IDENTITY = { botUser: BOT_USER, botId: 'B0BOT', team: 'T0TEAM' };
  const said: SlackMessage = { channel: GENERAL, ts: '1.000001', user: MEI, text: mention('你好') };
  const read = (change: object) =>
    readMessage({ ...said, ...change }, IDENTITY, createPlaces([], [`slack:${GENERAL}`]));

  it.each([
    ['a workflow or another bot', { bot_id: 'B0WORKFLOW', subtype: 'bot_message' }],
    ['a program that posts as a person', { bot_id: 'B0OTHER' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['a huddle', { subtype: 'huddle_thread' }],
    ['a reminder', { subtype: 'reminder_add' }],
    ['a topic', { subtype: 'channel_topic' }],
    ['an app that was added', { subtype: 'bot_add' }],
    ['a pinned item', { subtype: 'pinned_item' }],
    ['nobody', { user: undefined }],
  ])('of %s are passed over', (_, change) => {
    expect(read(change)).toBeNull();
  });

  it('of people are heard in every form they have', () => {
    for (const subtype of ['me_message', 'thread_broadcast', 'file_share']) expect(read({ subtype })).not.toBeNull();
    expect(
      read({ text: '', attachments: [{ is_share: true, text: '打不开 &lt;b&gt;' }, { text: '预览' }] })?.text,
    ).toBe('打不开 <b>');
  });

  it('of another workspace are heard though Slack tells no name', async () => {
    running.slack.world.channels.get(GENERAL)!.members.add('U0FOREIGN');
    await running.slack.people.say(GENERAL, 'U0FOREIGN', mention('我是别家的'), { raw: true });
    expect([...once(running.events)]).toMatchObject([
      { author: { id: 'slack:U0FOREIGN', name: 'U0FOREIGN' }, text: '我是别家的' },
    ]);
  });
});

describe('a form that cannot be opened any more', () => {
  const late = { kind: 'error', error: 'expired_trigger_id' } as const;

  it('is told in the direct chat where it was asked for on the Home tab or by a shortcut', async () => {
    const { people } = running.slack;
    await people.openHome(MEI);
    const message = people.write(GENERAL, LIN, '这个怎么弄');
    running.slack.fail('views.open', late, late);
    await people.pressHome(MEI, 'form:ask');
    await people.messageShortcut(MEI, 'afterclass_ask_about', GENERAL, message.ts);
    expect(running.slack.shown(MEI_DM).map(({ text }) => text)).toEqual(
      Array(2).fill(expect.stringContaining('再试一次')),
    );
  });

  it('on a ticket is the bare choice: the core says how else to give the words', async () => {
    const { messageId } = await running.deliver('工单', { place: `slack:${STAFF}` }, [['reply:T-ABC234']]);
    running.slack.fail('views.open', late);
    await running.slack.people.press(STAFF, messageId, LIN, 'reply:T-ABC234');
    expect(running.events).toMatchObject([{ kind: 'choiceMade', choice: 'reply', text: null }]);
  });
});

it('a command in somebody’s direct chat with another person is answered in the bot’s own', async () => {
  const { sent } = await running.slack.people.command('D0OTHERS', MEI, '/ask', '视频打不开');
  expect(sent).toBe('acknowledged');
  expect(running.events).toMatchObject([{ kind: 'commandInvoked', spot: { place: `slack:${MEI_DM}`, thread: null } }]);
});

it('lists of a hundred buttons, one below the other, are a message that Slack takes', () => {
  const rows = Array.from({ length: 100 }, (_, n) => [
    { choice: `pick:${n}` as const, target: 'CAAAA', label: `<!channel> *${n}* ${'长'.repeat(90)}` },
  ]);
  const blocks = toActions(rows);
  expect(checkBlocks(blocks, 49)).toEqual([]);
  expect(blocks.flatMap(({ elements }) => elements)).toHaveLength(100);
});
