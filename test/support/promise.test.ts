/** What a learner is told to expect, and how long a claim holds. */
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/support/calendar/calendar.ts';
import { judgeLease, toClaimLease } from '../../src/support/claim-lease.ts';
import { toMomentText, toPromise, toPromiseText } from '../../src/support/promise.ts';
import { makeQueue } from './queues.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const zone = 'Asia/Shanghai';
const at = (text: string): number => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const calendar = createCalendar([{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }], zone, [
  { from: '2026-10-01', to: '2026-10-07', spans: [], name: { zh: '国庆节', en: 'National Day' } },
]);
const minutes = (...values: number[]): number[] => values.map((value) => value * MINUTE);

describe('the promise', () => {
  const morning = at('2026-11-23T10:00');

  it.each<[string, number[], number, 'history' | 'target', number]>([
    ['nothing is known: the target', [], 30, 'target', 0],
    ['too little is known: the target', minutes(1, 2, 3, 4, 5, 6, 7, 8, 9), 30, 'target', 9],
    // The eighth of ten; up to the next five minutes.
    ['eight of ten waited 8 min or less', minutes(10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 10, 'history', 10],
    ['slower than the target: the truth', Array(20).fill(95 * MINUTE), 95, 'history', 20],
    ['never less than five minutes', Array(20).fill(1000), 5, 'history', 20],
    ['only the latest hundred count', [...Array(50).fill(HOUR), ...Array(100).fill(MINUTE)], 5, 'history', 100],
  ])('%s', (_, waits, wait, basis, n) => {
    const promise = toPromise(waits, 30 * MINUTE, morning, calendar);
    expect(promise).toEqual({ expectedAt: morning + wait * MINUTE, waitMs: wait * MINUTE, basis, n, opensAt: null });
  });

  it('out of hours it counts from the next opening, and says so', () => {
    const night = at('2026-11-23T20:00');
    const promise = toPromise([], 30 * MINUTE, night, calendar);
    expect(promise).toMatchObject({ expectedAt: at('2026-11-24T09:30'), opensAt: at('2026-11-24T09:00') });
    expect(toPromiseText(promise, night, calendar, 'zh')).toBe(
      '现在没有人工值班，明天 09:00 开始处理。预计 明天 09:30 前有人回复。',
    );
    expect(toPromiseText(promise, night, calendar, 'en')).toBe(
      'Nobody is on duty right now; we are back tomorrow 09:00. Expect an answer by tomorrow 09:30.',
    );
  });

  it('a holiday is named', () => {
    const holiday = at('2026-10-02T10:00');
    const promise = toPromise([], 30 * MINUTE, holiday, calendar);
    expect(toPromiseText(promise, holiday, calendar, 'zh')).toBe(
      '今天是国庆节，现在没有人工值班，10月8日 09:00 开始处理。预计 10月8日 09:30 前有人回复。',
    );
    expect(toPromiseText(promise, holiday, calendar, 'en')).toBe(
      'It is National Day. Nobody is on duty right now; we are back Thu 8 Oct 09:00. Expect an answer by Thu 8 Oct 09:30.',
    );
  });

  it('before it opens in the morning the hour is enough', () => {
    const early = at('2026-11-23T07:00');
    const promise = toPromise([], 30 * MINUTE, early, calendar);
    expect(toPromiseText(promise, early, calendar, 'en')).toBe(
      'Nobody is on duty right now; we are back at 09:00. Expect an answer by 09:30.',
    );
    expect(toMomentText(at('2026-11-23T14:05'), morning, zone, 'zh')).toBe('14:05');
  });
});

describe('a claim of 30 minutes', () => {
  const queue = makeQueue({ leaseMs: 30 * MINUTE });

  it('is nudged half-way and then given back', () => {
    const lease = toClaimLease(queue, at('2026-11-23T10:00'), calendar);
    expect(judgeLease(lease, at('2026-11-23T10:14'))).toEqual({ state: 'held', nextAt: at('2026-11-23T10:15') });
    expect(judgeLease(lease, at('2026-11-23T10:15'))).toEqual({ state: 'nudge', nextAt: at('2026-11-23T10:30') });
    expect(judgeLease(lease, at('2026-11-23T10:30'))).toEqual({ state: 'lapsed', nextAt: null });
  });

  it('made ten minutes before closing time lasts into the next morning', () => {
    const lease = toClaimLease(queue, at('2026-11-23T17:50'), calendar);
    expect(lease).toEqual({ nudgeAt: at('2026-11-24T09:05'), until: at('2026-11-24T09:20') });
  });
});
