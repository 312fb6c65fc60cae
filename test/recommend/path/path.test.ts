import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTargets } from '../../../src/recommend/path/goal.ts';
import { learnTransitions, orderCourses, preferBegun } from '../../../src/recommend/path/order.ts';
import { toDrift, toPlan } from '../../../src/recommend/path/plan.ts';
import { toDayText, toDriftText, toPlanText } from '../../../src/recommend/path/plan-text.ts';
import { toStudyMinutes } from '../../../src/recommend/path/study-days.ts';
import type { LearnerRecord, RankedCourse, TakenCourse } from '../../../src/recommend/product/learner.ts';

const course = (id: string, rank: RankedCourse['rank'], prerequisites: string[] = []): RankedCourse => ({
  id,
  title: `课${id} / Course ${id}`,
  text: '',
  level: null,
  rank,
  prerequisites,
  price: null,
});
const COURSES = [
  course('cert', 2, ['data2', 'sql1']),
  course('data2', 1, ['py1']),
  course('sql1', 0),
  course('py1', 0),
  course('art', 0),
];
const WORK = [{ days: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 18 * 60 }];
const SEVEN = toStudyMinutes({ weeklyHours: 7, workHours: [], specialDays: [] });
const taken = (...all: [string, number][]): LearnerRecord => ({
  learner: 'ann',
  taken: all.map(([id, completion]): TakenCourse => ({ course: id, completion, score: null })),
  feedback: [],
});
const planOf = (record: LearnerRecord, today: string, minutesOn = SEVEN) => {
  const order = orderCourses(['cert'], COURSES);
  if (order.kind === 'circle') throw new Error('a circle');
  return toPlan({ goal: 'cert', courses: order.courses, record, today, minutesOn });
};
const idsOf = (order: ReturnType<typeof orderCourses>) =>
  order.kind === 'ordered' ? order.courses.map(({ id }) => id) : order.way;

describe('the order of courses', () => {
  it('goes from basic to advanced over what must come before, and takes nothing else', () => {
    expect(idsOf(orderCourses(['cert'], COURSES))).toEqual(['sql1', 'py1', 'data2', 'cert']);
    expect(idsOf(orderCourses(['data2', 'py1'], COURSES))).toEqual(['py1', 'data2']);
    expect(idsOf(orderCourses([], COURSES))).toEqual([]);
    expect(idsOf(orderCourses(['nothing'], COURSES))).toEqual([]);
  });

  it('breaks ties by what others took first', () => {
    const histories = [1, 2, 3].map((n) => ({ learner: `l${n}`, items: ['py1', 'sql1'] }));
    const transitions = learnTransitions(histories);
    // Three of three, with one imagined on each side: 4 / 5.
    expect(transitions('py1', 'sql1')).toBeCloseTo(0.8, 12);
    expect(transitions('sql1', 'py1')).toBeCloseTo(0.2, 12);
    expect(transitions('art', 'py1')).toBe(0.5);
    expect(idsOf(orderCourses(['cert'], COURSES, transitions))).toEqual(['py1', 'sql1', 'data2', 'cert']);
  });

  it('puts what is begun before what is not', () => {
    const begun = preferBegun(() => 0.5, new Set(['py1']));
    expect(idsOf(orderCourses(['cert'], COURSES, begun))).toEqual(['py1', 'sql1', 'data2', 'cert']);
    expect(begun('sql1', 'art')).toBe(0.5);
  });

  it('names the whole circle where courses need each other', () => {
    const round = [course('a', 0, ['b']), course('b', 0, ['c']), course('c', 0, ['b'])];
    expect(orderCourses(['a'], round)).toEqual({ kind: 'circle', way: ['b', 'c', 'b'] });
    expect(orderCourses(['d'], [course('d', 0, ['d'])])).toEqual({ kind: 'circle', way: ['d', 'd'] });
  });

  it('puts every prerequisite first, each course once, in any graph without circles', () => {
    const graphs = fc
      .array(fc.record({ rank: fc.constantFrom(0, 1, 2, null), before: fc.array(fc.nat(40), { maxLength: 4 }) }))
      .map((rows) =>
        rows.map(({ rank, before }, n) =>
          course(`c${n}`, rank as RankedCourse['rank'], n === 0 ? [] : before.map((one) => `c${one % n}`)),
        ),
      );
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(12)), (courses, wanted) => {
        const targets = wanted.map((n) => `c${n}`);
        const ids = idsOf(orderCourses(targets, courses));
        expect(new Set(ids).size).toBe(ids.length);
        for (const one of courses) {
          if (!ids.includes(one.id)) continue;
          for (const before of one.prerequisites) expect(ids.indexOf(before)).toBeLessThan(ids.indexOf(one.id));
        }
        for (const id of targets) expect(ids.includes(id)).toBe(courses.some((one) => one.id === id));
      }),
    );
  });
});

