/** Once a day has figures that left their usual range told: exactly once, however many processes look. */
import { ALARM_DAYS, toFigureAlarms } from '../analytics/alarms.ts';
import { ALARM_KEY, toAlarmSettings } from '../domain/alarm.ts';
import { toDueTimes } from '../domain/schedule.ts';
import type { Clock, Store } from '../ports.ts';

/** Nine in the morning, local time: yesterday is complete, and somebody is there to read it. */
const MINUTE = 9 * 60;
const DAY_MS = 86_400_000;
const LATEST_MS = DAY_MS / 2;
/** A figure that was told is not told again for so long. */
const QUIET_MS = 7 * DAY_MS;

export interface AlarmsOptions {
  readonly store: Pick<Store, 'reports' | 'accept' | 'settings'>;
  readonly clock: Clock;
  readonly community: string;
  readonly timeZone: string;
}

export interface Alarms {
  /** Looks at the figures where the time has come; answers how many events it made. */
  step(): Promise<number>;
}

export function createAlarms({ store, clock, community, timeZone }: AlarmsOptions): Alarms {
  let lookedAt: number | null = null;

  /** The last time that came due, for half a day: after that the next morning is soon enough. */
  function toDueAt(now: number): number | null {
    const since = now - LATEST_MS;
    return toDueTimes({ cadence: 'daily', minute: MINUTE, since }, since, now, timeZone).at(-1) ?? null;
  }

  async function findAlarms(dueAt: number) {
    const day = Temporal.Instant.fromEpochMilliseconds(dueAt).toZonedDateTimeISO(timeZone).startOfDay();
    const from = day.subtract({ days: ALARM_DAYS }).epochMilliseconds;
    const rows = await store.reports.conversations(from, day.epochMilliseconds);
    const told = new Set(
      (await store.reports.measures())
        .filter(({ kind, at }) => kind === 'alarmed' && at > dueAt - QUIET_MS)
        .map(({ facts }) => facts.figure),
    );
    return toFigureAlarms(rows, dueAt, timeZone).filter(({ figure }) => !told.has(figure));
  }

  return {
    async step() {
      const now = clock.now();
      const dueAt = toDueAt(now);
      if (dueAt === null || dueAt === lookedAt) return 0;
      const { on } = toAlarmSettings((await store.settings(community)).get(ALARM_KEY));
      const alarms = on ? await findAlarms(dueAt) : [];
      // Only now: what failed is looked at again.
      lookedAt = dueAt;
      if (alarms.length === 0) return 0;
      // The inbox takes an id once: whoever looks first tells it.
      const id = `alarm:${community}:${dueAt}`;
      const accepted = await store.accept([{ kind: 'figuresAlarmed', id, at: dueAt, community, alarms }], now);
      return accepted.filter((acceptance) => acceptance === 'accepted').length;
    },
  };
}
