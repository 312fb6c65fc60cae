/**
 * `/report` over a long history: from the history itself, the first preparation, from prepared days, and what learners who
 * ask meanwhile feel of it beside an idle bot of the same run. `REPORT_CONVERSATIONS=1000000` for the largest.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { toSurroundings } from '../../../src/app.ts';
import { systemClock } from '../../../src/clock.ts';
import { parseConfig } from '../../../src/config.ts';
import { detectLanguage } from '../../../src/diagnosis/language.ts';
import type { ReportName } from '../../../src/domain/report.ts';
import { loadKnowledge } from '../../../src/import/knowledge.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../../../src/knowledge.ts';
import type { PlatformAdapter, Store } from '../../../src/ports.ts';
import { createReportsAside } from '../../../src/report-aside.ts';
import { openStore } from '../../../src/store/open.ts';
import { createCore } from '../../../src/workers/core.ts';
import { percentile } from '../table.ts';
import { writeHistory } from './history.ts';

const UNTIL = Date.UTC(2026, 3, 1);
const DAY_MS = 86_400_000;
const MESSAGES = 1500;

const loaded = loadKnowledge(DATA_FOLDER);

/** Messages one after the other through the running workers; how long each took from arrival to delivery, ms, ascending. */
async function ask(store: Store, name: string, until: () => boolean): Promise<number[]> {
  const config = parseConfig({ TURN_QUIET_MS: '0' });
  const diagnoser = createKnowledgeDiagnoser(loaded, config);
  let delivered: () => void = () => {};
  let count = 0;
  const adapter: PlatformAdapter = {
    platform: 'local',
    start: async () => {},
    stop: async () => {},
    async deliver() {
      delivered();
      return { messageId: `m${++count}`, threadId: null };
    },
  };
  const core = createCore({
    store,
    clock: systemClock,
    log: pino({ level: 'error' }),
    adapters: new Map([['local', adapter]]),
    diagnose: (text) => diagnoser.diagnose(text),
    detectLanguage,
    renderView: async () => ({ text: '', buttons: [] }),
    renderReport: async () => ({ text: '', buttons: [] }),
    leases: { eventMs: 10_000, deliveryMs: 10_000 },
    surroundings: toSurroundings(config, loaded),
  });
  core.start();
  // Timers of the service keep no process alive by themselves.
  const alive = setInterval(() => {}, 1000);
  const delays: number[] = [];
  for (let n = 0; n < MESSAGES || !until(); n++) {
    const answered = new Promise<void>((resolve) => {
      delivered = resolve;
    });
    const started = performance.now();
    await core.receive({
      kind: 'messageReceived',
      id: `local:${name}-${n}`,
      at: Date.now(),
      community: 'default',
      author: { id: `local:${name}${n}`, name: 'learner' },
      spot: { place: `local:${name}-${n}`, thread: null },
      locale: null,
      text: loaded.examples[n % loaded.examples.length]?.text ?? '',
    });
    await answered;
    if (n >= 100) delays.push(performance.now() - started);
  }
  await core.stop(5000);
  clearInterval(alive);
  return delays.sort((a, b) => a - b);
}

export async function benchLongHistory(
  conversations = Number(process.env.REPORT_CONVERSATIONS ?? 50_000),
): Promise<Record<string, string>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-bench-'));
  const file = join(folder, 'history.db');
  const rows: Record<string, string>[] = [];
  const timed = async <T>(step: string, run: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await run();
    const time = `${(performance.now() - started).toFixed(0)} ms`;
    rows.push({ step, time });
    process.stderr.write(`${step}: ${time}\n`);
    return result;
  };
  try {
    await timed(`write ${conversations} conversations, ${10 * conversations} entries`, () =>
      writeHistory(file, conversations, UNTIL),
    );
    const store = await openStore(`sqlite:${file}`);
    const aside = createReportsAside({
      databaseUrl: `sqlite:${file}`,
      community: 'default',
      timeZone: 'Asia/Shanghai',
      dataFolder: DATA_FOLDER,
      store,
      log: pino({ level: 'error' }),
      now: () => UNTIL,
      knowledge: () => loaded.knowledge,
      knowledgeFigures: () => null,
    });
    const report = (name: ReportName, days: number | null) =>
      aside.render({ name, from: days === null ? null : UNTIL - days * DAY_MS, to: null, language: 'zh' }, () => {});
    await report('overview', 1);
    await timed('/report overview, everything, from the history itself', () => report('overview', null));
    aside.start();
    await timed('the first preparation of the days', async () => {
      while ((await store.rollUps.left()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await timed('/report overview, everything, from prepared days, first time', () => report('overview', null));
    for (const name of ['overview', 'satisfaction', 'response', 'sla', 'resolution', 'agents'] as const) {
      await timed(`/report ${name}, everything, again`, () => report(name, null));
    }
    await timed('/report overview, 90 days with arrows', () => report('overview', 90));
    await timed('/report overview, 30 days with arrows', () => report('overview', 30));
    const idle = await ask(store, 'idle', () => true);
    let done = false;
    let reports = 0;
    const reporting = (async () => {
      while (!done) {
        await report('overview', null);
        reports++;
      }
    })();
    const busy = await ask(store, 'busy', () => reports > 1);
    done = true;
    await reporting;
    const p99 = [idle, busy].map((delays) => percentile(delays, 0.99));
    rows.push(
      { step: 'a message while nothing else happens, p50 / p99', time: words(idle) },
      { step: `a message while reports are made (${reports}), p50 / p99`, time: words(busy) },
      { step: 'p99 beside p99 of the idle bot', time: `${(p99[1]! / p99[0]!).toFixed(2)}×` },
      { step: 'size of the database', time: `${(statSync(file).size / 1e6).toFixed(0)} MB` },
    );
    await aside.stop();
    await store.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function words(delays: readonly number[]): string {
  return `${percentile(delays, 0.5).toFixed(1)} / ${percentile(delays, 0.99).toFixed(1)} ms`;
}
