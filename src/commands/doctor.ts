/** `afterclass doctor`: what is configured, what is missing, and the remedy for each. Changes nothing. */
import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkPlaces } from '../checks.ts';
import { type Config, parseConfig } from '../config.ts';
import type { Diagnoser } from '../diagnosis/diagnoser.ts';
import type { PlaceId } from '../domain/place.ts';
import { toOrigin } from '../http.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER, measureCoverage } from '../knowledge.ts';
import type { Check } from '../ports.ts';
import { openStore } from '../store/open.ts';
import type { Finish, Io } from './io.ts';

export function registerDoctor(program: Command, io: Io, finish: Finish): void {
  program
    .command('doctor')
    .description(
      'Check the set-up: settings, knowledge base, database, port, roles. Exit code 1 where something is wrong.',
    )
    .option('--json', 'machine-readable output')
    .action(async ({ json }: { json?: boolean }) => {
      const checks = await runChecks(io);
      const ok = checks.every((check) => check.ok);
      io.stdout.write(json ? `${JSON.stringify({ ok, checks })}\n` : toText(checks));
      finish(ok ? 0 : 1);
    });
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function runChecks(io: Io): Promise<Check[]> {
  const node = process.versions.node;
  const checks: Check[] = [
    {
      name: 'node',
      ok: Number.parseInt(node, 10) >= 26,
      found: `Node.js ${node}`,
      remedy:
        Number.parseInt(node, 10) >= 26
          ? ''
          : 'start through npm (npm start, npx afterclass): the package brings its own Node.js 26',
    },
  ];
  let config: Config;
  try {
    config = parseConfig(io.env);
    checks.push({ name: 'settings', ok: true, found: 'every variable can be read', remedy: '' });
  } catch (error) {
    return [
      ...checks,
      {
        name: 'settings',
        ok: false,
        found: message(error),
        remedy: 'correct them in the environment or in .env; .env.example explains each',
      },
    ];
  }
  checks.push(checkKnowledge(config), await checkDatabase(config), await checkPort(config));
  return [...checks, ...(await checkPlaces(config, queuePlaces()))];
}

function checkKnowledge(config: Config): Check {
  const name = 'knowledge base';
  try {
    const loaded = loadKnowledge(DATA_FOLDER);
    const diagnoser = createKnowledgeDiagnoser(loaded, config);
    const { solutions, queues } = loaded.knowledge;
    const found = `${solutions.size} intents, ${loaded.examples.length} utterances, ${queues.size} queues; ${toCoverageText(diagnoser, config)}`;
    return { name, ok: true, found, remedy: '' };
  } catch (error) {
    return { name, ok: false, found: message(error), remedy: 'correct the file named above; nothing of it was loaded' };
  }
}

/** What ANSWER_MAX_ERROR buys on the evaluation questions; without them, on utterances the diagnoser had not seen. */
function toCoverageText(diagnoser: Diagnoser, { answerMaxError }: Config): string {
  const { gate } = diagnoser;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const target = `at most ${percent(answerMaxError)} of the answers may be wrong, so it answers from ${percent(gate)} confidence on`;
  const measured = measureCoverage(diagnoser, DATA_FOLDER);
  const coverage = measured ?? diagnoser.coverage;
  if (!coverage) return `${target}; too few utterances to tell how many questions that is`;
  const asked = measured ? 'evaluation questions' : 'utterances that were kept back and asked';
  return `${target}: of ${coverage.n} ${asked} ${percent(coverage.answered)} are answered at once, ${percent(coverage.wrong)} of these wrongly`;
}

/** An existing database is opened and read; one that does not exist yet is only checked for a place to stand. */
async function checkDatabase({ databaseUrl }: Config): Promise<Check> {
  const name = 'database';
  const path = databaseUrl.replace(/^sqlite:/, '');
  try {
    if (databaseUrl.startsWith('sqlite:') && path !== ':memory:' && !existsSync(path)) {
      let folder = dirname(resolve(path));
      while (!existsSync(folder)) folder = dirname(folder);
      accessSync(folder, constants.W_OK);
      return { name, ok: true, found: `${path} will be created on the first start`, remedy: '' };
    }
    const store = await openStore(databaseUrl, { verifyUpToBytes: Number.POSITIVE_INFINITY });
    const { eventsWaiting, eventsParked, deliveriesFailed } = await store.backlog();
    await store.close();
    const found = `${eventsWaiting} events waiting, ${eventsParked} parked, ${deliveriesFailed} deliveries failed`;
    return { name, ok: true, found, remedy: '' };
  } catch (error) {
    return { name, ok: false, found: message(error), remedy: 'check DATABASE_URL and the rights on its folder' };
  }
}

function checkPort({ httpHost, httpPort }: Config): Promise<Check> {
  const name = 'port';
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', async (error: NodeJS.ErrnoException) => {
      const ours = await isOurs(toOrigin(httpHost, httpPort));
      const found = ours
        ? `afterclass is running on ${httpHost}:${httpPort}`
        : `${httpHost}:${httpPort}: ${error.code}`;
      done({ name, ok: ours, found, remedy: ours ? '' : 'stop the other program or set HTTP_PORT to a free port' });
    });
    probe.listen(httpPort, httpHost, () =>
      probe.close(() => done({ name, ok: true, found: `${httpHost}:${httpPort} is free`, remedy: '' })),
    );
  });
}

async function isOurs(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/** Empty where the knowledge base cannot be read: that has a check of its own. */
function queuePlaces(): readonly PlaceId[] {
  try {
    return [...loadKnowledge(DATA_FOLDER).knowledge.queues.values()].flatMap(({ places }) => places);
  } catch {
    return [];
  }
}

function toText(checks: readonly Check[]): string {
  const lines = checks.flatMap(({ name, ok, found, remedy }) => [
    `${ok ? '✓' : '✗'} ${name}: ${found}`,
    ...(remedy ? [`    → ${remedy}`] : []),
  ]);
  const failed = checks.filter(({ ok }) => !ok).length;
  return `${lines.join('\n')}\n${failed === 0 ? 'All is well.' : `${failed} of ${checks.length} need attention.`}\n`;
}
