/** Time as a queue counts it: only while it is open, in its own time zone, right over daylight saving changes. */
import type { OpeningHours } from '../domain/knowledge.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** ms since midnight by weekday (Monday is 0), in order, overlapping and touching ranges merged. */
function toWeek(hours: readonly OpeningHours[]): Span[][] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const spans = hours
      .filter(({ days }) => days.includes(weekday + 1))
      .map(({ fromMinute, toMinute }) => ({ from: fromMinute * MINUTE, to: toMinute * MINUTE }))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from);
    const merged: Span[] = [];
    for (const span of spans) {
      const last = merged.at(-1);
      if (last && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
      else merged.push(span);
    }
    return merged;
  });
}

/**
 * The open spans from `start` on, in order, without end. A moment is open when the clock on the wall shows an open time: an
 * hour that the clocks skip is never open, one that they repeat is open twice. Between two changes of the clocks local time
 * is UTC plus a constant, so the days are plain arithmetic there.
 */
function* openSpans(start: number, week: readonly (readonly Span[])[], timeZone: string): Generator<Span> {
  for (let at = start; ; ) {
    const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
    const offset = moment.offsetNanoseconds / 1e6;
    const change = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    for (let day = Math.floor((at + offset) / DAY); day * DAY - offset < change; day++) {
      // Day 0 of the epoch was a Thursday.
      for (const span of week[(((day + 3) % 7) + 7) % 7] ?? []) {
        const from = Math.max(at, day * DAY - offset + span.from);
        const to = Math.min(change, day * DAY - offset + span.to);
        if (from < to) yield { from, to };
      }
    }
    at = change;
  }
}

/** Hours without a single open minute count as always open: a promise that never comes due would be worse. */
function isAlwaysOpen(week: readonly (readonly Span[])[]): boolean {
  return week.every((day) => day.length === 0);
}

/**
 * The earliest moment (ms since the epoch) by which `duration` ms of open time have passed since `start`; so what is used up
 * exactly at closing time is due at closing time. No hours = always open. Ranges may overlap and may end at 24:00.
 * Throws `RangeError` for a negative or infinite duration and for a time zone that is not known.
 */
export function addOpenTime(start: number, duration: number, hours: readonly OpeningHours[], timeZone: string): number {
  if (!(duration >= 0 && duration < Number.POSITIVE_INFINITY)) throw new RangeError(`no duration: ${duration}`);
  const week = toWeek(hours);
  if (duration === 0 || isAlwaysOpen(week)) return start + duration;
  let left = duration;
  for (const { from, to } of openSpans(start, week, timeZone)) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new Error('open time has no end');
}

/** Open ms between two moments; 0 when `to` is not after `from`. No hours = always open. The inverse of `addOpenTime`. */
export function openTimeBetween(from: number, to: number, hours: readonly OpeningHours[], timeZone: string): number {
  if (to <= from) return 0;
  const week = toWeek(hours);
  if (isAlwaysOpen(week)) return to - from;
  let open = 0;
  for (const span of openSpans(from, week, timeZone)) {
    if (span.from >= to) break;
    open += Math.min(span.to, to) - span.from;
  }
  return open;
}
