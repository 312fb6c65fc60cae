/** The overview in words and as JSON. */
import { describe, expect, it } from 'vitest';
import { toOverview } from '../../src/analytics/overview.ts';
import { toOverviewText } from '../../src/analytics/overview-text.ts';
import { toDuration, toWindow } from '../../src/analytics/wording.ts';
import { CATEGORIES } from '../../src/domain/knowledge.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { MINUTE, START, TEN, toFacts } from './facts.ts';

const all = (language: 'zh' | 'en') => ({ from: null, to: null, language });

describe('in words', () => {
  it('reads in Chinese', () => {
    expect(toOverviewText(toOverview(TEN), all('zh'))).toBe(`总览 · 全部时间
对话：10
小助手解决，学员已确认：2（20%）
小助手回答后学员没再问：2（20%）
转人工：4（40%）
进行中（含人工处理中）：3（30%）

满意度：8.0 / 10（95%：6.0 – 10.0，n = 5）
换算成百分制（均分 × 10）：80%
打 8 分及以上的：60%（95%：23% – 88%，n = 5）
NPS：+20（95%：-46 – +86，n = 5）
评分回收率：71%（95%：36% – 92%，n = 7）

人工首次回复：中位数 8 分，还不知道九成要多久（n = 3，另有 1 个还在等）
解决用时：中位数 1 小时，还不知道九成要多久（n = 4，另有 3 个还没结束）

按类别（对话数）
支付 5：没再问 1，转人工 4，进行中 2，7.0 分（n = 3）
技术 4：确认 2，没再问 1，进行中 1，9.5 分（n = 2）
未归类 1

n：这个数字来自多少个对话、评分或回复；95%：真实值很可能在这个范围内。用时按自然时间计，还没结束的按已经等了多久计入，静默结束的不计入。`);
  });

  it('reads in English', () => {
    expect(toOverviewText(toOverview(TEN), all('en'))).toBe(`Overview · all time
Conversations: 10
Solved by the bot, learner confirmed: 2 (20%)
Answered by the bot, learner went quiet: 2 (20%)
Passed to people: 4 (40%)
Still open (with people included): 3 (30%)

Satisfaction: 8.0 of 10 (95%: 6.0 – 10.0, n = 5)
The same as a percentage (mean × 10): 80%
Rated 8 or more: 60% (95%: 23% – 88%, n = 5)
NPS: +20 (95%: -46 – +86, n = 5)
Rated when asked: 71% (95%: 36% – 92%, n = 7)

First reply by a person: median 8 min, 90% not reached yet (n = 3, 1 still waiting)
Time to resolution: median 1 h, 90% not reached yet (n = 4, 3 still open)

By category (conversations)
Payment 5: 1 quiet, 4 to people, 2 open, rated 7.0 (n = 3)
Technical 4: 2 confirmed, 1 quiet, 1 open, rated 9.5 (n = 2)
Not categorised 1

n: how many conversations, ratings or replies a figure comes from. 95%: the range in which the true value very likely lies. Times run around the clock; what is unfinished counts for as long as it has lasted, what just went quiet does not count.`);
  });

  it('is kind when there is nothing yet', () => {
    expect(toOverviewText(toOverview([]), all('zh'))).toBe(
      '总览 · 全部时间\n这段时间还没有对话。学员来提问之后，数字就会出现在这里。',
    );
    expect(toOverviewText(toOverview([]), all('en'))).toContain('No conversations in this time yet.');
  });

  it('says what is missing instead of a figure', () => {
    const fresh = toOverview([toFacts({ ratingAsked: true }), toFacts({ escalatedAt: START })]);
    expect(toOverviewText(fresh, all('zh'))).toContain('满意度：请了 1 位评分，还没有收到\n');
    expect(toOverviewText(fresh, all('en'))).toContain('First reply by a person: none yet (1 still waiting)\n');
    expect(toOverviewText(toOverview([toFacts()]), all('en'))).toContain('nobody has been asked for a rating yet\n');
    expect(toOverviewText(fresh, all('en'))).not.toMatch(/null|NaN|undefined/);
  });

  it('tells who did not come back once that can be told', () => {
    const rows = [
      toFacts({ resolution: 'confirmed', resolvedAt: START }),
      toFacts({ startedAt: START + 7 * 1440 * MINUTE }),
    ];
    expect(toOverviewText(toOverview(rows), all('zh'))).toContain('\n满 7 天的里面，学员没有再来：1 / 1\n');
    expect(toOverviewText(toOverview(rows), all('en'))).toContain(
      '\nNo return within 7 days: 1 of 1 old enough to tell\n',
    );
  });

  it.each(LANGUAGES)('fits a chat message however large the figures and the categories are: %s', (language) => {
    const names = [...CATEGORIES, null, ...Array.from({ length: 20 }, (_, i) => `a_category_from_elsewhere_${i}`)];
    const rows = names.flatMap((category, i) =>
      Array.from({ length: 8 * (names.length - i) }, (_, j) => {
        const resolvedAt = j % 4 === 0 ? null : START + 123 * 1440 * MINUTE + j * 3_723_000;
        const resolution = resolvedAt === null ? null : j % 4 === 1 ? 'confirmed' : j % 4 === 2 ? 'assumed' : 'agent';
        const people =
          j % 4 === 3 ? { escalatedAt: START, firstReplyAt: START + 45 * 1440 * MINUTE + j * 3_723_000 } : {};
        return toFacts({ category, resolvedAt, resolution, ratingAsked: true, score: j % 11, ...people });
      }),
    );
    const text = toOverviewText(
      toOverview(rows),
      { from: START + 1, to: START + 2, language },
      'America/Argentina/ComodRivadavia',
    );
    expect(text.length).toBeLessThanOrEqual(1800);
    expect(text).toMatch(language === 'zh' ? /另有 \d+ 个较小的类别未列出/ : /\d+ smaller not shown/);
    // The largest stay, and the legend too.
    expect(text).toContain(language === 'zh' ? '技术 ' : 'Technical ');
    expect(text).toMatch(/n[:：]/);
    expect(text).not.toMatch(/ {2}|\t/);
  });
});

