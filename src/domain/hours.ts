/** Opening hours as people write them, in files and in commands: the week, holidays, and dates with hours of their own. */
import type { DaySpan, OpeningHours, SpecialDays } from './knowledge.ts';

export interface Hours {
  /** Empty = always open, but for the special days. */
  readonly hours: readonly OpeningHours[];
  readonly specialDays: readonly SpecialDays[];
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MOST_DAYS = 366;

/** `mon-fri,sun` → [1, 2, 3, 4, 5, 7]; a range may run over the end of the week. */
function parseDays(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [from = '', to = from, ...rest] = part.split('-');
    const first = DAYS.indexOf(from);
    const last = DAYS.indexOf(to);
    if (first < 0 || last < 0 || rest.length > 0) return null;
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day + 1);
      if (day === last) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function parseMinute(text: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return minute <= 1440 ? minute : null;
}

/** `09:00-12:00,14:00-18:00`; null where a part cannot be read or ends before it begins. */
export function parseDaySpans(text: string): readonly DaySpan[] | null {
  const spans: DaySpan[] = [];
  for (const part of text.replace(/\s*([-,])\s*/g, '$1').split(',')) {
    const [from = '', to = '', ...rest] = part.split('-');
    const fromMinute = parseMinute(from);
    const toMinute = parseMinute(to);
    if (fromMinute === null || toMinute === null || fromMinute >= toMinute || rest.length > 0) return null;
    spans.push({ fromMinute, toMinute });
  }
  return spans;
}

/** `2026-10-01`, or `10-01` for that day of every year. The year is a leap year where it is not written: 02-29 is a day. */
function toDate(text: string): Temporal.PlainDate | null {
  if (!/^(\d{4}-)?\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text.length > 5 ? text : `2024-${text}`, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** `2026-10-01..2026-10-07`, `12-31..01-02` (every year), or one such day; null for anything else and for more than a year. */
export function parseDates(text: string): Pick<SpecialDays, 'from' | 'to'> | null {
  const [from = '', to = from, ...rest] = text.trim().split(/\s*\.\.\s*/);
  const first = toDate(from);
  const last = toDate(to);
  if (!first || !last || rest.length > 0 || from.length !== to.length) return null;
  const days = first.until(last).days;
  return from.length === 5 || (days >= 0 && days < MOST_DAYS) ? { from, to } : null;
}

/**
 * Parts separated by semicolons: `Mon-Fri 09:00-12:00,14:00-18:00` · `Sat,Sun 10:00-24:00` ·
 * `holidays 2026-10-01..2026-10-07, 12-25` (closed) · `2026-10-10 09:00-18:00` (open then, whatever the weekday).
 * Empty = always open; null where any part cannot be read.
 */
export function parseHours(text: string): Hours | null {
  const hours: OpeningHours[] = [];
  const specialDays: SpecialDays[] = [];
  for (const part of text.toLowerCase().split(';')) {
    const words = part.trim().replace(/\s*(,|\.\.)\s*/g, '$1');
    if (words === '') continue;
    const [, subject = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(words) ?? [];
    if (/^holidays?$/.test(subject)) {
      for (const range of rest.split(',')) {
        const dates = parseDates(range);
        if (!dates) return null;
        specialDays.push({ ...dates, spans: [] });
      }
      continue;
    }
    const spans = parseDaySpans(rest);
    const days = parseDays(subject);
    const dates = parseDates(subject);
    if (!spans || (!days && !dates)) return null;
    if (dates) specialDays.push({ ...dates, spans });
    else hours.push(...spans.map((span) => ({ days: days ?? [], ...span })));
  }
  return { hours, specialDays };
}
