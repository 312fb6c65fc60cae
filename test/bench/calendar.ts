/** Adding open time beside plain `Temporal`, which walks from day to day: same hours, same moments, same run, interleaved. */
import { createRandom } from '../../src/demo/random.ts';
import type { OpeningHours, SpecialDays } from '../../src/domain/knowledge.ts';
import { createCalendar } from '../../src/support/calendar/calendar.ts';
import type { Row } from './table.ts';

const HOUR = 3_600_000;
const ZONE = 'Europe/Berlin';
const WORKDAYS = [1, 2, 3, 4, 5];
const HOURS: readonly OpeningHours[] = [
  { days: WORKDAYS, fromMinute: 540, toMinute: 720 },
  { days: WORKDAYS, fromMinute: 840, toMinute: 1080 },
];
const HOLIDAYS: readonly SpecialDays[] = [
  { from: '12-25', to: '12-26', spans: [] },
  { from: '2026-04-03', to: '2026-04-06', spans: [] },
];
const CALLS = 2000;
const ROUNDS = 5;

/** What one would write first. Right where no range touches a change of the clocks. */
function addByDays(start: number, duration: number): number {
  let left = duration;
  let day = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(ZONE).toPlainDate();
  for (;;) {
    const date = day.toString();
    const isHoliday = HOLIDAYS.some(({ from, to }) => {
      const own = from.length > 5 ? date : date.slice(5);
      return from <= own && own <= to;
    });
    for (const { days, fromMinute, toMinute } of HOURS) {
      if (isHoliday || !days.includes(day.dayOfWeek)) continue;
      const moment = (minute: number) =>
        day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour: minute / 60 }) })
          .epochMilliseconds;
      const from = Math.max(start, moment(fromMinute));
      const to = moment(toMinute);
      if (from >= to) continue;
      if (left <= to - from) return from + left;
      left -= to - from;
    }
    day = day.add({ days: 1 });
  }
}

function perSecond(calls: readonly (readonly [number, number])[], add: (at: number, ms: number) => number): number {
  const started = performance.now();
  for (const [at, ms] of calls) add(at, ms);
  return (calls.length / (performance.now() - started)) * 1000;
}

/** One row for each length of what is added; throws where the two do not agree. */
export function benchCalendar(): Row[] {
  const random = createRandom(1);
  const calendar = createCalendar(HOURS, ZONE, HOLIDAYS);
  return [1, 8, 80, 800].map((hours) => {
    const calls = Array.from({ length: Math.max(50, Math.floor(CALLS / hours)) }, (): [number, number] => [
      Date.UTC(2026, 0, 1) + Math.floor(random.next() * 365 * 24 * HOUR),
      hours * HOUR,
    ]);
    for (const [at, ms] of calls) {
      if (calendar.addOpenTime(at, ms) !== addByDays(at, ms)) throw new Error(`they differ at ${at} + ${ms}`);
    }
    let ours = 0;
    let peer = 0;
    for (let round = 0; round < ROUNDS; round++) {
      ours = Math.max(ours, perSecond(calls, calendar.addOpenTime));
      peer = Math.max(peer, perSecond(calls, addByDays));
    }
    return {
      'open time added': `${hours} h`,
      'calendar / s': Math.round(ours),
      'Temporal by days / s': Math.round(peer),
      ratio: `${Math.round(ours / peer)}×`,
    };
  });
}
