/** Composition root: wires config, knowledge, store, adapters and workers, and is the only importer of adapters. */
import type { Logger } from 'pino';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { detectLanguage } from './diagnosis/language.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { PlaceId, Platform } from './domain/place.ts';
import { OperatorError } from './errors.ts';
import { type HttpServer, startHttp } from './http.ts';
import { DATA_FOLDER, openKnowledgeBase, toKnowledgeFigures, type WatchedKnowledgeBase } from './knowledge.ts';
import type { Clock, PlatformAdapter, Store } from './ports.ts';
import { type ReportingOptions, renderReport } from './reporting.ts';
import { openStore } from './store/open.ts';
import { addOpenTime } from './support/business-hours.ts';
import { routeTo } from './support/routing.ts';
import { type Core, createCore } from './workers/core.ts';
import type { Surroundings } from './workers/inbox.ts';

/** One community per process for now; the id keeps rows apart once there are more. */
export const COMMUNITY = 'default';

/** A larger database is not read through on each start; `doctor` does it whatever the size. */
const VERIFY_BYTES = 256 * 1024 * 1024;

/** Time (ms) for what is under way when the process is asked to stop. */
const GRACE_MS = 20_000;

export interface Overrides {
  readonly clock?: Clock;
  readonly store?: Store;
  readonly adapters?: readonly PlatformAdapter[];
  /** Where the knowledge base's files are; default: those that come with the program. */
  readonly dataFolder?: string;
  readonly leases?: { readonly eventMs: number; readonly deliveryMs: number };
}

export interface App {
  readonly core: Core;
  readonly store: Store;
  readonly base: WatchedKnowledgeBase;
  readonly adapters: ReadonlyMap<Platform, PlatformAdapter>;
  /** Address of the web server; null until started. */
  readonly url: string | null;
  start(): Promise<void>;
  /** Graceful: takes no new events, finishes what is under way, closes the store. Idempotent. */
  stop(): Promise<void>;
}

/** The knowledge is looked up at each event: it may change while the process runs. */
export function toSurroundings(config: Config, base: { readonly knowledge: Knowledge }): Surroundings {
  const { timeZone } = config;
  return {
    get knowledge() {
      return base.knowledge;
    },
    staffPlaces: config.staffPlaces,
    roles: { admins: config.admins, leads: config.leads, agents: config.agents },
    settings: {
      turnQuietMs: config.turnQuietMs,
      ratingDelayMs: config.ratingDelayMs,
      closeAfterMs: config.closeAfterMs,
      timeZone,
    },
    routeTo: (intent) => routeTo(base.knowledge, intent),
    promisedAt: (queue, at) => addOpenTime(at, queue.firstResponseMs, queue.hours, queue.timeZone || timeZone),
  };
}

/** Where agents work: the configured places and those of the queues. */
function staffPlacesOf(config: Config, { queues }: Knowledge): readonly PlaceId[] {
  return [...config.staffPlaces, ...[...queues.values()].flatMap(({ places }) => places)];
}

async function createTelegram(
  config: Config,
  telegram: NonNullable<Config['telegram']>,
  { clock, log, base }: AdapterSurroundings,
): Promise<PlatformAdapter> {
  const { createTelegramAdapter } = await import('../adapters/telegram/index.ts');
  return createTelegramAdapter({
    ...telegram,
    community: COMMUNITY,
    staffPlaces: staffPlacesOf(config, base.knowledge),
    learnerPlaces: config.learnerPlaces,
    clock,
    log: log.child({ platform: 'telegram' }),
  });
}

/** What adapters may look at besides their settings. */
interface AdapterSurroundings {
  readonly clock: Clock;
  readonly log: Logger;
  readonly base: WatchedKnowledgeBase;
  readonly store: Pick<Store, 'heard'>;
}

/** How far back (ms) it matters where people were heard. */
const HEARD_MS = 14 * 24 * 3_600_000;

