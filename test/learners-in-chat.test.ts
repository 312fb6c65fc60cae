/** Companies, tutoring and the page of a learner as they are lived through in the chat: the whole bot, from words to messages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import { toLinkCode } from '../src/link-code.ts';
import { openProgressFile } from '../src/progress-file.ts';
import { DAY as DAY_MS, TESTED, toClass } from './analytics/training-class.ts';
import { BOSS, openChatBench, STAFF } from './chat-bench.ts';

const SECRET = 'a-secret-of-at-least-32-characters!!';
const NOW = TESTED + 31 * DAY_MS + 3 * 3_600_000;
const MEI: PersonId = 'local:mei';
const AT_MEI: PlaceId = 'local:learner-mei';
const ANN: PersonId = 'local:ann';
const AT_ANN: PlaceId = 'local:learner-ann';
const at = () => ({
  fingerprint: 'f',
  line: 0,
  written: 0,
  unchanged: 0,
  rejected: 0,
  rejectedBytes: 0,
  isDone: true,
});

describe('in the chat', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  let count = 0;
  beforeEach(async () => {
    bench = await openChatBench(NOW, { LINK_SECRET: SECRET });
    const { imports } = bench.store;
    const { organisation, members, behavior, scores, activity } = toClass();
    await imports.add('organisations', [organisation, { id: 'globex', name: 'Globex', seats: 1 }], at);
    await imports.add(
      'members',
      [...members, { organisation: 'globex', learner: 'other', role: 'manager' as const }],
      at,
    );
    await imports.add('behavior', behavior, at);
    await imports.add('scores', scores, at);
    await imports.add('activity', activity, at);
  }, 60_000);
  afterEach(() => bench.close());

  const say = async (text: string, who: PersonId = MEI, place: PlaceId = AT_MEI) => {
    const since = bench.posts.length;
    await bench.app.core.receive({
      kind: 'messageReceived',
      id: `test:m${count++}`,
      at: bench.clock.now(),
      community: 'default',
      author: { id: who, name: who.slice(6) },
      spot: { place, thread: null },
      locale: null,
      text,
    });
    await bench.settle();
    return bench.posts.slice(since);
  };
  const link = (account: string, who = MEI, place = AT_MEI, locale = 'zh') =>
    bench.command(`/settings link ${toLinkCode(account, NOW + DAY_MS, SECRET)}`, who, place, locale);
  const texts = (posts: readonly { readonly text: string }[]) => posts.map(({ text }) => text).join('\n---\n');

  it('a manager gets the figures of their own organisation, with picture and table, and of no other', async () => {
    await link('boss');
    const own = await bench.command('/org', MEI, AT_MEI, 'zh');
    expect(own[0]?.text).toContain('企业培训效果 · Acme (acme) · 全部时间');
    expect(own[0]?.text).toContain('已用席位：6 / 8');
    expect(own[0]?.text).toContain('效应量 g：0.54（95%：-0.01 – 1.09，n = 5）');
    const body = own[0]?.delivery.body;
    const files = body?.kind === 'message' ? body.message.files : [];
    expect(files?.map(({ name }) => name)).toEqual(['enterprise.png', 'enterprise.csv']);
    expect(own.map(({ delivery }) => delivery.privateTo)).toEqual([MEI, MEI]);
    expect(texts(own)).not.toContain('Globex');
    const other = await bench.command('/org globex', MEI, AT_MEI, 'zh');
    expect(texts(other)).toBe('你不管理「globex」。你管理的是：acme。直接发 /org 就行。');
    const report = await bench.command('/report enterprise', MEI, AT_MEI, 'zh');
    expect(texts(report)).not.toContain('Acme');
  });

  it('a member, a stranger and an admin get what is theirs', async () => {
    await link('a', ANN, AT_ANN);
    expect(texts(await bench.command('/org', ANN, AT_ANN, 'zh'))).toContain('你是公司学员');
    expect(texts(await bench.command('/org', MEI, AT_MEI, 'en'))).toContain('/settings link');
    const all = await bench.command('/report enterprise', BOSS);
    expect(all[0]?.text).toContain('Acme: 60% (n = 5)');
    const one = await bench.command('/report enterprise --organisation globex', BOSS);
    expect(one[0]?.text).toContain('Globex (globex)');
    expect(one[0]?.text).toContain('Completion: none yet');
  });

  it('a company’s request is told in four steps and stands on a card with its checklist', async () => {
    await link('boss');
    expect(texts(await bench.command('/org request', MEI, AT_MEI, 'zh'))).toContain('开课申请 1/4');
    await say('Python 入门');
    await say('30 人');
    await say('下个月');
    const done = await say('会写小工具');
    expect(texts(done)).toContain('企业服务');
    const card = done.find(({ delivery }) => delivery.place === STAFF && delivery.slot?.startsWith('ticket:'));
    expect(card?.text).toContain(
      '企业开课申请 · 组织：acme；课程：Python 入门；人数：30；时间：下个月；目标：会写小工具',
    );
    expect(card?.text).toContain('☐ 1. 确认公司、人数和开票信息');
  });

  it('consulting and lecturers’ training have queues and checklists of their own', async () => {
    const posts = [...(await say('想培养我们自己的内训师')), ...(await bench.command('/human', MEI, AT_MEI, 'zh'))];
    const card = bench.posts.findLast(({ delivery }) => delivery.slot?.startsWith('ticket:'));
    expect(texts(posts)).toContain('内训师培养');
    expect(card?.text).toContain('｜内训师培养｜');
    expect(card?.text).toContain('☐ 1. 确认参训人数、时间和地点');
  });

  it('a question about content goes to the tutors with progress and lesson, and a section is shown meanwhile', async () => {
    await link('a', ANN, AT_ANN);
    await bench.command('/org', ANN, AT_ANN, 'zh');
    const first = await say('第5章的 while 循环停不下来，break 放哪里都不对', ANN, AT_ANN);
    const posts = [...first, ...(await bench.command('/human', ANN, AT_ANN, 'zh'))];
    expect(texts(posts)).toContain('这一节可能有帮助：\n📖 Python 入门 · 第 5 节 条件与循环（25 分钟，入门）');
    const card = bench.posts.findLast(({ delivery }) => delivery.slot?.startsWith('ticket:'));
    expect(card?.text).toContain('｜课程与辅导｜');
    expect(card?.text).toMatch(/学习: 说的是第5章 · 总完成度 95% · 最近测验 Python 入门 后测 50% · \d+ 天前学过/);
    const thread = bench.posts.filter(({ delivery }) => delivery.thread?.startsWith('slot:ticket:'));
    expect(texts(thread)).toContain('🤖 已给学员看');
  });

  it('the page is arranged by what is needed now', async () => {
    const bare = await bench.command('/home', MEI, AT_MEI, 'en');
    expect(bare[0]?.text).toMatch(/^🏠 Your page\n\n— Course account —/);
    await link('a');
    await bench.store.records.addPurchases([{ learner: 'a', course: 'py101', purchasedAt: 5, amount: null }]);
    const [page] = await bench.command('/home', MEI, AT_MEI, 'zh');
    expect(page?.text).toContain('【下一步】\n▶ Python 进阶（学过Python 入门，可以开始了）');
    await bench.command('/path 学会写 SQL', MEI, AT_MEI, 'zh');
    const [planned] = await bench.command('/home', MEI, AT_MEI, 'zh');
    expect(planned?.text).toMatch(/【下一步】\n▶ 学习路径：SQL 从零开始，\d{4}-\d\d-\d\d 至/);
    await say('我要找人工');
    const [busy] = await bench.command('/home', MEI, AT_MEI, 'zh');
    expect(busy?.text).toMatch(/^🏠 你的首页\n\n【进行中的工单】\nT-[0-9A-Z]{6}｜.+｜🕒 排队中/);
  });

  it('a rating that is owed can be given on the page', async () => {
    await bench.command('/ask 忘记密码了怎么办', MEI, AT_MEI, 'zh');
    const conversation = (await bench.store.reports.conversations(null, null))[0]!.conversationId;
    await bench.press('solved', conversation, MEI, AT_MEI);
    bench.clock.set(NOW + 120_000);
    await bench.settle();
    const [page] = await bench.command('/home', MEI, AT_MEI, 'zh');
    expect(page?.text).toMatch(/【还没评分】\n「.+」怎么样？0–10 分/);
    expect(page?.buttons?.flat().map(({ choice }) => choice)).toContain('rate:9');
    await bench.press('rate:9', conversation, MEI, AT_MEI);
    expect((await bench.command('/home', MEI, AT_MEI, 'zh'))[0]?.text).not.toContain('还没评分');
  });
});

it('progress.csv is read again when it changes, and a broken one leaves what was known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-progress-'));
  const warnings: string[] = [];
  const progressOf = openProgressFile(folder, { warn: (_: unknown, words: string) => warnings.push(words) } as never);
  const write = (text: string) => writeFileSync(join(folder, 'progress.csv'), text);
  expect(progressOf('a')).toEqual([]);
  write('learner,course,completion,score\na,py101,40%,8\n');
  expect(progressOf('a')).toEqual([{ learner: 'a', course: 'py101', completion: 0.4, score: 8 }]);
  write('learner,course,completion,score\na,py101,much,8\n\n');
  expect(progressOf('a')).toHaveLength(1);
  expect(warnings).toHaveLength(1);
  rmSync(folder, { recursive: true });
});
