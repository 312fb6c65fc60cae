/**
 * A learner's timeline as numbers, seen from the end of the observation window: how long ago, how much, how regular, which
 * way it goes. Counts are taken as log(1 + n): a hundred clicks more mean much after none and little after a thousand.
 */
import type { Activity, Timeline } from './activity.ts';

/** What a feature speaks about; reasons are given per theme. */
export const THEMES = ['recency', 'volume', 'recent', 'regularity', 'trend', 'start', 'kind', 'attribute'] as const;
export type Theme = (typeof THEMES)[number];

export interface Feature {
  readonly name: string;
  readonly theme: Theme;
  /** The count column or attribute that it is about, where it is about one. */
  readonly column?: string;
}

const RECENT_WINDOWS = [1, 2, 3, 5, 7, 10, 14, 21];
const RECENCY_STEPS = [0, 1, 2, 4, 7, 10, 14];
const DECAYS = [2, 5, 10];
const MOST_WEEKS = 8;

/** What people say about a timeline, in whole numbers. */
export interface Summary {
  /** Days of the window, all of them. */
  readonly length: number;
  readonly activeDays: number;
  /** Days since the last activity: 0 = on the last day of the window; the whole length where there was none. */
  readonly recency: number;
  readonly events: number;
  /** Active days and events among the last seven. */
  readonly activeDays7: number;
  readonly events7: number;
  /** Active days in the first and in the second half of the window. */
  readonly earlier: number;
  readonly later: number;
  /** Longest run of active days; longest wait between two of them. */
  readonly streak: number;
  readonly longestGap: number;
  /** Days from the start of the window to the first activity. */
  readonly firstAfter: number;
  /** Events per count column. */
  readonly kinds: readonly number[];
}

export function toSummary({ days, counts }: Timeline, activity: Activity): Summary {
  const columns = activity.columns.length;
  const { firstDay, lastDay } = activity;
  const length = lastDay - firstDay + 1;
  const last = days.at(-1);
  const middle = lastDay - length / 2;
  const kinds = new Array<number>(columns).fill(0);
  for (const [n, count] of counts.entries()) kinds[n % columns]! += count;
  let [streak, run, longestGap, events, events7, activeDays7, earlier] = [0, 0, 0, 0, 0, 0, 0];
  for (const [n, day] of days.entries()) {
    const gap = n === 0 ? 0 : day - days[n - 1]!;
    run = gap === 1 ? run + 1 : 1;
    streak = Math.max(streak, run);
    longestGap = Math.max(longestGap, gap);
    const total = sumOfDay(counts, n, columns);
    events += total;
    if (day > lastDay - 7) {
      activeDays7 += 1;
      events7 += total;
    }
    if (day <= middle) earlier += 1;
  }
  return {
    length,
    activeDays: days.length,
    recency: last === undefined ? length : lastDay - last,
    events,
    activeDays7,
    events7,
    earlier,
    later: days.length - earlier,
    streak,
    longestGap,
    firstAfter: days.length === 0 ? length : days[0]! - firstDay,
    kinds,
  };
}

function sumOfDay(counts: readonly number[], n: number, columns: number): number {
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += counts[n * columns + c]!;
  return sum;
}

/** The features of an activity table, in the order in which `toVector` gives their values. */
export function listFeatures(activity: Activity): Feature[] {
  const features: Feature[] = [];
  writeFeatures({ days: [], counts: [] }, activity, (name, theme, _value, column) =>
    features.push(column === undefined ? { name, theme } : { name, theme, column }),
  );
  return features;
}

/** Writes the values into `row` from `at` on; answers the position behind them. */
export function toVector(timeline: Timeline, activity: Activity, row: Float64Array, at: number): number {
  let n = at;
  writeFeatures(timeline, activity, (_name, _theme, value) => {
    row[n] = value;
    n += 1;
  });
  return n;
}

type Add = (name: string, theme: Theme, value: number, column?: string) => void;

