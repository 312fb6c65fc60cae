import { describe, expect, it } from 'vitest';
import { type EffectRequest, toEffect } from '../../../src/recommend/product/effect.ts';
import { isHeldOut } from '../../../src/recommend/product/learner.ts';

const learners = Array.from({ length: 40 }, (_, n) => `l${n}`);
const held = learners.filter((learner) => isHeldOut(learner, 0.3));
const shown = learners.filter((learner) => !isHeldOut(learner, 0.3));
const purchase = (learner: string, course: string, purchasedAt: number) => ({
  learner,
  course,
  purchasedAt,
  amount: 1,
});
const request = (changes: Partial<EffectRequest>): EffectRequest => ({
  learners,
  showings: [],
  purchases: [],
  heldOutShare: 0.3,
  from: 1000,
  windowMs: 100,
  now: 5000,
  ...changes,
});

describe('the effect of recommending', () => {
  it('counts who bought within the window, by arm', () => {
    const [a = '', b = ''] = shown;
    const [c = ''] = held;
    const purchases = [
      purchase(a, 'x', 1000),
      purchase(a, 'y', 1050),
      purchase(b, 'x', 1100),
      purchase(c, 'x', 1099),
      purchase('stranger', 'x', 1001),
    ];
    const effect = toEffect(request({ purchases }));
    expect(effect.shown).toEqual({ n: shown.length, bought: 1 });
    expect(effect.heldOut).toEqual({ n: held.length, bought: 1 });
    expect(held.length).toBeGreaterThan(4);
  });

  it('counts what was taken up after its first showing, once its window is over', () => {
    const showings = [
      { learner: 'l1', course: 'x', at: 2000 },
      { learner: 'l1', course: 'x', at: 2500 },
      { learner: 'l2', course: 'x', at: 2000 },
      { learner: 'l3', course: 'x', at: 4950 },
    ];
    const purchases = [purchase('l1', 'x', 2099), purchase('l2', 'x', 1999), purchase('l3', 'x', 4960)];
    expect(toEffect(request({ showings, purchases })).recommendations).toEqual({ n: 2, accepted: 1 });
  });

  it('is nothing of nobody', () => {
    const effect = toEffect(request({ learners: [] }));
    expect(effect).toEqual({
      shown: { n: 0, bought: 0 },
      heldOut: { n: 0, bought: 0 },
      recommendations: { n: 0, accepted: 0 },
    });
  });
});
