/** When scheduled reports are due, over weeks, months and changes of the clocks, and which days they cover. */
import { describe, expect, it } from 'vitest';
import { toCoveredDays, toDueTimes, toSchedules } from '../../src/domain/schedule.ts';
import { makeEntry } from '../fixtures.ts';

const at = (text: string, zone = 'Asia/Shanghai') => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const since = at('2026-01-01T00:00');

describe('a schedule', () => {
  it('is due every day, every Monday or on every first, at its local time', () => {
    const due = (cadence: 'daily' | 'weekly' | 'monthly') =>
      toDueTimes({ cadence, minute: 540, since }, at('2026-02-27T10:00'), at('2026-03-03T09:00'), 'Asia/Shanghai');
    expect(due('daily')).toEqual(
      ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map((day) => at(`${day}T09:00`)),
    );
    expect(due('weekly')).toEqual([at('2026-03-02T09:00')]);
    expect(due('monthly')).toEqual([at('2026-03-01T09:00')]);
  });

  it('is due once, neither at the moment before nor before it was made', () => {
    const daily = { cadence: 'daily', minute: 540, since: at('2026-03-02T09:00') } as const;
    expect(toDueTimes(daily, 0, at('2026-03-03T08:59'), 'Asia/Shanghai')).toEqual([]);
    expect(toDueTimes(daily, at('2026-03-03T09:00'), at('2026-03-03T09:00'), 'Asia/Shanghai')).toEqual([]);
    expect(toDueTimes(daily, at('2026-03-03T08:59'), at('2026-03-03T09:00'), 'Asia/Shanghai')).toHaveLength(1);
  });

  it('comes once on the days when clocks change', () => {
    const zone = 'Europe/Berlin';
    // 02:30 does not exist on 29 March 2026 and exists twice on 25 October.
    for (const day of ['2026-03-29', '2026-10-25']) {
      const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
      const end = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
      expect(toDueTimes({ cadence: 'daily', minute: 150, since: 0 }, start, end - 1, zone)).toHaveLength(1);
    }
  });

  it('covers the whole day, week or month before', () => {
    const zone = 'Asia/Shanghai';
    expect(toCoveredDays('daily', at('2026-03-01T09:00'), zone)).toEqual({ from: '2026-02-28', to: '2026-02-28' });
    expect(toCoveredDays('weekly', at('2026-03-02T09:00'), zone)).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    expect(toCoveredDays('monthly', at('2026-03-01T09:00'), zone)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('stands until it is ended', () => {
    const facts = {
      schedule: 'R-1',
      cadence: 'daily',
      minute: 1,
      report: 'sla',
      place: 'local:staff',
      thread: null,
      language: 'en',
    };
    const made = makeEntry({ kind: 'reportScheduled', facts });
    const ended = makeEntry({ kind: 'reportUnscheduled', facts: { schedule: 'R-1' } });
    expect(toSchedules([made], 'default')).toMatchObject([{ id: 'R-1', report: 'sla', language: 'en' }]);
    expect(toSchedules([made, ended], 'default')).toEqual([]);
    expect(toSchedules([ended, made, makeEntry({ kind: 'answered' })], 'default')).toHaveLength(1);
  });
});
