/** Whole conversations in bad weather: unknown questions, rate limits and failing servers, very long and hostile words, private channels. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BOT_USER } from '../../fakes/slack/index.ts';
import { QUESTION, type RunningService, runService } from './running.ts';
import { LIN, MEI, MEI_DM, STAFF } from './serve.ts';

let service: RunningService;
beforeEach(async () => {
  service = await runService();
});
afterEach(() => service.close());

const texts = (channel: string, thread?: string) => service.slack.shown(channel, thread).map(({ text }) => text);

/** A ticket of Mei's, claimed by Lin. */
async function openTicket(channel = MEI_DM, thread?: string) {
  await service.press(MEI, channel, await service.seesButton(channel, 'human', thread), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(LIN, STAFF, card, 'claim');
  await service.seesButton(STAFF, 'reply');
  await service.sees(channel, '● 已有人接手', thread);
  return card.id;
}

it('what nobody knows: said so, rephrased, then a person, a reply, resolved, rated', async () => {
  const { people } = service.slack;
  await people.say(MEI_DM, MEI, '窗外的紫色大象什么时候下班呀');
  await service.seesButton(MEI_DM, 'human');
  await people.say(MEI_DM, MEI, '紫色大象的鞋带是什么口味');
  await service.sees(MEI_DM, /工单 T-/);
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(LIN, STAFF, card, 'claim');
  await service.fill(LIN, STAFF, await service.seesButton(STAFF, 'reply'), 'reply', '大象不下班');
  await service.sees(MEI_DM, '小林：大象不下班');
  await service.press(LIN, STAFF, await service.seesButton(STAFF, 'resolve'), 'resolve');
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'rate:10'), 'rate:10');
  await service.sees(MEI_DM, '收到 10 分');
});

it('a storm of rate limits, failing servers and lost answers: every word arrives, once and in order', {
  timeout: 60_000,
}, async () => {
  const { slack } = service;
  await slack.people.say(MEI_DM, MEI, QUESTION);
  const thread = await openTicket();
  slack.fail(
    'chat.postMessage',
    { kind: 'rateLimited', seconds: 1 },
    { kind: 'status', status: 503 },
    { kind: 'lost' },
    { kind: 'rateLimited', seconds: 1 },
  );
  slack.fail('chat.update', { kind: 'lost' });
  slack.fail('conversations.replies', { kind: 'status', status: 500 });
  for (let n = 1; n <= 4; n++) await slack.people.say(MEI_DM, MEI, `第 ${n} 句`);
  const inTime = (check: () => void) => vi.waitFor(check, { timeout: 40_000, interval: 20 });
  await inTime(() => expect(texts(STAFF, thread).join()).toContain('第 1 句'));
  slack.fail('chat.postMessage', { kind: 'error', error: 'internal_error' }, { kind: 'lost' });
  await service.fill(LIN, STAFF, slack.shown(STAFF)[0]!, 'reply', '都看到了');
  await inTime(() => expect(texts(STAFF, thread).join()).toContain('第 4 句'));
  await inTime(() => expect(texts(MEI_DM).join()).toContain('小林：都看到了'));
  expect(texts(STAFF, thread).flatMap((text) => /第 \d 句/.exec(text)?.[0] ?? [])).toEqual(
    [1, 2, 3, 4].map((n) => `第 ${n} 句`),
  );
  expect(texts(MEI_DM).filter((text) => text.includes('都看到了'))).toHaveLength(1);
});

it('ten thousand characters from an agent reach the learner whole, and from the learner the agents', async () => {
  const { people } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION);
  const thread = await openTicket();
  const long = Array.from({ length: 1250 }, (_, n) => `第${String(n).padStart(4, '0')}步。`).join('\n');
  expect(long.length).toBeGreaterThan(9_900);
  await people.say(STAFF, LIN, `<@${BOT_USER}> reply ${long}`, { raw: true, thread });
  await service.sees(MEI_DM, '第1249步。');
  const parts = service.slack.world.messages.filter(
    ({ channel, text }) => channel === MEI_DM && /第\d{4}步/.test(text),
  );
  expect(
    texts(MEI_DM)
      .filter((text) => /第\d{4}步/.test(text))
      .join('\n')
      .replace(/^小林：/, ''),
  ).toBe(long);
  expect(parts.every(({ text }) => text !== '')).toBe(true);
  await people.say(MEI_DM, MEI, long);
  await service.until(() => expect(texts(STAFF, thread).join('\n')).toContain(`小美：${long}`));
});

it('hostile words stay words: no mention, no link in disguise, no markup, on the way to staff and to the learner', async () => {
  const { people, world } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION);
  const thread = await openTicket();
  const words =
    '<!channel> <!here> <@U0LIN> <https://evil.example|银行> &lt;b&gt; *粗* _斜_ ~删~ `码` ```块``` > 引用 :tada: @here';
  await people.say(MEI_DM, MEI, words);
  await service.sees(STAFF, words, thread);
  await service.fill(LIN, STAFF, service.slack.shown(STAFF)[0]!, 'reply', words);
  await service.sees(MEI_DM, `小林：${words}`);
  for (const { botId, text, blocks } of world.messages) {
    if (!botId) continue;
    expect(text).not.toContain('<');
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:broadcast|user|usergroup|emoji|mrkdwn)"/);
    for (const [, url] of JSON.stringify(blocks).matchAll(/"type":"link","url":"([^"]+)"/g)) {
      expect(url).not.toContain('|');
    }
  }
});

it('a name full of markup is only a name', async () => {
  const { people, world } = service.slack;
  world.addPerson({ id: 'U0BOBBY', name: '<!channel> *Bobby* &amp; <@U0LIN>', locale: 'en-US' });
  const { id } = world.openIm('U0BOBBY');
  await people.say(id, 'U0BOBBY', QUESTION);
  await service.press('U0BOBBY', id, await service.seesButton(id, 'human'), 'human');
  const card = await service.sees(STAFF, '<!channel> *Bobby* &amp; <@U0LIN>');
  expect(world.find(STAFF, card.id)?.text).not.toMatch(/<[!@]/);
});

it('a private channel is like any other, and what is said to others there is not heard', async () => {
  const { people, world } = service.slack;
  world.addChannel('G0CLASS', [BOT_USER, MEI, LIN], 'group');
  await people.say('G0CLASS', LIN, '大家好');
  await people.say('G0CLASS', MEI, `<@${BOT_USER}> ${QUESTION}`, { raw: true });
  const thread = service.slack.shown('G0CLASS')[1]!.id;
  await service.seesButton('G0CLASS', 'solved', thread);
  await openTicket('G0CLASS', thread);
  expect(await service.app.store.reports.conversations(null, null)).toHaveLength(1);
});
