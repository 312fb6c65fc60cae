import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCourseTitle } from '../../../src/domain/course.ts';
import { LATER_MS, toLevelFit, toStanding } from '../../../src/recommend/product/fitness.ts';
import {
  FEEDBACK,
  isFinished,
  isHeldOut,
  type LearnerRecord,
  type RankedCourse,
} from '../../../src/recommend/product/learner.ts';
import { toReasonText } from '../../../src/recommend/product/reason.ts';
import { createSuggester } from '../../../src/recommend/product/suggester.ts';

const course = (id: string, rank: RankedCourse['rank'], prerequisites: string[], text: string): RankedCourse => ({
  id,
  title: `课${id} / Course ${id}`,
  text,
  level: null,
  rank,
  prerequisites,
  price: 100,
});

const COURSES = [
  course('py1', 0, [], 'Python 变量 循环 函数 variables loops functions'),
  course('py2', 1, ['py1'], 'Python 类 对象 函数 classes objects functions'),
  course('ml3', 2, ['py2'], 'Python 神经网络 训练 neural networks training'),
  course('art1', 0, [], '素描 色彩 构图 drawing colour composition'),
  course('art2', 1, ['art1'], '水彩 色彩 构图 watercolour colour composition'),
  course('en1', 0, [], '口语 发音 speaking pronunciation'),
];
const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

const record = (changes: Partial<LearnerRecord> = {}): LearnerRecord => ({
  learner: 'ann',
  taken: [],
  feedback: [],
  ...changes,
});
const taken = (id: string, completion: number | null, score: number | null = null) => ({
  course: id,
  completion,
  score,
});

describe('courses for one learner', () => {
  const suggester = createSuggester(COURSES, []);
  const idsOf = (one: LearnerRecord, top = 10) => suggester.suggest(one, top, NOW).map(({ course: { id } }) => id);

  it('go on from what is finished, with the reason', () => {
    const [first] = suggester.suggest(record({ taken: [taken('py1', 1)] }), 3, NOW);
    expect(first?.course.id).toBe('py2');
    expect(first && toReasonText(first.reason, 'zh')).toBe('因为你学完了《课py1》，这门课接着往下讲。');
    expect(first && toReasonText(first.reason, 'en')).toBe(
      'Because you finished “Course py1”: this course goes on from there.',
    );
  });

  it('wait for what must come before them', () => {
    expect(idsOf(record({ taken: [taken('py1', 0.5)] })).toSorted()).toEqual(['art1', 'en1']);
    expect(idsOf(record({ taken: [taken('py1', 1), taken('py2', 1)] }))[0]).toBe('ml3');
  });

  it('begin at the beginning for somebody nobody knows', () => {
    const found = suggester.suggest(record(), 10, NOW);
    expect(found.map(({ course: { rank } }) => rank)).toEqual([0, 0, 0]);
    expect(found.every(({ reason }) => reason.kind === 'start')).toBe(true);
  });

  it('respect what was answered: refused and bought never, later after 30 days and with that reason', () => {
    const answered = (answer: (typeof FEEDBACK)[number], at: number) =>
      record({ taken: [taken('py1', 1)], feedback: [{ course: 'py2', answer, at }] });
    expect(idsOf(answered('notInterested', NOW - DAY))).not.toContain('py2');
    expect(idsOf(answered('bought', NOW - 400 * DAY))).not.toContain('py2');
    expect(idsOf(answered('later', NOW - LATER_MS + 1))).not.toContain('py2');
    const [back] = suggester.suggest(answered('later', NOW - LATER_MS), 1, NOW);
    expect([back?.course.id, back?.reason.kind]).toEqual(['py2', 'wanted']);
  });

  it('like a refused one fall behind', () => {
    const alike = [course('a', 0, [], 'poker cards bluffing'), course('b', 0, [], 'poker cards dealing'), COURSES[5]!];
    const one = createSuggester(alike, []);
    const before = one.suggest(record(), 3, NOW).find((found) => found.course.id === 'b');
    const feedback = [{ course: 'a', answer: 'notInterested', at: NOW } as const];
    const after = one.suggest(record({ feedback }), 3, NOW).find((found) => found.course.id === 'b');
    expect(after?.score).toBeLessThan(before?.score ?? 0);
    expect(one.suggest(record({ feedback }), 3, NOW).map((found) => found.course.id)).toEqual(['en1', 'b']);
  });

  it('are varied: the second is not the twin of the first', () => {
    const twins = [
      course('a', 0, [], 'poker cards bluffing dealing'),
      course('b', 0, [], 'poker cards bluffing dealing'),
      course('c', 0, [], 'singing voice breathing'),
      course('d', 0, [], 'singing voice breathing'),
    ];
    const [first, second] = createSuggester(twins, []).suggest(record(), 2, NOW);
    expect([first?.course.id, second?.course.id]).toEqual(['a', 'c']);
  });

  it('follow what others took together once there are others', () => {
    const free = [course('x', 0, [], 'x'), course('y', 0, [], 'y'), course('z', 0, [], 'z')];
    const histories = Array.from({ length: 200 }, (_, n) => ({
      learner: `l${n}`,
      items: n % 10 === 0 ? ['x', 'y'] : ['x', 'z'],
    }));
    const [first] = createSuggester(free, histories).suggest(record({ taken: [taken('x', 1)] }), 1, NOW);
    expect(first?.course.id).toBe('z');
  });

  it('are never owned, open to the learner, without repeats and the same each time, whatever is on record', () => {
    const id = fc.constantFrom(...COURSES.map((one) => one.id), 'gone');
    const number = fc.option(fc.double({ min: -1, max: 12 }), { nil: null });
    const records = fc.record({
      learner: fc.string(),
      taken: fc.uniqueArray(fc.record({ course: id, completion: number, score: number }), {
        selector: (one) => one.course,
      }),
      feedback: fc.array(
        fc.record({
          course: id,
          answer: fc.constantFrom(...FEEDBACK),
          at: fc.integer({ min: NOW - 90 * DAY, max: NOW }),
        }),
      ),
    });
    fc.assert(
      fc.property(records, fc.integer({ min: 0, max: 8 }), (one, top) => {
        const found = suggester.suggest(one, top, NOW);
        const standing = toStanding(one);
        expect(found.length).toBeLessThanOrEqual(top);
        for (const { course: each, score } of found) {
          expect(standing.owned.has(each.id) || standing.refused.has(each.id)).toBe(false);
          expect(each.prerequisites.every((before) => standing.finished.has(before))).toBe(true);
          expect(Number.isFinite(score)).toBe(true);
        }
        expect(new Set(found.map((each) => each.course.id)).size).toBe(found.length);
        expect(suggester.suggest(one, top, NOW)).toEqual(found);
      }),
    );
  });

  it('are none where there are none', () => {
    expect(createSuggester([], []).suggest(record(), 5, NOW)).toEqual([]);
    const all = COURSES.map(({ id }) => taken(id, 1));
    expect(idsOf(record({ taken: all }))).toEqual([]);
  });
});

