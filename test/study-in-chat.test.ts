/** Recommendations, learning path and progress as learners see them: through the whole bot, from imported records to messages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button } from '../src/domain/choice.ts';
import type { LearningRows, RecordKind } from '../src/domain/learning-record.ts';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import { openChatBench } from './chat-bench.ts';
import { makeChange, makeMessage } from './fixtures.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const TODAY = NOW / 86_400_000 - 9 / 24;
const MEI: PersonId = 'local:mei';
const HOME = 'local:mei' as PlaceId;

let bench: Awaited<ReturnType<typeof openChatBench>>;
let count = 0;
beforeEach(async () => {
  bench = await openChatBench(NOW, { RECOMMEND_HOLDOUT: '0' });
}, 60_000);
afterEach(() => bench.close());

const say = (text: string, locale = 'zh') => bench.command(text, MEI, HOME, locale);
const buttonsOf = (post: { delivery: { body: unknown } } | undefined): Button[] => {
  const body = post?.delivery.body as { message: { buttons: Button[][] } };
  return body.message.buttons.flat();
};

async function imported<Kind extends RecordKind>(kind: Kind, rows: readonly LearningRows[Kind][]): Promise<void> {
  await bench.store.imports.add(kind, rows, (written) => ({
    fingerprint: `${kind}${count++}`,
    line: rows.length,
    written,
    unchanged: 0,
    rejected: 0,
    rejectedBytes: 0,
    isDone: true,
  }));
}

/** Joins the account S-1, which has learnt Python and is half through data analysis. */
async function link(): Promise<void> {
  const id = `link${count++}`;
  await bench.store.accept([makeMessage({ id })], NOW);
  await bench.store.commit(
    [{ ...makeChange({ eventId: id }), profiles: [{ person: MEI, changes: { account: 'S-1' } }] }],
    NOW,
  );
  const bought = (course: string, daysAgo: number) => ({
    learner: 'S-1',
    course,
    purchasedAt: NOW - daysAgo * 86_400_000,
    amount: 1,
  });
  await imported('purchases', [bought('py101', 60), bought('da101', 30)]);
  await imported('activity', [
    { learner: 'S-1', course: 'py101', day: TODAY - 40, counts: { minutes: 90, completion: 1 } },
    { learner: 'S-1', course: 'da101', day: TODAY - 9, counts: { minutes: 30, completion: 0.3 } },
    { learner: 'S-1', course: 'da101', day: TODAY - 1, counts: { minutes: 45, completion: 0.5 } },
    { learner: 'S-1', course: 'da101', day: TODAY, counts: { minutes: 30 } },
  ]);
  await bench.app.studies.refresh();
}

