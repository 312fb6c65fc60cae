/** How somebody learns, worked out by hand from days. */
import { expect, it } from 'vitest';
import { toHabitLine } from '../../../src/analytics/segments/habit-lines.ts';
import { toBehaviour, toHabits, toMeanHabits } from '../../../src/analytics/segments/habits.ts';

/** 2026-03-02, a Monday. */
const MONDAY = 20_514;
const day = (offset: number, minutes: number | null = 30) => ({ day: MONDAY + offset, minutes });
const NONE = { regularity: null, recency: null, streak: null, weekend: null, helpSeeking: null };

it('weeks, streaks, weekends and the days since are counted', () => {
  // Monday to Wednesday, Saturday, then nothing for a week, then Sunday.
  const days = [day(0), day(1), day(2), day(5), day(20)];
  expect(toHabits(days, MONDAY + 22, 2)).toEqual({
    // Of the four weeks back from the last day those with learning: days 0–1, 2–8, 16–22.
    regularity: 3 / 4,
    recency: 2,
    streak: 3,
    weekend: 2 / 5,
    helpSeeking: 2,
  });
});

it('what cannot be known is not zero', () => {
  expect(toHabits([], MONDAY, null)).toEqual(NONE);
  // Days of a count of one's own have no weekends.
  expect(toHabits([{ day: 5, minutes: null }], 9, 0)).toEqual({
    regularity: 1,
    recency: 4,
    streak: 1,
    weekend: null,
    helpSeeking: 0,
  });
  expect(toBehaviour([], MONDAY, null)).toEqual({
    learning_time: null,
    learning_frequency: null,
    course_completion: null,
  });
  expect(toBehaviour([day(0, null)], MONDAY, 0.5)).toMatchObject({ learning_time: null, course_completion: 0.5 });
});

it('frequency is days a week since the first, of one week at least', () => {
  expect(toBehaviour([day(0), day(6)], MONDAY + 13, null)).toMatchObject({ learning_time: 60, learning_frequency: 1 });
  expect(toBehaviour([day(0), day(1)], MONDAY + 1, null).learning_frequency).toBe(2);
});

it('a mean is of those of whom it is known', () => {
  expect(toMeanHabits([{ ...NONE, streak: 3 }, { ...NONE, streak: 5, recency: 1 }, NONE])).toEqual({
    ...NONE,
    streak: 4,
    recency: 1,
  });
});

it('is told in both languages, and of nothing nothing is said', () => {
  const habits = { regularity: 0.8, recency: 2, streak: 3, weekend: null, helpSeeking: 1.25 };
  expect(toHabitLine(habits, 'zh', true)).toBe('80% 的周都学，距上次 2 天，最长连续 3 天，人均提问 1.3 次');
  expect(toHabitLine(habits, 'en', true)).toBe(
    'learn in 80% of weeks, 2 d since the last time, longest streak 3 d, 1.3 questions each',
  );
  expect(toHabitLine(NONE, 'zh', false)).toBe('');
});
