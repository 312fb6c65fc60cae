/** Reproducible chance for the demo: the same seed plays the same day. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** True with that probability. */
  chance(probability: number): boolean;
  /** Exponential waiting time with that mean. */
  wait(mean: number): number;
  /** A new array in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** Mulberry32: 32 bits of state, plenty for a demo. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    next,
    chance: (probability) => next() < probability,
    wait: (mean) => -mean * Math.log(1 - next()),
    shuffle(items) {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}
