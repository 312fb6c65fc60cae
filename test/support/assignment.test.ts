/** Who is given a ticket, and why nobody is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/domain/place.ts';
import {
  type Assignable,
  type AssignableAgent,
  assign,
  toAssignableAgent,
  toAssignmentText,
  toSubjects,
} from '../../src/support/assignment.ts';
import { createCalendar } from '../../src/support/calendar/calendar.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const OFFICE = createCalendar([{ days: WORKDAYS, fromMinute: 540, toMinute: 1080 }], 'UTC');
const AFTERNOON = createCalendar([{ days: WORKDAYS, fromMinute: 840, toMinute: 1080 }], 'UTC');
/** A Monday. */
const MORNING = Date.UTC(2026, 10, 23, 10);
const NIGHT = Date.UTC(2026, 10, 23, 22);
const TICKET: Assignable = {
  subjects: toSubjects({ queue: 'technical', category: 'account', courses: ['py101'], tags: ['vip'] }),
  language: 'zh',
  not: [],
};

const toAgent = (id: PersonId, overrides: Partial<AssignableAgent> = {}): AssignableAgent => ({
  id,
  name: id.slice(6),
  openTickets: 0,
  skills: [],
  languages: [],
  awayUntil: null,
  calendar: null,
  mostTickets: null,
  assignedAt: null,
  ...overrides,
});
const ann = (overrides: Partial<AssignableAgent> = {}) => toAgent('local:Ann', overrides);
const bo = (overrides: Partial<AssignableAgent> = {}) => toAgent('local:Bo', overrides);

describe('the ticket goes to', () => {
  it.each<[string, AssignableAgent[], string | null]>([
    ['whoever has the fewest', [ann({ openTickets: 2 }), bo({ openTickets: 1 })], 'Bo'],
    ['whoever was given one longest ago', [ann({ assignedAt: 5 }), bo({ assignedAt: 4 })], 'Bo'],
    ['whoever was never given one', [ann({ assignedAt: 5 }), bo()], 'Bo'],
    ['the first by id among equals', [bo(), ann()], 'Ann'],
    [
      'who has the skill of its category',
      [ann({ skills: ['billing'] }), bo({ skills: ['account'], openTickets: 9 })],
      'Bo',
    ],
    ['who knows the course', [ann({ skills: ['course:py102'] }), bo({ skills: ['course:py101'] })], 'Bo'],
    ['who takes such tags', [ann({ skills: ['vip'] }), bo({ skills: ['tag:vip'] })], 'Bo'],
    ['who speaks the language', [ann({ languages: ['en'] }), bo({ languages: ['en', 'zh'], openTickets: 9 })], 'Bo'],
    ['who is there', [ann({ awayUntil: MORNING + 1 }), bo({ openTickets: 9 })], 'Bo'],
    ['who is back by now', [ann({ awayUntil: MORNING }), bo({ openTickets: 9 })], 'Ann'],
    ['who is on duty', [ann({ calendar: AFTERNOON }), bo({ openTickets: 9 })], 'Bo'],
    ['who has room', [ann({ openTickets: 3, mostTickets: 3 }), bo({ openTickets: 9, mostTickets: 10 })], 'Bo'],
    ['nobody else', [ann({ skills: ['billing'] }), bo({ awayUntil: Number.POSITIVE_INFINITY })], null],
  ])('%s', (_, agents, name) => {
    expect(assign(agents, TICKET, MORNING, OFFICE).agent?.name ?? null).toBe(name);
  });

  it('nobody twice: who let it lapse is passed over', () => {
    expect(assign([ann(), bo()], { ...TICKET, not: ['local:Ann'] }, MORNING, OFFICE).agent?.name).toBe('Bo');
  });
});

describe('nobody takes it', () => {
  it('while the queue is closed', () => {
    const found = assign([ann()], TICKET, NIGHT, OFFICE);
    expect(found).toEqual({ agent: null, reason: 'closed', retryAt: Date.UTC(2026, 10, 24, 9), passed: [] });
    expect(toAssignmentText(found, 'zh')).toBe('队列现在不在服务时间，开始服务后再分派。');
  });

  it('where there is nobody', () => {
    expect(assign([], TICKET, MORNING, OFFICE)).toMatchObject({ reason: 'empty', retryAt: null });
  });

  it('where everybody is passed over, and it is said why and when to try again', () => {
    const found = assign(
      [bo({ calendar: AFTERNOON }), ann({ languages: ['en'] }), toAgent('local:Cy', { awayUntil: MORNING + 60_000 })],
      TICKET,
      MORNING,
      OFFICE,
    );
    expect(found).toMatchObject({ reason: 'passed', retryAt: MORNING + 60_000 });
    expect(toAssignmentText(found, 'en')).toBe(
      'Nobody can take it now: Ann does not speak the learner’s language; Bo is off duty; Cy is away.',
    );
    expect(toAssignmentText(found, 'zh')).toBe('暂时没有人可接：Ann 不说学员的语言；Bo 不在工作时间；Cy 暂离。');
  });
});

it('says who and why', () => {
  const found = assign([ann({ openTickets: 2 }), bo({ openTickets: 1 })], TICKET, MORNING, OFFICE);
  expect(toAssignmentText(found, 'en')).toBe('Given to Bo: fewest open tickets (1) of 2 who can take it.');
});

it('for any agents: the order they come in does not matter, and nobody able has fewer', () => {
  const agent = fc.record({
    id: fc.integer({ min: 1, max: 99 }).map((n): PersonId => `local:${n}`),
    openTickets: fc.nat({ max: 3 }),
    skills: fc.subarray(['technical', 'billing']),
    languages: fc.subarray(['zh', 'en'] as const),
    awayUntil: fc.constantFrom(null, MORNING + 1),
    assignedAt: fc.constantFrom(null, 1, 2),
    mostTickets: fc.constantFrom(null, 2),
  });
  const agents = fc
    .uniqueArray(agent, { maxLength: 8, selector: ({ id }) => id })
    .map((all) => all.map(({ id, ...rest }) => toAgent(id, rest)));
  fc.assert(
    fc.property(agents, (all) => {
      const found = assign(all, TICKET, MORNING, OFFICE);
      expect(assign(all.toReversed(), TICKET, MORNING, OFFICE)).toEqual(found);
      const passed = new Set(found.passed.map(({ id }) => id));
      if (found.agent === null) expect(passed.size).toBe(all.length);
      for (const one of all) {
        if (found.agent && !passed.has(one.id)) expect(one.openTickets).toBeGreaterThanOrEqual(found.agent.openTickets);
      }
    }),
  );
});

it('takes what agents.csv says of somebody, and nothing else is asked of the others', () => {
  const now = { id: 'local:Ann', name: 'Ann', openTickets: 1, awayUntil: null, assignedAt: null } as const;
  const profile = {
    agent: 'local:Ann',
    skills: ['billing'],
    languages: ['en'],
    hours: { hours: [{ days: [1], fromMinute: 1080, toMinute: 1140 }], specialDays: [] },
    timeZone: 'Asia/Shanghai',
    mostTickets: 3,
  } as const;
  const ann = toAssignableAgent(now, profile, 'UTC');
  expect(ann).toMatchObject({ skills: ['billing'], languages: ['en'], mostTickets: 3 });
  // 18:00 in Shanghai.
  expect([ann.calendar?.isOpen(MORNING), ann.calendar?.isOpen(MORNING - 1)]).toEqual([true, false]);
  expect(toAssignableAgent(now, null, 'UTC')).toEqual({
    ...now,
    skills: [],
    languages: [],
    calendar: null,
    mostTickets: null,
  });
});
