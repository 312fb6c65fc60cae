/** What is heard of a conversation, and whether an accepted improvement moved its figure; worked out by hand. */
import { describe, expect, it } from 'vitest';
import { toProgress, toSpotCode } from '../../../src/analytics/feedback/improvement.ts';
import type { Judge } from '../../../src/analytics/feedback/judge.ts';
import { toVoices, type Voice } from '../../../src/analytics/feedback/voices.ts';
import type { ConversationFacts } from '../../../src/domain/conversation-facts.ts';
import { findWeakPlace, parseImprovementCode, toAcceptedActions } from '../../../src/domain/improvement.ts';
import { makeEntry } from '../../fixtures.ts';
import { MINUTE, START, toFacts } from '../facts.ts';

/** Sure of 好 and 坏, and of nothing else. */
const JUDGE: Judge = {
  judge: (text) => ({
    score: 0.5,
    positive: text.includes('好') ? true : text.includes('坏') ? false : null,
    theme: text.includes('价') ? 'price' : null,
    themeScore: 0.9,
  }),
};
const DAY = 86_400_000;
const target = { firstResponseMs: 30 * MINUTE, resolutionMs: DAY, openMs: (from: number, to: number) => to - from };
const options = {
  judge: JUDGE,
  anonymise: ({ text, learnerName }: { text: string; learnerName: string }) => text.replaceAll(learnerName, '[姓名]'),
  courseOf: (facts: ConversationFacts) => facts.course,
  targets: () => target,
  now: START + DAY,
};
const hear = (facts: Partial<ConversationFacts>, ...texts: string[]): Voice[] => {
  const row = toFacts(facts);
  const { conversationId } = row;
  const comments = texts.map((text, n) => ({
    conversationId,
    at: START + n,
    text,
    score: row.score,
    learnerName: '小梅',
  }));
  return toVoices([row], comments, options);
};

describe('a voice', () => {
  it('is a comment: its words count, else its rating; 7 and 8 say nothing', () => {
    expect(hear({ score: 10, course: 'sql' }, '价格坏，小梅')).toMatchObject([
      { source: 'comment', positive: false, judgedBy: 'words', theme: 'price', course: 'sql', text: '价格坏，[姓名]' },
    ]);
    const judged = (score: number | null) =>
      hear({ score }, '嗯').map(({ positive, judgedBy }) => [positive, judgedBy]);
    expect([6, 7, 8, 9, null].map((score) => judged(score)[0])).toEqual([
      [false, 'rating'],
      [null, null],
      [null, null],
      [true, 'rating'],
      [null, null],
    ]);
  });

  it('is every comment of a conversation, and its rating where there are no words', () => {
    expect(hear({ score: 2 }, '好', '坏')).toHaveLength(2);
    expect(hear({ score: 2 })).toMatchObject([{ source: 'rating', positive: false, text: '' }]);
    expect(hear({ score: 7 })).toMatchObject([{ positive: null, judgedBy: null }]);
    expect(hear({ score: 9 })).toMatchObject([{ source: 'rating', positive: true, judgedBy: 'rating' }]);
    expect(hear({})).toEqual([]);
  });

  it('without words is about the wait where the first reply came late, else about the matter', () => {
    const payment = { score: 0, category: 'payment' };
    expect(hear(payment)[0]?.theme).toBe('price');
    const waited = { ...payment, queue: 'billing', escalatedAt: START };
    expect(hear({ ...waited, firstReplyAt: START + 30 * MINUTE })[0]?.theme).toBe('price');
    expect(hear({ ...waited, firstReplyAt: START + 31 * MINUTE })[0]?.theme).toBe('support_speed');
    expect(hear({ score: 0, category: 'enterprise' })[0]?.theme).toBeNull();
  });

  it('is what a questionnaire was answered with: about its course, by its words alone, beside the rating', () => {
    const row = toFacts({ score: 2, course: 'sql', queue: 'billing', agent: 'slack:U1' });
    const answer = { conversationId: row.conversationId, at: START, score: null, learnerName: '小梅' };
    const heard = toVoices(
      [row],
      [
        { ...answer, text: '价格坏，小梅', survey: { course: 'py101' } },
        { ...answer, text: '嗯', survey: { course: null } },
      ],
      options,
    );
    expect(heard).toMatchObject([
      { source: 'rating', positive: false, queue: 'billing' },
      {
        source: 'survey',
        positive: false,
        theme: 'price',
        course: 'py101',
        queue: null,
        agent: null,
        text: '价格坏，[姓名]',
      },
      { source: 'survey', positive: null, judgedBy: null, course: null },
    ]);
  });

  it('of another conversation is not heard', () => {
    const stray = { conversationId: 'elsewhere', at: START, text: '坏', score: 1, learnerName: '' };
    expect(toVoices([toFacts()], [stray], options)).toEqual([]);
  });
});

