/** How many minutes somebody can study on a day: weekly hours spread over what work and holidays leave free. */
import type { OpeningHours, SpecialDays } from '../../domain/knowledge.ts';

export interface StudyWeek {
  /** Hours a week, above 0, at most 80. */
  readonly weeklyHours: number;
  /** When the learner works; empty = every day alike. */
  readonly workHours: readonly OpeningHours[];
  /** Holidays without spans: no study. Days worked instead: as a day with those working hours. */
  readonly specialDays: readonly SpecialDays[];
}

/** Local days as `2026-10-01`. */
export type StudyMinutes = (day: string) => number;

const DAY_FROM = 8 * 60;
const DAY_TO = 22 * 60;

/** Minutes between 08:00 and 22:00 outside of `spans`. */
function toFree(spans: readonly { readonly fromMinute: number; readonly toMinute: number }[]): number {
  let free = 0;
  for (let minute = DAY_FROM; minute < DAY_TO; minute += 15) {
    if (!spans.some(({ fromMinute, toMinute }) => minute >= fromMinute && minute < toMinute)) free += 15;
  }
  return free;
}

/** Later entries win, as in a queue's calendar. `10-01..10-07` without a year holds every year, also over New Year. */
function findSpecial(entries: readonly SpecialDays[], day: string): SpecialDays | null {
  const holds = ({ from, to }: SpecialDays) => {
    const own = from.length === 5 ? day.slice(5) : day;
    return from <= to ? own >= from && own <= to : own >= from || own <= to;
  };
  return entries.findLast(holds) ?? null;
}

/** In proportion to the free time of each day of a plain week. Throws `RangeError` for hours that are none. */
export function toStudyMinutes({ weeklyHours, workHours, specialDays }: StudyWeek): StudyMinutes {
  if (!(weeklyHours > 0 && weeklyHours <= 80)) throw new RangeError(`${weeklyHours} are no weekly hours`);
  const week = Array.from({ length: 7 }, (_, n) => toFree(workHours.filter(({ days }) => days.includes(n + 1))));
  const total = week.reduce((sum, free) => sum + free, 0);
  // Who works at all hours studies at all hours too.
  const minutesOf = (free: number) => (total > 0 ? free / total : 1 / 7) * weeklyHours * 60;
  return (day) => {
    const special = findSpecial(specialDays, day);
    if (special) return special.spans.length === 0 ? 0 : minutesOf(toFree(special.spans));
    return minutesOf(week[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 0);
  };
}
