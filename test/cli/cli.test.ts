/** The `afterclass` command as people and scripts use it: real processes, real files, exit codes. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toSegmentsReport } from '../../src/analytics/segments/report.ts';
import { segment } from '../../src/analytics/segments/segments.ts';
import { toDemoBehaviour, toDemoPurchases } from '../../src/demo/records.ts';
import { toOrigin } from '../../src/http.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Result> {
  const set = { DATABASE_URL: `sqlite:${join(folder, 'cli.db')}`, HTTP_PORT: '0', LANG: 'en_US.UTF-8', ...env };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', MAIN, ...args],
      { env: { PATH: process.env.PATH, ...set }, cwd: folder },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('afterclass', () => {
  it.each(['serve', 'chat', 'ask', 'diagnose', 'evaluate', 'report', 'recommend', 'path', 'demo', 'doctor'])(
    '%s --help explains itself',
    async (command) => {
      const { code, out } = await run([command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`Usage: afterclass ${command}`);
    },
  );

  it.each([
    [['nonsense']],
    [['ask']],
    [['ask', '']],
    [['diagnose', '--known', 'x.tsv']],
    [['diagnose', '--known', 'x.tsv', '--in', 'x', '--out', 'y', '--oos-share', '7']],
    [['diagnose', '--known', 'x.tsv', '--in', 'x', '--out', './x']],
    [['diagnose', '--known', 'x.tsv', '--in', 'x', '--out', 'x.tsv']],
    [['report', 'nonsense']],
    [['report', 'overview', '--from', '2026-02-30']],
    [['report', 'overview', '--from', '']],
    [['report', 'overview', '--from', '2026-02-01', '--to', '2026-01-31']],
    [['report', 'overview', '--language', 'fr']],
    [['report', 'sla', '--by', 'moon']],
    [['report', 'sla', '--json', '--csv']],
    [['report', 'satisfaction', '--weights', 'age']],
    [['report', 'resolution', '--cost-per-hour', 'much']],
    [['demo', '--seed', 'x']],
  ])('%j is wrong use: exit code 2 and words, no stack', async (args) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err.trim()).not.toBe('');
    expect(err).not.toContain('    at ');
  });

  it('chat and doctor look for a running bot where it listens, IPv6 included', () => {
    expect([toOrigin('127.0.0.1', 3000), toOrigin('::1', 3000), toOrigin('[::1]', 3000)]).toEqual([
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
      'http://[::1]:3000',
    ]);
  });

  it('wrong settings fail with every problem at once', async () => {
    const { code, err } = await run(['doctor'], { HTTP_PORT: 'x', ANSWER_MAX_ERROR: '2' });
    expect(code).toBe(1);
    expect(err).toBe('');
    const served = await run(['serve'], { HTTP_PORT: 'x', ANSWER_MAX_ERROR: '2' });
    expect(served.code).toBe(1);
    expect(served.err).toContain('HTTP_PORT');
    expect(served.err).toContain('ANSWER_MAX_ERROR');
  });
});

describe('ask', () => {
  it('shows what was recognised, and answers programs in JSON', async () => {
    const shown = await run(['ask', '无法登录账号']);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('login_failed');
    const { out } = await run(['ask', '无法登录账号', '--json']);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual([
      'outcome',
      'language',
      'intent',
      'confidence',
      'similarQuestion',
      'answer',
      'queue',
      'candidates',
    ]);
    expect(answer).toMatchObject({ outcome: 'confident', language: 'zh', intent: 'login_failed', queue: 'technical' });
    expect(answer.candidates[0]).toMatchObject({ intent: 'login_failed' });
    expect(answer.answer.length).toBeGreaterThan(20);
  });

  it('says what it does not know', async () => {
    const { out } = await run(['ask', '我想换个头像', '--json']);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'unknown', intent: null, answer: null });
  });
});

describe('diagnose', () => {
  const KNOWN =
    'label\ttext\nlogin\tI cannot "log in"\nlogin\t登录不了\nvideo\tthe video does not play\nvideo\t视频打不开\noos\thow is the weather\n';

  it('writes one record a line, blank lines included, from TSV, CSV and gzip', async () => {
    const tsv = file('known.tsv', KNOWN);
    const csv = file('known.csv.gz', gzipSync('intent,utterance\nrefund,"I want my money, please"\nrefund,退款\n'));
    const input = file('in.txt', 'cannot log in\n\n视频打不开\nmy money please\nhow is the weather');
    const out = join(folder, 'out.jsonl');
    const { code, err } = await run(['diagnose', '--known', tsv, '--known', csv, '--in', input, '--out', out]);
    expect(err).toContain('7 known');
    expect(code).toBe(0);
    const records = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(records[0].top[0]).toBe('login');
    expect(records[1]).toEqual({ id: 1, top: [], confidence: 0, outcome: 'unknown' });
    expect(records[2].top[0]).toBe('video');
    expect(records[3].top[0]).toBe('refund');
    for (const { top, confidence } of records) {
      expect(top).not.toContain('oos');
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    ['a missing column', 'name\ttext\nx\ty\n', 'line 1'],
    ['an empty file', '', 'known.tsv'],
  ])('%s is an error with the place', async (_, content, place) => {
    const known = file('known.tsv', content);
    const { code, err } = await run(['diagnose', '--known', known, '--in', known, '--out', join(folder, 'out')]);
    expect(code).toBe(1);
    expect(err).toContain(place);
    expect(err).not.toContain('    at ');
  });

  it('names a file that is not there or cannot be written', async () => {
    const missing = await run(['diagnose', '--known', join(folder, 'no.tsv'), '--in', 'x', '--out', 'y']);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('no.tsv');
    const known = file('known.tsv', KNOWN);
    const closed = await run(['diagnose', '--known', known, '--in', known, '--out', join(folder, 'no', 'out.jsonl')]);
    expect(closed.code).toBe(1);
    expect(closed.err).toContain('--out');
  });
});

describe('evaluate', () => {
  const KNOWN = 'intent,utterance\na,hello world\na,hello there world\nb,good bye moon\nb,bye bye moon\n';
  const TEST = 'intent,utterance\na,hello world friend\nb,bye moon\noos,quantum physics\nunheard,of all things\n';

  it('gives shares with their n, and every other figure; an unknown label is unanswerable', async () => {
    const test = file('test.csv', TEST);
    const { code, out } = await run(['evaluate', '--known', file('known.csv', KNOWN), '--test', test, '--json']);
    expect(code).toBe(0);
    const figures = JSON.parse(out);
    expect(Object.keys(figures)).toEqual([
      'accuracy1',
      'accuracy3',
      'answeredRight',
      'wrongAmongAnswers',
      'rightAmongOffered',
      'unanswerableNotAnswered',
      'mrr',
      'auroc',
      'rightAt2',
      'rightAt5',
      'ece',
      'bins',
      'confusions',
      'worst',
      'questionsPerSecond',
    ]);
    expect(figures).toMatchObject({ accuracy1: { value: 1, n: 2 }, unanswerableNotAnswered: { n: 2 } });
    expect(figures).toMatchObject({ mrr: 1, auroc: 1, rightAt2: 1, rightAt5: 1, confusions: [], worst: [] });
    expect(figures.bins).toHaveLength(10);
    expect(figures.bins.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(4);
    expect(figures.questionsPerSecond).toBeGreaterThan(0);
  });

  it('says in words what the figures mean, and has no AUROC where nothing is unanswerable', async () => {
    const test = file('test.csv', 'intent,utterance\na,bye bye moon\nb,bye moon\nb,hello world\n');
    const { code, out } = await run(['evaluate', '--known', file('known.csv', KNOWN), '--test', test]);
    expect(code).toBe(0);
    expect(out).toContain('upper bound');
    expect(out).toContain('20.0% unanswerable questions; this test has 0.0%');
    expect(out).toContain('(AUROC): –');
    expect(out).toMatch(/ 2 {2}a ↔ b {3}e\.g\. (bye bye moon \(a\)|hello world \(b\))/);
  });

  it('draws the reliability, but never over what it reads or where it cannot', async () => {
    const args = ['evaluate', '--known', file('known.csv', KNOWN), '--test', file('test.csv', TEST), '--png'];
    const png = join(folder, 'reliability.png');
    expect(await run([...args, png])).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
    const same = await run([...args, join(folder, 'test.csv')]);
    expect(same.code).toBe(2);
    expect(readFileSync(join(folder, 'test.csv'), 'utf8')).toBe(TEST);
    const closed = await run([...args, join(folder, 'no', 'x.png')]);
    expect(closed.code).toBe(1);
    expect(closed.err).toContain('--png');
  });
});

describe('report', () => {
  it('has the agreed shape, and null for what there is none of', async () => {
    const { code, out } = await run(['report', 'overview', '--json', '--from', '2026-01-01', '--to', '2026-01-31'], {
      TIME_ZONE: 'UTC',
    });
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      report: 'overview',
      from: '2026-01-01T00:00:00Z',
      to: '2026-02-01T00:00:00Z',
    });
    expect(report.metrics.conversations).toMatchObject({ value: 0, n: 0 });
    expect(report.metrics.satisfaction).toMatchObject({ value: null, n: 0 });
    expect(report.metrics.firstResponseMedianMs).toMatchObject({ value: null, n: 0 });
    expect((await run(['report', 'overview'], { LANG: 'zh_CN.UTF-8' })).out).toMatch(/还没有|没有/);
  });
});

describe('report by name', () => {
  it.each([
    ['satisfaction', ['satisfaction', 'satisfactionPercent', 'csat', 'nps', 'responseRate']],
    [
      'response',
      [
        'firstResponseMedianMs',
        'firstResponseP90Ms',
        'withinTargetObserved',
        'withinTargetNormal',
        'resolutionMedianMs',
      ],
    ],
    ['loyalty', ['repurchaseRate', 'retentionRate']],
  ])('%s has its agreed metrics', async (name, names) => {
    const { code, out } = await run(['report', name, '--json']);
    expect(code).toBe(0);
    const { report, metrics } = JSON.parse(out);
    expect(report).toBe(name);
    for (const metric of names) expect(metrics[metric]).toMatchObject({ value: null, n: 0 });
  });

  it('repurchase and retention come from a file of purchases, with the picture', async () => {
    const day = (i: number) => `2025-01-${String(1 + (i % 20)).padStart(2, '0')}`;
    const lines = Array.from({ length: 100 }, (_, i) => [
      `slack:U${i},sql,${day(i)},99`,
      ...(i < 60 ? [`slack:U${i},python,2025-02-15,99`] : []),
    ]).flat();
    const purchases = file('purchases.csv', `learner,course,purchased_at,amount\n${lines.join('\n')}\n`);
    const png = join(folder, 'loyalty.png');
    const args = ['report', 'loyalty', '--json', '--purchases', purchases, '--png', png];
    const { code, out } = await run([...args, '--from', '2025-01-01', '--to', '2025-01-31'], { TIME_ZONE: 'UTC' });
    expect(code).toBe(0);
    const { metrics, cohorts } = JSON.parse(out);
    expect(metrics.repurchaseRate).toMatchObject({ value: 0.6, n: 100 });
    expect(metrics.repurchaseRate.low).toBeCloseTo(0.502, 3);
    expect(metrics.repurchaseRate.high).toBeCloseTo(0.691, 3);
    expect(cohorts).toMatchObject([{ month: '2025-01', learners: 100, within: { '60d': { value: 0.6 } } }]);
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
  });

  it('CSV has a header and a row for each figure; explain explains', async () => {
    const { out } = await run(['report', 'sla', '--csv', '--by', 'queue']);
    expect(out.split('\r\n')[0]).toBe('group,name,metric,unit,value,n,low,high,pending');
    expect((await run(['report', 'explain', 'csat', '--language', 'en'])).out).toContain('Rated 8 or more (csat)');
  });

  it('says that there is nothing to draw', async () => {
    const { code, err } = await run(['report', 'satisfaction', '--png', join(folder, 'none.png')]);
    expect(code).toBe(1);
    expect(err).toContain('nothing to draw');
  });
});

describe('doctor', () => {
  it('says what is there', async () => {
    const { code, out } = await run(['doctor', '--json']);
    const report = JSON.parse(out);
    expect(report.ok).toBe(true);
    expect(code).toBe(0);
    expect(report.checks.map(({ name }: { name: string }) => name)).toContain('knowledge base');
  });

  it('says what is missing, with the remedy', async () => {
    const { code, out } = await run(['doctor', '--json'], { LOCAL_PAGE: '0' });
    expect(code).toBe(1);
    const admins = JSON.parse(out).checks.find(({ name }: { name: string }) => name === 'admins');
    expect(admins).toMatchObject({ ok: false });
    expect(admins.remedy).toContain('ADMINS');
  });
});

describe('serve', () => {
  it('says that the port is in use and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, err } = await run(['serve'], { HTTP_PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(err).toContain(`port ${port}`);
    expect(err).toContain('HTTP_PORT');
    expect(err).not.toContain('    at ');
  });
});

describe('serve without a platform', () => {
  it('says so instead of running for nobody', async () => {
    const { code, err } = await run(['serve'], { LOCAL_PAGE: '0' });
    expect(code).toBe(1);
    expect(err).toContain('LOCAL_PAGE=1');
  });
});

describe('demo', () => {
  it('computes its figures from what it is given', { timeout: 60_000 }, async () => {
    const rows = ['忘记密码了', '怎么申请退款', '视频没有声音', 'how do I get my certificate'];
    const intents = ['forgot_password', 'refund_request', 'no_sound', 'certificate_get'];
    const few = file('few.csv', `intent,utterance\n${rows.map((text, n) => `${intents[n]},${text}`).join('\n')}\n`);
    const first = await run(['demo', '--questions', few]);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/\/4[,)]/);
    // The blocks about learners are worked out from what the demo's shop knows, and not written down.
    const found = segment(toDemoBehaviour(1), 3, 1);
    expect(first.out).toContain(toSegmentsReport(found, 'en').text);
    const bought = Map.groupBy(toDemoPurchases(1, Date.UTC(2026, 2, 4)), ({ learner }) => learner);
    const again = [...bought.values()].filter((own) => {
      const [a = 0, b = Number.POSITIVE_INFINITY] = own.map(({ purchasedAt }) => purchasedAt).toSorted((x, y) => x - y);
      return b - a <= 90 * 86_400_000;
    });
    expect(first.out).toContain(`Repurchase rate: ${again.length}% (95%: `);
    const foreign = file('foreign.csv', 'intent,utterance\noos,今天天气怎么样\noos,who won the world cup in 2010\n');
    const second = await run(['demo', '--questions', foreign]);
    expect(second.out).not.toBe(first.out);
    expect(second.out).toMatch(/\(2\/2/);
    expect(await run(['demo', '--questions', few])).toMatchObject({ out: first.out });
  });
});
