/** `afterclass demo`: plays one day of a course community and prints its report. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { createApp } from '../app.ts';
import { createVirtualClock } from '../clock.ts';
import { parseConfig } from '../config.ts';
import { playDay } from '../demo/day.ts';
import { toDemoBehaviour, toDemoPurchases } from '../demo/records.ts';
import { toIdentificationText } from '../demo/report.ts';
import { UsageError } from '../errors.ts';
import { readLabelled } from '../import/labelled.ts';
import { createJudging } from '../judging.ts';
import { DATA_FOLDER } from '../knowledge.ts';
import { createLog } from '../log.ts';
import { COMMUNITY } from '../platforms.ts';
import type { Store } from '../ports.ts';
import { gatherReport } from '../reporting.ts';
import type { Finish, Io } from './io.ts';

interface Options {
  readonly seed: string;
  readonly language?: string;
  readonly questions: string;
}

export function registerDemo(program: Command, io: Io, finish: Finish): void {
  program
    .command('demo')
    .description(
      'Play one day of a course community through the real bot with a virtual clock, and print its report; then segments, repurchase and retention of its learners.',
    )
    .option(
      '--questions <file>',
      'labelled questions the learners ask',
      join(DATA_FOLDER, 'evaluation', 'questions.csv'),
    )
    .option('--seed <n>', 'another seed is another day', '1')
    .option('--language <language>', 'zh or en (default: by LANG)')
    .action(async (options: Options) => finish(await demo(options, io)));
}

async function demo(options: Options, io: Io): Promise<number> {
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed ${options.seed} is not a whole number`);
  const language = options.language ?? (/^zh/i.test(io.env.LC_ALL ?? io.env.LANG ?? '') ? 'zh' : 'en');
  if (language !== 'zh' && language !== 'en') throw new UsageError(`--language ${language} is neither zh nor en`);
  const questions = readLabelled(options.questions);
  // A community of its own: no platform, no file, no waiting.
  const env = { TIME_ZONE: io.env.TIME_ZONE, ANSWER_MAX_ERROR: io.env.ANSWER_MAX_ERROR, OOS_SHARE: io.env.OOS_SHARE };
  const config = parseConfig({ ...env, DATABASE_URL: 'sqlite::memory:', LOCAL_PAGE: '1' });
  const clock = createVirtualClock(Date.UTC(2026, 2, 2, 0, 0, 0));
  const app = await createApp(config, createLog('error', io.stderr), { clock });
  const learners = await playDay({ app, clock, questions, seed, onProgress: createProgress(io) });
  const reporting = {
    store: app.store,
    community: COMMUNITY,
    judging: createJudging(DATA_FOLDER),
    timeZone: config.timeZone,
    now: () => clock.now(),
    knowledge: () => app.base.knowledge,
    knowledgeFigures: () => null,
    dataFolder: app.base.folder,
  };
  const report = { name: 'overview', from: null, to: null, language } as const;
  const heading =
    language === 'zh'
      ? ['一、问题识别', '二、满意度与响应时间', '三、学员分群（虚构的学员）', '四、复购与留存（虚构的学员）']
      : [
          '1. Question identification',
          '2. Satisfaction and response times',
          '3. Segments of learners (made up)',
          '4. Repurchase and retention (made up)',
        ];
  io.stdout.write(`\n${heading[0]}\n${toIdentificationText(learners, app.base.knowledge, language)}\n`);
  io.stdout.write(`\n${heading[1]}\n${(await gatherReport(reporting, report)).text}\n`);
  await takeRecords(app.store, seed, clock.now());
  for (const [n, name] of (['segments', 'loyalty'] as const).entries()) {
    const { text } = await gatherReport(reporting, { ...report, name });
    io.stdout.write(`\n${heading[2 + n]}\n${text}\n`);
  }
  await app.stop();
  return 0;
}

/** As `afterclass import` would; only now, because the day's own figures are by what was asked. */
async function takeRecords(store: Store, seed: number, now: number): Promise<void> {
  const rows = toDemoBehaviour(seed);
  await store.imports.add('behavior', rows, (written) => ({
    fingerprint: 'demo',
    line: rows.length,
    written,
    unchanged: 0,
    rejected: 0,
    rejectedBytes: 0,
    isDone: true,
  }));
  await store.records.addPurchases(toDemoPurchases(seed, now));
}

/** A line that fills up on a terminal; a line every tenth elsewhere. */
function createProgress(io: Io): (share: number, messages: number) => void {
  let shown = -1;
  return (share, messages) => {
    const step = Math.floor(share * (io.stderr.isTTY ? 50 : 10));
    if (step === shown) return;
    shown = step;
    const line = `${String(Math.round(share * 100)).padStart(3)}%  ${messages} learner messages`;
    io.stderr.write(io.stderr.isTTY ? `\r${line}${share >= 1 ? '\n' : ''}` : `${line}\n`);
  };
}
