/** Spans of opening time as people write them, in files and in commands. */
import { PRIORITIES, type Priority } from './priority.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 365 * 86_400_000;

/** `30m`, `8h`, `2d` → ms (a day is 24 hours of opening time); null for anything else, for zero and for more than a year. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6})([mhd])$/.exec(text);
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) : 0;
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}

/** A target for normal tickets, and for those other priorities that have one of their own; ms of opening time. */
export type TargetTimes = Readonly<{ normal: number } & Partial<Record<Priority, number>>>;

/**
 * `30m` or `30m; high 15m; urgent 5m`. null where a part cannot be read, a priority stands twice, the normal target is
 * missing, or a more pressing priority may wait longer than a less pressing one.
 */
export function parseTargetTimes(text: string): TargetTimes | null {
  const times = new Map<Priority, number>();
  for (const part of text.split(';')) {
    const words = part.trim().split(/\s+/);
    const name = words.length === 2 ? words[0]?.toLowerCase() : 'normal';
    const priority = PRIORITIES.find((one) => one === name);
    const ms = parseDuration(words.at(-1) ?? '');
    if (!priority || ms === null || words.length > 2 || times.has(priority)) return null;
    times.set(priority, ms);
  }
  const named = PRIORITIES.flatMap((priority) => times.get(priority) ?? []);
  const normal = times.get('normal');
  const falls = named.every((ms, n) => n === 0 || ms <= (named[n - 1] ?? 0));
  return normal !== undefined && falls ? { ...Object.fromEntries(times), normal } : null;
}
