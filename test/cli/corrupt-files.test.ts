/** Files of every kind in every broken state, through the real command: what can be read is taken, the rest stands aside with line and reason, no row is lost. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RECORD_KINDS, type RecordKind } from '../../src/domain/learning-record.ts';
import { openStore } from '../../src/store/open.ts';
import { runAfterclass } from './process.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/imports');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-corrupt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const database = () => `sqlite:${join(folder, 'a.db')}`;
const run = (kind: RecordKind, file: string) =>
  runAfterclass(['import', kind, file], folder, { DATABASE_URL: database(), TIME_ZONE: 'Asia/Shanghai' });

async function readAll(kind: RecordKind) {
  const store = await openStore(database());
  try {
    return (await store.imports.read(kind)) as unknown as readonly Readonly<Record<string, unknown>>[];
  } finally {
    await store.close();
  }
}

/** Line and reason of what stands aside. */
function readRejected(file: string): [number, string][] {
  const path = join(folder, `${file}.rejected.csv`);
  if (!existsSync(path)) return [];
  return (parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[]).map((row) => [
    Number(row.line),
    row.reason ?? '',
  ]);
}

/** Members need their organisation, as in life. */
async function prepare(kind: RecordKind): Promise<void> {
  if (kind !== 'members') return;
  writeFileSync(join(folder, 'all.csv'), 'id,name,seats\nacme,Acme,20\nhuaxia,Huaxia,20\n');
  await run('organisations', 'all.csv');
}

/** By kind: rows below the header, and which cell names a record. */
const EXPECTED: Readonly<
  Record<RecordKind, { readonly rows: number; readonly key: string; readonly taken: readonly string[] }>
> = {
  learners: { rows: 11, key: 'learner', taken: ['a,1', 'b"2', 'j'] },
  behavior: { rows: 10, key: 'learner', taken: ['a', 'b', 'i,9'] },
  purchases: { rows: 11, key: 'learner', taken: ['a', 'a', 'i'] },
  courses: { rows: 8, key: 'id', taken: ['py6', 'sql'] },
  activity: { rows: 12, key: 'learner', taken: ['a', 'i'] },
  scores: { rows: 10, key: 'learner', taken: ['a', 'j'] },
  organisations: { rows: 9, key: 'id', taken: ['acme', 'h'] },
  members: { rows: 9, key: 'learner', taken: ['a', 'b', 'g,1'] },
};

describe.each(RECORD_KINDS)('a corrupt file of %s', (kind) => {
  const { rows, key, taken } = EXPECTED[kind];

  it('loses no row, names line and reason, and changes nothing the second time, plain or packed', async () => {
    await prepare(kind);
    const file = `${kind}.csv`;
    copyFileSync(join(FIXTURES, file), join(folder, file));
    const first = await run(kind, file);
    expect([first.code, first.err]).toEqual([0, '']);
    const rejected = readRejected(file);
    expect(rejected).toMatchSnapshot();
    const found = await readAll(kind);
    expect(found.map((row) => row[key])).toEqual(taken);
    expect(taken.length + rejected.length).toBe(rows);
    writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(folder, file))));
    const second = await run(kind, `${file}.gz`);
    expect(second.out).toContain(': 0 rows new or changed');
    expect(await readAll(kind)).toEqual(found);
    expect(readRejected(`${file}.gz`)).toEqual(rejected);
  });

  it('may be in GBK', async () => {
    await prepare(kind);
    const file = `${kind}.gbk.csv`;
    copyFileSync(join(FIXTURES, file), join(folder, file));
    expect((await run(kind, file)).err).toBe('');
    expect(readRejected(file)).toEqual([]);
    expect(JSON.stringify(await readAll(kind))).toMatch(/学员|数据分析|华夏|甲/);
  });
});

it('names in other letters are no GBK', async () => {
  const names = ['Łukasz', 'Müller', 'Ελένη', 'Олена', 'naïveté'];
  writeFileSync(join(folder, 'names.csv'), `learner\n${names.join('\n')}\n`);
  await run('learners', 'names.csv');
  expect((await readAll('learners')).map(({ learner }) => learner).toSorted()).toEqual(names.toSorted());
});
