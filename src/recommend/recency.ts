/**
 * Whether late items of a history say more than early ones, and how fast that fades. A file does not tell whether its lines
 * are in order of time, or which end is the newest: held-out ends of the lines do.
 */
import { type Models, toInfluence, toLinearWithout } from './evidence.ts';
import { drawSample } from './random.ts';

export interface Recency {
  /** Which end of a row is the newest. */
  readonly newest: 'last' | 'first';
  /** After so many newer items an item counts half as far above `LEAST` as the newest. */
  readonly halfLife: number;
}

/** However old, an item still counts this much. */
const LEAST = 0.1;
const HALF_LIVES = [32, 12, 5];
const LEARNERS = 200;
/** Rows with fewer items say nothing about order. */
const SHORTEST = 8;
/** Six rules are tried: only a gain of four standard errors counts. */
const SURE = 4;

/** How much each item of a row counts; undefined = all alike. */
export function toShares(row: Int32Array, recency: Recency | null): Float64Array | undefined {
  if (!recency) return undefined;
  const shares = new Float64Array(row.length);
  for (let n = 0; n < row.length; n++) {
    const age = recency.newest === 'last' ? row.length - 1 - n : n;
    shares[n] = LEAST + (1 - LEAST) * 2 ** (-age / recency.halfLife);
  }
  return shares;
}

/** 1 / log2(1 + rank) of the one item held out among all that are not in the history. */
function toGain(scores: Float64Array, item: number, kept: ReadonlySet<number>): number {
  let rank = 1;
  for (let j = 0; j < scores.length; j++) if (scores[j]! > scores[item]! && !kept.has(j)) rank++;
  return 1 / Math.log2(1 + rank);
}

/** null where no order is sure, or fewer than 30 rows are long enough. */
export function learnRecency(models: Models, rows: readonly Int32Array[], random: () => number): Recency | null {
  const long = rows.filter(({ length }) => length >= SHORTEST);
  if (long.length < 30) return null;
  const asked = [...drawSample(long.length, LEARNERS, random)].map((n) => long[n]!);
  const influences = asked.map((row) => toInfluence(models, row));
  let best: Recency | null = null;
  let most = 0;
  for (const newest of ['last', 'first'] as const) {
    const rules = [null, ...HALF_LIVES.map((halfLife): Recency => ({ newest, halfLife }))];
    const gains = asked.map((row, n) => {
      const kept = newest === 'last' ? row.subarray(0, -1) : row.subarray(1);
      const item = newest === 'last' ? row.at(-1)! : row[0]!;
      const known = new Set(kept);
      return rules.map((rule) => {
        return toGain(toLinearWithout(models, influences[n]!, kept, toShares(kept, rule)), item, known);
      });
    });
    for (const [n, rule] of rules.entries()) {
      if (!rule) continue;
      const differences = gains.map((gain) => gain[n]! - gain[0]!);
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
      if (mean > most && mean > SURE * Math.sqrt(variance / differences.length)) [best, most] = [rule, mean];
    }
  }
  return best;
}
