/** Whether a rating counts in public: asked once, kindly, off unless the learner says so, and taken back at any time. */
import { describe, expect, it } from 'vitest';
import { toPublicLine } from '../../src/engine/public-line.ts';
import { toPublicRating } from '../../src/workers/context.ts';
import { createScene, KNOWLEDGE, LEARNER } from './scene.ts';

const rated = (score: number) => {
  const scene = createScene();
  scene.asks('sure:video');
  scene.presses('solved');
  scene.waits(60_001);
  return scene.presses(`rate:${score}`);
};

describe('after a rating', () => {
  it.each([10, 2])('of %i the learner is asked whether it may count, and does not until they say so', (score) => {
    const scene = rated(score);
    expect(scene.texts('learner').at(-1)).toMatch(/Only sums of at least 5 learners are shown, without names/);
    expect(scene.profiles.get(LEARNER)?.sharesRatings).toBe(false);
    scene.presses('share_rating');
    expect(scene.profiles.get(LEARNER)?.sharesRatings).toBe(true);
    expect(scene.texts('learner').at(-1)).toContain('/settings ratings off');
    expect(scene.history.at(-1)).toMatchObject({ kind: 'configured', facts: { sharesRatings: true } });
    scene.presses('share_rating');
    expect(scene.history.at(-1)).toMatchObject({ kind: 'ignored', facts: { reason: 'pressed before' } });
  });

  it('of the next conversation nobody is asked again', () => {
    const scene = rated(9);
    scene.asks('sure:login');
    scene.presses('solved');
    scene.waits(60_001);
    scene.presses('rate:9');
    expect(scene.texts('learner').at(-1)).not.toContain('Only sums');
  });

  it('is set, shown and taken back in the settings', () => {
    const scene = createScene().command('/settings', LEARNER);
    expect(scene.texts('learner').at(-1)).toContain('your ratings do not count (/settings ratings on)');
    scene.command('/settings ratings on', LEARNER);
    expect(scene.profiles.get(LEARNER)?.sharesRatings).toBe(true);
    scene.command('/settings', LEARNER);
    expect(scene.texts('learner').at(-1)).toContain('your ratings count (/settings ratings off)');
    scene.command('/settings 评分 关', LEARNER);
    expect(scene.profiles.get(LEARNER)?.sharesRatings).toBe(false);
    scene.command('/settings ratings maybe', LEARNER);
    expect(scene.texts('learner').at(-1)).toContain('off leaves them out');
  });
});

describe('what the card of a waiting learner says of the others', () => {
  const shared = (...scores: readonly (readonly [string, number])[]) =>
    scores.map(([who, score]) => ({ queue: 'technical', learner: `local:${who}` as const, score }));
  const queue = KNOWLEDGE.queues.get('technical')!;

  it('counts people, each once, and nothing of fewer than five', () => {
    expect(toPublicRating(shared(['a', 10], ['a', 10], ['a', 10], ['a', 9], ['b', 8]))).toBeNull();
    // 9 (of 10 and 8), 8, 8, 7, 6.
    const five = shared(['a', 10], ['a', 8], ['b', 8], ['c', 8], ['d', 7], ['e', 6]);
    expect(toPublicRating(five)).toEqual({ mean: 7.6, people: 5 });
  });

  it('is one line, or none', () => {
    const minutes = (count: number) => Array.from({ length: count }, (_, i) => (i + 1) * 60_000);
    const line = (people: number | null, waits: number, language: 'zh' | 'en' = 'en') =>
      toPublicLine(
        queue,
        { publicRating: () => (people === null ? null : { mean: 8.64, people }), recentWaits: () => minutes(waits) },
        language,
      );
    expect(line(23, 9)).toBe('⭐ 8.6 of 10 from 23 learners, usually answered within 5 min');
    expect(line(23, 9, 'zh')).toBe('⭐ 23 位学员平均打 8.6 分，通常 5 分钟内有人回复');
    expect(line(null, 4)).toBe('');
  });
});

it('the sixth person alone does not show: people are added five at a time', () => {
  const rated = (n: number) =>
    toPublicRating(
      Array.from({ length: n }, (_, i) => ({ queue: 'q', learner: `local:${i}` as const, score: i === 5 ? 0 : 8 })),
    );
  expect([5, 6, 9].map(rated)).toEqual(Array.from({ length: 3 }, () => ({ mean: 8, people: 5 })));
  expect(rated(10)).toEqual({ mean: 7.2, people: 10 });
});
