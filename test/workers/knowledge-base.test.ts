import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NOT_CALIBRATED } from '../../src/diagnosis/calibration.ts';
import { DATA_FOLDER, openKnowledgeBase, type WatchedKnowledgeBase } from '../../src/knowledge.ts';

const CONFIG = { answerMaxError: 0.05, oosShare: 0.2, calibrationFile: null };

describe('a knowledge base that grows while it answers', { timeout: 60_000 }, () => {
  let folder: string;
  let base: WatchedKnowledgeBase;
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const file = () => join(folder, 'questions.csv');
  const firstOf = (text: string) => base.diagnoser.diagnose(text).candidates[0];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'afterclass-knowledge-'));
    cpSync(DATA_FOLDER, folder, { recursive: true });
    base = openKnowledgeBase(CONFIG, folder, log);
  });
  afterAll(() => {
    base.stop();
    rmSync(folder, { recursive: true });
  });

  it('answers from what was added before everything is learnt again, and after', async () => {
    const asked = '泡泡枪掉进鱼缸了咋整';
    expect(base.diagnoser.diagnose(asked).outcome).toBe('unknown');
    const before = base.diagnoser;
    appendFileSync(file(), `login_failed,zh,${asked}\n`);
    const reloading = base.reload();
    await vi.waitFor(() => expect(firstOf(asked)).toMatchObject({ intent: 'login_failed', similarQuestion: asked }));
    expect(base.diagnoser).toBe(before);
    expect(await reloading).toBe('changed');
    expect(base.diagnoser).not.toBe(before);
    expect(firstOf(asked)).toMatchObject({ intent: 'login_failed', similarQuestion: asked });
  });

  it('answers while it learns', async () => {
    appendFileSync(file(), 'login_failed,zh,泡泡枪又掉进鱼缸了\n');
    const reloading = base.reload();
    let answered = 0;
    const done = reloading.then(() => true);
    while (!(await Promise.race([done, new Promise<false>((next) => setImmediate(next, false))]))) {
      expect(firstOf('登录不了')?.intent).toBe('login_failed');
      answered += 1;
    }
    expect(answered).toBeGreaterThan(10);
  });

  it('keeps the old one where the files are wrong, and says why', async () => {
    const good = readFileSync(file(), 'utf8');
    writeFileSync(file(), `${good}no_such_intent,zh,什么\n`);
    lines.length = 0;
    expect(await base.reload()).toBe('refused');
    expect(lines.join()).toContain('no_such_intent');
    expect(firstOf('登录不了')?.intent).toBe('login_failed');
    writeFileSync(file(), good);
    expect(await base.reload()).toBe('same');
  });

  it('forgets what was taken out', async () => {
    const asked = '泡泡枪掉进鱼缸了咋整';
    writeFileSync(file(), readFileSync(file(), 'utf8').replace(/^.*泡泡枪.*\n/gm, ''));
    expect(await base.reload()).toBe('changed');
    expect(firstOf(asked)?.similarQuestion).not.toBe(asked);
    expect(base.diagnoser.diagnose(asked).outcome).toBe('unknown');
  });

  it('sees a changed file by itself', async () => {
    base.watch();
    appendFileSync(file(), 'login_failed,zh,自动发现这一句泡泡枪\n');
    await vi.waitFor(() => expect(firstOf('自动发现这一句泡泡枪')?.similarQuestion).toBe('自动发现这一句泡泡枪'), {
      timeout: 20_000,
    });
  });
});

describe('the calibration', { timeout: 60_000 }, () => {
  it('is remembered for the same knowledge base and made again for another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterclass-calibration-'));
    const calibrationFile = join(folder, 'calibration.json');
    const log = pino({ level: 'silent' });
    openKnowledgeBase({ ...CONFIG, calibrationFile }, DATA_FOLDER, log).stop();
    const remembered = JSON.parse(readFileSync(calibrationFile, 'utf8'));
    expect(remembered.calibration.trials.length).toBeGreaterThan(100);
    writeFileSync(calibrationFile, JSON.stringify({ ...remembered, calibration: NOT_CALIBRATED }));
    expect(openKnowledgeBase({ ...CONFIG, calibrationFile }, DATA_FOLDER, log).diagnoser.coverage).toBeNull();
    writeFileSync(calibrationFile, JSON.stringify({ ...remembered, knowledge: 'another' }));
    expect(openKnowledgeBase({ ...CONFIG, calibrationFile }, DATA_FOLDER, log).diagnoser.coverage).not.toBeNull();
    rmSync(folder, { recursive: true });
  });
});
