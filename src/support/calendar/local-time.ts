/** Open time by the clock on the wall, without zones: how much of it lies before a local moment, and which moment ends an amount. */
import type { OpeningHours, SpecialDays } from '../../domain/knowledge.ts';
import { DAY, lengthOf, mergeSpans, type Span } from './spans.ts';
import { type SpecialDay, toSpecialDays } from './special-days.ts';

/** Day 0 of the epoch was a Thursday: its week began three days before. */
const MONDAY = -3;

/** Local moments are ms since the epoch as if the wall showed UTC; days are counted from 1970-01-01. */
export interface LocalTime {
  /** True where no moment is ever closed. */
  readonly isAlwaysOpen: boolean;
  /** Open spans of that day, in ms since its midnight, in order, apart from each other. */
  spansOf(day: number): readonly Span[];
  /** Open ms from the start of the week of the epoch until `local`; negative before it. Never falls. */
  openUntil(local: number): number;
  /** The earliest local moment by which `open` ms have passed as `openUntil` counts; `from` is where to look from. */
  momentOf(open: number, from: number): number;
}

/** Monday is 0. Hours without a single open minute count as always open: a promise that never comes due would be worse. */
function toWeek(hours: readonly OpeningHours[]): Span[][] {
  const week = Array.from({ length: 7 }, (_, n) => mergeSpans(hours.filter(({ days }) => days.includes(n + 1))));
  return week.every((day) => day.length === 0) ? week.map(() => [{ from: 0, to: DAY }]) : week;
}

export function createLocalTime(hours: readonly OpeningHours[], special: readonly SpecialDays[]): LocalTime {
  const week = toWeek(hours);
  const lengths = week.map(lengthOf);
  const before = lengths.map((_, n) => lengths.slice(0, n).reduce((sum, length) => sum + length, 0));
  const weekLength = lengths.reduce((sum, length) => sum + length, 0);
  const weekdayOf = (day: number) => (((day - MONDAY) % 7) + 7) % 7;
  const days = toSpecialDays(special);
  const byDay = new Map(days.map((one) => [one.day, one.spans]));
  const gains = toGains(days, (day) => lengths[weekdayOf(day)] ?? 0);

  const spansOf = (day: number): readonly Span[] => byDay.get(day) ?? week[weekdayOf(day)] ?? [];
  const openBefore = (day: number): number => {
    const regular = Math.floor((day - MONDAY) / 7) * weekLength + (before[weekdayOf(day)] ?? 0);
    return regular + gains(day);
  };
  const isAlwaysOpen = weekLength === 7 * DAY && days.every(({ spans }) => lengthOf(spans) === DAY);

  return {
    isAlwaysOpen,
    spansOf,
    openUntil(local) {
      const day = Math.floor(local / DAY);
      const time = local - day * DAY;
      let open = openBefore(day);
      for (const { from, to } of spansOf(day)) if (time > from) open += Math.min(time, to) - from;
      return open;
    },
    momentOf(open, from) {
      let low = Math.floor(from / DAY);
      let step = 8;
      while (openBefore(low + step) < open) {
        low += step;
        step *= 2;
      }
      // The day on whose end the amount is reached: the first one with openBefore(day + 1) >= open.
      for (let high = low + step; low < high; ) {
        const middle = Math.floor((low + high) / 2);
        if (openBefore(middle + 1) >= open) high = middle;
        else low = middle + 1;
      }
      let left = open - openBefore(low);
      for (const span of spansOf(low)) {
        if (left <= span.to - span.from) return low * DAY + span.from + left;
        left -= span.to - span.from;
      }
      throw new Error('open time has no end');
    },
  };
}

/** What special days before a day add to the open time of plain weeks (less than 0: take away). */
function toGains(days: readonly SpecialDay[], regularLength: (day: number) => number): (day: number) => number {
  const sums: number[] = [0];
  for (const { day, spans } of days) sums.push((sums.at(-1) ?? 0) + lengthOf(spans) - regularLength(day));
  return (day) => {
    let low = 0;
    for (let high = days.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.day ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return sums[low] ?? 0;
  };
}
