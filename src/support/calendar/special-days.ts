/** Dates that do not follow the week, as day numbers. */
import type { SpecialDays } from '../../domain/knowledge.ts';
import { DAY, mergeSpans, type Span } from './spans.ts';

export interface SpecialDay {
  /** Counted from 1970-01-01. */
  readonly day: number;
  readonly spans: readonly Span[];
}

/** Days of every year are written out for these years. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2120;

/** Day number of `2026-10-01`. Throws `RangeError` for what is no date. */
function toDay(date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds / DAY;
}

/** null for `02-29` in a year without it. */
function toDayOfYear(year: number, monthDay: string): number | null {
  const [month = 0, day = 0] = monthDay.split('-').map(Number);
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.day === day ? toDay(date.toString()) : null;
}

/** First and last day of each time that the entry comes round. */
function* toRanges({ from, to }: SpecialDays): Generator<readonly [number, number]> {
  if (from.length > 5) {
    yield [toDay(from), toDay(to)];
    return;
  }
  const overNewYear = to < from ? 1 : 0;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    // A year without 29 February lacks that one day of the range and nothing else.
    const first = toDayOfYear(year, from) ?? toDayOfYear(year, '03-01');
    const last = toDayOfYear(year + overNewYear, to) ?? toDayOfYear(year + overNewYear, '02-28');
    if (first !== null && last !== null && first <= last) yield [first, last];
  }
}

/** Every special day once, in order; where entries meet, the later entry counts. */
export function toSpecialDays(entries: readonly SpecialDays[]): SpecialDay[] {
  const days = new Map<number, SpecialDay>();
  for (const entry of entries) {
    const spans = mergeSpans(entry.spans);
    for (const [first, last] of toRanges(entry))
      for (let day = first; day <= last; day++) days.set(day, { day, spans });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

/** The entry that a local day follows, null on days that follow the week. */
export function findSpecialDays(entries: readonly SpecialDays[], day: number): SpecialDays | null {
  for (const entry of entries.toReversed()) {
    for (const [first, last] of toRanges(entry)) if (first <= day && day <= last) return entry;
  }
  return null;
}