describe('days of study', () => {
  it('are as free as work leaves them, by hand', () => {
    // 14 free hours on Saturday and Sunday, 5 on the other days: 53 in all, for 5.3 hours a week a tenth of each.
    const minutesOn = toStudyMinutes({ weeklyHours: 5.3, workHours: WORK, specialDays: [] });
    expect(minutesOn('2026-11-23')).toBeCloseTo(30, 9);
    expect(minutesOn('2026-11-28')).toBeCloseTo(84, 9);
  });

  it('are none on holidays; a day worked instead is like its hours; later entries win', () => {
    const minutesOn = toStudyMinutes({
      weeklyHours: 5.3,
      workHours: WORK,
      specialDays: [
        { from: '2026-10-01', to: '2026-10-07', spans: [] },
        { from: '2026-10-10', to: '2026-10-10', spans: [{ fromMinute: 540, toMinute: 1080 }] },
        { from: '12-31', to: '01-02', spans: [] },
      ],
    });
    const days = ['2026-10-03', '2026-10-10', '2026-12-31', '2027-01-02', '2027-01-03'].map(minutesOn);
    expect(days.map((minutes) => Math.round(minutes))).toEqual([0, 30, 0, 0, 84]);
  });

  it.each([0, -1, 81, Number.NaN])('refuse %s hours a week', (weeklyHours) => {
    expect(() => toStudyMinutes({ weeklyHours, workHours: [], specialDays: [] })).toThrow(RangeError);
  });
});