describe('the code of an improvement', () => {
  const spot = { kind: 'course', theme: 'technical', place: 'sql-basics' } as const;

  it('is short, the same each time, and leads back to the place', () => {
    const code = toSpotCode(spot);
    expect(code).toMatch(/^C03-[0-9A-Z]{7}$/);
    expect(parseImprovementCode(` ${code.toLowerCase()} `)).toBe(code);
    expect(findWeakPlace(code, () => ['python', null, 'sql-basics'])).toEqual({
      kind: 'course',
      theme: 3,
      place: 'sql-basics',
    });
    expect(findWeakPlace(code, () => ['python'])).toEqual({ kind: 'course', theme: 3, place: null });
    expect([parseImprovementCode('C3-1'), findWeakPlace('x', () => [])]).toEqual([null, null]);
  });

  it('is accepted once, and no more once it was dropped', () => {
    const entries = [
      ['actionAccepted', 'A', 1],
      ['actionAccepted', 'B', 2],
      ['actionAccepted', 'A', 3],
      ['actionDropped', 'B', 4],
      ['actionAccepted', 'C', 5],
    ].map(([kind, action, at]) =>
      makeEntry({ kind: kind as 'actionAccepted', facts: { action: String(action) }, at: Number(at) }),
    );
    expect(toAcceptedActions(entries)).toEqual([
      { code: 'A', acceptedAt: 1 },
      { code: 'C', acceptedAt: 5 },
    ]);
  });
});

describe('an accepted improvement', () => {
  const code = toSpotCode({ kind: 'queue', theme: 'price', place: 'billing' });
  const acceptedAt = START + 90 * DAY;
  /** `bad` of `n` conversations of the queue speak ill of prices. */
  const period = (from: number, n: number, bad: number) =>
    Array.from({ length: n }, (_, i) => {
      const facts = toFacts({ queue: 'billing', startedAt: from + i * MINUTE });
      return { facts, bad: i < bad };
    });
  const follow = (
    before: ReturnType<typeof period>,
    after: ReturnType<typeof period>,
    elsewhere: ConversationFacts[] = [],
  ) => {
    const all = [...before, ...after];
    const voices = all.flatMap(({ facts, bad }): Voice[] => {
      const { conversationId, startedAt: at, course, queue, intent, agent } = facts;
      const source = 'comment';
      return bad
        ? [
            {
              conversationId,
              at,
              text: '',
              source,
              positive: false,
              judgedBy: 'words',
              theme: 'price',
              course,
              queue,
              intent,
              agent,
            },
          ]
        : [];
    });
    const rows = [...all.map(({ facts }) => facts), ...elsewhere];
    return toProgress({ code, acceptedAt }, { rows, voices }, ({ course }) => course)!;
  };

  it('is told by the share of discontent conversations before and since, with the interval of the difference', () => {
    const progress = follow(period(START + DAY, 100, 12), period(acceptedAt, 80, 2), [toFacts({ queue: 'technical' })]);
    expect(progress).toMatchObject({ kind: 'queue', theme: 'price', place: 'billing', verdict: 'better' });
    expect([progress.before.value, progress.before.n, progress.after.value, progress.after.n]).toEqual([
      0.12, 100, 0.025, 80,
    ]);
    expect(progress.difference!.value).toBeCloseTo(-0.095, 12);
    expect(progress.difference!.low).toBeCloseTo(-0.1752, 4);
    expect(progress.difference!.high).toBeCloseTo(-0.0156, 4);
  });

  it('is too early to tell below 30 conversations, may be no different, and may be worse', () => {
    expect(follow(period(START + DAY, 100, 12), period(acceptedAt, 29, 0)).verdict).toBe('early');
    expect(follow(period(START + DAY, 29, 12), period(acceptedAt, 100, 0)).verdict).toBe('early');
    expect(follow([], []).verdict).toBe('early');
    expect(follow(period(START + DAY, 100, 12), period(acceptedAt, 100, 10)).verdict).toBe('level');
    expect(follow(period(START + DAY, 100, 2), period(acceptedAt, 100, 20)).verdict).toBe('worse');
  });

  it('looks back 90 days and no further', () => {
    const progress = follow(period(acceptedAt - 91 * DAY, 100, 100), period(acceptedAt, 40, 0));
    expect(progress.before).toEqual({ value: null, n: 0 });
  });
});
