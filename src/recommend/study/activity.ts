/** What activity says of one learner: how far they are in each course, their minutes and days. */
import { COMPLETION_COLUMNS, FINISHED_COLUMNS, TIME_COLUMNS } from '../../domain/activity-columns.ts';
import type { ActivityRecord } from '../../domain/learning-record.ts';
import { isDatedDay } from '../../domain/study-day.ts';

const toShare = (value: number): number => Math.min(1, value > 1 ? value / 100 : value);

/** 0 … 1 by course; courses of which no row tells how far are not in it. */
export function toCompletions(rows: readonly ActivityRecord[]): Map<string, number> {
  const completions = new Map<string, number>();
  for (const { course, counts } of rows) {
    if (course === '') continue;
    const shares = COMPLETION_COLUMNS.flatMap((column) =>
      counts[column] === undefined ? [] : [toShare(counts[column])],
    );
    if (FINISHED_COLUMNS.some((column) => (counts[column] ?? 0) > 0)) shares.push(1);
    if (shares.length > 0) completions.set(course, Math.max(completions.get(course) ?? 0, ...shares));
  }
  return completions;
}

/** How far somebody came in a course, and the days, as the rows count them, on which they were half way and at the end; null = never. */
export interface Milestones {
  readonly completion: number;
  readonly halfDay: number | null;
  readonly doneDay: number | null;
}

const HALF = 0.5;
const DONE = 1;

/** By course, as `toCompletions`. */
export function toMilestones(rows: readonly ActivityRecord[]): Map<string, Milestones> {
  const inOrder = rows.toSorted((a, b) => a.day - b.day);
  const firstDay = (course: string, least: number): number | null =>
    inOrder.find((row) => row.course === course && (toCompletions([row]).get(course) ?? 0) >= least)?.day ?? null;
  return new Map(
    [...toCompletions(rows)].map(([course, completion]) => [
      course,
      { completion, halfDay: firstDay(course, HALF), doneDay: firstDay(course, DONE) },
    ]),
  );
}

export interface StudyTime {
  /** In the seven days that end today, and in the seven before; null where no row tells of time. */
  readonly minutes: { readonly lately: number; readonly before: number } | null;
  /** Days with any activity in those seven days each. */
  readonly days: { readonly lately: number; readonly before: number };
  /** Days in a row up to today, or up to yesterday while today is still going on. */
  readonly streak: number;
  /** The longest one ever. */
  readonly longestStreak: number;
}

/** `today`: days since 1970-01-01. null where nothing is dated. */
export function toStudyTime(rows: readonly ActivityRecord[], today: number): StudyTime | null {
  const dated = rows.filter(({ day }) => isDatedDay(day) && day <= today);
  if (dated.length === 0) return null;
  const days = new Set(dated.map(({ day }) => day));
  const isLately = (day: number) => day > today - 7;
  const isBefore = (day: number) => day > today - 14 && day <= today - 7;
  const count = (within: (day: number) => boolean) => [...days].filter(within).length;
  const hasTime = dated.some(({ counts }) => Object.keys(TIME_COLUMNS).some((column) => counts[column] !== undefined));
  const sum = (within: (day: number) => boolean) =>
    dated.filter(({ day }) => within(day)).reduce((total, { counts }) => total + toMinutes(counts), 0);
  const runTo = (end: number): number => {
    let length = 0;
    while (days.has(end - length)) length++;
    return length;
  };
  const ends = [...days].filter((day) => !days.has(day + 1));
  return {
    minutes: hasTime ? { lately: sum(isLately), before: sum(isBefore) } : null,
    days: { lately: count(isLately), before: count(isBefore) },
    streak: runTo(days.has(today) ? today : today - 1),
    longestStreak: Math.max(...ends.map(runTo)),
  };
}

/** The same time in several columns is one time: the longest counts. */
function toMinutes(counts: ActivityRecord['counts']): number {
  return Math.max(0, ...Object.entries(TIME_COLUMNS).map(([column, unit]) => (counts[column] ?? 0) * unit));
}

/** Minutes of each day with activity, over all courses, rising; null where no row of the day tells of time. */
export function toStudyDays(
  rows: readonly ActivityRecord[],
): { readonly day: number; readonly minutes: number | null }[] {
  const isTimed = ({ counts }: ActivityRecord) =>
    Object.keys(TIME_COLUMNS).some((column) => counts[column] !== undefined);
  return [...Map.groupBy(rows, ({ day }) => day)]
    .map(([day, own]) => ({
      day,
      minutes: own.some(isTimed) ? own.reduce((sum, { counts }) => sum + toMinutes(counts), 0) : null,
    }))
    .sort((a, b) => a.day - b.day);
}
