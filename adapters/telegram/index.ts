/** The Telegram adapter: the client, the way in (polling or webhook), and the outbox's way out. */
import { randomBytes } from 'node:crypto';
import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { DeliveryError } from '../../src/errors.ts';
import type { PlatformAdapter, Receive } from '../../src/ports.ts';
import { createChats } from './chats.ts';
import { ALLOWED, identify, persist, registerMenus } from './connection.ts';
import { createDeliver } from './deliver.ts';
import { toFacts } from './errors.ts';
import { createReadFile } from './files.ts';
import { createIntake, type Intake } from './intake.ts';
import type { BotIdentity, TelegramOptions } from './options.ts';
import { poll } from './polling.ts';
import { chatIdOf, createSpots, isBasicGroup } from './spots.ts';
import { createWebhookRoute } from './webhook.ts';

export type { TelegramOptions } from './options.ts';

/** A call that takes longer than this (s) is given up; long polls hold for thirty. */
const CALL_TIMEOUT_S = 60;

export function createTelegramAdapter(options: TelegramOptions): PlatformAdapter {
  const { clock, log, webhookUrl } = options;
  const api = new Api(options.botToken, {
    ...(options.apiRoot && { apiRoot: options.apiRoot }),
    timeoutSeconds: CALL_TIMEOUT_S,
  });
  const closing = new AbortController();
  const spots = createSpots(options.staffPlaces, options.learnerPlaces);
  const secret = options.webhookSecret ?? randomBytes(32).toString('base64url');
  const underWay = new Set<Promise<unknown>>();
  let bot: BotIdentity | null = null;
  let intake: Intake | null = null;

  function identity(): BotIdentity {
    if (!bot) throw new DeliveryError('Telegram has not been reached yet');
    return bot;
  }

  const chats = createChats(api, () => identity().id, spots, clock);
  const deliver = createDeliver({ api, bot: identity, spots, chats, log });

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const forget = () => void underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  function takeUpdate(): ((update: Update) => Promise<void>) | null {
    const now = intake;
    return now && !closing.signal.aborted ? (update) => track(now.take(update)) : null;
  }

  function background(work: Promise<unknown>): void {
    void track(work.catch((error: unknown) => log.error({ err: toFacts(error) }, 'telegram stopped unexpectedly')));
  }

  /** A configured group may have become a supergroup while nobody looked: Telegram tells when it is asked about the old id. */
  async function findMoved(): Promise<void> {
    const ids = [...options.staffPlaces, ...options.learnerPlaces].map(chatIdOf);
    for (const id of new Set(ids)) {
      if (id === null || !isBasicGroup(id)) continue;
      await chats.call(id, (now) => api.getChat(now)).catch(() => undefined);
    }
  }

  async function connect(receive: Receive): Promise<void> {
    const patience = { clock, log, closing: closing.signal };
    bot = await persist(() => identify(api), patience);
    if (!bot) return;
    const { community } = options;
    intake = createIntake({ api, clock, log, spots, receive, surroundings: { community, bot, spots } });
    const { take } = intake;
    background(findMoved());
    background(registerMenus(api, options.staffPlaces, log));
    if (webhookUrl) {
      await persist(
        () =>
          api.setWebhook(webhookUrl, { secret_token: secret, allowed_updates: ALLOWED, drop_pending_updates: false }),
        patience,
      );
      return;
    }
    // An address set earlier would keep every update from being fetched.
    await persist(() => api.deleteWebhook({ drop_pending_updates: false }), patience);
    background(poll({ api, clock, log, allowed: ALLOWED, take, closing: closing.signal }));
  }

  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    closing.abort();
    while (underWay.size > 0) await Promise.allSettled(underWay);
    await intake?.idle();
  }

  return {
    platform: 'telegram',
    ...(webhookUrl && { routes: [createWebhookRoute(secret, takeUpdate, log)] }),
    async start(receive) {
      const work = track(connect(receive));
      // With Telegram out of reach the other platforms must not wait: it is connected when it is back.
      const patience = clock.sleep(FIRST_PATIENCE_MS, closing.signal);
      const connected = work.then(() => true);
      if (!(await Promise.race([connected, patience.then(() => false)]))) {
        connected.catch((error: unknown) => log.error({ err: toFacts(error) }, 'telegram was given up'));
      }
    },
    stop: () => (stopping ??= stop()),
    deliver,
    readFile: createReadFile(api, options.botToken, options.apiRoot),
  };
}

/** Time (ms) that the start of the process waits for Telegram. */
const FIRST_PATIENCE_MS = 10_000;
