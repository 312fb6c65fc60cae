/** Days of imported activity: since 1970-01-01, unless the source counts from a day of its own. */

import type { Language } from './language.ts';

/** 2000-01-01: earlier ones are days of a count of the source's own, and no dates. */
const FIRST_DATED_DAY = 10_957;

export const isDatedDay = (day: number): boolean => day >= FIRST_DATED_DAY;

/** `2026-11-20`; `day 35` where it is no date. */
export function toDayName(day: number, language: Language): string {
  if (!isDatedDay(day)) return language === 'zh' ? `第 ${day} 天` : `day ${day}`;
  return Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString();
}
