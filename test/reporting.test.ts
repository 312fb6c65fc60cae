/** Reports as messages: words, picture, buttons and files, put together from a store and the shipped knowledge base. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReportRequest } from '../src/domain/report.ts';
import { loadKnowledge } from '../src/import/knowledge.ts';
import { createJudging } from '../src/judging.ts';
import { DATA_FOLDER } from '../src/knowledge.ts';
import { renderReport } from '../src/report-message.ts';
import { gatherReport, type ReportingOptions, toTargets } from '../src/reporting.ts';
import { openStore } from '../src/store/open.ts';
import { NOW, SEASON, toPurchases, toSeason } from './analytics/reports/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'afterclass-reporting-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { knowledge } = loadKnowledge(DATA_FOLDER);
const rows = toSeason();
const records = await openStore('sqlite::memory:');
const asked: (readonly [number | null, number | null])[] = [];
const options: ReportingOptions = {
  store: {
    reports: {
      conversations: async (from, to) => {
        asked.push([from, to]);
        return rows.filter(({ startedAt }) => (from === null || startedAt >= from) && (to === null || startedAt < to));
      },
      entries: async () => [],
      comments: async () => [],
      measures: async () => [],
      surveys: async () => [],
      suggestions: async () => [],
      schedules: async () => [],
      story: async () => [],
      latest: async () => [],
    },
    records: {
      addPurchases: async () => 0,
      purchasesOf: async () => null,
      purchases: async () => [],
      accounts: async () => new Map(),
      noteMilestones: async () => [],
      watchMilestones: async () => {},
    },
    agents: async () => [],
    profiles: async () => new Map(),
    imports: records.imports,
    insights: records.insights,
  },
  community: 'default',
  judging: createJudging(DATA_FOLDER),
  timeZone: 'UTC',
  now: () => NOW,
  knowledge: () => knowledge,
  knowledgeFigures: () => null,
  dataFolder: folder,
};
const ask = (request: Partial<ReportRequest>) =>
  renderReport(options, { name: 'overview', from: null, to: null, language: 'en', ...request });

describe('a report in the chat', () => {
  it('is words, a picture with its words, and three buttons', async () => {
    const { text, files, buttons } = await ask({ name: 'satisfaction' });
    expect(text).toContain('Satisfaction · all time');
    expect(files).toMatchObject([{ name: 'satisfaction.png', mediaType: 'image/png', source: { kind: 'bytes' } }]);
    expect(files?.[0]?.alt).toContain('10: ');
    expect(buttons[0]?.map(({ choice, target, label }) => [choice, target, label])).toEqual([
      ['report_full', 'SATISFACTION-0-0-A', 'Details'],
      ['report_csv', 'SATISFACTION-0-0-A', 'CSV'],
      ['report_share', 'SATISFACTION-0-0-A', 'Share with staff'],
    ]);
  });

  it('in full has every figure and no picture again', async () => {
    const { text, files, buttons } = await ask({ name: 'response', form: 'full' });
    expect(text).toContain('95% within');
    expect([files, buttons]).toEqual([undefined, []]);
  });

  it('as CSV is a file that spreadsheets read as UTF-8', async () => {
    const { files } = await ask({ name: 'sla', form: 'csv', language: 'zh' });
    const source = files?.[0]?.source;
    if (source?.kind !== 'bytes') throw new Error('no bytes');
    expect([...source.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(source.bytes);
    expect(text).toContain('group,name,metric,unit,value,n,low,high,pending');
    expect(text).toContain('technical,技术与账号,withinTargetObserved,share,');
  });

  it('explains a metric, and lists them where the name is none', async () => {
    expect((await ask({ name: 'explain', metric: 'csat' })).text).toContain('Rated 8 or more (csat)');
    expect((await ask({ name: 'explain', metric: 'joy' })).text).toContain('There is no such metric');
    expect((await ask({ name: 'explain', language: 'zh' })).text).toContain('satisfaction · 满意度');
  });

  it('without anything to show is words alone', async () => {
    const { files, text } = await ask({ from: NOW, to: NOW + 1 });
    expect(files).toBeUndefined();
    expect(text).toContain('No conversations');
  });

  it('is compared with the same time before', async () => {
    asked.length = 0;
    const half = (SEASON + NOW) / 2;
    await ask({ from: half });
    expect(asked).toEqual([
      [half, null],
      [SEASON, half],
    ]);
  });
});

describe('purchases', () => {
  it('are read from the file beside the knowledge base, days in the zone of the community', async () => {
    const lines = toPurchases().map(
      ({ learner, course, purchasedAt, amount }) =>
        `${learner},${course},${new Date(purchasedAt).toISOString().slice(0, 10)},${amount}`,
    );
    writeFileSync(join(folder, 'purchases.csv'), `learner,course,purchased_at,amount\n${lines.join('\n')}\n`);
    const { figures } = await gatherReport(options, { name: 'loyalty', from: null, to: null, language: 'en' });
    expect(figures.buyers?.value).toBe(240);
    expect(figures.repurchaseRate?.value).toBeGreaterThan(0.2);
  });

  it('that cannot be read say where and what to do', async () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(
      file,
      'learner,course,purchased_at,amount\nslack:U1,sql,yesterday,9\nslack:U1,sql,2026-01-31 09:30,x\n',
    );
    const gathered = gatherReport(
      { ...options, purchasesFile: file },
      { name: 'loyalty', from: null, to: null, language: 'en' },
    );
    await expect(gathered).rejects.toThrow(
      /line 2, column purchased_at: “yesterday” is no time[\s\S]*line 3, column amount/,
    );
  });
});

it('promises run on the clock of their queue', () => {
  const target = toTargets(knowledge, 'Asia/Shanghai')('technical')!;
  // Open 09:00 to 22:00: from 21:50 to 09:10 the next day are 20 minutes.
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Asia/Shanghai]`).epochMilliseconds;
  expect(target.openMs(at('2026-03-02T21:50'), at('2026-03-03T09:10'))).toBe(20 * 60_000);
  expect(target.firstResponseMs).toBe(30 * 60_000);
  expect(toTargets(knowledge, 'UTC')('gone')).toBeNull();
});
