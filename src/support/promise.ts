/** What a learner is told to expect: from how long the queue really took of late, and when it is open. Computed, never a constant. */
import type { Language } from '../domain/language.ts';
import type { Calendar } from './calendar/calendar.ts';

/** Fewer first responses than this say too little; then the target is promised. */
const LEAST_HISTORY = 10;
/** Older ones than the latest so many no longer count. */
const MOST_HISTORY = 100;
/** Eight of ten learners waited no longer. */
const SHARE = 0.8;
const STEP_MS = 5 * 60_000;

export interface LearnerPromise {
  /** By when a first response may be expected. */
  readonly expectedAt: number;
  /** The wait in opening time, whole five minutes. */
  readonly waitMs: number;
  /** history: the 80th percentile of `n` recent first responses · target: too few of them, so what the queue promises. */
  readonly basis: 'history' | 'target';
  readonly n: number;
  /** When the queue opens next; null while it is open. */
  readonly opensAt: number | null;
}

/** The smallest value that at least `share` of the values do not exceed (nearest rank). */
function toPercentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * `recentWaits`: first response times of that queue in ms of opening time (`Calendar.openTimeBetween`), oldest first; those of
 * tickets that still wait belong in as well, as long as they have waited, or a queue that answers nobody looks quick.
 */
export function toPromise(
  recentWaits: readonly number[],
  targetMs: number,
  at: number,
  calendar: Calendar,
): LearnerPromise {
  const recent = recentWaits.slice(-MOST_HISTORY);
  const fromHistory = recent.length >= LEAST_HISTORY;
  const expected = fromHistory ? toPercentile(recent, SHARE) : targetMs;
  const waitMs = Math.max(STEP_MS, Math.ceil(expected / STEP_MS) * STEP_MS);
  return {
    expectedAt: calendar.addOpenTime(at, waitMs),
    waitMs,
    basis: fromHistory ? 'history' : 'target',
    n: recent.length,
    opensAt: calendar.isOpen(at) ? null : calendar.nextOpening(at),
  };
}

/** `14:05` today, `明天 09:00`, `10月8日 09:00`, `Thu 8 Oct 09:00`; in the calendar's zone, as seen at `now`. */
export function toMomentText(at: number, now: number, timeZone: string, language: Language): string {
  const zoned = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const moment = zoned(at);
  const days = zoned(now).toPlainDate().until(moment.toPlainDate()).days;
  const clock = moment.toPlainTime().toString({ smallestUnit: 'minute' });
  if (days === 0) return clock;
  if (days === 1) return language === 'zh' ? `明天 ${clock}` : `tomorrow ${clock}`;
  if (language === 'zh') return `${moment.month}月${moment.day}日 ${clock}`;
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', month: 'short', day: 'numeric' });
  return `${date.format(at)} ${clock}`;
}

/** One or two sentences for the status card; beyond opening hours it begins with when the queue opens, and the holiday's name. */
export function toPromiseText(
  promise: Pick<LearnerPromise, 'expectedAt' | 'opensAt'>,
  at: number,
  calendar: Calendar,
  language: Language,
): string {
  const zh = language === 'zh';
  const moment = (ms: number) => toMomentText(ms, at, calendar.timeZone, language);
  const by = moment(promise.expectedAt);
  const answer = zh ? `预计 ${by} 前有人回复。` : `Expect an answer by ${by}.`;
  if (promise.opensAt === null) return answer;
  const opens = moment(promise.opensAt);
  const holiday = calendar.specialDaysAt(at);
  const name = holiday?.spans.length === 0 ? holiday.name?.[language] : null;
  const notice = zh
    ? `${name ? `今天是${name}，` : ''}现在没有人工值班，${opens} 开始处理。`
    : `${name ? `It is ${name}. ` : ''}Nobody is on duty right now; we are back ${/^\d/.test(opens) ? `at ${opens}` : opens}.`;
  return zh ? `${notice}${answer}` : `${notice} ${answer}`;
}
