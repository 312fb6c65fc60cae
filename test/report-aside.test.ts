/** Reports made in the other thread: the same words and picture as here, progress on the way, faults that end nothing. */
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message, ReportRequest } from '../src/domain/delivery.ts';
import { loadKnowledge } from '../src/import/knowledge.ts';
import { hasNewRecords } from '../src/insights.ts';
import { createJudging } from '../src/judging.ts';
import { DATA_FOLDER } from '../src/knowledge.ts';
import { createReportsAside, type ReportsAside } from '../src/report-aside.ts';
import { renderReport } from '../src/report-message.ts';
import { writeHistory } from './bench/reports/history.ts';
import { addRecords, toHistory } from './learning-history.ts';
import { openTemporary, type TemporaryDatabase } from './store/open-temporary.ts';

const NOW = Date.UTC(2026, 3, 1);
const { knowledge } = loadKnowledge(DATA_FOLDER);
const overview: ReportRequest = { name: 'overview', from: null, to: null, language: 'zh' };

describe('reports in a thread of their own', () => {
  let database: TemporaryDatabase;
  let aside: ReportsAside;

  beforeEach(async () => {
    database = await openTemporary();
    await writeHistory(database.path, 1200, NOW);
    aside = open(database.path);
  });
  afterEach(async () => {
    await aside.stop();
    await database.close();
  });

  function open(path: string): ReportsAside {
    return createReportsAside({
      databaseUrl: `sqlite:${path}`,
      community: 'default',
      timeZone: 'UTC',
      dataFolder: DATA_FOLDER,
      store: database.store,
      log: pino({ level: 'silent' }),
      now: () => NOW,
      knowledge: () => knowledge,
      knowledgeFigures: () => null,
    });
  }

  const here = (request: ReportRequest): Promise<Message> =>
    renderReport(
      {
        store: database.store,
        community: 'default',
        judging: createJudging(DATA_FOLDER),
        timeZone: 'UTC',
        now: () => NOW,
        knowledge: () => knowledge,
        knowledgeFigures: () => null,
        dataFolder: DATA_FOLDER,
      },
      request,
    );

  it('say what they say here, words, buttons and picture, and how far they are', async () => {
    const parts: (readonly [number, number])[] = [];
    const made = await aside.render(overview, (read, total) => parts.push([read, total]));
    const expected = await here(overview);
    expect(made.text).toBe(expected.text);
    expect(made.text).toContain('1200');
    expect(made.buttons).toEqual(expected.buttons);
    expect(made.files?.map(({ name, alt }) => [name, alt])).toEqual(
      expected.files?.map(({ name, alt }) => [name, alt]),
    );
    const bytes = made.files?.[0]?.source.kind === 'bytes' ? made.files[0].source.bytes : new Uint8Array();
    expect([...bytes.subarray(1, 4)]).toEqual([...new TextEncoder().encode('PNG')]);
    expect(parts.at(-1)).toEqual([1200, 1200]);
  });

  it('are the same once the days are prepared, which happens where there is much to prepare', async () => {
    const before = await aside.render(overview, () => {});
    expect(await database.store.rollUps.left()).toBe(12_000);
    aside.start();
    await expect.poll(() => database.store.rollUps.left(), { timeout: 15_000 }).toBe(0);
    expect((await aside.render(overview, () => {})).text).toBe(before.text);
  });

  it('answer several at once, each its own', async () => {
    const [a, b] = await Promise.all([
      aside.render(overview, () => {}),
      aside.render({ ...overview, name: 'satisfaction', language: 'en' }, () => {}),
    ]);
    expect(a.text).toMatch(/^总览/);
    expect(b.text).toMatch(/^Satisfaction/);
  });

  it('know what the process that serves costs in processor time', async () => {
    const { text } = await aside.render({ ...overview, name: 'resolution', form: 'full' }, () => {});
    expect(text).toMatch(/每个对话的处理器时间/);
  });

  it('work out there what is kept about learners, so that a new look finds nothing to do', async () => {
    await addRecords(database.store, 'activity', toHistory(150));
    expect(await hasNewRecords(database.store)).toBe(true);
    await aside.workOutInsights();
    expect(await hasNewRecords(database.store)).toBe(false);
    expect(await database.store.insights.all('segments')).toHaveLength(150);
    const { text } = await aside.render({ ...overview, name: 'segments' }, () => {});
    expect(text).toContain('共 150 名学员');
    // Who is not in the records any more is not kept either.
    const kept = (await database.store.insights.overview('segments'))!;
    const [first] = await database.store.insights.all('segments');
    await database.store.insights.keep('segments', kept.overview, [first!], NOW, 'other');
    expect(await database.store.insights.all('segments')).toEqual([first]);
    expect((await database.store.insights.overview('segments'))?.mark).toBe('other');
  });

  it('fail with the reason, and the next one is made', async () => {
    const bad = { ...overview, from: 'yesterday' as unknown as number };
    await expect(aside.render(bad, () => {})).rejects.toThrow();
    expect((await aside.render(overview, () => {})).text).toContain('1200');
  });

  it('do not hang when the thread cannot begin', async () => {
    const nowhere = open(join(database.path, 'not-a-folder', 'x.db'));
    await expect(nowhere.render(overview, () => {})).rejects.toThrow(/database|thread/);
    await nowhere.stop();
  });
});
