/** A course platform tells what learners do, over HTTP: what is taken, what is refused and why, and what comes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, runApp } from './running-app.ts';

const TOKEN = 'a-token-made-up-by-the-shop';
let running: RunningApp;
let count = 0;

beforeAll(async () => {
  running = await runApp({ LEARNING_EVENTS_TOKEN: TOKEN });
}, 60_000);
afterAll(() => running.stop());

const AT = '2026-03-01T23:30:00+08:00';
/** 2026-03-01 in Shanghai. */
const DAY = 20_513;

const statement = (learner: string, changes: Record<string, unknown> = {}) => ({
  id: `event-${++count}`,
  actor: { account: { homePage: 'https://shop.example', name: learner } },
  verb: { id: 'http://adlnet.gov/expapi/verbs/experienced', display: { en: 'experienced' } },
  object: { id: 'https://learn.example/courses/py101/videos/3' },
  timestamp: AT,
  ...changes,
});
const course = { id: 'py101' };
const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.url}/learning/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const told = async (body: unknown) => {
  const answer = await send(body);
  return [answer.status, await answer.json()];
};
const activityOf = (learner: string) => running.app.store.imports.read('activity', learner);
const problemsOf = async (changes: Record<string, unknown>) => {
  const answer = await send(statement('bad', changes));
  expect(answer.status).toBe(400);
  return ((await answer.json()) as { problems: { field: string; problem: string }[] }).problems;
};

describe('what is taken', () => {
  it('adds up over the day, in the zone of the community, each statement once', async () => {
    const first = statement('L1', { result: { duration: 'PT12M30S' } });
    expect(await told(first)).toEqual([200, { accepted: 1, duplicates: 0 }]);
    const second = statement('L1', { result: { duration: 'PT12M30S' } });
    expect(await told([first, second])).toEqual([200, { accepted: 1, duplicates: 1 }]);
    expect(await activityOf('L1')).toEqual([
      { learner: 'L1', course: 'py101', day: DAY, counts: { lesson_experienced: 2, minutes: 25 } },
    ]);
  });

  it('is how far somebody is, which never falls back, and the end of a course, which a lesson is not', async () => {
    const progress = 'https://w3id.org/xapi/cmi5/result/extensions/progress';
    await send([
      statement('L2', { object: course, result: { extensions: { [progress]: 40 } } }),
      statement('L2', { object: course, result: { progress: 0.3 } }),
      statement('L2', { verb: { id: 'completed' } }),
    ]);
    expect((await activityOf('L2'))[0]?.counts).toEqual({
      course_experienced: 2,
      lesson_completed: 1,
      completion: 0.4,
    });
    await send(statement('L2', { object: course, verb: { id: 'http://adlnet.gov/expapi/verbs/completed' } }));
    expect((await activityOf('L2'))[0]?.counts).toMatchObject({ course_completed: 1, completion: 1 });
  });

  it('is a test’s score, as an import of scores would write it', async () => {
    await send([
      statement('L3', {
        object: { id: 'py101/quiz 2' },
        verb: { id: 'passed' },
        result: { score: { raw: 36, max: 40 } },
      }),
      statement('L3', { object: course, verb: { id: 'scored' }, result: { score: { scaled: 0.8 } } }),
    ]);
    expect(await running.app.store.imports.read('scores', 'L3')).toMatchObject([
      { course: 'py101', test: 'quiz 2', score: 36, most: 40 },
      { course: 'py101', test: 'test', score: 80, most: 100 },
    ]);
  });

  it('stands beside what was imported for the same day', async () => {
    const { imports } = running.app.store;
    const mark = await imports.mark();
    await imports.add(
      'activity',
      [{ learner: 'L4', course: 'py101', day: DAY, counts: { minutes: 5 } }],
      (written) => ({
        fingerprint: 'file',
        line: 1,
        written,
        unchanged: 0,
        rejected: 0,
        rejectedBytes: 0,
        isDone: true,
      }),
    );
    await send(statement('L4', { result: { duration: 'PT7M' } }));
    expect((await activityOf('L4')).map(({ counts }) => counts.minutes)).toEqual([7, 5]);
    expect(await imports.mark()).not.toBe(mark);
    expect((await imports.recentActivity(1)).filter(({ learner }) => learner === 'L4')).toHaveLength(2);
  });

  it('counts a statement once, also where it comes ten times at the same moment', async () => {
    const one = statement('L5', { result: { duration: 'PT1M' } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => told(one)));
    expect(answers.map(([, answer]) => (answer as { accepted: number }).accepted).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 0),
      1,
    ]);
    expect((await activityOf('L5'))[0]?.counts.minutes).toBe(1);
  });
});

