/** Turns the time at which a scheduled report is due into the very command that an admin would type. */
import type { CommandInvoked } from '../domain/event.ts';
import { type ReportSchedule, toCoveredDays, toDueTimes, toSchedules } from '../domain/schedule.ts';
import type { Clock, Store } from '../ports.ts';

/** What came due while no process ran is caught up this far back, ms. */
const CATCH_UP_MS = 35 * 86_400_000;

export interface ReportSchedulesOptions {
  readonly store: Pick<Store, 'reports' | 'accept'>;
  readonly clock: Clock;
  readonly community: string;
  readonly timeZone: string;
}

export interface ReportSchedules {
  /** Accepts an event for each report that has come due; answers how many were new. */
  step(): Promise<number>;
}

/** The id says schedule and time, and the inbox takes an id once: however many processes look, one report comes. */
function toCommand(schedule: ReportSchedule, dueAt: number, timeZone: string): CommandInvoked {
  const { id, by, spot, community, language, report, cadence } = schedule;
  const { from, to } = toCoveredDays(cadence, dueAt, timeZone);
  return {
    kind: 'commandInvoked',
    id: `schedule:${id}:${dueAt}`,
    at: dueAt,
    community,
    author: { id: by, name: '' },
    spot,
    locale: language,
    verb: 'report',
    args: `${report || 'overview'} --from ${from} --to ${to} --shared`,
  };
}

export function createReportSchedules({ store, clock, community, timeZone }: ReportSchedulesOptions): ReportSchedules {
  let seenUntil: number | null = null;
  return {
    async step() {
      const now = clock.now();
      const after = seenUntil ?? now - CATCH_UP_MS;
      const schedules = toSchedules(await store.reports.schedules(), community);
      const due = schedules
        .flatMap((schedule) =>
          toDueTimes(schedule, after, now, timeZone).map((at) => toCommand(schedule, at, timeZone)),
        )
        .sort((a, b) => a.at - b.at);
      const accepted = due.length === 0 ? [] : await store.accept(due, now);
      seenUntil = now;
      return accepted.filter((acceptance) => acceptance === 'accepted').length;
    },
  };
}
