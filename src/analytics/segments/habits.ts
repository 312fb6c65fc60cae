/** Learning behaviour from raw activity: the three measures where the platform gave none, and habits besides. */
import type { Behaviour } from '../../domain/behaviour.ts';
import type { Habits } from '../../domain/habits.ts';
import { isDatedDay } from '../../domain/study-day.ts';

/** What one learner did on one day, over all courses. */
export interface StudyDay {
  /** A whole number of days; since 1970-01-01 unless the source counts from a day of its own. */
  readonly day: number;
  /** null where the source counts no time. */
  readonly minutes: number | null;
}

const WEEK = 7;
/** 1970-01-01 was a Thursday. */
const isWeekend = (day: number): boolean => (day + 4) % WEEK === 0 || (day + 4) % WEEK === 6;

/** `days` rising, each once; `lastDay`: the last day on which anybody learnt. Of nobody's days everything is unknown but help. */
export function toHabits(days: readonly StudyDay[], lastDay: number, helpSeeking: number | null): Habits {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return { regularity: null, recency: null, streak: null, weekend: null, helpSeeking };
  const weeks = new Set(days.map(({ day }) => Math.floor((lastDay - day) / WEEK)));
  let [streak, run] = [0, 0];
  for (const [n, { day }] of days.entries()) {
    run = days[n - 1]?.day === day - 1 ? run + 1 : 1;
    streak = Math.max(streak, run);
  }
  const isDated = isDatedDay(first.day);
  return {
    regularity: weeks.size / (Math.floor((lastDay - first.day) / WEEK) + 1),
    recency: lastDay - last.day,
    streak,
    weekend: isDated ? days.filter(({ day }) => isWeekend(day)).length / days.length : null,
    helpSeeking,
  };
}

/**
 * Time in minutes (all of it) and frequency in active days a week since the first activity, for platforms that give days and
 * no sums; `completion` 0..1 over their courses. Nobody's days: everything unknown.
 */
export function toBehaviour(days: readonly StudyDay[], lastDay: number, completion: number | null): Behaviour {
  const first = days[0];
  const minutes = days.flatMap(({ minutes: own }) => (own === null ? [] : [own]));
  const weeks = first ? Math.max(1, (lastDay - first.day + 1) / WEEK) : 1;
  return {
    learning_time: minutes.length === 0 ? null : minutes.reduce((a, b) => a + b, 0),
    learning_frequency: first ? days.length / weeks : null,
    course_completion: completion,
  };
}

/** By habit the mean of those of whom it is known; null of nobody. */
export function toMeanHabits(all: readonly Habits[]): Habits {
  const mean = (habit: keyof Habits): number | null => {
    const known = all.flatMap((one) => (one[habit] === null ? [] : [one[habit]]));
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
  };
  return {
    regularity: mean('regularity'),
    recency: mean('recency'),
    streak: mean('streak'),
    weekend: mean('weekend'),
    helpSeeking: mean('helpSeeking'),
  };
}
