/** The Slack adapter: Bolt and what listens to it, and the outbox's way out. */
import { App } from '@slack/bolt';
import { OperatorError } from '../../src/errors.ts';
import type { HttpRoute, PlatformAdapter, Receive } from '../../src/ports.ts';
import { createApi, type Identity } from './api.ts';
import { createChanges } from './changes.ts';
import { identify, toReceiver } from './connection.ts';
import { createDeliver } from './deliver.ts';
import { createDirects } from './directs.ts';
import { toErrorCode } from './failures.ts';
import { createFiles } from './files.ts';
import { FORM } from './forms.ts';
import { createHeld } from './held.ts';
import { createHistory } from './history.ts';
import { createHomes } from './homes.ts';
import { createIntake } from './intake.ts';
import { createInteractions } from './interactions.ts';
import { createLinks } from './links.ts';
import { listen } from './listeners.ts';
import { createLost } from './lost.ts';
import type { SlackOptions } from './options.ts';
import { toChannel } from './outbound.ts';
import { createPeople } from './people.ts';
import { createPlaces, isDirect } from './places.ts';
import { createPrivately, toUser } from './privately.ts';
import { createGate } from './receiver.ts';
import { toFacts, toLibraryLog } from './safe-log.ts';
import { createThreads } from './threads.ts';

export type { SlackOptions } from './options.ts';

const SWEEP_AFTER_MS = 60_000;
const HOME_REST_MS = 3000;
/** The start waits so long for the first socket. */
const PATIENCE_MS = 10_000;
/** Between attempts while Slack cannot be reached, ms. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** For what is being shared, and for the closing handshake of the sockets. */
const GOODBYE_MS = 2000;

