/** Service levels against cases computed by hand, two of them across changes of the clocks; and laws for any case. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../src/domain/knowledge.ts';
import { createCalendar } from '../../src/support/calendar/calendar.ts';
import {
  judgeServiceLevel,
  pauseAt,
  resumeAt,
  type ServiceCase,
  type ServiceState,
} from '../../src/support/service-level.ts';
import { targetsOf } from '../../src/support/targets.ts';
import { makeQueue } from './queues.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WORKDAYS = [1, 2, 3, 4, 5];
/** Mon-Fri 09:00-12:00,14:00-18:00 */
const HOURS: readonly OpeningHours[] = [
  { days: WORKDAYS, fromMinute: 540, toMinute: 720 },
  { days: WORKDAYS, fromMinute: 840, toMinute: 1080 },
];
/** Warnings after 48 min and after 6 h 24 min. */
const TARGETS = { firstResponseMs: HOUR, resolutionMs: 8 * HOUR };

interface Row {
  readonly title: string;
  readonly zone?: string;
  readonly opened: string;
  readonly replied?: string;
  readonly resolved?: string;
  /** Pairs of from and to; `''` = lasts. */
  readonly pauses?: readonly (readonly [string, string])[];
  readonly now: string;
  readonly first: ServiceState;
  readonly resolution: ServiceState;
  readonly next: string | null;
}

