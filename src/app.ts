/** Composition root: wires config, knowledge, store, adapters and workers, and is the only importer of adapters. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { toOverview } from './analytics/overview.ts';
import { toOverviewText } from './analytics/overview-text.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createDiagnoser } from './diagnosis/diagnoser.ts';
import { detectLanguage } from './diagnosis/language.ts';
import type { Message, ReportRequest } from './domain/delivery.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { PlaceId, Platform } from './domain/place.ts';
import { OperatorError } from './errors.ts';
import { type HttpServer, startHttp } from './http.ts';
import { type LoadedKnowledge, loadKnowledge } from './import/knowledge.ts';
import type { Clock, PlatformAdapter, Store } from './ports.ts';
import { openStore } from './store/open.ts';
import { addOpenTime } from './support/business-hours.ts';
import { routeTo } from './support/routing.ts';
import { type Core, createCore } from './workers/core.ts';
import type { Surroundings } from './workers/inbox.ts';

export const DATA_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'data');

/** One community per process for now; the id keeps rows apart once there are more. */
export const COMMUNITY = 'default';

/** Time (ms) for what is under way when the process is asked to stop. */
const GRACE_MS = 20_000;

export interface Overrides {
  readonly clock?: Clock;
  readonly store?: Store;
  readonly adapters?: readonly PlatformAdapter[];
  readonly leases?: { readonly eventMs: number; readonly deliveryMs: number };
}

export interface App {
  readonly core: Core;
  readonly store: Store;
  readonly knowledge: LoadedKnowledge;
  readonly adapters: ReadonlyMap<Platform, PlatformAdapter>;
  /** Address of the web server; null until started. */
  readonly url: string | null;
  start(): Promise<void>;
  /** Graceful: takes no new events, finishes what is under way, closes the store. Idempotent. */
  stop(): Promise<void>;
}

/** What the diagnoser learns from: the utterances, and what the solutions themselves say. */
export function createKnowledgeDiagnoser(loaded: LoadedKnowledge, config: Pick<Config, 'answerMaxError' | 'oosShare'>) {
  const examples = loaded.examples.map(({ intent, text }) => ({ intent, text }));
  for (const { intent, title, answer } of loaded.knowledge.solutions.values()) {
    for (const text of [title.zh, title.en, answer.zh, answer.en]) examples.push({ intent, text });
  }
  return createDiagnoser(examples, { maxError: config.answerMaxError, oosShare: config.oosShare });
}

export function toSurroundings(config: Config, { knowledge }: LoadedKnowledge): Surroundings {
  const { timeZone } = config;
  return {
    knowledge,
    staffPlaces: config.staffPlaces,
    roles: { admins: config.admins, leads: config.leads, agents: config.agents },
    settings: {
      turnQuietMs: config.turnQuietMs,
      ratingDelayMs: config.ratingDelayMs,
      closeAfterMs: config.closeAfterMs,
      timeZone,
    },
    routeTo: (intent) => routeTo(knowledge, intent),
    promisedAt: (queue, at) => addOpenTime(at, queue.firstResponseMs, queue.hours, queue.timeZone || timeZone),
  };
}

export async function renderReport(store: Store, request: ReportRequest, timeZone: string): Promise<Message> {
  const facts = await store.reports.conversations(request.from, request.to);
  return { text: toOverviewText(toOverview(facts), request, timeZone), buttons: [] };
}

/** What adapters may look at besides their settings. */
interface AdapterSurroundings {
  readonly clock: Clock;
  readonly log: Logger;
  readonly knowledge: Knowledge;
  readonly store: Store;
}

/** How far back (ms) it matters where people were heard. */
const HEARD_MS = 14 * 24 * 3_600_000;

/** How far back (ms) a person's own page goes. */
const HOME_MS = 30 * 24 * 3_600_000;

/** Where agents work: the configured places and those of the queues. */
function staffPlacesOf(config: Config, { queues }: Knowledge): readonly PlaceId[] {
  return [...config.staffPlaces, ...[...queues.values()].flatMap(({ places }) => places)];
}

async function createSlack(
  config: Config,
  slack: NonNullable<Config['slack']>,
  { clock, log, knowledge, store }: AdapterSurroundings,
): Promise<PlatformAdapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  return createSlackAdapter({
    ...slack,
    community: COMMUNITY,
    staffPlaces: staffPlacesOf(config, knowledge),
    learnerPlaces: config.learnerPlaces,
    clock,
    log: log.child({ platform: 'slack' }),
    timeZone: config.timeZone,
    heard: () => store.heard('slack', clock.now() - HEARD_MS),
    home: async (person) => {
      const all = await store.reports.conversations(clock.now() - HOME_MS, null);
      const waiting = config.admins.has(person) ? await store.countWaiting() : null;
      return {
        conversations: all.filter(({ learner }) => learner === person).reverse(),
        queues:
          waiting &&
          [...knowledge.queues.values()].map(({ queue, name }) => ({ name, waiting: waiting.get(queue) ?? 0 })),
        titleOf: (intent) => knowledge.solutions.get(intent)?.title ?? null,
      };
    },
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
  if (adapters.length === 0) {
    throw new OperatorError(
      'no platform is connected: set SLACK_BOT_TOKEN, or LOCAL_PAGE=1 for the page on this machine (Discord and Telegram come as adapters of their own)',
    );
  }
  return adapters;
}

export async function createApp(config: Config, log: Logger, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const knowledge = loadKnowledge(DATA_FOLDER);
  const diagnoser = createKnowledgeDiagnoser(knowledge, config);
  const store = overrides.store ?? (await openStore(config.databaseUrl));
  const list =
    overrides.adapters ?? (await createAdapters(config, { clock, log, knowledge: knowledge.knowledge, store }));
  const adapters = new Map(list.map((adapter) => [adapter.platform, adapter]));
  const core = createCore({
    store,
    clock,
    log,
    adapters,
    surroundings: toSurroundings(config, knowledge),
    diagnose: (text) => diagnoser.diagnose(text),
    detectLanguage,
    renderReport: (request) => renderReport(store, request, config.timeZone),
    leases: overrides.leases ?? { eventMs: 10_000, deliveryMs: 60_000 },
  });
  let http: HttpServer | null = null;
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    await Promise.all(list.map((adapter) => adapter.stop()));
    await http?.close();
    await core.stop(GRACE_MS);
    await store.close();
  }

  return {
    core,
    store,
    knowledge,
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
      core.start();
      for (const adapter of list) await adapter.start(core.receive);
    },
    stop: () => (stopping ??= stop()),
  };
}
