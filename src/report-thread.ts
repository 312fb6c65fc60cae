/** The other thread: makes reports and works out ahead what they read, with a connection of its own. Started by `report-aside.ts` only. */
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { refreshInsights } from './insights.ts';
import { createJudging } from './judging.ts';
import type { Answer, Job, Setting } from './report-aside.ts';
import { renderReport } from './report-message.ts';
import type { ReportingOptions } from './reporting.ts';
import { openStore } from './store/open.ts';

/** Entries taken up in one go; a few hundred milliseconds of this thread and one short write. */
const STEP = 5000;
/** Between two goes, so that the other thread's writes are never kept waiting. */
const PAUSE_MS = 20;
/** About 600 MB, and only where there are that many. */
const REMEMBERED = 3_000_000;

const { databaseUrl, community, timeZone, dataFolder } = workerData as Setting;
const port = parentPort!;
const store = await openStore(databaseUrl, { rememberedConversations: REMEMBERED });
const judging = createJudging(dataFolder);
let prepared: Promise<void> = Promise.resolve();

async function prepare(): Promise<void> {
  while ((await store.rollUps.step(STEP)) > 0) await setTimeout(PAUSE_MS);
}

/** Of the whole process, all its threads. */
function toMachineUse(now: number) {
  const { user, system } = process.cpuUsage();
  return { since: now - process.uptime() * 1000, cpuMs: (user + system) / 1000 };
}

async function make({ id, request, now, knowledge, knowledgeFigures }: Extract<Job, { kind: 'render' }>) {
  const options: ReportingOptions = {
    store,
    community,
    judging,
    timeZone,
    now: () => now,
    knowledge: () => knowledge,
    knowledgeFigures: () => knowledgeFigures,
    dataFolder,
    machine: () => toMachineUse(now),
  };
  const answer = (made: Answer) => port.postMessage(made);
  try {
    const onPart = (read: number, total: number) => answer({ id, kind: 'part', read, total });
    answer({ id, kind: 'made', message: await renderReport(options, request, onPart) });
  } catch (error) {
    answer({ id, kind: 'failed', error });
  }
}

async function workOutInsights({ id, now }: Extract<Job, { kind: 'insights' }>): Promise<void> {
  const answer = (made: Answer) => port.postMessage(made);
  try {
    await refreshInsights(store, now);
    answer({ id, kind: 'worked out' });
  } catch (error) {
    answer({ id, kind: 'failed', error });
  }
}

port.on('message', (job: Job) => {
  if (job.kind === 'render') void make(job);
  else if (job.kind === 'insights') void workOutInsights(job);
  else if (job.kind === 'prepare') {
    prepared = prepared.then(prepare).catch((error: unknown) => port.postMessage({ kind: 'notPrepared', error }));
  } else {
    void store.close().then(() => port.close());
  }
});