// Monday 23 November 2026 unless a date says otherwise.
const TABLE: readonly Row[] = [
  { title: 'fresh', opened: '23T09:00', now: '23T09:00', first: 'running', resolution: 'running', next: '23T09:48' },
  {
    title: 'just warned',
    opened: '23T09:00',
    now: '23T09:48',
    first: 'warning',
    resolution: 'running',
    next: '23T10:00+1',
  },
  {
    title: 'the last moment',
    opened: '23T09:00',
    now: '23T10:00',
    first: 'warning',
    resolution: 'running',
    next: '23T10:00+1',
  },
  // 3 h before noon, then 3 h 24 min from 14:00.
  {
    title: 'too late',
    opened: '23T09:00',
    now: '23T10:01',
    first: 'breached',
    resolution: 'running',
    next: '23T17:24',
  },
  {
    title: 'answered in time',
    opened: '23T09:00',
    replied: '23T10:00',
    now: '23T11:00',
    first: 'met',
    resolution: 'running',
    next: '23T17:24',
  },
  {
    title: 'answered late',
    opened: '23T09:00',
    replied: '23T10:01',
    now: '23T11:00',
    first: 'breached',
    resolution: 'running',
    next: '23T17:24',
  },
  {
    title: 'resolved without a reply',
    opened: '23T09:00',
    resolved: '23T09:30',
    now: '25T09:30',
    first: 'met',
    resolution: 'met',
    next: null,
  },
  // 7 h on Monday, 1 h on Tuesday: due 10:00.
  {
    title: 'resolved at the last moment',
    opened: '23T09:00',
    replied: '23T09:10',
    resolved: '24T10:00',
    now: '30T09:00',
    first: 'met',
    resolution: 'met',
    next: null,
  },
  {
    title: 'resolved too late',
    opened: '23T09:00',
    replied: '23T09:10',
    resolved: '24T10:01',
    now: '30T09:00',
    first: 'met',
    resolution: 'breached',
    next: null,
  },
  {
    title: 'never answered at all',
    opened: '23T09:00',
    now: '24T10:01',
    first: 'breached',
    resolution: 'breached',
    next: null,
  },
  // 18 min before noon; the warning comes 30 min after 14:00.
  {
    title: 'over the midday break',
    opened: '23T11:42',
    now: '23T13:00',
    first: 'running',
    resolution: 'running',
    next: '23T14:30',
  },
  {
    title: 'opened at night',
    opened: '23T22:00',
    now: '23T23:00',
    first: 'running',
    resolution: 'running',
    next: '24T09:48',
  },
  {
    title: 'opened on Friday evening',
    opened: '27T17:30',
    now: '29T12:00',
    first: 'running',
    resolution: 'running',
    next: '30T09:18',
  },
  {
    title: 'waits for the learner',
    opened: '23T09:00',
    replied: '23T09:10',
    pauses: [['23T10:00', '']],
    now: '27T17:00',
    first: 'met',
    resolution: 'paused',
    next: null,
  },
  {
    title: 'waits for the learner, but was late before',
    opened: '23T09:00',
    replied: '23T09:10',
    pauses: [['24T10:30', '']],
    now: '27T17:00',
    first: 'met',
    resolution: 'breached',
    next: null,
  },
  // 1 h used before the pause; warned after 5 h 24 min more: 10:00–12:00, 14:00–17:24.
  {
    title: 'goes on after a pause',
    opened: '23T09:00',
    replied: '23T09:10',
    pauses: [['23T10:00', '25T10:00']],
    now: '25T10:00',
    first: 'met',
    resolution: 'running',
    next: '25T17:24',
  },
  // 1 h before each pause: three used on Wednesday at 11:00, 3 h 24 min to go: 1 h, then 2 h 24 min from 14:00.
  {
    title: 'two pauses',
    opened: '23T09:00',
    replied: '23T09:10',
    pauses: [
      ['23T10:00', '24T10:00'],
      ['24T11:00', '25T10:00'],
    ],
    now: '25T11:00',
    first: 'met',
    resolution: 'running',
    next: '25T16:24',
  },
  // The pause holds the first response too: 30 min used, 18 min to the warning.
  {
    title: 'asked for more before anybody replied',
    opened: '23T09:00',
    pauses: [['23T09:30', '23T17:00']],
    now: '23T17:00',
    first: 'running',
    resolution: 'running',
    next: '23T17:18',
  },
  {
    title: 'a pause in the night changes nothing',
    opened: '23T17:00',
    replied: '23T17:10',
    pauses: [['23T18:00', '24T09:00']],
    now: '24T09:00',
    first: 'met',
    resolution: 'running',
    next: '24T16:24',
  },
  // Friday 1 h, Monday 7 h: due Monday 18:00, warned at 5 h 24 min on Monday = 16:24; the clocks change on Sunday.
  {
    title: 'Berlin in spring',
    zone: 'Europe/Berlin',
    opened: '2026-03-27T17:00',
    replied: '2026-03-27T17:10',
    now: '2026-03-30T12:00',
    first: 'met',
    resolution: 'running',
    next: '2026-03-30T16:24',
  },
  {
    title: 'Berlin in autumn',
    zone: 'Europe/Berlin',
    opened: '2026-10-23T17:00',
    replied: '2026-10-23T17:10',
    now: '2026-10-26T16:24',
    first: 'met',
    resolution: 'warning',
    next: '2026-10-26T18:00+1',
  },
  {
    title: 'New York in spring',
    zone: 'America/New_York',
    opened: '2026-03-06T17:30',
    now: '2026-03-09T09:18',
    first: 'warning',
    resolution: 'running',
    next: '2026-03-09T09:30+1',
  },
  {
    title: 'New York in autumn',
    zone: 'America/New_York',
    opened: '2026-10-30T17:30',
    now: '2026-11-02T09:31',
    first: 'breached',
    resolution: 'running',
    next: '2026-11-02T16:54',
  },
];

describe('hours Mon-Fri 09:00-12:00,14:00-18:00, first response in 1 h, resolution in 8 h', () => {
  it.each(TABLE)('$title', ({ zone = 'Asia/Shanghai', ...row }) => {
    const at = (text: string): number => {
      const [moment = '', more = '0'] = text.split('+');
      const full = moment.length === 8 ? `2026-11-${moment}` : moment;
      return Temporal.ZonedDateTime.from(`${full}[${zone}]`).epochMilliseconds + Number(more);
    };
    const serviceCase: ServiceCase = {
      openedAt: at(row.opened),
      firstReplyAt: row.replied ? at(row.replied) : null,
      resolvedAt: row.resolved ? at(row.resolved) : null,
      pauses: (row.pauses ?? []).map(([from, to]) => ({ from: at(from), to: to ? at(to) : null })),
    };
    const level = judgeServiceLevel(serviceCase, TARGETS, at(row.now), createCalendar(HOURS, zone));
    expect([level.firstResponse.state, level.resolution.state]).toEqual([row.first, row.resolution]);
    expect(level.nextChangeAt).toBe(row.next === null ? null : at(row.next));
  });
});

