/** Reads what an admin typed after `/report`. */
import type { ReportRequest } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { quote } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

export type ParsedReport =
  | { readonly ok: true; readonly report: ReportRequest }
  | { readonly ok: false; readonly problem: string };

/** `2026-01-31` → the start of that day in the zone, ms; null when there is no such day. */
export function parseDay(typed: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return null;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** `/kb`: what the bot knows. */
export function toKnowledgeReport(language: Language): ParsedReport {
  return { ok: true, report: { name: 'knowledge', from: null, to: null, language } };
}

/** `overview [--from DAY] [--to DAY]`; both days are included. Nothing typed means the overview of everything. */
export function parseReport(args: string, language: Language, timeZone: string): ParsedReport {
  const words = args.trim().split(/\s+/).filter(Boolean);
  const name = words[0]?.startsWith('--') ? undefined : words.shift();
  if (name !== undefined && name !== 'overview') {
    return { ok: false, problem: staffReplies.unknownReport(quote(name), language) };
  }
  const bounds: { from: number | null; to: number | null } = { from: null, to: null };
  const days = { from: '', to: '' };
  while (words.length > 0) {
    const option = words.shift() ?? '';
    const key = option === '--from' ? 'from' : option === '--to' ? 'to' : null;
    if (!key) return { ok: false, problem: staffReplies.unknownReport(quote(option), language) };
    const typed = words.shift() ?? '';
    const day = parseDay(typed, timeZone);
    if (typed === '') return { ok: false, problem: staffReplies.noDate(option, language) };
    if (day === null) return { ok: false, problem: staffReplies.badDate(quote(typed), language) };
    // Days are not always 24 hours long: the end of the last day is the start of the next one.
    bounds[key] = key === 'to' ? endOfDay(typed, timeZone) : day;
    days[key] = typed;
  }
  if (bounds.from !== null && bounds.to !== null && bounds.from >= bounds.to) {
    return { ok: false, problem: staffReplies.noWindow(days.from, days.to, language) };
  }
  return { ok: true, report: { name: 'overview', ...bounds, language } };
}

function endOfDay(typed: string, timeZone: string): number {
  return Temporal.PlainDate.from(typed).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}
