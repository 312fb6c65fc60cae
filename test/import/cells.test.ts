/** Cells with a meaning of their own. */
import { describe, expect, it } from 'vitest';
import { parseCategory, parseDuration, parseHours, splitList } from '../../src/import/cells.ts';

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
});

describe('opening hours', () => {
  it('are ranges on days', () => {
    expect(parseHours('Mon-Fri 09:00-21:00; Sat,Sun 10:00-24:00')).toEqual([
      { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1260 },
      { days: [6, 7], fromMinute: 600, toMinute: 1440 },
    ]);
  });

  it('may run over the end of the week, in any case and with spaces', () => {
    expect(parseHours(' sat-MON , wed  9:00 - 9:30 ;')).toEqual([
      { days: [1, 3, 6, 7], fromMinute: 540, toMinute: 570 },
    ]);
  });

  it('are always where nothing is written', () => expect(parseHours('')).toEqual([]));

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
  ])('%j cannot be read', (cell) => expect(parseHours(cell)).toBeNull());
});

it('categories accept spaces and hyphens for underscores', () => {
  expect(['course content', 'Course-Content', 'course_content', 'Pre-Sale'].map(parseCategory)).toEqual([
    'course_content',
    'course_content',
    'course_content',
    'pre_sale',
  ]);
  expect(parseCategory('sales')).toBeNull();
});

it('lists are separated by semicolons', () => expect(splitList(' a; b;;')).toEqual(['a', 'b']));
