/** Durations and opening hours as people write them. */
import { describe, expect, it } from 'vitest';
import { parseDuration, parseTargetTimes } from '../../src/domain/duration.ts';
import { parseHours } from '../../src/domain/hours.ts';

describe('durations', () => {
  it.each([
    ['30m', 1_800_000],
    ['8h', 28_800_000],
    ['2d', 172_800_000],
    ['365d', 31_536_000_000],
  ])('%s', (cell, ms) => expect(parseDuration(cell)).toBe(ms));

  it.each(['', '0m', '30', '30s', '-1h', '1.5h', '1 h', '366d', '1e3m', '30M'])('%j is none', (cell) =>
    expect(parseDuration(cell)).toBeNull(),
  );

  it('a target may differ by priority', () => {
    expect(parseTargetTimes('30m')).toEqual({ normal: 1_800_000 });
    expect(parseTargetTimes(' 1h;Low 1d ; urgent 5m;')).toBeNull();
    expect(parseTargetTimes(' 1h;Low 1d ; urgent 5m')).toEqual({ normal: 3_600_000, low: 86_400_000, urgent: 300_000 });
  });

  it.each(['', 'high 5m', '30m; 40m', '30m; soon 5m', '30m; high 1h', '30m; urgent 10m; high 5m', '30m; high'])(
    '%j is no target',
    (cell) => expect(parseTargetTimes(cell)).toBeNull(),
  );
});

describe('opening hours', () => {
  const weekly = (text: string) => parseHours(text)?.hours;

  it('are ranges on days', () => {
    expect(weekly('Mon-Fri 09:00-21:00; Sat,Sun 10:00-24:00')).toEqual([
      { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1260 },
      { days: [6, 7], fromMinute: 600, toMinute: 1440 },
    ]);
  });

  it('may have a break', () => {
    expect(weekly('Mon,Tue 09:00-12:00, 14:00 - 18:00')).toEqual([
      { days: [1, 2], fromMinute: 540, toMinute: 720 },
      { days: [1, 2], fromMinute: 840, toMinute: 1080 },
    ]);
  });

  it('may run over the end of the week, in any case and with spaces', () => {
    expect(weekly(' sat-MON , wed  9:00 - 9:30 ;')).toEqual([{ days: [1, 3, 6, 7], fromMinute: 540, toMinute: 570 }]);
  });

  it('are always where nothing is written', () => expect(parseHours('')).toEqual({ hours: [], specialDays: [] }));

  it('may name holidays and dates with hours of their own', () => {
    expect(parseHours('Mon 09:00-18:00; Holidays 2026-10-01 .. 2026-10-07, 12-25; 2026-10-10 09:00-12:00')).toEqual({
      hours: [{ days: [1], fromMinute: 540, toMinute: 1080 }],
      specialDays: [
        { from: '2026-10-01', to: '2026-10-07', spans: [] },
        { from: '12-25', to: '12-25', spans: [] },
        { from: '2026-10-10', to: '2026-10-10', spans: [{ fromMinute: 540, toMinute: 720 }] },
      ],
    });
    expect(parseHours('holidays 12-31..01-02')?.specialDays[0]).toEqual({ from: '12-31', to: '01-02', spans: [] });
    expect(parseHours('holidays 02-29')).not.toBeNull();
  });

  it.each([
    '09:00-18:00',
    'Mon',
    'Mon 09:00',
    'Mon 18:00-09:00',
    'Mon 09:00-09:00',
    'Mon 09:00-24:01',
    'Mon 09:60-10:00',
    'Mon 9-18',
    'Mo 09:00-18:00',
    'Mon-Wed-Fri 09:00-18:00',
    'Mon-Fri 09:00-12:00 13:00-18:00',
    'Mon 09:00-12:00,',
    'holidays',
    'holidays 2026-02-29',
    'holidays 2026-10-07..2026-10-01',
    'holidays 2026-01-01..2027-01-02',
    'holidays 2026-12-31..01-02',
    'holidays 13-01',
    'holidays Friday',
    '2026-10-10',
    '2026-10-10 closed',
  ])('%j cannot be read', (cell) => expect(parseHours(cell)).toBeNull());
});
