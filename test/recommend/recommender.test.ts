import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecommender } from '../../src/recommend/recommender.ts';
import { drawHistories } from './histories.ts';

const HISTORIES = drawHistories(300, 24, 11);
const sharedOf = (items: readonly string[], odd: number) =>
  items.filter((id) => Number(id.slice(1)) % 2 === odd).length;

describe('the recommender', () => {
  const recommender = createRecommender(HISTORIES);

  it('sees what kind of learner somebody is', () => {
    for (const learner of [4, 10, 5, 11]) {
      const top = recommender.rank(`l${learner}`, 5);
      expect(sharedOf(top, learner % 2)).toBeGreaterThanOrEqual(4);
    }
  });

  it('never returns what is known, has no repeats, and all there is when asked for more', () => {
    for (const { learner, items } of HISTORIES.slice(0, 50)) {
      const all = recommender.rank(learner, 1000);
      expect(new Set(all).size).toBe(all.length);
      expect([...all, ...items].toSorted()).toEqual(Array.from({ length: 24 }, (_, n) => `i${n}`).toSorted());
    }
  });

  it('answers a learner nobody knows with what most take', () => {
    const counts = new Map<string, number>();
    for (const id of HISTORIES.flatMap(({ items }) => items)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const most = Math.max(...counts.values());
    expect(counts.get(recommender.rank('nobody', 3)[0] ?? '')).toBe(most);
  });

  it('is the same on every run, and another seed changes only what is drawn', () => {
    const again = createRecommender(HISTORIES);
    for (const { learner } of HISTORIES.slice(0, 20)) {
      expect(again.rank(learner, 10)).toEqual(recommender.rank(learner, 10));
    }
    expect(again.settings).toEqual(recommender.settings);
  });

  it('ranks just the candidates, whatever their order, known ones left out, unknown ones last', () => {
    const { learner, items } = HISTORIES[2]!;
    const free = recommender.rank(learner, 6);
    const asked = [...free, items[0] ?? '', 'never heard of', free[0] ?? ''];
    const ranked = recommender.rankThese(learner, asked, 20);
    expect(ranked).toEqual([...free, 'never heard of']);
    expect(recommender.rankThese(learner, asked.toReversed(), 20)).toEqual(ranked);
    expect(recommender.rankThese('nobody', ['i1', 'i2'], 1)).toHaveLength(1);
  });

  it('reads order of time where the lines have one, and only there', () => {
    // Each item is followed by its neighbour: the last ones tell what comes next.
    const walks = drawHistories(400, 60, 5).map(({ learner }, n) => {
      const items: string[] = [];
      for (let leg = 0; leg < 5; leg++) {
        const start = (n * 7 + leg * 23 + ((n * leg) % 11)) % 60;
        for (let step = 0; step < 3; step++) items.push(`i${(start + step) % 60}`);
      }
      return { learner, items };
    });
    const reversed = walks.map(({ learner, items }) => ({ learner, items: items.toReversed() }));
    expect(createRecommender(walks).settings.recency?.newest).toBe('last');
    expect(createRecommender(reversed).settings.recency?.newest).toBe('first');
    expect(recommender.settings.recency).toBe(null);
  });

  it('takes neighbours where a catalogue is large, with like results', () => {
    const large = createRecommender(HISTORIES, { mostItems: 10 });
    expect(large.settings.model).toBe('neighbours');
    expect(sharedOf(large.rank('l4', 5), 0)).toBeGreaterThanOrEqual(4);
  });

  it('holds on any input: nothing, one learner, one item, repeats', () => {
    expect(createRecommender([]).rank('l', 5)).toEqual([]);
    expect(createRecommender([{ learner: 'l', items: [] }]).rank('l', 5)).toEqual([]);
    expect(createRecommender([{ learner: 'l', items: ['a', 'a'] }]).rank('l', 5)).toEqual([]);
    expect(createRecommender([{ learner: 'l', items: ['a', 'a'] }]).rank('m', 5)).toEqual(['a']);
    const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', '课', '__proto__', 'constructor');
    const line = fc.record({ learner: id, items: fc.array(id, { maxLength: 8 }) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), id, fc.array(id), (lines, learner, asked) => {
        const built = createRecommender(lines);
        const taken = new Set<string>(lines.filter((one) => one.learner === learner).flatMap(({ items }) => items));
        const ranked = built.rank(learner, 5);
        expect(ranked.filter((one) => taken.has(one))).toEqual([]);
        const chosen = built.rankThese(learner, asked, 50);
        expect(new Set(chosen)).toEqual(new Set(asked.filter((one) => !taken.has(one))));
      }),
      { numRuns: 60 },
    );
  });
});

describe('courses that nobody has yet', () => {
  const text = (n: number) =>
    n % 2 === 0 ? '神经网络 深度学习 图像识别 neural networks' : '水彩绘画 素描 色彩构成 painting and drawing';
  const courses = Array.from({ length: 28 }, (_, n) => ({ id: `i${n}`, title: `课程 ${n}`, text: text(n) }));
  const recommender = createRecommender(HISTORIES, { courses });

  it('stand where courses like them stand', () => {
    const fresh = ['i24', 'i25', 'i26', 'i27'];
    expect(sharedOf(recommender.rankThese('l4', fresh, 2), 0)).toBe(2);
    expect(sharedOf(recommender.rankThese('l5', fresh, 2), 1)).toBe(2);
  });

  it('get one place in ten and do not crowd out the rest', () => {
    const top = recommender.rank('l4', 10);
    expect(top.filter((id) => Number(id.slice(1)) >= 24).length).toBeGreaterThanOrEqual(1);
    expect(top.filter((id) => Number(id.slice(1)) >= 24).length).toBeLessThanOrEqual(5);
  });

  it('are all there is while nobody has taken anything', () => {
    expect(createRecommender([], { courses }).rank('l', 3)).toHaveLength(3);
  });

  it('without a word about them come last among candidates and are still answered', () => {
    const silent = createRecommender(HISTORIES, { courses: [...courses, { id: 'x', title: '', text: '' }] });
    expect(silent.rankThese('l4', ['x', 'i24', 'i2'], 3)).toContain('x');
  });
});
