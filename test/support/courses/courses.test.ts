/** Looking through courses: filtering, finding, what comes first, comparing, and from a goal to a course. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Course } from '../../../src/domain/course.ts';
import {
  filterCourses,
  findCourse,
  findLevel,
  parseCourseFilter,
  toPath,
} from '../../../src/support/courses/catalogue.ts';
import {
  type CourseWording,
  compareCourses,
  toComparisonText,
  toCourseList,
  toSuggestionText,
} from '../../../src/support/courses/course-text.ts';
import { suggestCourses } from '../../../src/support/courses/goal.ts';
import { holdsTerm, toTerms } from '../../../src/support/courses/terms.ts';

const toCourse = (id: string, title: string, text: string, rest: Partial<Course> = {}): Course => ({
  id,
  title,
  text,
  level: null,
  prerequisites: [],
  price: null,
  ...rest,
});

const COURSES: readonly Course[] = [
  toCourse('py101', 'Python 编程入门', '变量、函数、文件，从零写出第一个程序。Programming with Python.', {
    level: 'beginner',
    price: 199,
  }),
  toCourse('da201', '数据分析实战', '用 Python 和 pandas 做数据分析、可视化。', {
    level: 'intermediate',
    price: 399,
    prerequisites: ['py101'],
  }),
  toCourse('ml301', '机器学习', '回归、分类、聚类，用数据训练模型。', {
    level: 'advanced',
    price: 699,
    prerequisites: ['da201', 'py101'],
  }),
  toCourse('js101', 'JavaScript for beginners', 'Build web pages that react: DOM, events, fetch.', {
    level: '入门',
    price: 0,
  }),
  toCourse('java1', 'Java basics', 'Classes, objects and the standard library.', { level: 'Beginner', price: 299 }),
  toCourse('ui110', '界面设计', '配色、版式、Figma。', { price: null }),
];
const ids = (courses: readonly Course[]): string[] => courses.map(({ id }) => id);
const find = (text: string) => ids(filterCourses(COURSES, parseCourseFilter(text)));
const suggest = (goal: string, owned: string[] = []) => suggestCourses(goal, COURSES, new Set(owned));

describe('filtering', () => {
  it.each<[string, string[]]>([
    ['', ['py101', 'da201', 'ml301', 'js101', 'java1', 'ui110']],
    ['python', ['py101', 'da201']],
    ['Java', ['java1']],
    ['数据', ['da201', 'ml301']],
    ['入门', ['py101', 'js101', 'java1']],
    ['python 入门', ['py101']],
    ['advanced', ['ml301']],
    ['400以内', ['py101', 'da201', 'js101', 'java1']],
    ['under $300', ['py101', 'js101', 'java1']],
    ['数据 <= 400', ['da201']],
    ['300到700', ['da201', 'ml301']],
    ['at least 600', ['ml301']],
    ['免费', ['js101']],
    ['beginner free course', ['js101']],
    ['da201', ['da201']],
    ['量子', []],
  ])('%j', (text, expected) => expect(find(text)).toEqual(expected));

  it('knows levels in both languages', () => {
    expect(['零基础', 'Entry level', '进阶班', 'B2', '精通', 'Python'].map(findLevel)).toEqual([
      'beginner',
      'beginner',
      'intermediate',
      'intermediate',
      'advanced',
      null,
    ]);
  });

  it('finds one by id, by title, or by how the title begins', () => {
    expect(findCourse(COURSES, 'DA201')?.id).toBe('da201');
    expect(findCourse(COURSES, '机器')?.id).toBe('ml301');
    expect(findCourse(COURSES, 'Java')).toBeNull();
    expect(findCourse(COURSES, ' ')).toBeNull();
  });
});

describe('the way to a course', () => {
  const course = (id: string): Course => COURSES.find((one) => one.id === id)!;

  it('has what must come first, once and in order', () => {
    expect(toPath(course('ml301'), COURSES, new Set())).toMatchObject({ price: 1297 });
    expect(ids(toPath(course('ml301'), COURSES, new Set()).steps)).toEqual(['py101', 'da201', 'ml301']);
  });

  it('leaves out what is owned', () => {
    expect(ids(toPath(course('ml301'), COURSES, new Set(['da201'])).steps)).toEqual(['py101', 'ml301']);
  });

  it('has no price where one is not known, and ends even where courses wait for each other', () => {
    const a = toCourse('a', 'A', '', { prerequisites: ['b', 'gone'], price: 1 });
    const b = toCourse('b', 'B', '', { prerequisites: ['a'] });
    expect(toPath(a, [a, b], new Set())).toEqual({ steps: [b, a], price: null });
  });

  it('for any courses: every step comes after what it needs, where nothing is circular', () => {
    const any = fc
      .array(fc.array(fc.nat({ max: 8 }), { maxLength: 3 }), { minLength: 1, maxLength: 9 })
      .map((all) =>
        all.map((needs, n) =>
          toCourse(`c${n}`, `C${n}`, '', { prerequisites: needs.filter((need) => need < n).map((need) => `c${need}`) }),
        ),
      );
    fc.assert(
      fc.property(any, (courses) => {
        const order = ids(toPath(courses.at(-1)!, courses, new Set()).steps);
        expect(new Set(order).size).toBe(order.length);
        for (const [n, id] of order.entries()) {
          const { prerequisites } = courses.find((one) => one.id === id)!;
          expect(order.slice(0, n)).toEqual(expect.arrayContaining([...prerequisites]));
        }
      }),
    );
  });
});

describe('from a goal to a course', () => {
  it.each<[string, string, string[]]>([
    ['我想转行做数据分析师', 'da201', []],
    ['I want to learn programming with Python', 'py101', []],
    ['想学网页 web pages', 'js101', []],
    ['become a Java programmer', 'java1', []],
    ['训练模型，机器学习', 'ml301', []],
    ['数据分析', 'ml301', ['da201']],
    ['配色', 'ui110', []],
  ])('%s → %s', (goal, first, owned) => expect(suggest(goal, owned)[0]?.course.id).toBe(first));

  it('says what it went by and what comes first', () => {
    const [best] = suggest('用 Python 做数据分析');
    expect(best?.because).toEqual(['python', '数据', '分析']);
    expect(ids(best?.path.steps ?? [])).toEqual(['py101', 'da201']);
  });

  it('prefers the level that is asked for', () => {
    expect(suggest('零基础 Python')[0]?.course.id).toBe('py101');
    expect(suggest('python intermediate')[0]?.course.id).toBe('da201');
  });

  it('says nothing where it does not know', () => {
    expect(suggest('我想学开飞机')).toEqual([]);
    expect(suggest('')).toEqual([]);
    expect(suggestCourses('python', [], new Set())).toEqual([]);
  });

  it('Java is not JavaScript, and endings do not matter', () => {
    expect(toTerms('Programming, programmers & programs')).toEqual(['program']);
    expect(holdsTerm('javascript', 'java')).toBe(false);
    expect(holdsTerm('a programmer', 'program')).toBe(true);
    expect(toTerms('C++ and C#')).toEqual(['c++', 'c#']);
    expect(toTerms('data analyst')[1]).toBe(toTerms('analysis')[0]);
  });
});

describe('in words', () => {
  const wording: CourseWording = {
    language: 'zh',
    currency: '¥',
    ratings: new Map([
      ['py101', { mean: 8.66, n: 23 }],
      ['da201', { mean: 9, n: 4 }],
    ]),
    serviceMonths: 12,
  };
  const pair = COURSES.slice(0, 2);

  it('a list, with ratings that enough people gave', () => {
    expect(toCourseList(pair, wording)).toBe(
      'Python 编程入门 [py101] · beginner · ¥199 · ★ 8.7 (23)\n数据分析实战 [da201] · intermediate · ¥399',
    );
    expect(toCourseList(COURSES.slice(3), { ...wording, language: 'en' })).toContain('· 入门 · free\n');
    expect(toCourseList(COURSES.slice(5), wording)).toBe('界面设计 [ui110] · 价格请咨询');
    const many = Array.from({ length: 12 }, (_, n) => toCourse(`c${n}`, `C${n}`, ''));
    expect(toCourseList(many, wording)).toContain('\n……还有 2 门');
    expect(toCourseList([], { ...wording, language: 'en' })).toContain('tell me your goal');
  });

  it('side by side', () => {
    const paths = pair.map((course) => toPath(course, COURSES, new Set()));
    const titleOf = (id: string) => COURSES.find((one) => one.id === id)?.title ?? id;
    const rows = compareCourses(pair, paths, titleOf, wording);
    expect(rows.map(({ field, values }) => [field, ...values]).slice(0, 6)).toEqual([
      ['难度', 'beginner', 'intermediate'],
      ['价格', '¥199', '¥399'],
      ['先修', '–', 'Python 编程入门'],
      ['连同先修', '–', '¥598'],
      ['评分', '★ 8.7 (23)', '–'],
      ['服务期', '12 个月', '12 个月'],
    ]);
    expect(toComparisonText(pair, rows)).toContain('价格\n· Python 编程入门: ¥199\n· 数据分析实战: ¥399\n\n先修');
  });

  it('a suggestion with its reason and its way', () => {
    expect(toSuggestionText(suggest('数据分析').slice(0, 1), wording)).toBe(
      '按你的目标，可以看看：\n数据分析实战 [da201] · intermediate · ¥399\n  因为它讲到：数据、分析\n  学习顺序：Python 编程入门 → 数据分析实战（共 ¥598）',
    );
    expect(toSuggestionText([], { ...wording, language: 'en' })).toContain('talk to an adviser');
  });
});
