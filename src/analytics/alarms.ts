/** Which figures have left their usual range, at the end of a day: counts by the day, the others by the last seven days. */
import type { FigureAlarm, WatchedFigure } from '../domain/alarm.ts';
import type { ConversationFacts } from '../domain/conversation-facts.ts';
import { FEWEST_DAYS, toAlert } from './metrics/alert.ts';
import { toRatings, toSatisfaction } from './metrics/satisfaction.ts';
import { countWaiting, toResponseTimes, toTimeMetrics } from './metrics/times.ts';
import { toUsualRange, WEEKS_BEFORE, type WeekFigure } from './metrics/usual-range.ts';
import { countByDay } from './reports/unusual.ts';
import { Z95 } from './statistics/wilson.ts';

/** Shared by the two counts; the weekly figures keep to about one false alarm a year each by their limits. */
const BUDGET = { falseAlarmsPerYear: 2, figures: 2 };

/** A figure of seven days: on a scale where weeks can be compared, and back to what people read. */
interface Weekly {
  readonly figure: WatchedFigure;
  /** Fewer in a week say nothing. */
  readonly fewest: number;
  readonly toWeek: (rows: readonly ConversationFacts[], now: number) => WeekFigure | null;
  readonly fromScale: (value: number) => number;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const WEEKLY: readonly Weekly[] = [
  {
    figure: 'satisfaction',
    fewest: 10,
    toWeek: (rows) => {
      const { value, n, low, high } = toSatisfaction(toRatings(rows));
      if (value === null) return null;
      return { value, n, error: low === undefined || high === undefined ? 0 : (high - low) / (2 * Z95) };
    },
    fromScale: (value) => clamp(value, 0, 10),
  },
  {
    figure: 'firstResponse',
    fewest: 10,
    // Waits grow and shrink by factors.
    toWeek: (rows, now) => {
      const [median] = toTimeMetrics(toResponseTimes(rows, now), [0.5], countWaiting(rows));
      const { value = null, n = 0, low, high } = median ?? {};
      if (value === null || low === undefined || high === undefined) return null;
      const log = (ms: number) => Math.log(Math.max(1000, ms));
      return { value: log(value), n, error: (log(high) - log(low)) / (2 * Z95) };
    },
    fromScale: Math.exp,
  },
  {
    figure: 'unanswered',
    fewest: 30,
    // The arcsine makes the spread of a share depend on n alone.
    toWeek: (rows) => {
      const missed = rows.reduce((sum, { misses }) => sum + misses, 0);
      const n = rows.reduce((sum, { answers, misses }) => sum + answers + misses, 0);
      return n === 0 ? null : { value: Math.asin(Math.sqrt(missed / n)), n, error: 1 / (2 * Math.sqrt(n)) };
    },
    fromScale: (value) => Math.sin(clamp(value, 0, Math.PI / 2)) ** 2,
  },
];

/** How far back (days) the rows should reach. */
export const ALARM_DAYS = 7 * (WEEKS_BEFORE + 1);

/** The starts of the last `ALARM_DAYS` / 7 weeks that end with yesterday, and the start of today. */
function toBounds(now: number, timeZone: string): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone).startOfDay();
  return Array.from(
    { length: WEEKS_BEFORE + 2 },
    (_, i) => today.subtract({ days: ALARM_DAYS - 7 * i }).epochMilliseconds,
  );
}

function toWeeklyAlarm(weekly: Weekly, weeks: readonly (readonly ConversationFacts[])[], now: number): FigureAlarm[] {
  const figures = weeks.map((rows) => {
    const week = weekly.toWeek(rows, now);
    return week && week.n >= weekly.fewest ? week : null;
  });
  const range = toUsualRange(figures);
  const last = figures.at(-1);
  if (!range?.direction || !last) return [];
  const { fromScale, figure } = weekly;
  const [low, high] = [fromScale(range.low), fromScale(range.high)];
  return [{ figure, kind: 'sudden', direction: range.direction, value: fromScale(last.value), low, high, n: last.n }];
}

/** `rows`: the conversations that began in the `ALARM_DAYS` days before today. Nothing in a young history. */
export function toFigureAlarms(rows: readonly ConversationFacts[], now: number, timeZone: string): FigureAlarm[] {
  const moments = {
    conversations: rows.map(({ startedAt }) => startedAt),
    escalated: rows.flatMap(({ escalatedAt }) => escalatedAt ?? []),
  };
  const daily = (['conversations', 'escalated'] as const).flatMap((figure): FigureAlarm[] => {
    const days = countByDay(moments[figure], now, timeZone);
    const alert = days.length > FEWEST_DAYS ? toAlert(days, BUDGET) : null;
    return alert ? [{ figure, n: alert.value, ...alert }] : [];
  });
  const bounds = toBounds(now, timeZone);
  const weeks = bounds
    .slice(0, -1)
    .map((from, i) => rows.filter(({ startedAt }) => startedAt >= from && startedAt < bounds[i + 1]!));
  return [...daily, ...WEEKLY.flatMap((weekly) => toWeeklyAlarm(weekly, weeks, now))];
}