describe('/recommend', () => {
  it('suggests up to three courses to somebody nobody knows, and says how to link', async () => {
    const [post] = await say('/recommend');
    expect(post?.text).toMatch(/^接下来可以学这些：\n1\. 《.+》（.+）\n {3}.+。/);
    expect(post?.text).toContain('/settings link');
    expect(post?.delivery.privateTo).toBe(MEI);
    expect(buttonsOf(post).map(({ label }) => label)).toContain('1 感兴趣');
  });

  it('goes by words of a goal, and says so where nothing is about it', async () => {
    expect((await say('/recommend 数据分析'))[0]?.text).toMatch(/^和「数据分析」有关的课程：\n1\. 《.*数据/);
    expect((await say('/recommend 潜水'))[0]?.text).toContain('没有找到正好讲「潜水」的课');
    expect((await say('/recommend data analysis', 'en'))[0]?.text).toMatch(
      /^Courses about “data analysis”:\n1\. .*[Dd]ata/,
    );
  });

  it('never what was bought; the next level of what is finished, with the reason', async () => {
    await link();
    const [post] = await say('/recommend');
    expect(post?.text).toContain('Python 进阶');
    expect(post?.text).toContain('因为你学完了《Python 入门》，这门课接着往下讲。');
    expect(post?.text).not.toContain('《Python 入门》（');
    expect(post?.text).not.toContain('/settings link');
  });

  it('learns from the buttons, whoever presses for themselves', async () => {
    await link();
    const [post] = await say('/recommend');
    const [yes, no] = [buttonsOf(post)[0], buttonsOf(post)[3]];
    const why = buttonsOf(post).at(-1);
    expect((await bench.press(yes!.choice, yes!.target, MEI, HOME))[0]?.text).toMatch(/^Noted: “.+” interests you/);
    expect((await bench.press(no!.choice, no!.target, MEI, HOME))[0]?.text).toContain('will not come up again');
    expect((await bench.press(why!.choice, why!.target, MEI, HOME))[0]?.text).toMatch(
      /These were chosen because:\n· .+\n· /,
    );
    const entries = await bench.store.reports.suggestions(MEI);
    const refused = entries.find(({ facts }) => facts.answer === 'notInterested')?.facts.course;
    await say('/recommend');
    const again = (await bench.store.reports.suggestions(MEI)).slice(entries.length);
    expect(again.map(({ kind }) => kind)).toEqual(['suggested', 'suggested', 'suggested']);
    expect(again.map(({ facts }) => facts.course)).not.toContain(refused);
    expect(again.some(({ facts }) => facts.because === 'interested')).toBe(true);
    const [stale] = await bench.press('course_yes', 'NOSUCHXX', MEI, HOME);
    expect(stale?.text).toBeTruthy();
  });

  it('is reached by plain words, but not while people are at it', async () => {
    const since = bench.posts.length;
    const message = (text: string) => ({
      ...makeMessage({ id: `m${count++}`, text }),
      at: NOW,
      author: { id: MEI, name: 'mei' },
      spot: { place: HOME, thread: null },
      locale: 'zh',
    });
    await bench.app.core.receive(message('我该学什么？'));
    await bench.settle();
    expect(bench.posts[since]?.text).toContain('接下来可以学这些');
    await bench.command('/human', MEI, HOME, 'zh');
    const before = bench.posts.length;
    await bench.app.core.receive(message('推荐课程'));
    await bench.settle();
    expect(bench.posts.slice(before).some(({ text }) => text.includes('接下来可以学这些'))).toBe(false);
  });
});

describe('/path', () => {
  it('plans from a goal and weekly hours, keeps the plan, draws it, and drops it', async () => {
    const [post] = await say('/path 数据分析 每周6小时');
    expect(post?.text).toMatch(/^学习路径：数据分析\n☐ 1\. /);
    expect(post?.text).toContain('按每周 6 小时');
    expect(post?.delivery.body).toMatchObject({ message: { files: [{ name: 'path.png', mediaType: 'image/png' }] } });
    expect(await bench.app.studies.planOf(MEI)).toMatchObject({
      goal: '数据分析',
      weeklyHours: 6,
      madeOn: '2026-03-02',
    });
    expect((await say('/path'))[0]?.text).toMatch(/^学习路径：数据分析/);
    expect((await say('/path 每周8小时'))[0]?.text).toContain('按每周 8 小时');
    expect((await say('/path cancel'))[0]?.text).toContain('已取消');
    expect(await bench.app.studies.planOf(MEI)).toBeNull();
    expect((await say('/path'))[0]?.text).toContain('还没有学习计划');
  });

  it('reads English too, and refuses what is no time', async () => {
    const [post] = await say('/path data analyst 6h work Mon-Sat 10:00-20:00', 'en');
    expect(post?.text).toMatch(/^Learning path: data analyst\n/);
    expect(await bench.app.studies.planOf(MEI)).toMatchObject({ goal: 'data analyst', work: 'Mon-Sat 10:00-20:00' });
    expect((await say('/path data analyst 0h', 'en'))[0]?.text).toContain('cannot be planned');
    expect((await say('/path data analyst work Someday 9:00', 'en'))[0]?.text).toContain(
      'could not read the working hours',
    );
    expect((await say('/path 潜水', 'zh'))[0]?.text).toContain('没有找到通往这个目标的课程');
  });

  it('ticks off what is finished and says what moved when it is late', async () => {
    await link();
    await say('/path da201 每周6小时');
    const promised = await bench.app.studies.planOf(MEI);
    expect(promised?.steps[0]).toMatchObject({ course: 'py101', from: null });
    bench.clock.set(NOW + 86_400_000);
    expect((await say('/path'))[0]?.text).not.toContain('重新排好');
    expect(await bench.app.studies.planOf(MEI)).toEqual(promised);
    bench.clock.set(NOW + 90 * 86_400_000);
    const [late] = await say('/path');
    expect(late?.text).toMatch(/计划晚了 \d+ 天，没关系，已按现在的进度重新排好。\n· 《.+》：3月\d+日 → 6月\d+日/);
    await imported('activity', [{ learner: 'S-1', course: 'da101', day: TODAY + 89, counts: { finished: 1 } }]);
    expect((await say('/path'))[0]?.text).toContain('又学完了 1 门');
  });

  it('ends with what helps afterwards, and shows certificate and career at any time', async () => {
    await link();
    await say('/path da101 每周6小时');
    await imported('activity', [{ learner: 'S-1', course: 'da101', day: TODAY, counts: { finished: 1 } }]);
    const [done] = await say('/path');
    expect(done?.text).toContain('全部学完了，恭喜！');
    expect(done?.text).toContain('【学完以后】');
    await imported('scores', [{ learner: 'S-1', course: 'da101', test: 'final', score: 82, most: 100, takenAt: NOW }]);
    expect((await say('/path certificate da101'))[0]?.text).toContain('《数据分析基础》的证书：2/2 项完成');
    expect((await say('/path 证书 py101'))[0]?.text).toContain('☐ 结课测试 60 分以上（还没有记录）');
    expect((await say('/path 数据分析 求职'))[0]?.text).toMatch(/【简历】[\s\S]*数据岗位的作品集[\s\S]*【面试】/);
  });
});