describe('durations', () => {
  it.each([
    [0, '不到 1 秒', 'under 1 s'],
    [499, '不到 1 秒', 'under 1 s'],
    [500, '1 秒', '1 s'],
    [59_499, '59 秒', '59 s'],
    [59_500, '1 分', '1 min'],
    [150_000, '2 分 30 秒', '2 min 30 s'],
    [3_599_600, '1 小时', '1 h'],
    [3_900_000, '1 小时 5 分', '1 h 5 min'],
    [86_399_000, '1 天', '1 d'],
    [273_600_000, '3 天 4 小时', '3 d 4 h'],
  ])('%i ms', (ms, zh, en) => {
    expect(toDuration(ms, 'zh')).toBe(zh);
    expect(toDuration(ms, 'en')).toBe(en);
  });
});

describe('the window', () => {
  const zone = 'Asia/Shanghai';
  const day = (text: string) => Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds;

  it.each([
    [null, null, '全部时间', 'all time'],
    ['2026-03-01', null, '2026-03-01 起（Asia/Shanghai）', 'since 2026-03-01 (Asia/Shanghai)'],
    [null, '2026-03-08', '至 2026-03-07（Asia/Shanghai）', 'until 2026-03-07 (Asia/Shanghai)'],
    [
      '2026-03-01',
      '2026-03-08',
      '2026-03-01 至 2026-03-07（Asia/Shanghai）',
      '2026-03-01 to 2026-03-07 (Asia/Shanghai)',
    ],
    ['2026-03-01', '2026-03-02', '2026-03-01（Asia/Shanghai）', '2026-03-01 (Asia/Shanghai)'],
  ])('from %s until %s', (from, to, zh, en) => {
    const bounds = { from: from && day(from), to: to && day(to) } as { from: number | null; to: number | null };
    expect(toWindow({ ...bounds, language: 'zh' }, zone)).toBe(zh);
    expect(toWindow({ ...bounds, language: 'en' }, zone)).toBe(en);
  });

  it('that does not begin with a day shows the time, in the zone it names', () => {
    expect(toWindow({ from: day('2026-03-01'), to: null, language: 'en' }, 'UTC')).toBe('since 2026-02-28 16:00 (UTC)');
  });
});
