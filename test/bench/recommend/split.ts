/** Hold-outs of histories, the same on every run: what recommenders are measured on. */
import type { History } from '../../../src/recommend/histories.ts';
import { createRandom, drawSample } from '../../../src/recommend/random.ts';

export interface Task {
  readonly train: readonly History[];
  /** Who is asked, what was held out, and which items are ranked (null = all that are not in train). */
  readonly asked: readonly {
    readonly learner: string;
    readonly held: ReadonlySet<string>;
    readonly candidates: readonly string[] | null;
  }[];
}

/** A fifth of each history, drawn at random. */
export function holdFifth(histories: readonly History[]): Task {
  const random = createRandom(99);
  const split = histories.map(({ learner, items }) => {
    const order = drawSample(items.length, Math.round(items.length * 0.2), random);
    return { learner, items, held: new Set([...order].map((n) => items[n]!)) };
  });
  return {
    train: split.map(({ learner, items, held }) => ({ learner, items: items.filter((item) => !held.has(item)) })),
    asked: split.filter(({ held }) => held.size > 0).map(({ learner, held }) => ({ learner, held, candidates: null })),
  };
}

/** One item of each history among 99 drawn from those that the learner never took (the protocol of He et al. 2017, “NCF”). */
export function holdOneOfHundred(histories: readonly History[]): Task {
  const random = createRandom(98);
  const items = [...new Set(histories.flatMap((history) => history.items))].toSorted();
  const split = histories.map((history) => {
    const held = history.items[Math.floor(random() * history.items.length)]!;
    const candidates = new Set([held]);
    const taken = new Set(history.items);
    while (candidates.size < Math.min(100, items.length - taken.size + 1)) {
      const item = items[Math.floor(random() * items.length)]!;
      if (!taken.has(item)) candidates.add(item);
    }
    return { ...history, held, candidates: [...candidates] };
  });
  return {
    train: split.map(({ learner, items: all, held }) => ({ learner, items: all.filter((item) => item !== held) })),
    asked: split.map(({ learner, held, candidates }) => ({ learner, held: new Set([held]), candidates })),
  };
}

/** A tenth of the items taken out of every history: they are new, and ranked among themselves. */
export function holdNewItems(histories: readonly History[]): Task {
  const items = [...new Set(histories.flatMap((history) => history.items))].toSorted();
  const drawn = drawSample(items.length, Math.round(items.length / 10), createRandom(97));
  const fresh = new Set([...drawn].map((n) => items[n]!));
  const candidates = [...fresh].toSorted();
  return {
    train: histories.map(({ learner, items: all }) => ({ learner, items: all.filter((item) => !fresh.has(item)) })),
    asked: histories
      .map(({ learner, items: all }) => ({ learner, held: new Set(all.filter((item) => fresh.has(item))), candidates }))
      .filter(({ held }) => held.size > 0),
  };
}
