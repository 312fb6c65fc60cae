import { describe, expect, it } from 'vitest';
import type { Course } from '../../../src/domain/course.ts';
import { createScene, KNOWLEDGE, LEARNER } from '../scene.ts';

const course = (id: string, title: string, price: number, rest: Partial<Course> = {}): Course => ({
  id,
  title,
  text: `${title} text`,
  level: 'beginner',
  prerequisites: [],
  price,
  ...rest,
});
const courses = [
  course('py101', 'Python 入门', 299),
  course('da101', '数据分析基础', 399),
  course('da201', '用 Python 做数据分析', 699, { level: 'intermediate', prerequisites: ['py101', 'da101'] }),
];
const queues = new Map(KNOWLEDGE.queues);
queues.set('pre_sale', { ...queues.get('billing')!, queue: 'pre_sale', categories: ['pre_sale'] });
const shop = (rest: Parameters<typeof createScene>[0] = {}) => createScene({ ...rest, knowledge: { courses, queues } });

describe('before buying', () => {
  it('lists, filters, compares, and goes from a goal to a course', () => {
    const scene = shop().command('/courses', LEARNER);
    expect(scene.texts()[0]).toContain('Python 入门 [py101]');
    expect(scene.command('/courses 400以内 数据', LEARNER).texts()[0]).toBe('数据分析基础 [da101] · beginner · ¥399');
    expect(scene.command('/courses compare py101 da201', LEARNER).texts()[0]).toContain('· 用 Python 做数据分析: ¥699');
    expect(scene.command('/courses goal 用 Python 做数据分析', LEARNER).texts()[0]).toContain('→');
    expect(scene.command('/courses compare py101', LEARNER).texts()[0]).toContain('/courses compare py101 da101');
    expect(createScene().command('/courses', LEARNER).texts()[0]).toContain('no list of courses');
  });

  it('then a person: the ticket goes to the advisers, with what was looked at', () => {
    const scene = shop().command('/courses python', LEARNER).presses('human');
    expect(scene.ticket).toMatchObject({ queue: 'pre_sale', category: 'pre_sale' });
    expect(scene.texts('staff').join('\n')).toContain('/courses python');
    const asked = shop().command('/courses python', LEARNER).says('人工 maybe:refund,invoice');
    asked.says('人工');
    expect(asked.ticket.queue).toBe('pre_sale');
  });
});

const DAY = 86_400_000;
const bought = (daysAgo: number) => [{ course: 'py101', purchasedAt: Date.UTC(2026, 0, 5, 9) - daysAgo * DAY }];

describe('the service window', () => {
  it('while it lasts, people answer, and the card says how long', () => {
    const scene = shop({ purchases: bought(10) })
      .asks('sure:video')
      .presses('human');
    expect(scene.texts('staff')[0]).toContain('Service: in service (until 2026-12-26)');
  });

  it('outside it the bot answers and is honest about what people do, with the way to renew', () => {
    const scene = shop({ purchases: bought(400) }).asks('sure:video');
    expect(scene.texts()[0]).toContain('video answer');
    scene.presses('human');
    expect(scene.tickets.size).toBe(0);
    expect(scene.texts()[0]).toContain('ended on 2025-12-01');
    expect(scene.texts()[0]).toContain('https://shop.example/renew');
  });

  it('never keeps people from orders and accounts', () => {
    const scene = shop({ purchases: bought(400) })
      .asks('sure:refund')
      .presses('human');
    expect(scene.ticket.queue).toBe('billing');
  });

  it('of a community without purchases turns nobody away', () => {
    expect(shop().asks('sure:video').presses('human').tickets.size).toBe(1);
  });
});
