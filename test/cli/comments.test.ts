/** `afterclass sentiment` and `themes` as scripts use them: real processes, real files, exit codes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAfterclass } from './process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-comments-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const records = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const GOOD = ['讲得很清楚，推荐', '老师有耐心', '"内容扎实，\n案例多"', 'clear and useful', 'great value'];
const BAD = ['讲得很乱，失望', '老师没耐心', '内容太浅', 'confusing and useless', 'waste of money'];
const SENTIMENT = ['label,text', ...GOOD.map((t) => `1,${t.replace('，', '、')}`), ...BAD.map((t) => `0,${t}`)].join(
  '\n',
);

describe('afterclass sentiment', () => {
  it('scores each line, blank ones too, and reads gzip', async () => {
    const train = write('train.csv.gz', gzipSync(SENTIMENT));
    const asked = write('in.txt', '老师很有耐心，推荐\n\nconfusing waste of money\n');
    const out = join(folder, 'out.jsonl');
    const { code, err } = await runAfterclass(['sentiment', '--train', train, '--in', asked, '--out', out], folder);
    expect([code, err]).toEqual([0, expect.stringContaining('3 rated')]);
    const [good, blank, bad] = records(out);
    expect([good?.id, blank?.id, bad?.id]).toEqual([0, 1, 2]);
    expect(good?.score).toBeGreaterThan(0.5);
    expect(bad?.score).toBeLessThan(0.5);
    expect(Object.keys(blank ?? {})).toEqual(['id', 'score']);
  });

  it('reads the column text of a CSV', async () => {
    const train = write('train.csv', SENTIMENT);
    const asked = write('in.csv', 'id,text\n7,"很好,推荐"\n8,太浅\n');
    const out = join(folder, 'out.jsonl');
    const { code } = await runAfterclass(['sentiment', '--train', train, '--in', asked, '--out', out], folder);
    expect([code, records(out).length]).toEqual([0, 2]);
  });

  it.each([
    ['label,text\n1,好\n2,坏\n', 'a\n', '2 is no label'],
    ['label,text\n1,好\n1,很好\n', 'a\n', 'all labels are the same'],
    ['label,text\n1,好\n0,\n', 'a\n', null],
  ])('with %j says %s', async (known, asked, message) => {
    const given = ['--train', write('train.csv', known), '--in', write('in.txt', asked), '--out', join(folder, 'o')];
    const { code, err } = await runAfterclass(['sentiment', ...given], folder);
    expect(code).toBe(message === null ? 0 : 1);
    if (message !== null) expect(err).toContain(message);
  });

  it('refuses to overwrite what it reads', async () => {
    const train = write('train.csv', SENTIMENT);
    const { code } = await runAfterclass(['sentiment', '--train', train, '--in', train, '--out', train], folder);
    expect(code).toBe(2);
  });
});

describe('afterclass themes', () => {
  it('sorts each line', async () => {
    const train = write(
      'train.tsv',
      'label\ttext\n价格\t退款没到账\n价格\t太贵了\n老师\t老师讲得好\n老师\t老师很耐心\n',
    );
    const asked = write('in.txt', '怎么退款\n那位老师不错\n');
    const out = join(folder, 'out.jsonl');
    const { code } = await runAfterclass(['themes', '--train', train, '--in', asked, '--out', out], folder);
    expect([code, ...records(out).map(({ theme }) => theme)]).toEqual([0, '价格', '老师']);
    expect(records(out)[0]).toMatchObject({ id: 0, label: '价格', top: ['价格', '老师'] });
  });

  it('needs two themes', async () => {
    const train = write('train.csv', 'label,text\na,b\na,c\n');
    const given = ['themes', '--train', train, '--in', write('in.txt', 'x\n'), '--out', join(folder, 'o')];
    const { code, err } = await runAfterclass(given, folder);
    expect([code, err]).toEqual([1, expect.stringContaining('one theme only')]);
  });
});
