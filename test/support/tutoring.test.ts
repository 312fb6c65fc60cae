/** Which lesson somebody is at, which sections are shown to whom, and what a tutor sees. */
import { describe, expect, it } from 'vitest';
import { createSectionFinder } from '../../src/diagnosis/section-finder.ts';
import type { LearningState } from '../../src/domain/learning-state.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { toLearningLine, toRiskLine } from '../../src/support/tutoring/card.ts';
import { findLesson } from '../../src/support/tutoring/lesson.ts';
import { isCourseContent, pickSections, toSuggestionText } from '../../src/support/tutoring/suggestion.ts';

const { knowledge } = loadKnowledge(DATA_FOLDER);
const find = createSectionFinder(knowledge.sections ?? []);
const courses = knowledge.courses ?? [];
const NOBODY: LearningState = {
  courses: [],
  completion: null,
  activeDays: null,
  lastDay: null,
  lastTest: null,
  segment: null,
  risk: null,
};
const owns = (...ids: string[]): LearningState => ({
  ...NOBODY,
  courses: ids.map((course) => ({ course, completion: null, score: null, lastDay: null })),
});
const pick = (question: string, state: LearningState | null = null) =>
  pickSections(find(question), [question], state).map(({ course, section }) => `${course}/${section}`);

describe('the lesson at hand', () => {
  it.each([
    ['第5章的循环', '第5章', '5'],
    ['第 十二 节看不懂', '第 十二 节', '12'],
    ['第二十课', '第二十课', '20'],
    ['第３講', '第3講', '3'],
    ['stuck in Lesson 3', 'Lesson 3', '3'],
    ['chapter 2.1 is hard', 'chapter 2.1', '2.1'],
  ])('is read from %s', (text, words, section) => {
    expect(findLesson([text])).toEqual({ words, section });
  });

  it('is the last one named, and none where a number means something else', () => {
    expect(findLesson(['第1章', 'unit 4', '好的'])?.section).toBe('4');
    expect(findLesson(['第一次来', '我买了 3 门课', 'lesson three', '第十十章'])).toBeNull();
  });
});

describe('sections that may help', () => {
  it.each([
    ['LEFT JOIN 之后行变多了', 'sql101/6'],
    ['what is overfitting', 'ml201/3'],
    ['p值是什么意思', 'st101/5'],
    ['list index out of range', 'py101/7'],
    ['神经网络学习率怎么调', 'ml301/2'],
    ['useState renders again and again', 'fe301/3'],
  ])('are found for %s', (question, wanted) => {
    expect(pick(question)[0]).toBe(wanted);
  });

  it.each(['视频无法播放', '我要退款', 'I want a refund', '无法登录', 'how do I get an invoice', '你好'])(
    'are none for %s',
    (question) => {
      expect(pick(question)).toEqual([]);
      expect(isCourseContent(find(question))).toBe(false);
    },
  );

  it('are those of the learner’s own course and of the lesson they named, where several are alike', () => {
    const question = 'how do I join two tables';
    expect(pick(question, owns('da201'))[0]).toBe('da201/5');
    expect(pick(question, owns('sql101'))[0]).toBe('sql101/6');
    expect(pick('第五章的循环看不懂', owns('py101'))).toEqual(['py101/5']);
  });

  it('are short ones first for somebody who learns seldom', () => {
    const of = (section: string, minutes: number) => ({
      likeness: 0.3,
      section: {
        course: 'x',
        section,
        title: { zh: '', en: '' },
        text: { zh: '', en: '' },
        minutes,
        level: null,
        url: null,
      },
    });
    const found = [of('long', 45), of('short', 10)];
    const first = (activeDays: number | null) => pickSections(found, [], { ...NOBODY, activeDays })[0]?.section;
    expect([first(2), first(20), first(null)]).toEqual(['short', 'long', 'long']);
    // How they learn says more than the days of a month.
    const like = (segment: string) => pickSections(found, [], { ...NOBODY, activeDays: 2, segment })[0]?.section;
    expect(['low', 'inactive', 'high'].map(like)).toEqual(['short', 'short', 'long']);
  });

  it('are told in both languages', () => {
    const sections = pickSections(find('what is overfitting'), [], null);
    expect(toSuggestionText(sections, courses, 'en')).toMatch(
      /^This section may help:\n📖 Machine Learning Basics · section 3, Overfitting and validation \(35 min, intermediate\)\n {3}Overfitting/,
    );
    expect(toSuggestionText(sections, courses, 'zh')).toContain(
      '📖 机器学习入门 · 第 3 节 过拟合与验证（35 分钟，进阶）',
    );
    expect(toSuggestionText([], courses, 'zh')).toBe('');
  });
});

it('a tutor sees lesson, courses, the last test and when they learnt last, and nothing where nothing is known', () => {
  const state: LearningState = {
    courses: [{ course: 'py101', completion: 0.62, score: null, lastDay: 20_000 }],
    completion: 0.4,
    activeDays: 3,
    lastDay: 20_000,
    lastTest: { course: 'py101', test: 'quiz 2', percent: 72.4 },
    segment: 'low',
    risk: {
      course: 'py101',
      probability: 0.82,
      reasons: { zh: ['已有 3 天没有活动', '最长连续 2 天'], en: ['no activity for 3 days', 'longest streak 2 days'] },
    },
  };
  const now = 20_003 * 86_400_000;
  expect(toLearningLine(state, ['第5章'], courses, now, 'zh')).toBe(
    '学习: 说的是第5章 · Python 入门 62% · 总完成度 40% · 最近测验 Python 入门 quiz 2 72% · 3 天前学过 · 低时长、低频率',
  );
  expect(toLearningLine(state, [], courses, now, 'en')).toContain('Python for Beginners 62%');
  expect(toLearningLine(null, ['hello'], courses, now, 'en')).toBe('');
  expect(toRiskLine(state, courses, 'zh')).toBe('可能流失: Python 入门 82%（已有 3 天没有活动；最长连续 2 天）');
  expect(toRiskLine(state, courses, 'en')).toBe(
    'May leave: Python for Beginners 82% (no activity for 3 days; longest streak 2 days)',
  );
  expect(toRiskLine({ ...state, risk: null }, courses, 'en')).toBe('');
});
