/** The adapters of this process: each with its settings and what it may look at. The only importer of adapters. */
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { PlaceId } from './domain/place.ts';
import { OperatorError } from './errors.ts';
import { toHomeFacts } from './home.ts';
import type { WatchedKnowledgeBase } from './knowledge.ts';
import type { Clock, PlatformAdapter, Store } from './ports.ts';
import type { ProgressOf } from './progress-file.ts';

/** One community per process for now; the id keeps rows apart once there are more. */
export const COMMUNITY = 'default';

/** How far back (ms) it matters where people were heard. */
const HEARD_MS = 14 * 24 * 3_600_000;

/** How far back (ms) a person's own page goes. */

/** What adapters may look at besides their settings. */
export interface AdapterSurroundings {
  readonly clock: Clock;
  readonly log: Logger;
  readonly base: WatchedKnowledgeBase;
  readonly store: Pick<
    Store,
    'heard' | 'reports' | 'countWaiting' | 'profiles' | 'records' | 'imports' | 'insights' | 'ticketsOf'
  >;
  readonly progressOf: ProgressOf;
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
  { clock, log, base, store, progressOf }: AdapterSurroundings,
): Promise<PlatformAdapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  return createSlackAdapter({
    ...slack,
    community: COMMUNITY,
    staffPlaces: staffPlacesOf(config, base.knowledge),
    learnerPlaces: config.learnerPlaces,
    clock,
    log: log.child({ platform: 'slack' }),
    timeZone: config.timeZone,
    heard: () => store.heard('slack', clock.now() - HEARD_MS),
    answerOf: (intent) => base.knowledge.solutions.get(intent) ?? null,
    home: (person) =>
      toHomeFacts(person, {
        store,
        knowledge: base.knowledge,
        community: COMMUNITY,
        isAdmin: config.admins.has(person),
        progressOf,
        now: clock.now(),
      }),
  });
}

/** Those whose tokens are set. @throws OperatorError when there is none. */
export async function createAdapters(config: Config, surroundings: AdapterSurroundings): Promise<PlatformAdapter[]> {
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