describe('/progress', () => {
  it('tells completion, time against the week before, streak and next step, with a picture', async () => {
    await link();
    const [post] = await say('/progress');
    expect(post?.text.split('\n')).toEqual([
      '你的学习报告',
      '☑ Python 入门 · 已学完',
      '◐ 数据分析基础 · ▰▰▰▰▰▱▱▱▱▱ 50%',
      '最近 7 天：1 小时 15 分钟（之前 7 天：30 分钟）',
      '学习的天数：2 天（之前 7 天：1 天）',
      '已连续学习 2 天，继续保持！',
      '下一步：接着学《数据分析基础》',
    ]);
    expect(post?.delivery.body).toMatchObject({ message: { files: [{ name: 'progress.png' }] } });
  });

  it('says how to link where nothing is known', async () => {
    expect((await say('/progress', 'en'))[0]?.text).toMatch(/no courses on record yet[\s\S]*settings link/);
  });
});

describe('for those who asked for it in /needs', () => {
  it('plan, progress, page and courses come in words alone, without signs to look at', async () => {
    await link();
    const seen = (await say('/progress'))[0];
    const filesOf = (post: typeof seen) => {
      const body = post?.delivery.body;
      return body?.kind === 'message' ? body.message.files : [];
    };
    expect(filesOf(seen)).toHaveLength(1);
    await say('/needs 读屏');
    for (const line of ['/path 数据分析 每周6小时', '/path', '/progress', '/home', '/recommend']) {
      const post = (await say(line))[0];
      expect(post?.text, line).not.toMatch(/[●○◐☐]|(?![©®™])\p{Extended_Pictographic}/u);
      expect(filesOf(post), line).toBeUndefined();
    }
    expect((await say('/path'))[0]?.text).toMatch(/\n进行中：2\. .+\n未完成：3\. /);
    expect((await say('/recommend', 'en'))[0]?.text).not.toMatch(/[●○]/);
  });

  it('slowly: one sentence a line', async () => {
    await link();
    await say('/needs slow', 'en');
    const why = buttonsOf((await say('/recommend', 'en'))[0]).at(-1);
    expect(why).toBeDefined();
    for (const line of (await say('/progress', 'en'))[0]?.text.split('\n') ?? []) {
      expect(line).not.toMatch(/[a-z]{3}\. [A-Z]/);
    }
  });
});
