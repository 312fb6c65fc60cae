/** Cells with a meaning of their own: durations, opening hours, lists, categories. Text in, a value or null out. */
import { CATEGORIES, type Category, type OpeningHours } from '../domain/knowledge.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 365 * 86_400_000;

/** `30m`, `8h`, `2d` → ms (a day is 24 hours of opening time); null for anything else, for zero and for more than a year. */
export function parseDuration(cell: string): number | null {
  const match = /^(\d{1,6})([mhd])$/.exec(cell);
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) : 0;
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `Mon-Fri,Sun` → [1, 2, 3, 4, 5, 7]; a range may run over the end of the week. */
function parseDays(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
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

/** `Mon-Fri 09:00-21:00; Sat,Sun 10:00-24:00`; empty = always open; null where any part cannot be read or ends before it begins. */
export function parseHours(cell: string): readonly OpeningHours[] | null {
  const hours: OpeningHours[] = [];
  for (const part of splitList(cell)) {
    const [, days = '', from = '', to = ''] = /^(\S+)\s+(\S+?)\s*-\s*(\S+)$/.exec(part.replace(/\s*,\s*/g, ',')) ?? [];
    const on = parseDays(days);
    const fromMinute = parseMinute(from);
    const toMinute = parseMinute(to);
    if (!on || fromMinute === null || toMinute === null || fromMinute >= toMinute) return null;
    hours.push({ days: on, fromMinute, toMinute });
  }
  return hours;
}

/** `a; b` → a, b. */
export function splitList(cell: string): string[] {
  return cell.split(';').flatMap((part) => part.trim() || []);
}

/** `course content`, `Pre-Sale` and `pre_sale` are all known. */
export function parseCategory(cell: string): Category | null {
  const name = cell.toLowerCase().replace(/[\s-]+/g, '_');
  return CATEGORIES.find((category) => category === name) ?? null;
}
