/** `afterclass churn` as scripts use it: real processes, real files, exit codes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAfterclass } from './process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-churn-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Even learners come every day, odd ones once. */
function writeCommunity(): string[] {
  const learners = Array.from({ length: 60 }, (_, n) => n);
  const days = learners.flatMap((n) =>
    Array.from({ length: n % 2 === 0 ? 10 : 1 }, (_, day) => `L${n},${9 - day + (n % 2) * -9 + (n % 2) * day},3,1`),
  );
  const activity = write('activity.csv.gz', gzipSync(`learner,day,video,problem\n${days.reverse().join('\n')}\n`));
  const train = write(
    'train.csv',
    `learner,label,course\n${learners
      .slice(0, 50)
      .map((n) => `L${n},${n % 2},${n % 3}`)
      .join('\n')}\n`,
  );
  const asked = write('in.csv', 'learner,course\nL50,1\nL51,2\n"new, one",0\nL50,1\n');
  return ['churn', '--activity', activity, '--train', train, '--in', asked];
}

describe('afterclass churn', () => {
  it('answers one row per learner asked about, in their order, with reasons', async () => {
    const out = join(folder, 'out.csv');
    const { code, err } = await runAfterclass([...writeCommunity(), '--out', out, '--check'], folder);
    expect([code, err]).toEqual([0, expect.stringContaining('AUC of days since the last activity alone')]);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('learner,probability,reasons');
    expect(lines.slice(1).map((line) => line.match(/^(?:"[^"]*"|[^,]*)/)?.[0])).toEqual([
      'L50',
      'L51',
      '"new, one"',
      'L50',
    ]);
    const [faithful = 0, away = 0] = lines.slice(1).map((line) => Number(line.split(',')[1]));
    expect(faithful).toBeLessThan(0.2);
    expect(away).toBeGreaterThan(0.8);
    expect(lines[3]).toContain('no activity in 10 days');
  });

  it('writes gzip where the name says so, and Chinese where LANG does', async () => {
    const out = join(folder, 'out.csv.gz');
    const { code } = await runAfterclass([...writeCommunity(), '--out', out], folder, { LANG: 'zh_CN.UTF-8' });
    expect(code).toBe(0);
    expect(gunzipSync(readFileSync(out)).toString()).toContain('10 天里没有任何活动');
  });

  it.each([
    ['activity.csv', 'learner,day,video\nL1,1.5,2\n', 'line 2, column day: 1.5 is no whole number'],
    ['activity.csv', 'learner,day,video\nL1,1,-2\n', 'line 2, column video: -2 is no count'],
    ['activity.csv', 'who,day,video\nL1,1,2\n', 'line 1, column learner: is missing'],
    ['train.csv', 'learner,label\nL1,2\n', 'line 2, column label: 2 is no label'],
    ['train.csv', 'learner,label\nL1,1\nL2,1\n', 'all labels are the same'],
    ['train.csv', 'learner,label,course\nL1,1\n', '2 cells where the header has 3'],
  ])('says what is wrong in %s: %j', async (name, content, message) => {
    const files = {
      'activity.csv': 'learner,day,video\nL1,1,2\n',
      'train.csv': 'learner,label\nL1,1\nL2,0\n',
      [name]: content,
    };
    const [activity = '', train = ''] = Object.entries(files).map(([file, text]) => write(file, text));
    const asked = write('in.csv', 'learner\nL1\n');
    const given = ['churn', '--activity', activity, '--train', train, '--in', asked, '--out', join(folder, 'out.csv')];
    const { code, err } = await runAfterclass(given, folder);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  it('refuses to overwrite what it reads', async () => {
    const given = writeCommunity();
    const { code } = await runAfterclass([...given, '--out', join(folder, 'in.csv')], folder);
    expect(code).toBe(2);
  });
});
