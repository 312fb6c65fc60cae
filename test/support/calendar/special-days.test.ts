/** A calendar with a midday break and days by date: a table computed by hand, and every function against a clock on the wall. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours, SpecialDays } from '../../../src/domain/knowledge.ts';
import { createCalendar } from '../../../src/support/calendar/calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;

const WORKDAYS = [1, 2, 3, 4, 5];
/** Mon-Fri 09:00-12:00,14:00-18:00; Sat 10:00-14:00 */
const HOURS: readonly OpeningHours[] = [
  { days: WORKDAYS, fromMinute: 540, toMinute: 720 },
  { days: WORKDAYS, fromMinute: 840, toMinute: 1080 },
  { days: [6], fromMinute: 600, toMinute: 840 },
];
const closed = (from: string, to = from): SpecialDays => ({ from, to, spans: [] });

describe('Mon-Fri 09:00-12:00,14:00-18:00; Sat 10:00-14:00', () => {
  it.each<[string, string, number, string]>([
    ['over the midday break', '2026-11-23T11:30[Asia/Shanghai]', 60, '2026-11-23T14:30[Asia/Shanghai]'],
    ['used up as the break begins', '2026-11-23T11:30[Asia/Shanghai]', 30, '2026-11-23T12:00[Asia/Shanghai]'],
    ['begun in the break', '2026-11-23T13:00[Asia/Shanghai]', 1, '2026-11-23T14:01[Asia/Shanghai]'],
    ['begun before the day', '2026-11-23T03:00[Asia/Shanghai]', 15, '2026-11-23T09:15[Asia/Shanghai]'],
    // Friday 30 min, Saturday 4 h, then 30 min on Monday.
    ['over a short Saturday', '2026-11-27T17:30[Asia/Shanghai]', 300, '2026-11-30T09:30[Asia/Shanghai]'],
    // A week has 5 × 7 h + 4 h = 39 h = 2,340 min.
    ['a week of open time', '2026-11-23T10:00[Asia/Shanghai]', 2340, '2026-11-30T10:00[Asia/Shanghai]'],
    ['a year of weeks', '2026-11-23T10:00[Asia/Shanghai]', 52 * 2340, '2027-11-22T10:00[Asia/Shanghai]'],
    // New York leaves winter on Sunday 2026-03-08 and summer on Sunday 2026-11-01; the hours stay on the wall.
    ['New York in spring', '2026-03-06T17:00[America/New_York]', 360, '2026-03-09T10:00[America/New_York]'],
    ['New York in autumn', '2026-10-30T17:00[America/New_York]', 360, '2026-11-02T10:00[America/New_York]'],
    // Berlin: Sunday 2026-03-29 and Sunday 2026-10-25.
    ['Berlin in spring', '2026-03-28T13:00[Europe/Berlin]', 120, '2026-03-30T10:00[Europe/Berlin]'],
    ['Berlin in autumn', '2026-10-24T13:00[Europe/Berlin]', 120, '2026-10-26T10:00[Europe/Berlin]'],
  ])('%s: %s + %d min', (_, start, minutes, due) => {
    const zone = /\[(.*)\]/.exec(start)?.[1] ?? '';
    const calendar = createCalendar(HOURS, zone);
    expect(calendar.addOpenTime(at(start), minutes * MINUTE)).toBe(at(due));
    expect(calendar.openTimeBetween(at(start), at(due))).toBe(minutes * MINUTE);
  });

  it('a night shift in New York is an hour shorter in spring and an hour longer in autumn', () => {
    const calendar = createCalendar([{ days: [7], fromMinute: 0, toMinute: 360 }], 'America/New_York');
    const spring = at('2026-03-08T00:00[America/New_York]');
    const autumn = at('2026-11-01T00:00[America/New_York]');
    expect(calendar.openTimeBetween(spring, spring + DAY)).toBe(5 * HOUR);
    expect(calendar.openTimeBetween(autumn, autumn + DAY)).toBe(7 * HOUR);
    expect(calendar.addOpenTime(spring, 3 * HOUR)).toBe(at('2026-03-08T04:00-04:00[America/New_York]'));
    expect(calendar.addOpenTime(autumn, 2 * HOUR)).toBe(at('2026-11-01T01:00-05:00[America/New_York]'));
  });

  it.each<[string, boolean, string]>([
    ['2026-11-23T09:00', true, '2026-11-23T09:00'],
    ['2026-11-23T11:59', true, '2026-11-23T11:59'],
    ['2026-11-23T12:00', false, '2026-11-23T14:00'],
    ['2026-11-23T18:00', false, '2026-11-24T09:00'],
    ['2026-11-28T14:00', false, '2026-11-30T09:00'],
    ['2026-11-29T00:00', false, '2026-11-30T09:00'],
  ])('at %s open: %s, next opening %s', (moment, isOpen, next) => {
    const calendar = createCalendar(HOURS, 'Asia/Shanghai');
    expect(calendar.isOpen(at(`${moment}[Asia/Shanghai]`))).toBe(isOpen);
    expect(calendar.nextOpening(at(`${moment}[Asia/Shanghai]`))).toBe(at(`${next}[Asia/Shanghai]`));
  });
});

