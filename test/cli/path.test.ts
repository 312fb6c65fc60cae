import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli.ts';
import type { Io } from '../../src/commands/io.ts';
import { writeFolder } from '../import/files.ts';

const DATA = {
  'courses.csv':
    'id,title,text,level,prerequisites,price\npy1,Python 入门 / Python Basics,变量 variables,beginner,,9\npy2,Python 进阶 / Intermediate Python,类 classes,intermediate,py1,9\nart1,素描 / Drawing,线条 lines,beginner,,9\n',
  'purchases.csv': 'learner,course,purchased_at,amount\nann,py1,2026-01-05,9\nbob,art1,2026-01-05,9\n',
  'progress.csv': 'learner,course,completion,score\nann,py1,100%,9\n',
  'holidays.csv': 'dates,name_zh,name_en,hours,queues\n2026-03-01..2026-03-02,节,Feast,,\n',
};

async function run(env: Record<string, string>, ...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const io = { env: { TIME_ZONE: 'UTC', ...env }, stdin: new PassThrough(), stdout, stderr } as unknown as Io;
  const code = await runCli(args, io);
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

describe('afterclass recommend for a learner', () => {
  it('gives courses with reasons, as text and as JSON', async () => {
    const data = writeFolder(DATA);
    const { code, out } = await run({ LANG: 'zh_CN.UTF-8' }, 'recommend', 'ann', '--data', data, '--top', '1');
    expect([code, out]).toEqual([0, '1. Python 进阶 [py2]\n   因为你学完了《Python 入门》，这门课接着往下讲。\n']);
    const json = JSON.parse((await run({}, 'recommend', 'ann', '--data', data, '--json')).out);
    expect(json.learner).toBe('ann');
    expect(json.recommendations.map((one: { course: string }) => one.course)).toEqual(['py2', 'art1']);
  });

  it('answers a learner nobody has heard of, and one who has everything', async () => {
    const data = writeFolder({
      'courses.csv': DATA['courses.csv'],
      'progress.csv': 'learner,course,completion,score\neve,py1,1,\neve,py2,1,\neve,art1,1,\n',
    });
    expect((await run({}, 'recommend', 'nobody', '--data', data)).out).toContain('no prior knowledge');
    expect((await run({}, 'recommend', 'eve', '--data', data)).out).toBe(
      'There is no course to recommend right now.\n',
    );
  });
});

describe('afterclass path', () => {
  it('plans around holidays and draws', async () => {
    const data = writeFolder(DATA);
    const png = join(data, 'path.png');
    const options = ['--goal', 'py2', '--hours', '7', '--from', '2026-03-01', '--data', data, '--work', ''];
    const { code, out } = await run({}, 'path', 'ann', ...options, '--png', png);
    expect(code).toBe(0);
    expect(out).toBe(
      'Learning path: py2\n☑ 1. Python Basics (basic) · finished\n☐ 2. Intermediate Python (intermediate) · 3 Mar – 1 Apr · about 30 h left\nAt 7 hours a week you will be done by 1 Apr. Hours are estimates by level.\n',
    );
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
    const json = JSON.parse((await run({}, 'path', 'ann', ...options, '--json')).out);
    expect(json.steps[1]).toMatchObject({ course: 'py2', status: 'planned', from: '2026-03-03', to: '2026-04-01' });
  });

  it('names a circle of prerequisites and its line', async () => {
    const courses = 'id,title,text,level,prerequisites,price\na,A,,,,\nb,B,,,c,\nc,C,,,b,\n';
    const { code, err } = await run(
      {},
      'path',
      'ann',
      '--goal',
      'c',
      '--data',
      writeFolder({ 'courses.csv': courses }),
    );
    expect(code).toBe(1);
    expect(err).toContain('courses.csv, line 3, column prerequisites: these need each other: b → c → b');
  });

  it.each([
    ['--hours', '0'],
    ['--hours', 'many'],
    ['--from', '2026-02-30'],
    ['--work', 'sometimes'],
  ])('refuses %s %s as wrong use', async (option, value) => {
    const { code, err } = await run({}, 'path', 'ann', '--goal', 'py2', '--data', writeFolder(DATA), option, value);
    expect([code, err]).toEqual([2, expect.stringContaining(value)]);
  });
});
