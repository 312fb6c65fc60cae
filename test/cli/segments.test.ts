/** `afterclass segments` on files in every state: as many rows out as in, in order, each with a segment. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjustedRand } from '../../src/analytics/segments/quality.ts';
import { toLearners } from '../analytics/segments/learners.ts';
import { runAfterclass } from './process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-segments-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'user_id,learning_time,learning_frequency,course_completion\n';

async function runOn(content: string | Buffer, args: readonly string[] = [], name = 'in.csv') {
  writeFileSync(join(folder, name), content);
  const result = await runAfterclass(['segments', '--in', name, '--out', 'out.csv', ...args], folder);
  const out = result.code === 0 ? readFileSync(join(folder, 'out.csv'), 'utf8') : '';
  return { ...result, rows: parse(out, { columns: true }) as Record<string, string>[] };
}

describe('afterclass segments', () => {
  it('takes a corrupt file: each row lands somewhere, with a reason', { timeout: 30_000 }, async () => {
    const good = Array.from({ length: 30 }, (_, n) => `g${n},${10 + n * 20},${1 + n},${(n + 1) / 40}`).join('\r\n');
    const gbk = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]);
    const bad = [
      'a,0,0,0',
      'b,,,',
      ',,,',
      'c,-5,3,0.5',
      'd,60,3,140%',
      'e,60,3,1.4',
      'f,NaN,3,0.5',
      'g,inf,3,0.5',
      'h,viel,3,0.5',
      'i,60',
      'j,60,3,0.5,9,9',
      '"k,60,3,0.5',
      '"l "" x",60,3,0.5',
      '"m"x,60,3,0.5',
      'n,"60","3","0.5"',
      'o,６０,3,50%',
      'p,1e12,900,1',
    ];
    const content = Buffer.concat([
      Buffer.from(`\uFEFF${HEADER}${good}\r\n${bad.join('\r\n')}\r\n\r\n`),
      gbk,
      Buffer.from(',60,3,0.5'),
    ]);
    const { code, rows, err } = await runOn(content);
    expect(code).toBe(0);
    expect(rows).toHaveLength(30 + bad.length + 1);
    expect(rows.slice(30).map(({ segment, reason }) => `${segment}: ${reason}`)).toMatchInlineSnapshot(`
      [
        "inactive: no activity",
        "inactive: no activity is known",
        "inactive: no activity is known",
        "excluded: learning_time is below zero",
        "excluded: course_completion is above 1",
        "excluded: course_completion is above 1",
        "low: learning_time is missing, placed by what is known",
        "excluded: learning_time is no number",
        "excluded: learning_time is no number",
        "excluded: 2 cells where the header has 4",
        "excluded: 6 cells where the header has 4",
        "excluded: a quote opens in this row and never closes",
        "low: ",
        "excluded: a quote stands inside a cell of this row",
        "low: ",
        "low: ",
        "high: learning_time is far out, bounded",
        "low: ",
      ]
    `);
    expect(rows.at(-1)?.user_id).toBe('张三');
    expect(err).toContain('excluded: 9 learners');
    expect(err).toContain('far out and bounded: learning_time 1\n');
    const sizes = Map.groupBy(rows.slice(0, 30), ({ segment }) => segment);
    expect([...sizes.values()].every(({ length }) => length > 5)).toBe(true);
  });

  it('finds the true groups among gaps and bad rows, the same to the byte each time, compressed or not', {
    timeout: 30_000,
  }, async () => {
    const { rows, truth } = toLearners(3000, 8);
    const lines = rows.map((row, i) => {
      const cells = [row.learning_time, row.learning_frequency, row.course_completion].map((value) => value ?? '');
      // Every tenth learner lacks one value.
      if (i % 10 === 3 && truth[i] !== 'inactive') cells[((i / 10) % 3) | 0] = '';
      if (i % 50 === 7) {
        truth[i] = 'excluded';
        cells[0] = -1;
      }
      return cells.join(',');
    });
    const content = `learning_time,learning_frequency,course_completion\n${lines.join('\n')}\n`;
    const first = await runOn(gzipSync(content), [], 'in.csv.gz');
    expect(first.rows.map(({ user_id: id }) => id)).toEqual(rows.map((_, i) => `${i + 1}`));
    expect(
      adjustedRand(
        first.rows.map(({ segment }) => segment ?? ''),
        truth,
      ),
    ).toBeGreaterThan(0.93);
    const before = readFileSync(join(folder, 'out.csv'));
    const zipped = ['segments', '--in', 'in.csv.gz', '--out', 'out.csv.gz', '--save', 'model.json'];
    expect((await runAfterclass(zipped, folder)).code).toBe(0);
    expect(gunzipSync(readFileSync(join(folder, 'out.csv.gz'))).equals(before)).toBe(true);

    const later = await runOn(content, ['--by', 'model.json'], 'later.csv');
    expect(readFileSync(join(folder, 'out.csv')).equals(before)).toBe(true);
    expect(later.err).toContain('drift of segments: 0.000 (steady)');
    const longer = await runOn(content.replaceAll(/^(\d)/gm, '9$1'), ['--by', 'model.json'], 'longer.csv');
    expect(longer.err).toMatch(/drift of learning_time: .*shifted/);
  });

  it('takes other numbers of groups, chosen or found', { timeout: 30_000 }, async () => {
    const { rows } = toLearners(400, 3);
    const content = `learning_time,learning_frequency,course_completion\n${rows
      .map((row) => [row.learning_time ?? '', row.learning_frequency, row.course_completion ?? ''].join(','))
      .join('\n')}\n`;
    const five = await runOn(content, ['--k', '5']);
    expect([...new Set(five.rows.map(({ segment }) => segment))].sort()).toEqual([
      'high',
      'inactive',
      'low',
      'moderate-1',
      'moderate-2',
      'moderate-3',
    ]);
    expect(five.err).toContain('the figures speak for 3 groups rather than 5');
    const found = await runOn(content, ['--k', 'auto']);
    expect(found.err).toContain('* 3 groups');
  });

  it.each([
    [['--k', '0']],
    [['--k', 'many']],
    [['--seed', 'x']],
    [['--out', 'in.csv']],
    [['--by', 'a', '--save', 'b']],
  ])('%j is wrong use', async (args) => {
    expect((await runOn(`${HEADER}a,1,1,1\n`, args)).code).toBe(2);
  });

  it.each([
    ['', 'the file is empty'],
    ['a,b\n1,2\n', 'there is no column "learning_time"'],
  ])('%j fails in words', async (content, words) => {
    const { code, err } = await runOn(content);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });

  it('of nobody is nobody', async () => {
    const { code, rows } = await runOn(HEADER);
    expect([code, rows]).toEqual([0, []]);
  });
});
