/** Reports that come by themselves: when the next one is due, and which days it covers. Local time throughout. */
import type { HistoryEntry } from './history.ts';
import type { Language } from './language.ts';
import type { PersonId, Spot } from './place.ts';

export const CADENCES = ['daily', 'weekly', 'monthly'] as const;
export type Cadence = (typeof CADENCES)[number];

/** Made by a `reportScheduled` entry of the history, ended by a `reportUnscheduled` one. */
export interface ReportSchedule {
  /** Short, as people type it: `R-3F9A`. */
  readonly id: string;
  readonly cadence: Cadence;
  /** Minutes since midnight; weekly on Monday, monthly on the first. */
  readonly minute: number;
  /** As typed after `/report`, without days: `satisfaction --by queue`. */
  readonly report: string;
  readonly spot: Spot;
  readonly community: string;
  readonly by: PersonId;
  readonly language: Language;
  /** Nothing before this is due, ms. */
  readonly since: number;
}

/** The schedules that stand, from the entries in the order of writing. */
export function toSchedules(entries: readonly HistoryEntry[], community: string): ReportSchedule[] {
  const standing = new Map<string, ReportSchedule>();
  for (const { kind, facts, at, actor } of entries) {
    const id = String(facts.schedule);
    if (kind === 'reportUnscheduled') standing.delete(id);
    const cadence = CADENCES.find((known) => known === facts.cadence);
    if (kind !== 'reportScheduled' || !cadence) continue;
    const spot = { place: String(facts.place), thread: facts.thread === null ? null : String(facts.thread) } as Spot;
    const language: Language = facts.language === 'en' ? 'en' : 'zh';
    const shared = {
      id,
      cadence,
      minute: Number(facts.minute),
      report: String(facts.report),
      spot,
      community,
      language,
    };
    standing.set(id, { ...shared, by: actor as PersonId, since: at });
  }
  return [...standing.values()];
}

const toDay = (at: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate();

function isDay(cadence: Cadence, day: Temporal.PlainDate): boolean {
  return cadence === 'daily' || (cadence === 'weekly' ? day.dayOfWeek === 1 : day.day === 1);
}

/** When it is due in (after, upTo], oldest first. A time that the clocks skip counts as the one after it. */
export function toDueTimes(
  { cadence, minute, since }: Pick<ReportSchedule, 'cadence' | 'minute' | 'since'>,
  after: number,
  upTo: number,
  timeZone: string,
): number[] {
  const from = Math.max(after, since);
  const found: number[] = [];
  if (from >= upTo) return found;
  const last = toDay(upTo, timeZone);
  for (let day = toDay(from, timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!isDay(cadence, day)) continue;
    const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
    const at = day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
    if (at > from && at <= upTo) found.push(at);
  }
  return found;
}

/** The first and last day of the whole day, week or month before it was due. */
export function toCoveredDays(cadence: Cadence, dueAt: number, timeZone: string): { from: string; to: string } {
  const day = toDay(dueAt, timeZone);
  const from =
    cadence === 'daily'
      ? day.subtract({ days: 1 })
      : cadence === 'weekly'
        ? day.subtract({ days: 7 })
        : day.subtract({ months: 1 });
  return { from: from.toString(), to: day.subtract({ days: 1 }).toString() };
}
