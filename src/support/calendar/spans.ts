/** Parts of a day, in ms since its midnight. */
import type { DaySpan } from '../../domain/knowledge.ts';

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In order, overlapping and touching ranges merged; ranges without a minute are dropped. */
export function mergeSpans(ranges: readonly DaySpan[]): Span[] {
  const merged: Span[] = [];
  const sorted = ranges
    .map(({ fromMinute, toMinute }) => ({ from: fromMinute * MINUTE, to: toMinute * MINUTE }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
