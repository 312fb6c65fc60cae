import { describe, expect, it } from 'vitest';
import { type EffectRequest, type Showing, toEffect } from '../../../src/recommend/product/effect.ts';
import { isHeldOut } from '../../../src/recommend/product/learner.ts';

const show = (learner: string, course: string, at: number, arm: Showing['arm'] = 'personal') => ({
  learner,
  course,
  at,
  arm,
});
const purchase = (learner: string, course: string, purchasedAt: number) => ({
  learner,
  course,
  purchasedAt,
  amount: 1,
});
const effectOf = (changes: Partial<EffectRequest>) =>
  toEffect({ showings: [], purchases: [], windowMs: 100, now: 5000, ...changes });

describe('the effect of recommending', () => {
  it('counts who bought within the window of their own, by arm', () => {
    const showings = [
      show('a', 'x', 1000),
      show('b', 'x', 2000),
      show('c', 'x', 1000, 'popular'),
      show('d', 'x', 1000, 'popular'),
      show('e', 'x', 4950),
    ];
    const purchases = [
      purchase('a', 'y', 1050),
      purchase('b', 'x', 1050),
      purchase('c', 'x', 1099),
      purchase('d', 'x', 1100),
      purchase('stranger', 'x', 1001),
    ];
    const effect = effectOf({ showings, purchases });
    expect(effect.personal).toEqual({ n: 2, bought: 1, pending: 1 });
    expect(effect.popular).toEqual({ n: 2, bought: 1, pending: 0 });
  });

  it('keeps everybody in the arm in which they began', () => {
    const showings = [show('a', 'x', 1000, 'popular'), show('a', 'y', 2000)];
    const effect = effectOf({ showings, purchases: [purchase('a', 'y', 1010)] });
    expect(effect.personal).toEqual({ n: 0, bought: 0, pending: 0 });
    expect(effect.popular).toEqual({ n: 1, bought: 1, pending: 0 });
  });

  it('counts what was taken up after its first showing, once its window is over', () => {
    const showings = [
      show('l1', 'x', 2000),
      show('l1', 'x', 2500),
      show('l2', 'x', 2000),
      show('l3', 'x', 4950),
      show('l4', 'x', 2000, 'popular'),
    ];
    const purchases = [purchase('l1', 'x', 2099), purchase('l2', 'x', 1999), purchase('l3', 'x', 4960)];
    expect(effectOf({ showings, purchases }).recommendations).toEqual({ n: 2, accepted: 1, pending: 1 });
  });

  it('is nothing of nobody', () => {
    expect(effectOf({})).toEqual({
      personal: { n: 0, bought: 0, pending: 0 },
      popular: { n: 0, bought: 0, pending: 0 },
      recommendations: { n: 0, accepted: 0, pending: 0 },
    });
  });

  it('holds out about the share asked for, the same learners for ever', () => {
    const learners = Array.from({ length: 2000 }, (_, n) => `l${n}`);
    const held = learners.filter((learner) => isHeldOut(learner, 0.1));
    expect(held.length).toBeGreaterThan(150);
    expect(held.length).toBeLessThan(250);
    expect(held.every((learner) => isHeldOut(learner, 0.2))).toBe(true);
  });
});
