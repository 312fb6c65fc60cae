/** What a metric's written definition consists of. The README of this room and `/report explain` print these very texts. */
import type { Bilingual } from '../../domain/knowledge.ts';

/**
 * count: how many · share: 0..1, shown as a percentage · score: 0–10 · percent: already times 100 · points: −100..100 ·
 * rate: per hour · ms: a duration · minutes · money · distance: 0..1, shown as it is · milliseconds: always in them ·
 * effect: a multiple of the spread
 */
export type Unit =
  | 'count'
  | 'share'
  | 'score'
  | 'percent'
  | 'points'
  | 'ms'
  | 'minutes'
  | 'rate'
  | 'money'
  | 'distance'
  | 'effect'
  | 'milliseconds';

export interface Definition {
  readonly unit: Unit;
  readonly label: Bilingual;
  /** What it counts, and out of what. */
  readonly means: Bilingual;
  /** Ends in the source of the formula where there is one. */
  readonly formula: string;
  readonly example: Bilingual;
  /** None, one, no spread, what is not over yet. */
  readonly edges: Bilingual;
}

export const WILSON = '95%: Wilson, JASA 22 (1927)';

/** The edges of every share. */
export const SHARE_EDGES: Bilingual = {
  zh: 'n = 0 时没有数值；样本少时区间很宽，这正是它要说的',
  en: 'no value for n = 0; a wide interval where n is small, which is its message',
};