describe('what is known of a learner', () => {
  it('is finished from nine tenths on; NaN and nonsense are not', () => {
    const of = (completion: number | null) => isFinished(taken('a', completion));
    expect([0.89, 0.9, 1, 1.4, Number.NaN, null].map(of)).toEqual([false, true, true, false, false, false]);
  });

  it('raises the level with completion (article 3.5.1)', () => {
    const fit = (rank: 0 | 1 | 2, completion: number | null) =>
      toLevelFit(course('c', rank, [], ''), { course: course('n', 1, [], ''), completion });
    expect([fit(0, 1), fit(1, 1), fit(2, 1)]).toEqual([0.15, 0.5, 1]);
    expect([fit(0, 0.6), fit(1, 0.6), fit(2, 0.6)]).toEqual([0.5, 1, 0.5]);
    expect([fit(0, null), fit(1, null), fit(2, null)]).toEqual([1, 0.5, 0.15]);
  });

  it('has titles in both languages', () => {
    expect(toCourseTitle({ title: '入门 / Basics' }, 'zh')).toBe('入门');
    expect(toCourseTitle({ title: '入门 / Basics' }, 'en')).toBe('Basics');
    expect(toCourseTitle({ title: 'TCP/IP' }, 'en')).toBe('TCP/IP');
  });

  it('holds the same learners back for ever, as many as asked, and nested', () => {
    const learners = Array.from({ length: 20_000 }, (_, n) => `slack:U${n}`);
    const held = learners.filter((one) => isHeldOut(one, 0.1));
    expect(held.length).toBeGreaterThan(1850);
    expect(held.length).toBeLessThan(2150);
    expect(held.every((one) => isHeldOut(one, 0.2))).toBe(true);
    expect([isHeldOut('a', 0), isHeldOut('a', 1)]).toEqual([false, true]);
  });
});