describe('a plan', () => {
  it('has dates by hand: one hour a day, 20 + 20 + 30 + 45 hours', () => {
    const { steps, endsOn } = planOf(taken(), '2026-03-01');
    expect(steps.map(({ course: { id }, from, to }) => [id, from, to])).toEqual([
      ['sql1', '2026-03-01', '2026-03-20'],
      ['py1', '2026-03-21', '2026-04-09'],
      ['data2', '2026-04-10', '2026-05-09'],
      ['cert', '2026-05-10', '2026-06-23'],
    ]);
    expect(endsOn).toBe('2026-06-23');
  });

  it('ticks off what is finished and needs only the rest of what is begun', () => {
    const { steps } = planOf(taken(['sql1', 1], ['py1', 0.5]), '2026-03-01');
    expect(steps.map(({ status }) => status)).toEqual(['done', 'doing', 'planned', 'planned']);
    expect(steps.map(({ hours }) => hours)).toEqual([0, 10, 30, 45]);
    expect(steps[1]?.to).toBe('2026-03-10');
  });

  it('is made again when late, and says so kindly; on time it says what is finished', () => {
    const first = planOf(taken(), '2026-03-01');
    const late = toDrift(first, planOf(taken(['sql1', 0.5]), '2026-04-01'));
    // 105 hours are left on 1 April: until 14 July, 21 days after 23 June.
    expect(late).toEqual({ lateDays: 21, overdue: ['sql1'], finished: [] });
    expect(toDriftText(late, 'zh')).toContain('晚了 21 天');
    const good = toDrift(first, planOf(taken(['sql1', 1]), '2026-03-15'));
    expect(good).toEqual({ lateDays: -6, overdue: [], finished: ['sql1'] });
    expect(toDriftText(good, 'en')).toBe('1 more finished. Well done!');
    expect(toDriftText({ lateDays: 0, overdue: [], finished: [] }, 'en')).toBe(null);
  });

  it('of finished courses has no end; without free time it is refused', () => {
    const all = taken(['sql1', 1], ['py1', 1], ['data2', 0.95], ['cert', 1]);
    expect(planOf(all, '2026-03-01').endsOn).toBe(null);
    expect(toPlanText(planOf(all, '2026-03-01'), 7, 'zh')).toContain('全部学完了');
    expect(() => planOf(taken(), '2026-03-01', () => 0)).toThrow(RangeError);
  });

  it('never studies on a holiday edge, overlaps by a day at most and keeps its hours, whatever the completion', () => {
    const completion = fc.double({ min: -1, max: 2 });
    fc.assert(
      fc.property(completion, completion, fc.double({ min: 0.5, max: 60, noNaN: true }), (a, b, weeklyHours) => {
        const minutesOn = toStudyMinutes({ weeklyHours, workHours: WORK, specialDays: [] });
        const { steps } = planOf(taken(['sql1', a], ['py1', b]), '2026-03-01', minutesOn);
        const dated = steps.filter(({ from }) => from !== null);
        for (const [n, { from, to }] of dated.entries()) {
          expect((from ?? '') <= (to ?? '')).toBe(true);
          if (n > 0) expect((dated[n - 1]?.to ?? '') <= (from ?? '')).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('reads well in both languages', () => {
    const plan = planOf(taken(['sql1', 1], ['py1', 0.5]), '2026-12-20');
    expect(toPlanText(plan, 7, 'zh').split('\n')).toEqual([
      '学习路径：cert',
      '☑ 1. 课sql1（基础） · 已学完',
      '◐ 2. 课py1（基础） · 12月20日 – 12月29日 · 还需约 10 小时 · 50%',
      '☐ 3. 课data2（进阶） · 12月30日 – 2027年1月28日 · 还需约 30 小时',
      '☐ 4. 课cert（高级） · 2027年1月29日 – 2027年3月14日 · 还需约 45 小时',
      '按每周 7 小时，预计 2027年3月14日 学完。学时按课程级别估计。',
    ]);
    expect(toPlanText(plan, 7, 'en')).toContain('◐ 2. Course py1 (basic) · 20 Dec – 29 Dec · about 10 h left · 50%');
    expect(toDayText('2027-01-02', '2026-12-20', 'en')).toBe('2 Jan 2027');
    expect(toPlanText({ ...plan, steps: [], endsOn: null }, 7, 'en')).toContain('talk to a person');
  });
});

describe('a goal', () => {
  const search = (text: string) =>
    COURSES.filter(({ id }) => text !== '' && text.includes(id.slice(0, 2))).map(({ id }, n) => ({
      id,
      score: 1 - n * 0.5,
    }));

  it('is a course by id or title, what the search finds near the best, or a role with what builds on it', () => {
    expect(findTargets('cert', COURSES, search)).toEqual(['cert']);
    expect(findTargets('course PY1', COURSES, search)).toEqual(['py1']);
    expect(findTargets('py and sql', COURSES, search)).toEqual(['sql1']);
    expect(findTargets('py 工程师', COURSES, search)).toEqual(['py1', 'data2']);
    expect(findTargets('课art 专家', COURSES, () => [])).toEqual(['art']);
    expect(findTargets(' ', COURSES, search)).toEqual([]);
    expect(findTargets('knitting', COURSES, search)).toEqual([]);
  });
});