describe('what is refused', () => {
  it('is whoever does not have the token, without a reason', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`]) {
      const answer = await send(statement('L6'), { authorization });
      expect([answer.status, await answer.json()]).toEqual([401, { error: 'not allowed' }]);
    }
    expect(await activityOf('L6')).toEqual([]);
  });

  it('names field and remedy, and takes none of the others', async () => {
    const answer = await send([statement('L7'), statement('L7', { timestamp: 'yesterday' })]);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        error: 'nothing was taken',
        problems: [
          {
            statement: 1,
            field: 'timestamp',
            problem: 'must be a time with its offset, such as 2026-01-31T09:30:00+08:00',
          },
        ],
      },
    ]);
    expect(await activityOf('L7')).toEqual([]);
  });

  it.each([
    ['id', { id: '' }, 'id is empty'],
    ['id', { id: 'a\u0000b' }, 'cannot be seen'],
    ['id', { id: 'x'.repeat(201) }, 'longer than 200'],
    ['actor.account', { actor: { mbox: 'mailto:mei@example.com' } }, 'an object with a name'],
    ['actor.account.name', { actor: { account: { name: 'a\u202Eb' } } }, 'cannot be seen'],
    ['actor.account.name', { actor: { account: { name: 7 } } }, 'must be text'],
    ['verb', { verb: { id: '///' } }, 'must end in a word'],
    ['object.id', { object: { id: 'https://learn.example/' } }, 'names no course'],
    ['timestamp', { timestamp: '2026-03-01T09:30:00' }, 'with its offset'],
    ['timestamp', { timestamp: '2999-03-01T09:30:00Z' }, 'ahead of the clock'],
    ['result.duration', { result: { duration: '12 minutes' } }, 'ISO 8601'],
    ['result.duration', { result: { duration: 'P2D' } }, 'a day at most'],
    ['result.progress', { result: { progress: 40 } }, 'write a share'],
    ['result.score', { result: { score: { raw: 50, max: 40 } } }, 'not between min and max'],
    ['result.score', { result: { score: {} } }, 'neither raw nor scaled'],
  ])('%s: %j', async (field, changes, words) => {
    expect(await problemsOf(changes)).toMatchObject([{ field, problem: expect.stringContaining(words) }]);
  });

  it.each([
    ['no JSON', '{"id":', {}, 400],
    ['no UTF-8 JSON at all', 'hello', {}, 400],
    ['nothing', '[]', {}, 400],
    ['null', 'null', {}, 400],
    ['a form', 'id=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['too much', `"${'x'.repeat(1_100_000)}"`, {}, 413],
    ['too many', JSON.stringify(Array.from({ length: 501 }, () => 1)), {}, 400],
  ])('%s', async (_, body, headers, status) => {
    expect((await send(body, headers as Record<string, string>)).status).toBe(status);
  });

  it('does not answer to other ways and addresses, and is not there without a token', async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect((await fetch(`${running.url}/learning/events`, { headers: { authorization } })).status).toBe(405);
    expect((await fetch(`${running.url}/learning/others`, { headers: { authorization } })).status).toBe(404);
    const closed = await runApp();
    const unasked = await fetch(`${closed.url}/learning/events`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(statement('L8')),
    });
    expect(unasked.status).toBe(404);
    await closed.stop();
  }, 60_000);
});
