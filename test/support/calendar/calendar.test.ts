/** Opening time against hand-computed cases, and the two functions against each other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../../src/domain/knowledge.ts';
import { createCalendar } from '../../../src/support/calendar/calendar.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const on = (days: number[], from: number, to: number): OpeningHours => ({
  days,
  fromMinute: from * 60,
  toMinute: to * 60,
});

const addOpenTime = (start: number, ms: number, hours: readonly OpeningHours[], zone: string): number =>
  createCalendar(hours, zone).addOpenTime(start, ms);
const openTimeBetween = (from: number, to: number, hours: readonly OpeningHours[], zone: string): number =>
  createCalendar(hours, zone).openTimeBetween(from, to);

const OFFICE = [on([1, 2, 3, 4, 5], 9, 18)];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe('in Asia/Shanghai', () => {
  const zone = 'Asia/Shanghai';
  const time = (text: string) => at(`${text}+08:00[Asia/Shanghai]`);

  it('Friday evening waits for Monday', () => {
    // 2026-03-06 is a Friday; half an hour is left that day.
    expect(addOpenTime(time('2026-03-06T17:30'), 2 * HOUR, OFFICE, zone)).toBe(time('2026-03-09T10:30'));
    expect(addOpenTime(time('2026-03-06T20:00'), 1, OFFICE, zone)).toBe(time('2026-03-09T09:00') + 1);
    expect(openTimeBetween(time('2026-03-06T17:30'), time('2026-03-09T10:30'), OFFICE, zone)).toBe(2 * HOUR);
  });

  it('what is used up at closing time is due at closing time', () => {
    expect(addOpenTime(time('2026-03-06T17:00'), HOUR, OFFICE, zone)).toBe(time('2026-03-06T18:00'));
  });

  it('nothing to wait for is due at once, even while closed', () => {
    expect(addOpenTime(time('2026-03-07T12:00'), 0, OFFICE, zone)).toBe(time('2026-03-07T12:00'));
  });

  it('overlapping ranges count once, touching ones are one, and 24:00 is the end of the day', () => {
    const hours = [on([6], 9, 12), on([6, 7], 10, 14), on([6], 14, 15), on([7], 20, 24), on([1], 0, 1)];
    const saturday = time('2026-03-07T00:00');
    expect(openTimeBetween(saturday, saturday + DAY, hours, zone)).toBe(6 * HOUR);
    expect(addOpenTime(time('2026-03-08T23:30'), HOUR, hours, zone)).toBe(time('2026-03-09T00:30'));
  });
});

describe('in Europe/Berlin', () => {
  const zone = 'Europe/Berlin';
  const NIGHT = [on(EVERY_DAY, 0, 6)];

  it('the night that loses an hour is an hour shorter', () => {
    // 2026-03-29: 02:00+01:00 is followed by 03:00+02:00.
    const midnight = at('2026-03-29T00:00+01:00[Europe/Berlin]');
    expect(openTimeBetween(midnight, midnight + DAY / 2, NIGHT, zone)).toBe(5 * HOUR);
    expect(addOpenTime(midnight, 3 * HOUR, NIGHT, zone)).toBe(at('2026-03-29T04:00+02:00[Europe/Berlin]'));
  });

  it('the night that repeats an hour is an hour longer', () => {
    // 2026-10-25: 03:00+02:00 is followed by 02:00+01:00.
    const midnight = at('2026-10-25T00:00+02:00[Europe/Berlin]');
    expect(openTimeBetween(midnight, midnight + DAY / 2, NIGHT, zone)).toBe(7 * HOUR);
    expect(addOpenTime(midnight, 3 * HOUR, NIGHT, zone)).toBe(at('2026-10-25T02:00+01:00[Europe/Berlin]'));
  });

  it('a range inside the skipped hour is not open, one inside the repeated hour is open twice', () => {
    const half = [{ days: [7], fromMinute: 150, toMinute: 180 }];
    const spring = at('2026-03-29T00:00+01:00[Europe/Berlin]');
    const autumn = at('2026-10-25T00:00+02:00[Europe/Berlin]');
    expect(openTimeBetween(spring, spring + DAY, half, zone)).toBe(0);
    expect(openTimeBetween(autumn, autumn + DAY, half, zone)).toBe(HOUR);
    expect(addOpenTime(autumn, HOUR, half, zone)).toBe(at('2026-10-25T03:00+01:00[Europe/Berlin]'));
  });

  it('office hours stay at the same time of day across the change', () => {
    const friday = at('2026-03-27T17:00+01:00[Europe/Berlin]');
    expect(addOpenTime(friday, 2 * HOUR, OFFICE, zone)).toBe(at('2026-03-30T10:00+02:00[Europe/Berlin]'));
  });
});

it('a zone that changes at midnight opens when the day begins', () => {
  // America/Sao_Paulo, 2018-11-04: 00:00-03:00 did not exist, the day began at 01:00-02:00.
  const zone = 'America/Sao_Paulo';
  const hours = [on([7], 0, 2)];
  const saturday = at('2018-11-03T12:00-03:00[America/Sao_Paulo]');
  expect(addOpenTime(saturday, HOUR, hours, zone)).toBe(at('2018-11-04T02:00-02:00[America/Sao_Paulo]'));
});

describe('edges', () => {
  it('no hours, or hours without a minute, are always open', () => {
    for (const hours of [[], [on([], 9, 18)], [on([1], 9, 9)]]) {
      expect(addOpenTime(5, 7, hours, 'UTC')).toBe(12);
      expect(openTimeBetween(5, 12, hours, 'UTC')).toBe(7);
    }
  });

  it('time does not run backwards', () => {
    expect(openTimeBetween(10, 10, OFFICE, 'UTC')).toBe(0);
    expect(openTimeBetween(10, 5, [], 'UTC')).toBe(0);
    expect(() => addOpenTime(0, -1, OFFICE, 'UTC')).toThrow(RangeError);
    expect(() => addOpenTime(0, Number.POSITIVE_INFINITY, OFFICE, 'UTC')).toThrow(RangeError);
    expect(() => addOpenTime(0, 1, OFFICE, 'Mars/X')).toThrow(RangeError);
  });

  it('one open minute a week is enough', () => {
    const hours = [{ days: [3], fromMinute: 600, toMinute: 601 }];
    // Wednesday 1970-01-07, 10:00 UTC, is the first; the tenth minute comes nine weeks later.
    expect(addOpenTime(0, 10 * 60_000, hours, 'UTC')).toBe(6 * DAY + 10 * HOUR + 9 * 7 * DAY + 60_000);
  });
});

describe('for any hours', () => {
  const ranges = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    toMinute: fc.integer({ min: 0, max: 1440 }),
  });
  const hours = fc.array(
    ranges.map((range) => ({ ...range, toMinute: Math.max(range.toMinute, range.fromMinute + 1) })),
    { maxLength: 4 },
  );
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Asia/Shanghai',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  );
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  const duration = fc.integer({ min: 0, max: 30 * DAY });

  it('the open time until the due moment is the duration', () => {
    fc.assert(
      fc.property(moment, duration, hours, zone, (start, ms, open, tz) => {
        const due = addOpenTime(start, ms, open, tz);
        expect(openTimeBetween(start, due, open, tz)).toBe(ms);
        // And no earlier moment would do.
        if (ms > 0) expect(openTimeBetween(start, due - 1, open, tz)).toBe(ms - 1);
      }),
    );
  });

  it('the open time between two moments is over by the later one, with nothing open in between', () => {
    fc.assert(
      fc.property(moment, duration, hours, zone, (from, length, open, tz) => {
        const due = addOpenTime(from, openTimeBetween(from, from + length, open, tz), open, tz);
        expect(due).toBeLessThanOrEqual(from + length);
        expect(openTimeBetween(due, from + length, open, tz)).toBe(0);
      }),
    );
  });

  it('it is the sum of its parts and what a clock on the wall shows', () => {
    const isOpen = (ms: number, open: readonly OpeningHours[], tz: string) => {
      const { dayOfWeek, hour, minute } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);
      const now = hour * 60 + minute;
      return (
        open.length === 0 || open.some((o) => o.days.includes(dayOfWeek) && o.fromMinute <= now && now < o.toMinute)
      );
    };
    fc.assert(
      fc.property(moment, duration, duration, hours, zone, (from, first, second, open, tz) => {
        const middle = from + first;
        const parts = openTimeBetween(from, middle, open, tz) + openTimeBetween(middle, middle + second, open, tz);
        expect(openTimeBetween(from, middle + second, open, tz)).toBe(parts);
        expect(openTimeBetween(middle, middle + 1, open, tz)).toBe(isOpen(middle, open, tz) ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});
