/** `afterclass doctor`: what is configured, what is missing, and the remedy for each. Changes nothing. */
import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { type Config, parseConfig } from '../config.ts';
import type { Diagnoser } from '../diagnosis/diagnoser.ts';
import type { PlaceId } from '../domain/place.ts';
import { toOrigin } from '../http.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER, measureCoverage } from '../knowledge.ts';
import { openStore } from '../store/open.ts';
import type { Finish, Io } from './io.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** Empty where all is well. */
  readonly remedy: string;
}

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
  checks.push(checkKnowledge(config), await checkDatabase(config), await checkPort(config), checkPlatforms(config));
  checks.push(checkStaff(config), checkAdmins(config));
  if (config.slack) checks.push(...(await checkSlackPlatform(config, config.slack)));
  if (config.discord) checks.push(...(await checkDiscordPlatform(config, config.discord)));
  if (config.telegram) checks.push(...(await checkTelegramPlatform(config, config.telegram)));
  return checks;
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

function checkPlatforms(config: Config): Check {
  const name = 'platforms';
  const on = [
    ...(config.localPage ? ['the local page'] : []),
    ...(config.slack ? ['Slack'] : []),
    ...(config.discord ? ['Discord'] : []),
    ...(config.telegram ? ['Telegram'] : []),
  ];
  if (on.length > 0) return { name, ok: true, found: on.join(', '), remedy: '' };
  const remedy = 'set the token of a platform, or LOCAL_PAGE=1 to use the page on this machine';
  return { name, ok: false, found: 'none', remedy };
}

async function checkDiscordPlatform(config: Config, discord: NonNullable<Config['discord']>) {
  const { checkDiscord } = await import('../../adapters/discord/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  return checkDiscord({
    ...discord,
    staffPlaces: [...staffPlaces, ...queuePlaces()],
    learnerPlaces,
    clock: systemClock,
  });
}

async function checkTelegramPlatform(config: Config, telegram: NonNullable<Config['telegram']>): Promise<Check[]> {
  const { checkTelegram } = await import('../../adapters/telegram/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  const admins = [...config.admins].filter((id) => id.startsWith('telegram:'));
  return checkTelegram({ ...telegram, staffPlaces: [...staffPlaces, ...queuePlaces()], learnerPlaces, admins });
}

async function checkSlackPlatform(config: Config, slack: NonNullable<Config['slack']>): Promise<readonly Check[]> {
  const { checkSlack } = await import('../../adapters/slack/check.ts');
  const { staffPlaces, learnerPlaces } = config;
  return checkSlack({ ...slack, staffPlaces: [...staffPlaces, ...queuePlaces()], learnerPlaces });
}

/** Empty where the knowledge base cannot be read: that has a check of its own. */
function queuePlaces(): readonly PlaceId[] {
  try {
    return [...loadKnowledge(DATA_FOLDER).knowledge.queues.values()].flatMap(({ places }) => places);
  } catch {
    return [];
  }
}

function checkStaff({ staffPlaces }: Config): Check {
  const ok = staffPlaces.length > 0;
  const remedy = ok ? '' : 'set STAFF_PLACES to the places where agents work, for example STAFF_PLACES=local:staff';
  return { name: 'staff places', ok, found: staffPlaces.join(', ') || 'none', remedy };
}

function checkAdmins({ admins }: Config): Check {
  const ok = admins.size > 0;
  const remedy = ok
    ? ''
    : 'nobody may call /report; set ADMINS to a list of platform:userId, for example ADMINS=slack:U012AB3CD';
  return { name: 'admins', ok, found: ok ? `${admins.size} set` : 'none', remedy };
}

function toText(checks: readonly Check[]): string {
  const lines = checks.flatMap(({ name, ok, found, remedy }) => [
    `${ok ? '✓' : '✗'} ${name}: ${found}`,
    ...(remedy ? [`    → ${remedy}`] : []),
  ]);
  const failed = checks.filter(({ ok }) => !ok).length;
  return `${lines.join('\n')}\n${failed === 0 ? 'All is well.' : `${failed} of ${checks.length} need attention.`}\n`;
}
