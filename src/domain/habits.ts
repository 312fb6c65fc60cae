/** How somebody learns, from the days on which they were seen to: what the three measures of the course platform do not say. */

export const HABITS = ['regularity', 'recency', 'streak', 'weekend', 'helpSeeking'] as const;
export type Habit = (typeof HABITS)[number];

/**
 * regularity: share of the weeks from the first activity to the last day of all in which they learnt, 0..1 · recency: days
 * since the last activity · streak: longest run of days with activity · weekend: share of those days that are Saturdays and
 * Sundays, 0..1 · helpSeeking: conversations they began here. null = not known, which is not zero: activity is counted by the
 * day, so nothing can be said of nights, and days of a count of one's own have no weekends.
 */
export type Habits = Readonly<Record<Habit, number | null>>;
