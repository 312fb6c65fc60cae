/** What the bot writes unasked: rare, in a chat of two only, at a good moment, once, and ended with one press. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityRecord } from '../src/domain/learning-record.ts';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import type { SurveyQuestion } from '../src/domain/survey.ts';
import type { StudyPause } from '../src/support/outreach-candidates.ts';
import type { CourseProgress } from '../src/support/surveys.ts';
import { createOutreach } from '../src/workers/outreach.ts';
import { openChatBench } from './chat-bench.ts';

const DAY = 86_400_000;
/** A Monday. */
const EARLY = Date.UTC(2026, 2, 2, 10, 58);
const ELEVEN = EARLY + 120_000;
const MEI: PersonId = 'local:mei';
const PLACE: PlaceId = 'local:learner-mei';

const SURVEY: readonly SurveyQuestion[] = [
  {
    survey: 'after',
    question: { zh: '会推荐吗？', en: 'Would you recommend it?' },
    scale: '0-10',
    when: 'course_completed',
    sample: 1,
    capDays: 60,
  },
];

describe('writing unasked', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  let progress: CourseProgress[];
  let pauses: StudyPause[];

  beforeEach(async () => {
    bench = await openChatBench(EARLY);
    Object.assign(bench.app.base.knowledge, { surveys: SURVEY });
    progress = [];
    pauses = [];
  }, 60_000);
  afterEach(() => bench.close());

  const toWorker = () =>
    createOutreach({
      store: bench.store,
      clock: bench.clock,
      community: 'default',
      timeZone: 'UTC',
      knowledge: () => bench.app.base.knowledge,
      courseProgress: async () => progress,
      pauses: async () => pauses,
    });
  /** One process looks at that time; answers what it wrote. */
  async function look(now: number): Promise<string[]> {
    bench.clock.set(now);
    await toWorker().step();
    return (await bench.settle()).map(({ text }) => text);
  }
  const resolved = async (learner = MEI, startedAt = EARLY - 20 * DAY) =>
    bench.remember([
      { startedAt, learner, learnerName: 'Mei', steps: [[2, 'confirmed', { resolution: 'confirmed' }]] },
    ]);
  const done = (course: string, at: number, person = MEI): CourseProgress => ({
    person,
    course,
    completion: 1,
    halfAt: at,
    doneAt: at,
  });
  const sentTo = async (person = MEI) =>
    (await bench.store.profiles('default', [person])).get(person)?.outreachSent ?? [];

  it('asks after a course, once, however many processes look and however often', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    progress = [done('py101', EARLY)];
    bench.clock.set(ELEVEN);
    const [one, other] = [toWorker(), toWorker()];
    expect([await one.step(), await other.step()]).toEqual([1, 0]);
    expect((await bench.settle()).map(({ text }) => text).join()).toContain('会推荐吗？');
    expect(await look(ELEVEN + DAY)).toEqual([]);
    expect(await look(ELEVEN + 10 * DAY)).toEqual([]);
    expect((await sentTo()).map(({ occasion }) => occasion)).toEqual(['after:py101']);
  });

  it('never begins where others read along, nor with somebody who was not heard alone', async () => {
    await resolved();
    progress = [done('py101', EARLY)];
    expect(await look(ELEVEN)).toEqual([]);
    const before = bench.posts.length;
    await bench.app.core.receive({
      kind: 'commandInvoked',
      id: 'test:alone',
      at: bench.clock.now(),
      community: 'default',
      author: { id: MEI, name: 'Mei' },
      spot: { place: PLACE, thread: null },
      locale: 'zh',
      isPrivate: true,
      verb: 'settings',
      args: '',
    });
    await bench.settle();
    expect(bench.posts.slice(before).at(-1)?.text).toContain('每周学习提醒：关');
    // The occasion was not lost.
    expect((await look(ELEVEN + DAY)).join()).toContain('会推荐吗？');
  });

  it('waits for a better day in quiet hours, while a matter is open, and when it ended badly', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    progress = [done('py101', EARLY)];
    await bench.command('/needs quiet 10:00-12:00', MEI, PLACE);
    expect(await look(ELEVEN)).toEqual([]);
    await bench.command('/needs quiet off', MEI, PLACE);
    await bench.command('/human', MEI, PLACE);
    expect((await look(ELEVEN + DAY)).join()).not.toContain('会推荐吗？');
    await bench.command('/cancel', MEI, PLACE);
    expect((await look(ELEVEN + 2 * DAY)).join()).toContain('会推荐吗？');
  });

  it('decides by the time at which it is decided', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    progress = [done('py101', EARLY)];
    bench.clock.set(ELEVEN);
    expect(await toWorker().step()).toBe(1);
    bench.clock.set(ELEVEN + 12.5 * 3_600_000);
    expect(await bench.settle()).toEqual([]);
    expect((await look(ELEVEN + DAY)).join()).toContain('会推荐吗？');
  });

  it('writes to nobody twice in a week, of whatever kind', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    pauses = [{ person: MEI, course: 'py101', lastDay: Math.floor(EARLY / DAY) - 12 }];
    expect((await look(ELEVEN)).join()).toContain('哪怕只学十分钟');
    progress = [done('sql', ELEVEN)];
    expect(await look(ELEVEN + 6 * DAY)).toEqual([]);
    expect((await look(ELEVEN + 8 * DAY)).join()).toContain('会推荐吗？');
  });

  it('nudges once for each pause, and never again after one press', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    const lastDay = Math.floor(EARLY / DAY) - 12;
    pauses = [{ person: MEI, course: 'py101', lastDay }];
    const [first] = await look(ELEVEN);
    expect(first).not.toMatch(/风险|可能性|risk/);
    expect(await look(ELEVEN + 30 * DAY)).toEqual([]);
    pauses = [{ person: MEI, course: 'py101', lastDay: lastDay + 30 }];
    expect(await look(ELEVEN + 31 * DAY)).toHaveLength(1);
    const [told] = await bench.press('outreach_off', 'NUDGE', MEI, PLACE);
    expect(told?.text).toContain('/settings nudges on');
    pauses = [{ person: MEI, course: 'py101', lastDay: lastDay + 60 }];
    expect(await look(ELEVEN + 62 * DAY)).toEqual([]);
  });

  it('suggests courses only to those who asked to hear of them, and records what it showed', async () => {
    await resolved();
    await bench.meet(MEI, PLACE);
    Object.assign(bench.app.base.knowledge, { surveys: [] });
    progress = [done('py101', EARLY)];
    expect(await look(ELEVEN)).toEqual([]);
    await bench.command('/settings suggestions on', MEI, PLACE);
    const [post] = await look(ELEVEN + DAY);
    expect(post).toContain('学完了，恭喜');
    expect((await bench.store.reports.suggestions(MEI)).map(({ kind }) => kind)).toContain('suggested');
    expect(await look(ELEVEN + 2 * DAY)).toEqual([]);
  });

  it('reminds once a week those who asked, with how far they are', async () => {
    await bench.meet(MEI, PLACE);
    expect(await look(ELEVEN)).toEqual([]);
    await bench.command('/settings reminders on', MEI, PLACE);
    const [post] = await look(ELEVEN + DAY);
    expect(post).toContain('你要的提醒');
    expect(post).toContain('学习报告');
    expect(await look(ELEVEN + 2 * DAY)).toEqual([]);
    expect(await look(ELEVEN + 8 * DAY)).toHaveLength(1);
    await bench.press('outreach_off', 'REMINDER', MEI, PLACE);
    expect(await look(ELEVEN + 15 * DAY)).toEqual([]);
  });

  it('writes to at most two hundred a day, and to the others on another day', async () => {
    const people = Array.from({ length: 230 }, (_, n): PersonId => `local:p${n}`);
    for (const person of people) await bench.meet(person, `local:learner-${person.slice(6)}`);
    pauses = people.map((person) => ({ person, course: 'py101', lastDay: Math.floor(EARLY / DAY) - 12 }));
    expect(await look(ELEVEN)).toHaveLength(200);
    // A process that begins later on the same day.
    expect(await look(ELEVEN + 3_600_000)).toEqual([]);
    expect(await look(ELEVEN + DAY)).toHaveLength(30);
  }, 60_000);
});

describe('how far somebody came', () => {
  it('is dated by the days of the imported activity', async () => {
    const bench = await openChatBench(EARLY);
    const day = Math.floor(EARLY / DAY);
    const row = (back: number, completion: number): ActivityRecord => ({
      learner: 'S1',
      course: 'py101',
      day: day - back,
      counts: { completion },
    });
    await bench.store.imports.add('activity', [row(40, 0.3), row(20, 0.6), row(1, 1)], (written) => ({
      fingerprint: 'test',
      line: 4,
      written,
      unchanged: 0,
      rejected: 0,
      rejectedBytes: 0,
      isDone: true,
    }));
    await bench.remember([
      {
        startedAt: EARLY - 20 * DAY,
        learner: MEI,
        learnerName: 'Mei',
        steps: [[2, 'confirmed', { resolution: 'confirmed' }]],
      },
    ]);
    await bench.meet(MEI, PLACE, { account: 'S1' });
    Object.assign(bench.app.base.knowledge, { surveys: SURVEY });
    bench.clock.set(ELEVEN);
    const posts = await bench.settle();
    expect(posts.map(({ text }) => text).join()).toContain('会推荐吗？');
    await bench.close();
  }, 60_000);
});
