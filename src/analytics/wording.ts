/** Figures as people read them, in both languages: durations, percentages, intervals, the days a report covers. */
import type { ReportRequest } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Metric } from './metric.ts';

const UNITS = {
  zh: { day: '天', hour: '小时', minute: '分', second: '秒', instant: '不到 1 秒' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', instant: 'under 1 s' },
} as const;

/** The two largest units, rounded: `2 分 30 秒`, `1 h 5 min`, `3 d`. Under half a second: `不到 1 秒`. */
export function toDuration(ms: number, language: Language): string {
  const { day, hour, minute, second, instant } = UNITS[language];
  const join = (large: number, largeUnit: string, small: number, smallUnit: string) =>
    `${large} ${largeUnit}${small > 0 ? ` ${small} ${smallUnit}` : ''}`;
  // Rounded before the unit is chosen, so that 59.7 s is one minute and not 60 s.
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return instant;
  if (seconds < 60) return `${seconds} ${second}`;
  if (seconds < 3600) return join(Math.floor(seconds / 60), minute, seconds % 60, second);
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1440) return join(Math.floor(minutes / 60), hour, minutes % 60, minute);
  const hours = Math.round(ms / 3_600_000);
  return join(Math.floor(hours / 24), day, hours % 24, hour);
}

/** A share of 1 as a whole percentage. */
export const toPercent = (share: number): string => `${Math.round(share * 100)}%`;

/** Whole points with their sign: `+20`, `0`, `-5`. */
export const toPoints = (value: number): string => `${Math.round(value) > 0 ? '+' : ''}${Math.round(value) || 0}`;

/** `95%: 7.9 – 8.5`; null where there is no interval. */
export function toInterval({ low, high }: Metric, word: (value: number) => string, language: Language): string | null {
  if (low === undefined || high === undefined) return null;
  return `95%${language === 'zh' ? '：' : ': '}${word(low)} – ${word(high)}`;
}

/** In brackets what is there: `（95%：7.9 – 8.5，n = 100）`, ` (n = 1)`. */
export function toAside(parts: readonly (string | null)[], language: Language): string {
  const there = parts.filter((part) => part !== null);
  if (there.length === 0) return '';
  return language === 'zh' ? `（${there.join('，')}）` : ` (${there.join(', ')})`;
}

/** A day where the moment is the start of one, else with hours and minutes. */
function toMoment(ms: number, timeZone: string, isEnd: boolean): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toZonedDateTimeISO(timeZone);
  const day = moment.toPlainDate();
  if (moment.startOfDay().epochMilliseconds !== moment.epochMilliseconds) {
    return `${day} ${moment.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  }
  return (isEnd ? day.subtract({ days: 1 }) : day).toString();
}

/** The time that a report covers, the last day included: `2026-03-01 至 2026-03-07（Asia/Shanghai）`, `全部时间`. */
export function toWindow(
  { from, to, language }: Pick<ReportRequest, 'from' | 'to' | 'language'>,
  timeZone: string,
): string {
  const zh = language === 'zh';
  if (from === null && to === null) return zh ? '全部时间' : 'all time';
  const first = from === null ? null : toMoment(from, timeZone, false);
  const last = to === null ? null : toMoment(to, timeZone, true);
  const zone = zh ? `（${timeZone}）` : ` (${timeZone})`;
  if (first === null) return zh ? `至 ${last}${zone}` : `until ${last}${zone}`;
  if (last === null) return zh ? `${first} 起${zone}` : `since ${first}${zone}`;
  if (first === last) return `${first}${zone}`;
  return zh ? `${first} 至 ${last}${zone}` : `${first} to ${last}${zone}`;
}
