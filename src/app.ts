/** Composition root: wires config, knowledge, store, adapters and workers. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { checkPlaces } from './checks.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { readCourseProgress } from './course-progress.ts';
import { detectLanguage } from './diagnosis/language.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { Platform } from './domain/place.ts';
import { platformOf } from './domain/place.ts';
import { type HttpServer, startHttp } from './http.ts';
import { hashEmail } from './import/learning-rows.ts';
import { readPurchases } from './import/purchases.ts';
import { createInsightKeeper, type InsightKeeper } from './insight-keeper.ts';
import { findPauses, refreshInsights } from './insights.ts';
import { createJudging } from './judging.ts';
import { DATA_FOLDER, openKnowledgeBase, toKnowledgeFigures, type WatchedKnowledgeBase } from './knowledge.ts';
import { createLearningEndpoint } from './learning-endpoint.ts';
import { readLinkCode } from './link-code.ts';
import { COMMUNITY, createAdapters } from './platforms.ts';
import type { Clock, HttpRoute, PlatformAdapter, Store } from './ports.ts';
import { openProgressFile, type ProgressOf } from './progress-file.ts';
import { createReportsAside, type ReportsAside } from './report-aside.ts';
import { renderReport } from './report-message.ts';
import type { ReportingOptions } from './reporting.ts';
import { openStore } from './store/open.ts';
import { createStudies, type Studies } from './study.ts';
import { renderView } from './views.ts';
import { type Core, createCore } from './workers/core.ts';
import type { Surroundings } from './workers/inbox.ts';

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
  /** What can be told to learners about their learning. */
  readonly studies: Studies;
  readonly insights: InsightKeeper;
  readonly adapters: ReadonlyMap<Platform, PlatformAdapter>;
  /** Address of the web server; null until started. */
  readonly url: string | null;
  start(): Promise<void>;
  /** Graceful: takes no new events, finishes what is under way, closes the store. Idempotent. */
  stop(): Promise<void>;
}

/** The knowledge is looked up at each event: it may change while the process runs. */
export function toSurroundings(
  config: Config,
  base: { readonly knowledge: Knowledge },
  progressOf?: ProgressOf,
  findAccountByEmail?: Surroundings['findAccountByEmail'],
): Surroundings {
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
    renew: config.renewContact,
    ...(progressOf ? { progressOf } : {}),
    readLinkCode: (code, now) => readLinkCode(code, now, config.linkSecret),
    ...(findAccountByEmail ? { findAccountByEmail } : {}),
  };
}

/** What lies in the data folder is taken into the store; the same rows again change nothing. */
async function takePurchases(store: Store, folder: string, timeZone: string): Promise<void> {
  const file = join(folder, 'purchases.csv');
  if (existsSync(file)) await store.records.addPurchases(readPurchases(file, timeZone));
}

function toOwnRoutes({ learningEventsToken: token, timeZone }: Config, store: Store, clock: Clock): HttpRoute[] {
  return token === null ? [] : [createLearningEndpoint({ token, store, timeZone, now: () => clock.now() })];
}

export async function createApp(config: Config, log: Logger, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const base = openKnowledgeBase(config, overrides.dataFolder ?? DATA_FOLDER, log);
  const store = overrides.store ?? (await openStore(config.databaseUrl, { verifyUpToBytes: VERIFY_BYTES }));
  const progressOf = openProgressFile(base.folder, log);
  const list = overrides.adapters ?? (await createAdapters(config, { clock, log, base, store, progressOf }));
  const adapters = new Map(list.map((adapter) => [adapter.platform, adapter]));
  const reporting: ReportingOptions = {
    store,
    community: COMMUNITY,
    judging: createJudging(DATA_FOLDER),
    timeZone: config.timeZone,
    now: () => clock.now(),
    knowledge: () => base.knowledge,
    knowledgeFigures: () => toKnowledgeFigures(base),
    dataFolder: base.folder,
  };
  // A database in memory is seen by its own connection only, and a store that was handed over may be one.
  const aside: ReportsAside | null =
    overrides.store || config.databaseUrl.endsWith(':memory:')
      ? null
      : createReportsAside({
          databaseUrl: config.databaseUrl,
          community: COMMUNITY,
          timeZone: config.timeZone,
          dataFolder: base.folder,
          store,
          log,
          now: () => clock.now(),
          knowledge: () => base.knowledge,
          knowledgeFigures: ({ name }) => (name === 'knowledge' ? toKnowledgeFigures(base) : null),
        });
  const insights = createInsightKeeper({
    store,
    log,
    workOut: async () => {
      if (aside) await aside.workOutInsights();
      else await refreshInsights(store, clock.now());
    },
  });
  const studies = createStudies({
    store,
    clock,
    log,
    folder: base.folder,
    timeZone: config.timeZone,
    community: COMMUNITY,
    heldOutShare: config.heldOutShare,
    databaseUrl: overrides.store || config.databaseUrl.endsWith(':memory:') ? null : config.databaseUrl,
  });
  const core = createCore({
    store,
    clock,
    log,
    adapters,
    surroundings: toSurroundings(config, base, progressOf, async (person) => {
      const email = (await adapters.get(platformOf(person))?.emailOf?.(person)) ?? null;
      return email === null ? null : store.imports.findByEmail(hashEmail(email));
    }),
    diagnose: (text) => base.diagnoser.diagnose(text),
    detectLanguage,
    studyOf: (person) => studies.of(person),
    renderReport: (request, onPart) =>
      aside ? aside.render(request, onPart) : renderReport(reporting, request, onPart),
    renderView: (view) =>
      renderView(view, {
        store,
        knowledge: base.knowledge,
        timeZone: config.timeZone,
        now: clock.now(),
        progressOf,
        check: () =>
          checkPlaces(
            config,
            [...base.knowledge.queues.values()].flatMap(({ places }) => places),
          ),
      }),
    courseProgress: (now) => readCourseProgress(base.folder, store, now),
    pauses: (now) => findPauses(store, now),
    community: COMMUNITY,
    leases: overrides.leases ?? { eventMs: 10_000, deliveryMs: 60_000 },
  });
  let http: HttpServer | null = null;
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    await Promise.all(list.map((adapter) => adapter.stop()));
    await http?.close();
    studies.stop();
    await insights.stop();
    base.stop();
    await core.stop(GRACE_MS);
    await aside?.stop();
    await store.close();
  }

  return {
    core,
    store,
    base,
    studies,
    insights,
    adapters,
    get url() {
      return http?.url ?? null;
    },
    async start() {
      http = await startHttp({
        host: config.httpHost,
        port: config.httpPort,
        routes: [...toOwnRoutes(config, store, clock), ...list.flatMap((adapter) => adapter.routes ?? [])],
        store,
      });
      await takePurchases(store, overrides.dataFolder ?? DATA_FOLDER, config.timeZone);
      // Learnt aside: nobody waits for it.
      void studies.refresh();
      insights.start();
      base.watch();
      core.start();
      aside?.start();
      for (const adapter of list) await adapter.start(core.receive);
    },
    stop: () => (stopping ??= stop()),
  };
}