describe('days by date', () => {
  const zone = 'Asia/Shanghai';
  const time = (text: string) => at(`${text}[Asia/Shanghai]`);
  /** The first of October is a Thursday in 2026; Saturday the 10th is worked instead. */
  const golden: readonly SpecialDays[] = [
    { ...closed('2026-10-01', '2026-10-07'), name: { zh: '国庆节', en: 'National Day' } },
    { from: '2026-10-10', to: '2026-10-10', spans: [{ fromMinute: 540, toMinute: 1080 }] },
  ];
  const calendar = createCalendar(HOURS, zone, golden);

  it('a holiday is closed, and the day worked instead has its own hours', () => {
    expect(calendar.isOpen(time('2026-10-01T10:00'))).toBe(false);
    expect(calendar.nextOpening(time('2026-09-30T18:00'))).toBe(time('2026-10-08T09:00'));
    expect(calendar.addOpenTime(time('2026-09-30T17:00'), 2 * HOUR)).toBe(time('2026-10-08T10:00'));
    // The 8th and 9th have 7 hours each, the 10th has 9 and not the 4 of a Saturday.
    expect(calendar.openTimeBetween(time('2026-10-01T00:00'), time('2026-10-12T00:00'))).toBe(23 * HOUR);
  });

  it('it is told what day it is', () => {
    expect(calendar.specialDaysAt(time('2026-10-07T23:59'))?.name?.en).toBe('National Day');
    expect(calendar.specialDaysAt(time('2026-10-10T00:00'))?.spans).toHaveLength(1);
    expect(calendar.specialDaysAt(time('2026-10-08T00:00'))).toBeNull();
  });

  it('a day of every year comes round, over New Year and on 29 February too', () => {
    const yearly = createCalendar([], 'UTC', [closed('12-31', '01-02'), closed('02-29')]);
    expect(yearly.nextOpening(Date.UTC(2026, 11, 31))).toBe(Date.UTC(2027, 0, 3));
    expect(yearly.nextOpening(Date.UTC(2031, 11, 31, 12))).toBe(Date.UTC(2032, 0, 3));
    expect(yearly.isOpen(Date.UTC(2028, 1, 29))).toBe(false);
    expect(yearly.isOpen(Date.UTC(2027, 1, 28))).toBe(true);
    expect(yearly.isOpen(Date.UTC(2027, 2, 1))).toBe(true);
  });

  it('the later entry wins where two meet', () => {
    const hours = { from: '2026-10-03', to: '2026-10-03', spans: [{ fromMinute: 600, toMinute: 660 }] };
    expect(createCalendar(HOURS, zone, [...golden, hours]).isOpen(time('2026-10-03T10:30'))).toBe(true);
    expect(createCalendar(HOURS, zone, [hours, ...golden]).isOpen(time('2026-10-03T10:30'))).toBe(false);
  });

  it('what is always open is closed on holidays only', () => {
    const always = createCalendar([], zone, golden);
    expect(always.openTimeBetween(time('2026-09-30T00:00'), time('2026-10-09T00:00'))).toBe(2 * DAY);
    expect(always.nextOpening(time('2026-10-04T12:00'))).toBe(time('2026-10-08T00:00'));
  });
});

