/** Histories with a known pattern, for the tests of the recommender. */
import type { History } from '../../src/recommend/histories.ts';
import { createRandom } from '../../src/recommend/random.ts';

/** Two kinds of learner: those of even number prefer even items, the others odd ones. Each has 3 to 10 items. */
export function drawHistories(learners: number, items: number, seed: number): History[] {
  const random = createRandom(seed);
  return Array.from({ length: learners }, (_, n) => {
    const wanted = 3 + Math.floor(random() * 8);
    const taken = new Set<string>();
    while (taken.size < Math.min(wanted, items)) {
      const item = Math.floor(random() * items);
      if (item % 2 === n % 2 || random() < 0.15) taken.add(`i${item}`);
    }
    return { learner: `l${n}`, items: [...taken] };
  });
}
