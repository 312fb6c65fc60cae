/** The calls the outbox makes: one attempt each, no waiting inside, and a stop before Discord would block the whole address. */
import { RateLimitError, type RawFile, REST, RESTEvents, Routes } from 'discord.js';
import { DeliveryError } from '../../src/errors.ts';
import type { Clock } from '../../src/ports.ts';
import { isCode } from './problems.ts';

/** Of the 10,000 invalid requests (401, 403, 429) that Discord takes in ten minutes. */
const MOST_INVALID = 5000;
const COUNT_EVERY = 250;
const TIMEOUT_MS = 15_000;

export interface PostedMessage {
  readonly id: string;
  readonly channel_id: string;
}

export interface ThreadBody {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly parent_id: string | null;
  readonly owner_id?: string;
  readonly last_message_id?: string | null;
  readonly applied_tags?: readonly string[];
}

export interface Api {
  readonly rest: REST;
  post(channelId: string, body: object, files?: RawFile[]): Promise<PostedMessage>;
  edit(channelId: string, messageId: string, body: object): Promise<PostedMessage>;
  remove(channelId: string, messageId: string): Promise<void>;
  startThread(channelId: string, body: object, messageId?: string, files?: RawFile[]): Promise<ThreadBody>;
  changeThread(threadId: string, body: object): Promise<void>;
  addToThread(threadId: string, userId: string): Promise<void>;
  isInThread(threadId: string, userId: string): Promise<boolean>;
  activeThreads(guildId: string): Promise<readonly ThreadBody[]>;
  openDirect(userId: string): Promise<{ readonly id: string }>;
  recipientOf(directId: string): Promise<string | null>;
  type(channelId: string): Promise<void>;
  /** The interaction's first answer. */
  editAnswer(applicationId: string, token: string, body: object, files?: RawFile[]): Promise<PostedMessage>;
  followUp(applicationId: string, token: string, body: object, files?: RawFile[]): Promise<PostedMessage>;
}

/** `most`: refused calls within ten minutes after which none is made until they are over. */
export function createApi(
  token: string,
  apiUrl: string | null,
  clock: Pick<Clock, 'now'>,
  { most = MOST_INVALID, every = COUNT_EVERY } = {},
): Api {
  const rest = new REST({
    version: '10',
    ...(apiUrl !== null && { api: apiUrl }),
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    invalidRequestWarningInterval: every,
  }).setToken(token);
  let blockedUntil = 0;
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    if (count >= most) blockedUntil = clock.now() + remainingTime;
  });

  async function call<T>(run: () => Promise<unknown>): Promise<T> {
    const wait = blockedUntil - clock.now();
    if (wait > 0) throw new DeliveryError('too many calls were refused lately', { retryAfterMs: wait });
    try {
      return (await run()) as T;
    } catch (error) {
      // One 401 makes the library forget the token, and every later call would fail for that alone.
      if ((error as { status?: number }).status === 401) rest.setToken(token);
      throw error;
    }
  }

  const hook = { auth: false } as const;
  return {
    rest,
    post: (channelId, body, files = []) => call(() => rest.post(Routes.channelMessages(channelId), { body, files })),
    edit: (channelId, id, body) => call(() => rest.patch(Routes.channelMessage(channelId, id), { body })),
    remove: (channelId, id) => call(() => rest.delete(Routes.channelMessage(channelId, id))),
    startThread: (channelId, body, id, files = []) =>
      call(() => rest.post(Routes.threads(channelId, id), { body, files })),
    changeThread: (threadId, body) => call(() => rest.patch(Routes.channel(threadId), { body })),
    addToThread: (threadId, userId) => call(() => rest.put(Routes.threadMembers(threadId, userId))),
    isInThread: async (threadId, userId) => {
      try {
        await call(() => rest.get(Routes.threadMembers(threadId, userId)));
        return true;
      } catch (error) {
        if (isCode(error, 'unknownMember', 'unknownChannel')) return false;
        throw error;
      }
    },
    activeThreads: async (guildId) => {
      const { threads } = await call<{ threads: ThreadBody[] }>(() => rest.get(Routes.guildActiveThreads(guildId)));
      return threads;
    },
    openDirect: (userId) => call(() => rest.post(Routes.userChannels(), { body: { recipient_id: userId } })),
    recipientOf: async (directId) => {
      const channel = await call<{ recipients?: { id: string }[] }>(() => rest.get(Routes.channel(directId)));
      return channel.recipients?.[0]?.id ?? null;
    },
    type: (channelId) => call(() => rest.post(Routes.channelTyping(channelId))),
    editAnswer: (application, answer, body, files = []) =>
      call(() => rest.patch(Routes.webhookMessage(application, answer), { body, files, ...hook })),
    followUp: (application, answer, body, files = []) =>
      call(() =>
        rest.post(Routes.webhook(application, answer), {
          body,
          files,
          query: new URLSearchParams({ wait: 'true' }),
          ...hook,
        }),
      ),
  };
}

export { RateLimitError };
