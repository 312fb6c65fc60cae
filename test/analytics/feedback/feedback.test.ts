import { describe, expect, it } from 'vitest';
import { createJudge, type KnownComment } from '../../../src/analytics/feedback/judge.ts';
import { fitSentiment } from '../../../src/analytics/feedback/sentiment.ts';
import { COMMENT_THEMES, THEME_TEXTS, toAction } from '../../../src/analytics/feedback/theme-list.ts';
import { proposeThemes } from '../../../src/analytics/feedback/theme-proposals.ts';
import { fitThemes } from '../../../src/analytics/feedback/themes.ts';
import {
  type JudgedComment,
  rankWeakSpots,
  toContentShare,
  toCoverage,
  toDimensions,
  toThemeShares,
} from '../../../src/analytics/feedback/weak-spots.ts';
import { createRandom } from '../../../src/demo/random.ts';

const bare = () => ({ random: createRandom(1).next, lexicon: null, wordVectors: null });
const GOOD = ['讲得很清楚', '老师有耐心', '内容扎实', 'clear and useful', 'great teacher', 'fast reply'];
const BAD = ['讲得很乱', '老师没耐心', '内容太浅', 'confusing and useless', 'rude teacher', 'slow reply'];
const comments = [...GOOD.map((text) => ({ text, positive: true })), ...BAD.map((text) => ({ text, positive: false }))];

describe('sentiment', () => {
  it('tells apart what it learnt from, in both languages', () => {
    const { score } = fitSentiment(comments, bare());
    for (const { text, positive } of comments) expect(score(text) > 0.5, text).toBe(positive);
  });

  it('answers a probability to any text', () => {
    const { score } = fitSentiment(comments, bare());
    for (const text of ['', '👍', 'x'.repeat(5000)]) {
      expect(score(text)).toBeGreaterThanOrEqual(0);
      expect(score(text)).toBeLessThanOrEqual(1);
    }
  });

  it('listens more to what counts more', () => {
    const torn = [{ text: '一般般', positive: true }, { text: '一般般', positive: false }, ...comments];
    const weighed = torn.map((each, n) => ({ ...each, importance: n === 1 ? 9 : 1 }));
    expect(fitSentiment(weighed, bare()).score('一般般')).toBeLessThan(fitSentiment(torn, bare()).score('一般般'));
  });

  it('needs both kinds', () => {
    expect(() => fitSentiment(comments.slice(0, 3), bare())).toThrow(RangeError);
  });
});

describe('themes', () => {
  const examples = [
    ['price', '退款没到账'],
    ['price', '价格太贵'],
    ['price', 'refund is late'],
    ['teacher', '老师讲得好'],
    ['teacher', '老师很耐心'],
    ['teacher', 'the teacher is kind'],
  ].map(([theme = '', text = '']) => ({ theme, text }));

  it('are guessed with scores that sum to 1', () => {
    const { guess } = fitThemes(examples, { random: createRandom(1).next });
    expect(guess('怎么退款').at(0)?.theme).toBe('price');
    expect(guess('那位老师').at(0)?.theme).toBe('teacher');
    expect(guess('whatever').reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 12);
  });

  it('are taught by unlabelled comments too', () => {
    const unlabelled = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? `退款优惠券 ${n}` : `老师口音 ${n}`));
    const score = (texts: readonly string[]) =>
      fitThemes(examples, { random: createRandom(1).next, unlabelled: texts })
        .guess('优惠券')
        .find(({ theme }) => theme === 'price')!.score;
    expect(score(unlabelled)).toBeGreaterThan(score([]));
  });

  it('have a name, an action and perhaps a dimension in both languages', () => {
    for (const theme of COMMENT_THEMES) {
      for (const language of ['zh', 'en'] as const) {
        expect(THEME_TEXTS[theme].name[language]).not.toBe('');
        expect(toAction(theme, 'Rust $& 入门', language)).toContain('Rust $& 入门');
      }
    }
  });
});

describe('the judge', () => {
  const shipped: KnownComment[] = comments.map(({ text, positive }, n) => ({
    text,
    positive,
    theme: n % 2 === 0 ? 'content' : 'teacher',
  }));

  it('says nothing where nothing can be known', () => {
    expect(createJudge(shipped, bare()).judge('嗯').positive).toBeNull();
  });

  it('learns what the words of a community mean', () => {
    const own = Array.from({ length: 8 }, (_, n) => ({ text: `绝绝子 ${n}`, positive: true, theme: null }));
    const before = createJudge(shipped, bare()).judge('绝绝子').score;
    expect(createJudge(shipped, { ...bare(), own }).judge('绝绝子').score).toBeGreaterThan(before + 0.1);
  });
});

const judged = (n: number, some: Partial<JudgedComment>): JudgedComment[] =>
  Array.from({ length: n }, () => ({
    text: '',
    positive: false,
    theme: 'price',
    course: 'A',
    queue: null,
    intent: null,
    ...some,
  }));

describe('weak spots', () => {
  const all = [
    ...judged(20, { positive: true }),
    ...judged(10, {}),
    ...judged(4, { course: 'B' }),
    ...judged(6, { course: 'C', theme: 'support_speed' }),
    ...judged(3, { positive: null, theme: null }),
  ];

  it('are ranked by volume times dissatisfaction, none below five comments', () => {
    const spots = rankWeakSpots(all, 'course');
    expect(spots.map(({ place, theme }) => `${place} ${theme}`)).toEqual(['A price', 'C support_speed']);
    expect(spots[0]!.discontent).toMatchObject({ value: 1 / 3, n: 30 });
    expect(spots[0]!.impact).toBeCloseTo(30 * spots[0]!.discontent.low!, 12);
    expect(spots[1]!.impact).toBeGreaterThan(3);
  });

  it('do not count where nobody complains, nor places that are unknown', () => {
    expect(rankWeakSpots(judged(9, { positive: true }), 'course')).toEqual([]);
    expect(rankWeakSpots(all, 'queue')).toEqual([]);
  });

  it('go with coverage, themes and dimensions', () => {
    expect(toCoverage(all).withSentiment).toMatchObject({ n: 43, value: 40 / 43 });
    expect(toContentShare(judged(4, {}))).toEqual({ value: null, n: 4 });
    expect(toThemeShares(all).get('price')).toMatchObject({ n: 34, value: 20 / 34 });
    expect(toDimensions(all).speed).toMatchObject({ n: 6, value: 0 });
    expect(toDimensions(all).attitude).toEqual({ value: null, n: 0 });
    expect(toCoverage([]).withTheme.value).toBeNull();
  });
});

describe('theme proposals', () => {
  it('find a group that has a word of its own', () => {
    const open = [
      '直播间抽奖不公平',
      '抽奖的奖品没寄',
      '抽奖规则看不懂',
      '又没抽中，抽奖是假的吧',
      '每次抽奖都是内部人',
      '随便说说',
      '今天天气好',
    ];
    const [first] = proposeThemes(open, ['老师讲得好', '退款太慢', '视频卡顿']);
    expect(first).toMatchObject({ n: 5 });
    expect(first?.words[0]).toMatch(/抽奖|抽/);
  });

  it('propose nothing from a handful, and end', () => {
    expect(proposeThemes(['a b', 'c d'], [])).toEqual([]);
    expect(proposeThemes(Array(50).fill('same words here'), [])).toHaveLength(1);
  });
});