describe('targets', () => {
  it('follow from the normal ones', () => {
    const queue = makeQueue({ firstResponseMs: 30 * MINUTE, resolutionMs: 8 * HOUR });
    expect(targetsOf(queue, 'low')).toEqual({ firstResponseMs: HOUR, resolutionMs: 16 * HOUR });
    expect(targetsOf(queue, 'normal')).toEqual({ firstResponseMs: 30 * MINUTE, resolutionMs: 8 * HOUR });
    expect(targetsOf(queue, 'high')).toEqual({ firstResponseMs: 15 * MINUTE, resolutionMs: 4 * HOUR });
    expect(targetsOf(queue, 'urgent')).toEqual({ firstResponseMs: 8 * MINUTE, resolutionMs: 2 * HOUR });
  });

  it('may be named, and bound those that are not', () => {
    const queue = makeQueue({ targets: { high: { firstResponseMs: 10 * MINUTE }, low: { resolutionMs: 9 * HOUR } } });
    expect(targetsOf(queue, 'high').firstResponseMs).toBe(10 * MINUTE);
    expect(targetsOf(queue, 'urgent').firstResponseMs).toBe(10 * MINUTE);
    expect(targetsOf(queue, 'low')).toEqual({ firstResponseMs: 2 * HOUR, resolutionMs: 9 * HOUR });
  });
});

describe('for any case', () => {
  const START = Date.UTC(2026, 2, 20);
  const steps = fc.array(fc.integer({ min: 1, max: 60 * HOUR }), { minLength: 0, maxLength: 7 });
  const calendar = createCalendar(HOURS, 'Europe/Berlin');

  /** Alternately running and paused. */
  function toCase(lengths: readonly number[]): { serviceCase: ServiceCase; last: number } {
    let pauses: ServiceCase['pauses'] = [];
    let at = START;
    for (const [n, length] of lengths.entries()) {
      at += length;
      pauses = n % 2 === 0 ? pauseAt(pauses, at) : resumeAt(pauses, at);
    }
    return { serviceCase: { openedAt: START, firstReplyAt: START, resolvedAt: null, pauses }, last: at };
  }

  it('a pause puts off what is due by the open time that it took from it', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 60 * HOUR }), (lengths, length) => {
        const { serviceCase, last } = toCase(lengths.slice(0, lengths.length & ~1));
        const before = judgeServiceLevel(serviceCase, TARGETS, last, calendar).resolution;
        const pauses = resumeAt(pauseAt(serviceCase.pauses, last), last + length);
        const after = judgeServiceLevel({ ...serviceCase, pauses }, TARGETS, last + length, calendar).resolution;
        const dueAt = before.dueAt ?? 0;
        const expected =
          dueAt <= last ? dueAt : calendar.addOpenTime(last + length, calendar.openTimeBetween(last, dueAt));
        expect(after.dueAt).toBe(expected);
      }),
    );
  });

  it('nothing changes before the next change, and something does then', () => {
    fc.assert(
      fc.property(
        steps,
        fc.nat({ max: 100 * HOUR }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lengths, wait, share) => {
          const { serviceCase, last } = toCase(lengths);
          const unanswered = { ...serviceCase, firstReplyAt: null };
          const states = (at: number) => {
            const level = judgeServiceLevel(unanswered, TARGETS, at, calendar);
            return `${level.firstResponse.state} ${level.resolution.state}`;
          };
          const now = last + wait;
          const { nextChangeAt } = judgeServiceLevel(unanswered, TARGETS, now, calendar);
          const until = nextChangeAt ?? now + 1000 * HOUR;
          expect(states(now + Math.floor((until - 1 - now) * share))).toBe(states(now));
          if (nextChangeAt !== null) expect(states(nextChangeAt)).not.toBe(states(now));
        },
      ),
    );
  });

  it('pausing twice and going on twice are once', () => {
    const once = resumeAt(pauseAt([], 10), 20);
    expect(resumeAt(pauseAt(pauseAt([], 10), 15), 20)).toEqual(once);
    expect(resumeAt(once, 30)).toBe(once);
  });
});
