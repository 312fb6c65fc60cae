/** The page is arranged by what this learner needs now. */
import { describe, expect, it } from 'vitest';
import { arrangeHome, type HomeKnown, toHomeText } from '../../src/support/home.ts';

const title = (zh: string, en: string) => ({ zh, en });
const NOTHING: HomeKnown = {
  tickets: [],
  unrated: null,
  courses: [],
  next: null,
  recommended: [],
  manages: [],
  isLinked: false,
};
const kinds = (known: Partial<HomeKnown>) => arrangeHome({ ...NOTHING, ...known }).map(({ kind }) => kind);
const ticket = (id: string, status: 'queued' | 'assigned' | 'pending') => ({
  id,
  status,
  queue: title('订单', 'Orders'),
  question: '退款   到哪了\n等了三天',
});
const FULL: HomeKnown = {
  tickets: [ticket('T-1', 'queued'), ticket('T-2', 'pending'), ticket('T-3', 'assigned')],
  unrated: { conversation: 'C1', about: title('视频打不开', 'Video will not play') },
  courses: [
    { title: title('Python 入门', 'Python'), completion: 0.95 },
    { title: title('SQL 从零开始', 'SQL'), completion: 0.4 },
    { title: title('统计学', 'Statistics'), completion: 0.6 },
    { title: title('写作', 'Writing'), completion: null },
  ],
  next: { title: title('Python 进阶', 'Intermediate Python'), because: title('Python 入门', 'Python') },
  recommended: [{ title: title('SQL 进阶', 'Advanced SQL'), because: title('SQL', 'SQL') }],
  manages: ['星海制造'],
  isLinked: true,
};

describe('the page of a learner', () => {
  it('begins with who waits, then what is owed, then the next step, and ends with how to ask', () => {
    expect(kinds(FULL)).toEqual(['ticket', 'rating', 'step', 'courses', 'recommended', 'company', 'help']);
  });

  it('puts the ticket that waits for the learner before those that wait for us', () => {
    const [first] = arrangeHome(FULL);
    expect(first?.lines.map(({ zh }) => zh.slice(0, 3))).toEqual(['T-2', 'T-3', 'T-1']);
    expect(first?.lines[0]?.zh).toContain('退款 到哪了 等了三天');
  });

  it('goes on with what is nearest to its end before anything new begins', () => {
    const stepOf = (known: HomeKnown) => arrangeHome(known).find(({ kind }) => kind === 'step')?.lines[0]?.en;
    expect(stepOf(FULL)).toBe('▶ Go on with Statistics, 60% done');
    expect(stepOf({ ...FULL, courses: FULL.courses.slice(0, 1) })).toBe('▶ Intermediate Python (you have Python)');
    expect(stepOf({ ...FULL, courses: [], next: null })).toBeUndefined();
  });

  it('degrades to linking the account and asking where nothing is known', () => {
    expect(kinds({})).toEqual(['link', 'help']);
    expect(kinds({ isLinked: true })).toEqual(['help']);
  });

  it('reads in both languages', () => {
    expect(toHomeText(arrangeHome(FULL), 'zh')).toContain('【还没评分】\n「视频打不开」怎么样？0–10 分，/rate 8');
    const english = toHomeText(arrangeHome({ ...FULL, manages: ['Acme'], tickets: [] }), 'en');
    expect(english).not.toMatch(/\p{Script=Han}/u);
    expect(english).toContain('— My courses —\nPython ✓\nSQL · 40%\nStatistics · 60%\nWriting');
  });
});