/** Throws `OperatorError` where neither an app token nor a signing secret is given. */
export function createSlackAdapter(options: SlackOptions): PlatformAdapter {
  const { clock, log, community } = options;
  const logger = toLibraryLog(log);
  const gate = createGate();
  const api = createApi(options.botToken, options.apiUrl, logger);
  const places = createPlaces(options.staffPlaces, options.learnerPlaces);
  const people = createPeople(api.quick, clock);
  const held = createHeld(clock);
  let known: Identity | null = null;
  const identity = (): Identity => {
    if (!known) throw new Error('the adapter is not started');
    return known;
  };
  let pass: Receive = () => Promise.reject(new Error('the adapter is not started'));
  const homes = createHomes({
    api,
    people,
    clock,
    log,
    home: options.home,
    timeZone: options.timeZone,
    restMs: options.homeRestMs ?? HOME_REST_MS,
  });
  const receive: Receive = async (event) => {
    const acceptance = await pass(event);
    if ('author' in event && event.author) homes.touch(toUser(event.author.id));
    return acceptance;
  };
  const threads = createThreads(api.quick, identity, clock);
  const intake = createIntake({
    community,
    api,
    places,
    people,
    threads,
    emoji: options.emoji,
    log,
    identity,
    receive,
  });
  const files = createFiles(api, options.botToken, options.apiUrl);
  const directs = createDirects(api.quick);
  const privately = createPrivately({ api, log, held, people, places, directs, files });
  const lost = createLost({ community, clock, log, places, receive });
  const changes = createChanges({ community, places, people, intake, lost, identity, receive });
  const { answerOf } = options;
  const interactions = createInteractions({
    community,
    api,
    clock,
    log,
    places,
    people,
    held,
    directs,
    privately,
    receive,
    answerOf,
  });
  const heard = options.heard ?? (async () => []);
  const history = createHistory({ api, intake, places, threads, log, heard, isClosed: () => gate.closed });
  const deliver = createDeliver({ api, log, privately, threads, links: createLinks(api), files, lost, identity });

  /** Whose question it is that stands there; null where this process does not know. */
  function learnerOf(channel: string, thread: string | null): string | null {
    const person = thread === null || isDirect(channel) ? null : intake.taken(channel, thread)?.author.id;
    return person ? toUser(person) : directs.personOf(channel);
  }

  let downSince: number | null = null;
  let reading: Promise<void> = Promise.resolve();
  let later: Promise<void> = Promise.resolve();
  const closing = new AbortController();

  /** One reading at a time; nobody waits for it but `stop`. */
  function catchUp(since: number | null): void {
    reading = reading
      .then(() => history.catchUp(since))
      .catch((error) => log.error({ err: toFacts(error) }, 'the histories could not be read'));
  }

  function onUp(): void {
    const away = downSince === null ? 0 : clock.now() - downSince;
    if (downSince !== null && away >= (options.sweepAfterMs ?? SWEEP_AFTER_MS)) catchUp(downSince);
    downSince = null;
  }

  function onDown(): void {
    if (gate.closed) return;
    downSince = clock.now();
    log.warn({}, 'no connection to slack; it is being made again');
  }

  const receiver = toReceiver(options, { logger, gate, onUp, onDown });
  const { fetch } = receiver;
  const routes: readonly HttpRoute[] = fetch ? [{ prefix: '/slack/events', fetch: (request) => fetch(request) }] : [];

  async function connect(): Promise<void> {
    const { botUser, botId } = identity();
    const app = new App({
      token: options.botToken,
      botUserId: botUser,
      botId,
      // Asked above, with an error that says what to do.
      tokenVerificationEnabled: false,
      deferInitialization: true,
      convoStore: false,
      receiver,
      logger,
      clientOptions: {
        ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    });
    listen(app, {
      intake,
      interactions,
      changes,
      directs,
      lost,
      threads,
      people,
      api,
      openHome: homes.open,
      formId: FORM,
      log,
    });
    await app.init();
    const started = app.start().catch((error) => {
      const code = toErrorCode(error instanceof AggregateError ? error.errors[0] : error);
      const reason = `${code ?? 'no connection'}; it must be an app-level token (xapp-…) with connections:write`;
      throw new OperatorError(`Slack: SLACK_APP_TOKEN cannot be used: ${reason}`, { cause: error });
    });
    const patience = new AbortController();
    const late = clock.sleep(PATIENCE_MS, patience.signal).then(() => 'late' as const);
    if ((await Promise.race([started, late])) === 'late') {
      log.warn({}, 'no connection to slack yet; it goes on trying');
      started.catch((error) => log.error({ err: toFacts(error) }, 'slack refuses the connection'));
    }
    patience.abort();
    // Slack repeats an event for some minutes only; a process that was away for longer has missed the rest.
    void started.then(() => catchUp(null)).catch(() => undefined);
  }

  /** Until Slack answers; the others need not wait for it. */
  async function connectLater(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !gate.closed; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      await clock.sleep(wait, closing.signal);
      if (gate.closed) return;
      known = await identify(api);
      if (known) return connect();
    }
  }

  let stopping: Promise<void> | null = null;
  async function stop(): Promise<void> {
    closing.abort();
    await gate.close();
    await later;
    await Promise.race([interactions.idle(), clock.sleep(GOODBYE_MS)]);
    await reading;
    await homes.stop();
    if (known) await Promise.race([receiver.stop(), clock.sleep(GOODBYE_MS)]);
  }

  return {
    platform: 'slack',
    routes,
    async start(next) {
      pass = next;
      known = await identify(api);
      if (known) return connect();
      log.warn({}, 'slack cannot be reached; it goes on trying');
      later = connectLater().catch((error) => log.error({ err: toFacts(error) }, 'slack refuses the connection'));
    },
    stop: () => (stopping ??= stop()),
    emailOf: (person) => people.emailOf(toUser(person)),
    async deliver(delivery) {
      const receipt = await deliver(delivery);
      const { place, threadId, audience } = delivery;
      const learner = audience === 'learner' ? learnerOf(toChannel(place), threadId) : null;
      if (learner !== null) homes.touch(learner);
      if (audience === 'staff') homes.touchQueues();
      return receipt;
    },
    readFile: files.readFile,
  };
}