/** The Discord adapter with what this process knows. */
async function createDiscord(
  config: Config,
  discord: NonNullable<Config['discord']>,
  { clock, log, base, store }: AdapterSurroundings,
): Promise<PlatformAdapter> {
  const { createDiscordAdapter } = await import('../adapters/discord/index.ts');
  return createDiscordAdapter({
    ...discord,
    community: COMMUNITY,
    staffPlaces: staffPlacesOf(config, base.knowledge),
    learnerPlaces: config.learnerPlaces,
    clock,
    log: log.child({ platform: 'discord' }),
    suggest: (typed, language) =>
      base.diagnoser
        .diagnose(typed)
        .candidates.flatMap(({ intent }) => base.knowledge.solutions.get(intent)?.title[language] ?? []),
    heard: () => store.heard('discord', clock.now() - HEARD_MS),
  });
}

async function createSlack(
  config: Config,
  slack: NonNullable<Config['slack']>,
  { clock, log, base, store }: AdapterSurroundings,
): Promise<PlatformAdapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  return createSlackAdapter({
    ...slack,
    community: COMMUNITY,
    staffPlaces: staffPlacesOf(config, base.knowledge),
    learnerPlaces: config.learnerPlaces,
    clock,
    log: log.child({ platform: 'slack' }),
    heard: () => store.heard('slack', clock.now() - HEARD_MS),
  });
}

async function createAdapters(config: Config, surroundings: AdapterSurroundings): Promise<PlatformAdapter[]> {
  const { clock, log } = surroundings;
  const adapters: PlatformAdapter[] = [];
  if (config.localPage) {
    const { createLocalAdapter } = await import('../adapters/local/index.ts');
    const { chatFile } = config;
    adapters.push(createLocalAdapter({ community: COMMUNITY, chatFile, clock, log, httpHost: config.httpHost }));
  }
  if (config.slack) adapters.push(await createSlack(config, config.slack, surroundings));
  if (config.discord) adapters.push(await createDiscord(config, config.discord, surroundings));
  if (config.telegram) adapters.push(await createTelegram(config, config.telegram, surroundings));
  if (adapters.length === 0) {
    throw new OperatorError(
      'no platform is connected: set SLACK_BOT_TOKEN, DISCORD_TOKEN or TELEGRAM_BOT_TOKEN, or LOCAL_PAGE=1 for the page on this machine',
    );
  }
  return adapters;
}

export async function createApp(config: Config, log: Logger, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const base = openKnowledgeBase(config, overrides.dataFolder ?? DATA_FOLDER, log);
  const store = overrides.store ?? (await openStore(config.databaseUrl, { verifyUpToBytes: VERIFY_BYTES }));
  const list = overrides.adapters ?? (await createAdapters(config, { clock, log, base, store }));
  const adapters = new Map(list.map((adapter) => [adapter.platform, adapter]));
  const reporting: ReportingOptions = {
    store,
    timeZone: config.timeZone,
    now: () => clock.now(),
    knowledge: () => base.knowledge,
    knowledgeFigures: () => toKnowledgeFigures(base),
    dataFolder: base.folder,
  };
  const core = createCore({
    store,
    clock,
    log,
    adapters,
    surroundings: toSurroundings(config, base),
    diagnose: (text) => base.diagnoser.diagnose(text),
    detectLanguage,
    renderReport: (request) => renderReport(reporting, request),
    community: COMMUNITY,
    leases: overrides.leases ?? { eventMs: 10_000, deliveryMs: 60_000 },
  });
  let http: HttpServer | null = null;
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    await Promise.all(list.map((adapter) => adapter.stop()));
    await http?.close();
    base.stop();
    await core.stop(GRACE_MS);
    await store.close();
  }

  return {
    core,
    store,
    base,
    adapters,
    get url() {
      return http?.url ?? null;
    },
    async start() {
      http = await startHttp({
        host: config.httpHost,
        port: config.httpPort,
        routes: list.flatMap((adapter) => adapter.routes ?? []),
        store,
      });
      base.watch();
      core.start();
      for (const adapter of list) await adapter.start(core.receive);
    },
    stop: () => (stopping ??= stop()),
  };
}