describe('for any calendar', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
    .map(([fromMinute, length]) => ({ fromMinute, toMinute: Math.min(1440, fromMinute + length) }));
  const hours = fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), span }), {
    maxLength: 5,
  });
  const date = fc.integer({ min: 0, max: 1460 }).map((n) => Temporal.PlainDate.from('2024-01-01').add({ days: n }));
  const special = fc.array(
    fc.record({
      date,
      days: fc.integer({ min: 0, max: 10 }),
      spans: fc.array(span, { maxLength: 2 }),
      yearly: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe');
  const setting = fc.record({ hours, special, zone }).map(({ hours, special, zone }) => ({
    zone,
    hours: hours.map(({ days, span }) => ({ days, ...span })),
    special: special.map(({ date, days, spans, yearly }) => {
      const cut = (day: Temporal.PlainDate) => day.toString().slice(yearly ? 5 : 0);
      return { from: cut(date), to: cut(date.add({ days })), spans };
    }),
  }));
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  const duration = fc.integer({ min: 0, max: 60 * DAY });

  it('adding open time and measuring it are inverse', () => {
    fc.assert(
      fc.property(setting, moment, duration, ({ hours, zone, special }, start, ms) => {
        const calendar = createCalendar(hours, zone, special);
        const due = calendar.addOpenTime(start, ms);
        expect(calendar.openTimeBetween(start, due)).toBe(ms);
        if (ms > 0) expect(calendar.openTimeBetween(start, due - 1)).toBe(ms - 1);
      }),
    );
  });

  it('more time, or a later start, never ends earlier', () => {
    fc.assert(
      fc.property(setting, moment, duration, duration, ({ hours, zone, special }, start, ms, more) => {
        const calendar = createCalendar(hours, zone, special);
        expect(calendar.addOpenTime(start, ms + more)).toBeGreaterThanOrEqual(calendar.addOpenTime(start, ms));
        expect(calendar.addOpenTime(start + more, ms)).toBeGreaterThanOrEqual(calendar.addOpenTime(start, ms));
        expect(calendar.openTimeBetween(start, start + ms + more)).toBe(
          calendar.openTimeBetween(start, start + ms) + calendar.openTimeBetween(start + ms, start + ms + more),
        );
      }),
    );
  });

  it('it is open when the clock on the wall and the date say so, and nothing is open before the next opening', () => {
    fc.assert(
      fc.property(setting, moment, ({ hours, zone, special }, start) => {
        const calendar = createCalendar(hours, zone, special);
        const wall = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
        const day = wall.toPlainDate().toString();
        const entry = special.findLast(({ from, to }) => {
          if (from.length > 5) return from <= day && day <= to;
          const today = day.slice(5);
          return from <= to ? from <= today && today <= to : today >= from || today <= to;
        });
        const spans = entry ? entry.spans : hours.filter(({ days }) => days.includes(wall.dayOfWeek));
        const minute = wall.hour * 60 + wall.minute;
        const expected =
          (!entry && hours.length === 0) || spans.some((one) => one.fromMinute <= minute && minute < one.toMinute);
        expect(calendar.isOpen(start)).toBe(expected);
        const next = calendar.nextOpening(start);
        expect(calendar.openTimeBetween(start, next)).toBe(0);
        expect(calendar.isOpen(next)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
