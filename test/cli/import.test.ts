/** `afterclass import`: real processes on real files, killed and begun again. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordKind } from '../../src/domain/learning-record.ts';
import { toFingerprint } from '../../src/import/fingerprint.ts';
import { hashEmail } from '../../src/import/learning-rows.ts';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { runAfterclass } from './process.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-imports-'));
  database = `sqlite:${join(folder, 'a.db')}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ DATABASE_URL: database, TIME_ZONE: 'Asia/Shanghai' });

async function importText(kind: RecordKind, content: string | Buffer, name = `${kind}.csv`) {
  writeFileSync(join(folder, name), content);
  const result = await runAfterclass(['import', kind, name], folder, env());
  const aside = join(folder, `${name}.rejected.csv`);
  const rejected = existsSync(aside)
    ? (parse(readFileSync(aside, 'utf8'), { columns: true }) as Record<string, string>[])
    : [];
  return { ...result, rejected };
}

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
const read = <Kind extends RecordKind>(kind: Kind) => withStore((store) => store.imports.read(kind));

describe('afterclass import', () => {
  it.each([
    ['learners', 'learner,email,language,joined_at\na, Ann@Example.com ,zh-CN,2026-01-31\nb,,,\n'],
    ['behavior', 'user_id,learning_time,learning_frequency,course_completion\na,120,15,0.8\nb,,,\n'],
    ['purchases', 'learner,course,purchased_at,amount\na,sql,2026-01-31,99.5\na,sql,2026-02-01 09:30,\n'],
    ['courses', 'id,title,text,level,prerequisites,price\nsql,SQL,"Tables,\njoins",beginner,py; git,9.5\n'],
    ['activity', 'learner,day,course,videos\na,2026-01-31,sql,3\na,20484,,0\n'],
    ['scores', 'learner,course,test,score,most,taken_at\na,sql,pre,40,100,2026-01-31\n'],
  ] as const)('%s, twice: the second time nothing changes', async (kind, content) => {
    const first = await importText(kind, content);
    expect([first.code, first.err, first.rejected]).toEqual([0, '', []]);
    expect(await read(kind)).toMatchSnapshot();
    const second = await importText(kind, gzipSync(content), `${kind}.csv.gz`);
    expect(second.out).toMatch(/: 0 rows new or changed, [12] as they were;/);
  });

  it('puts bad rows into a file beside, with line and reason; the others are taken', async () => {
    const { code, out, rejected } = await importText(
      'behavior',
      [
        '\uFEFFuser_id,learning_time,learning_frequency,course_completion',
        'a,120,15,0.8',
        'b,-1,2,0.5',
        'c,10,2,140%',
        'd,ten,2,0.5',
        '',
        '"e,1,1,1',
        'f,1,1',
        'g,1,1,80%',
      ].join('\r\n'),
    );
    expect(code).toBe(0);
    expect(out).toContain('2 rows new or changed, 0 as they were, 5 rejected (behavior.csv.rejected.csv tells why)');
    expect(rejected).toEqual([
      {
        line: '3',
        reason: 'learning_time is below zero; write what was counted, or nothing where it is not known',
        row: 'b,-1,2,0.5',
      },
      { line: '4', reason: 'course_completion is above 100 %; write a share or a percentage', row: 'c,10,2,140%' },
      { line: '5', reason: 'learning_time “ten” is no number; write one or nothing', row: 'd,ten,2,0.5' },
      { line: '7', reason: 'a quote opens in this row and never closes', row: '"e,1,1,1' },
      { line: '8', reason: '3 cells where the header has 4', row: 'f,1,1' },
    ]);
    expect((await read('behavior')).map(({ learner, course_completion: share }) => [learner, share])).toEqual([
      ['a', 0.8],
      ['g', 0.8],
    ]);
    // Mended, the file beside goes.
    expect(
      (await importText('behavior', 'user_id,learning_time,learning_frequency,course_completion\nb,1,2,0.5\n'))
        .rejected,
    ).toEqual([]);
  });

  it.each([
    ['learners', 'learner,email\n,\nb,nowhere\n', 2],
    [
      'purchases',
      'learner,course,purchased_at,amount\na,sql,soon,1\na,,2026-01-31,1\na,sql,2026-02-30,1\na,sql,2026-02-01,much\n',
      4,
    ],
    ['courses', 'id,title,text,price\na b,T,t,1\nb,,t,1\nc,T,t,-1\n', 3],
    ['activity', 'learner,day,videos\na,soon,1\na,2026-02-30,1\na,1,-2\na,1,x\n,1,1\n', 5],
    [
      'scores',
      'learner,course,test,score,most,taken_at\na,c,t,,100,2026-01-31\na,c,t,120,100,2026-01-31\na,c,t,1,100,now\n',
      3,
    ],
  ] as const)('of %s without a single good row fails and keeps nothing', async (kind, content, bad) => {
    const { code, rejected } = await importText(kind, content);
    expect([code, rejected.length]).toEqual([1, bad]);
    expect(await read(kind)).toEqual([]);
  });

  it('killed in the middle goes on where it was, to the same records and the same rejected rows', {
    timeout: 60_000,
  }, async () => {
    const rows = Array.from({ length: 120_000 }, (_, n) => `l${n},${n % 1000 === 7 ? -1 : n},${n % 30},0.5`);
    const file = join(folder, 'many.csv');
    writeFileSync(file, `user_id,learning_time,learning_frequency,course_completion\n${rows.join('\n')}\n`);
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'import', 'behavior', file], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: 'ignore',
    });
    const fingerprint = toFingerprint(file, 'behavior');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await vi.waitFor(
      () => withStore(async (store) => expect((await store.imports.progress(fingerprint))?.line).toBeGreaterThan(1)),
      { timeout: 20_000, interval: 20 },
    );
    child.kill('SIGKILL');
    await ended;
    const before = await withStore((store) => store.imports.progress(fingerprint));
    expect(before?.isDone).toBe(false);
    // As if the disk had more of them than the database knows of.
    const aside = `${file}.rejected.csv`;
    writeFileSync(aside, `${readFileSync(aside, 'utf8')}99999,"torn","l9`);
    const { code, err, out } = await runAfterclass(['import', 'behavior', file], folder, env());
    expect([code, err]).toEqual([0, expect.stringContaining('going on after line')]);
    expect(out).toContain('119,880 rows new or changed, 0 as they were, 120 rejected');
    const lines = (parse(readFileSync(aside, 'utf8'), { columns: true }) as { line: string }[]).map(({ line }) =>
      Number(line),
    );
    expect(lines).toEqual(Array.from({ length: 120 }, (_, n) => n * 1000 + 9));
    expect(await read('behavior')).toHaveLength(119_880);
  });

  it.each([
    ['behavior', '', 'the file is empty'],
    ['behavior', 'a,b\n1,2\n', 'there is no column "learning_time"'],
    ['activity', 'learner,day,x,x\n', 'column "x" stands twice'],
  ] as const)('of %s, %j, fails in words', async (kind, content, words) => {
    const { code, err } = await importText(kind, content);
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
  });

  it('refuses kinds it does not know, and files that are not there', async () => {
    expect((await runAfterclass(['import', 'dreams', 'x.csv'], folder, env())).code).toBe(2);
    const { code, err } = await runAfterclass(['import', 'learners', 'x.csv'], folder, env());
    expect([code, err]).toEqual([1, expect.stringContaining('there is no such file')]);
  });

  it('keeps of an e-mail address its hash, the same however it is written', async () => {
    await importText('learners', 'learner,email\na,Ann@Example.com\n');
    expect(await withStore((store) => store.imports.findByEmail(hashEmail(' ann@example.COM')))).toBe('a');
    expect(readFileSync(join(folder, 'a.db')).includes('xample.com')).toBe(false);
  });
});