function writeFeatures(timeline: Timeline, activity: Activity, add: Add): void {
  const { days, counts } = timeline;
  const columns = activity.columns.length;
  const { lastDay } = activity;
  const s = toSummary(timeline, activity);
  const daily = days.map((_, n) => sumOfDay(counts, n, columns));
  add('recency', 'recency', s.recency);
  add('log recency', 'recency', Math.log1p(s.recency));
  for (const step of RECENCY_STEPS) if (step < s.length) add(`active ${step}`, 'recency', Number(s.recency <= step));
  add('first', 'start', s.firstAfter);
  add('span', 'volume', days.length === 0 ? 0 : days.at(-1)! - days[0]! + 1);
  add('active days', 'volume', s.activeDays);
  add('log active days', 'volume', Math.log1p(s.activeDays));
  add('never', 'start', Number(days.length === 0));
  add('events', 'volume', Math.log1p(s.events));
  add('events a day', 'volume', Math.log1p(s.events / Math.max(1, s.activeDays)));
  add('events of last day', 'recent', Math.log1p(daily.at(-1) ?? 0));
  addWindows(days, daily, s, lastDay, add);
  addKinds(timeline, activity, s, add);
  const mean = days.length > 1 ? (days.at(-1)! - days[0]!) / (days.length - 1) : s.length;
  add('mean gap', 'regularity', Math.log1p(mean));
  add('longest gap', 'regularity', Math.log1p(s.longestGap));
  // Five days away mean nothing for who comes once a week, and much for who came daily.
  add('recency to gap', 'recency', Math.log((s.recency + 1) / (mean + 1)));
  add('streak', 'regularity', s.streak);
  add('running streak', 'recent', toRunningStreak(days, lastDay));
  for (const decay of DECAYS) {
    let [active, events] = [0, 0];
    for (const [n, day] of days.entries()) {
      const weight = Math.exp((day - lastDay) / decay);
      active += weight;
      events += weight * Math.log1p(daily[n]!);
    }
    add(`decayed days ${decay}`, 'recent', Math.log1p(active));
    add(`decayed events ${decay}`, 'recent', Math.log1p(events));
  }
  for (let week = 0; week < Math.min(MOST_WEEKS, Math.ceil(s.length / 7)); week++) {
    const active = days.filter((day) => Math.floor((lastDay - day) / 7) === week).length;
    add(`week ${week}`, week === 0 ? 'recent' : 'volume', active);
  }
  add('trend', 'trend', Math.log1p(s.later) - Math.log1p(s.earlier));
}

function addWindows(days: readonly number[], daily: readonly number[], s: Summary, lastDay: number, add: Add): void {
  for (const window of RECENT_WINDOWS) {
    if (window >= s.length) continue;
    let [active, events] = [0, 0];
    for (const [n, day] of days.entries()) {
      if (day <= lastDay - window) continue;
      active += 1;
      events += daily[n]!;
    }
    if (window > 1) add(`days in ${window}`, 'recent', active);
    add(`events in ${window}`, 'recent', Math.log1p(events));
  }
}

/** Per count column: all of it, on how many days, and lately. With one column alone it would repeat the totals. */
function addKinds({ days, counts }: Timeline, { columns, lastDay }: Activity, s: Summary, add: Add): void {
  if (columns.length < 2) return;
  for (const [c, name] of columns.entries()) {
    let [all, onDays, in7, in14] = [0, 0, 0, 0];
    for (const [n, day] of days.entries()) {
      const count = counts[n * columns.length + c]!;
      all += count;
      if (count > 0) onDays += 1;
      if (day > lastDay - 7) in7 += count;
      if (day > lastDay - 14) in14 += count;
    }
    add(name, 'kind', Math.log1p(all), name);
    add(`${name} days`, 'kind', Math.log1p(onDays), name);
    if (s.length > 7) add(`${name} in 7`, 'kind', Math.log1p(in7), name);
    if (s.length > 14) add(`${name} in 14`, 'kind', Math.log1p(in14), name);
  }
}

function toRunningStreak(days: readonly number[], lastDay: number): number {
  let streak = 0;
  for (let n = days.length - 1; n >= 0 && days[n] === lastDay - streak; n--) streak += 1;
  return streak;
}
