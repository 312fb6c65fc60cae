/** Moments as files write them. */

/** A day in the zone of the community, or a moment with its offset, as ms; anything else is no time. */
export function parseMoment(typed: string, timeZone: string): number | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) {
      return Temporal.PlainDate.from(typed).toZonedDateTime(timeZone).epochMilliseconds;
    }
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(typed)) return Temporal.Instant.from(typed).epochMilliseconds;
    return Temporal.PlainDateTime.from(typed.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 1_000_000;

/** Whole days since 1970-01-01 of a date, or the number as written; anything else is no day. */
export function parseDay(typed: string): number | null {
  if (/^-?\d{1,7}$/.test(typed)) return Math.abs(Number(typed)) <= MOST_DAYS ? Number(typed) : null;
  const date = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(typed);
  if (!date) return null;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms / DAY_MS : null;
}
