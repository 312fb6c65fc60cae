/** Time as a queue counts it: only while it is open, in its own time zone, right over changes of the clocks and on holidays. */
import type { OpeningHours, Queue, SpecialDays } from '../../domain/knowledge.ts';
import { createLocalTime } from './local-time.ts';
import { DAY } from './spans.ts';
import { findSpecialDays } from './special-days.ts';
import { createZone } from './zone.ts';

/**
 * Moments are ms since the epoch. A moment is open when the clock on the wall shows an open time: an hour that the clocks skip
 * is never open, one that they repeat is open twice.
 */
export interface Calendar {
  readonly timeZone: string;
  isOpen(at: number): boolean;
  /** The first open moment from `at` on; `at` itself while open. */
  nextOpening(at: number): number;
  /**
   * The earliest moment by which `duration` ms of open time have passed since `start`; so what is used up exactly at closing
   * time is due at closing time. Throws `RangeError` for a negative or infinite duration.
   */
  addOpenTime(start: number, duration: number): number;
  /** Open ms between two moments; 0 when `to` is not after `from`. The inverse of `addOpenTime`. */
  openTimeBetween(from: number, to: number): number;
  /** The holiday (or day with hours of its own) that `at` falls on; null on other days. */
  specialDaysAt(at: number): SpecialDays | null;
}

/** No hours = always open but for `specialDays`. Throws `RangeError` for a time zone that is not known. */
export function createCalendar(
  hours: readonly OpeningHours[],
  timeZone: string,
  specialDays: readonly SpecialDays[] = [],
): Calendar {
  const stretchAt = createZone(timeZone);
  const local = createLocalTime(hours, specialDays);

  function openTimeBetween(from: number, to: number): number {
    if (to <= from) return 0;
    if (local.isAlwaysOpen) return to - from;
    let open = 0;
    for (let at = from; at < to; ) {
      const { end, offset } = stretchAt(at);
      const until = Math.min(end, to);
      open += local.openUntil(until + offset) - local.openUntil(at + offset);
      at = until;
    }
    return open;
  }

  function addOpenTime(start: number, duration: number): number {
    if (!(duration >= 0 && duration < Number.POSITIVE_INFINITY)) throw new RangeError(`no duration: ${duration}`);
    if (duration === 0 || local.isAlwaysOpen) return start + duration;
    let left = duration;
    for (let at = start; ; ) {
      const { end, offset } = stretchAt(at);
      const before = local.openUntil(at + offset);
      const here = end === Number.POSITIVE_INFINITY ? end : local.openUntil(end + offset) - before;
      if (left <= here) return local.momentOf(before + left, at + offset) - offset;
      left -= here;
      at = end;
    }
  }

  return {
    timeZone,
    isOpen: (at) => openTimeBetween(at, at + 1) > 0,
    nextOpening: (at) => addOpenTime(at, 1) - 1,
    addOpenTime,
    openTimeBetween,
    specialDaysAt: (at) => findSpecialDays(specialDays, Math.floor((at + stretchAt(at).offset) / DAY)),
  };
}

const calendars = new WeakMap<Queue, Map<string, Calendar>>();

/** The calendar of a queue; `timeZone` where the queue names none. Made once for each queue as it was loaded. */
export function calendarOf(queue: Queue, timeZone: string): Calendar {
  const zone = queue.timeZone || timeZone;
  const known = calendars.get(queue) ?? new Map<string, Calendar>();
  const calendar = known.get(zone) ?? createCalendar(queue.hours, zone, queue.specialDays);
  calendars.set(queue, known.set(zone, calendar));
  return calendar;
}
