import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli.ts';
import type { Io } from '../../src/commands/io.ts';
import { writeFolder } from '../import/files.ts';
import { runAfterclass } from './process.ts';

const TRAIN = 'ann a b\nbob a b c\ncid b c\n\ndan a d\r\neve b a\n';

async function run(...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const io = { env: { LANG: 'en' }, stdin: new PassThrough(), stdout, stderr } as unknown as Io;
  const code = await runCli(['recommend', ...args], io);
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

const readAnswers = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { learner: string; items: string[] });

describe('afterclass recommend over files', () => {
  it('answers every learner once, best first, never with what is in train', async () => {
    const folder = writeFolder({ 'train.txt.gz': gzipSync(TRAIN) });
    const out = join(folder, 'out.jsonl');
    const { code, err } = await run('--train', join(folder, 'train.txt.gz'), '--out', out, '--top', '2');
    expect([code, err]).toEqual([0, expect.stringContaining('5 histories')]);
    const answers = readAnswers(out);
    expect(answers.map(({ learner }) => learner)).toEqual(['ann', 'bob', 'cid', 'dan', 'eve']);
    expect(answers[0]?.items[0]).toBe('c');
    expect(answers[1]?.items).toEqual(['d']);
    expect(Object.keys(answers[0] ?? {})).toEqual(['learner', 'items']);
  });

  it('ranks candidates only, for learners and items it has never seen too', async () => {
    const folder = writeFolder({
      'train.txt': TRAIN,
      'candidates.txt': 'ann c d a\nzoe d a new\nbob x y\n',
      'courses.csv':
        '\uFEFFid,title,text,level,prerequisites,teacher\nnew,新课,"深度学习, 神经网络",,无,张\na,A,深度学习,,,\n',
    });
    const out = join(folder, 'out.jsonl');
    const files = ['--candidates', join(folder, 'candidates.txt'), '--courses', join(folder, 'courses.csv')];
    expect((await run('--train', join(folder, 'train.txt'), '--out', out, ...files)).code).toBe(0);
    const [ann, zoe, bob] = readAnswers(out);
    expect(ann).toEqual({ learner: 'ann', items: ['c', 'd'] });
    expect(zoe?.items.toSorted()).toEqual(['a', 'd', 'new']);
    expect(zoe?.items[0]).toBe('a');
    expect(bob?.items.toSorted()).toEqual(['x', 'y']);
  });

  it('takes an empty training file', async () => {
    const folder = writeFolder({ 'train.txt': '' });
    const out = join(folder, 'out.jsonl');
    expect((await run('--train', join(folder, 'train.txt'), '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe('');
  });

  it.each([
    ['commas instead of spaces', { 'train.txt': 'ann,a,b\n' }, [], 1, 'separated by spaces'],
    ['no text column', { 'train.txt': TRAIN, 'courses.csv': 'id,title\na,b\n' }, ['courses'], 1, 'line 1, column text'],
    ['no id', { 'train.txt': TRAIN, 'courses.csv': 'id,text\n,b\n' }, ['courses'], 1, 'line 2, column id'],
    ['a file that is not there', { 'train.txt': TRAIN }, ['courses'], 1, 'there is no such file'],
  ])('says what is wrong with %s', async (_, files, options, code, message) => {
    const folder = writeFolder(files);
    const extra = options.flatMap((option) => [`--${option}`, join(folder, `${option}.csv`)]);
    const result = await run('--train', join(folder, 'train.txt'), '--out', join(folder, 'out'), ...extra);
    expect([result.code, result.err]).toEqual([code, expect.stringContaining(message)]);
  });

  it('refuses wrong use with code 2', async () => {
    const train = join(writeFolder({ 'train.txt': TRAIN }), 'train.txt');
    expect((await run('--train', train)).code).toBe(2);
    expect((await run('--train', train, '--out', train)).code).toBe(2);
    expect((await run('--train', train, '--out', `${train}.out`, '--top', '0')).code).toBe(2);
  });
});

describe('afterclass recommend and path over the store', () => {
  it('use what was imported', async () => {
    const folder = writeFolder({
      'purchases.csv': 'learner,course,purchased_at\nS-9,py101,2026-01-05\nS-9,da101,2026-02-05\n',
      'activity.csv': 'learner,course,day,completion\nS-9,py101,2026-02-01,100\nS-9,da101,2026-02-20,0.5\n',
    });
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, LANG: 'en' };
    for (const kind of ['purchases', 'activity']) await runAfterclass(['import', kind, `${kind}.csv`], folder, env);
    const { out: stdout } = await runAfterclass(['recommend', 'S-9'], folder, env);
    expect(stdout).toMatch(/^1\. Intermediate Python \[py201\]\n {3}Because you finished “Python for Beginners”/);
    expect(stdout).not.toContain('trial0');
    const path = await runAfterclass(['path', 'S-9', '--goal', 'da201', '--from', '2026-03-02'], folder, env);
    expect(path.out).toMatch(/☑ 1\. Python for Beginners \(basic\) · finished\n◐ 2\. Data Analysis Basics .* 50%/);
  });
});
