/** The connection to Discord: logs in until it works, does without the Message Content intent where it is not allowed, and says when it is ready. */
import { Client, Events, GatewayIntentBits, Options, Partials, RESTEvents } from 'discord.js';
import { OperatorError } from '../../src/errors.ts';
import type { DiscordOptions } from './options.ts';
import { createSessionBudget, type SessionBudget } from './session-budget.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages] as const;

export interface Connection {
  /** The present client; another one after the connection had to be made anew. */
  readonly client: Client;
  /** False: words are readable only in direct chats, mentions and replies. */
  readonly readsAll: boolean;
  /** Resolves when connected, or when Discord could not be reached and is being tried again in the background. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface Listeners {
  /** Puts the adapter's listeners on a new client. */
  attach(client: Client): void;
  /** A new session has begun: what happened before it was not told. */
  onSession(shard: number): void;
  /** The connection is gone; what happens now is told only if the session can be resumed. */
  onLost(shard: number): void;
  onResumed(shard: number): void;
}

const isTokenInvalid = (error: unknown): boolean => (error as { code?: unknown }).code === 'TokenInvalid';
const isIntentRefused = (error: unknown): boolean => /disallowed intents/i.test((error as Error).message ?? '');

export function createConnection(
  options: Pick<DiscordOptions, 'clock' | 'log' | 'token' | 'apiUrl' | 'shards'>,
  listeners: Listeners,
  budget: SessionBudget = createSessionBudget(options.clock, {
    connections: typeof options.shards === 'number' ? options.shards : 1,
  }),
): Connection {
  const { clock, log } = options;
  const closing = new AbortController();
  let readsAll = true;
  let client = make();
  let again: Promise<void> | null = null;

  function make(): Client {
    const made = new Client({
      intents: readsAll ? [...INTENTS, GatewayIntentBits.MessageContent] : [...INTENTS],
      partials: [Partials.Channel, Partials.Message],
      allowedMentions: { parse: [], repliedUser: false },
      // Messages are the store's business; what is not kept cannot be taken for seen.
      makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
      rest: { version: '10', retries: 1, timeout: 10_000, ...(options.apiUrl !== null && { api: options.apiUrl }) },
      ...(options.shards === 'auto' ? { shards: 'auto' as const } : { shardCount: options.shards ?? 1 }),
    });
    made.on(Events.Error, (error) => log.error({ err: error }, 'discord client error'));
    made.on(Events.ShardError, (error) => log.warn({ err: error }, 'discord connection error'));
    made.on(Events.ShardReconnecting, (shard) => {
      listeners.onLost(shard);
      if (made === client && made.isReady() && budget.pause() > 0) reopen();
    });
    // The library forgets its token after a single 401, and every later call would fail for that alone.
    made.rest.on(RESTEvents.Response, (_, { status }) => {
      if (status === 401) setImmediate(() => made.rest.setToken(options.token));
    });
    made.on(Events.ShardResume, (shard) => listeners.onResumed(shard));
    made.on(Events.ShardReady, (shard) => {
      budget.note();
      if (made.isReady()) listeners.onSession(shard);
      else made.once(Events.ClientReady, () => listeners.onSession(shard));
    });
    // What the library does not mend by itself: the session was ended for good.
    const renew = (shard = 0) => {
      listeners.onLost(shard);
      if (made === client && made.isReady()) reopen();
    };
    made.on(Events.ShardDisconnect, (_, shard) => renew(shard));
    made.on(Events.Invalidated, () => renew());
    listeners.attach(made);
    return made;
  }

  /** One try. Throws `OperatorError` where only the operator can help. */
  async function login(): Promise<void> {
    try {
      await client.login(options.token);
    } catch (error) {
      await client.destroy();
      if (isTokenInvalid(error)) {
        throw new OperatorError('Discord refuses DISCORD_TOKEN: copy the bot token from the developer portal again');
      }
      const refused = readsAll && isIntentRefused(error);
      if (refused) {
        readsAll = false;
        log.warn(
          {},
          'the Message Content intent is not switched on in the developer portal: working with mentions, replies, direct messages and commands only',
        );
      }
      client = make();
      if (!refused) throw error;
      await login();
    }
  }

  async function keepTrying(): Promise<void> {
    const pauseMs = budget.pause();
    if (pauseMs > 0) log.error({ pauseMs }, 'too many sessions were lost lately, waiting before the next one');
    await clock.sleep(pauseMs, closing.signal);
    for (let wait = FIRST_WAIT_MS; !closing.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      await clock.sleep(wait, closing.signal);
      if (closing.signal.aborted) return;
      try {
        await login();
        log.info({}, 'connected to discord');
        return;
      } catch (error) {
        log.error({ err: error, nextTryMs: wait * 2 }, 'discord could not be reached');
      }
    }
  }

  function reopen(): void {
    again ??= (async () => {
      await client.destroy();
      client = make();
      await keepTrying();
      again = null;
    })();
  }

  return {
    get client() {
      return client;
    },
    get readsAll() {
      return readsAll;
    },
    async open() {
      try {
        await login();
      } catch (error) {
        if (error instanceof OperatorError) throw error;
        log.error({ err: error }, 'discord could not be reached, trying again');
        again = keepTrying().finally(() => {
          again = null;
        });
      }
    },
    async close() {
      closing.abort();
      await again;
      await client.destroy();
    },
  };
}
