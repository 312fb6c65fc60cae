/** How far people of the chat are, and since when. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCourseProgress } from '../src/course-progress.ts';
import type { PersonId } from '../src/domain/place.ts';
import { openStore } from '../src/store/open.ts';
import { makeChange, makeMessage } from './fixtures.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 2, 11);
const MEI: PersonId = 'local:mei';

let store: Awaited<ReturnType<typeof openStore>>;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-progress-'));
  store = await openStore('sqlite::memory:');
  await store.accept([makeMessage({ id: 'linking' })], NOW);
  await store.commit(
    [makeChange({ eventId: 'linking', profiles: [{ person: MEI, changes: { account: 'S1' } }] })],
    NOW,
  );
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const write = (...rows: string[]) =>
  writeFileSync(join(folder, 'progress.csv'), ['learner,course,completion,score', ...rows, ''].join('\n'));

it('is by account of the shop or by the name in the chat; without a file there is none', async () => {
  expect(await readCourseProgress(folder, store, NOW)).toEqual([]);
  write('S1,py101,100%,', 'local:li,py101,0.5,', 'S2,py101,1,', 'S1,sql,,7', 'S1,da101,0.4,');
  expect(await readCourseProgress(folder, store, NOW + DAY)).toEqual([
    { person: MEI, course: 'py101', completion: 1, halfAt: NOW + DAY, doneAt: NOW + DAY },
    { person: 'local:li', course: 'py101', completion: 0.5, halfAt: NOW + DAY, doneAt: null },
  ]);
});

it('takes what the file held when it was first looked at for old, and what comes later for new, for good', async () => {
  write('S1,py101,1,', 'S1,sql,0.6,');
  const before = { person: MEI, course: 'py101', completion: 1, halfAt: null, doneAt: null };
  expect(await readCourseProgress(folder, store, NOW)).toEqual([
    before,
    { person: MEI, course: 'sql', completion: 0.6, halfAt: null, doneAt: null },
  ]);
  write('S1,py101,1,', 'S1,sql,1,');
  const later = { person: MEI, course: 'sql', completion: 1, halfAt: null, doneAt: NOW + 3 * DAY };
  expect(await readCourseProgress(folder, store, NOW + 3 * DAY)).toEqual([before, later]);
  expect(await readCourseProgress(folder, store, NOW + 9 * DAY)).toEqual([before, later]);
});

it('is by the days of imported activity where there is any, whatever the file says of the same course', async () => {
  write('S1,py101,0.5,');
  const day = Math.floor(NOW / DAY);
  const row = (back: number, completion: number) => ({
    learner: 'S1',
    course: 'py101',
    day: day - back,
    counts: { completion },
  });
  await store.imports.add('activity', [row(40, 30), row(20, 60), row(1, 100)], (written) => ({
    ...{ fingerprint: 'test', line: 4, written, unchanged: 0, rejected: 0, rejectedBytes: 0, isDone: true },
  }));
  expect(await readCourseProgress(folder, store, NOW)).toEqual([
    { person: MEI, course: 'py101', completion: 1, halfAt: (day - 20) * DAY, doneAt: (day - 1) * DAY },
  ]);
});
