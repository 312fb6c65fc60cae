/** What was said while nobody listened: Slack gives up after a few tries, so the histories are read again. */
import type { Heard } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { toErrorCode } from './failures.ts';
import type { Intake } from './intake.ts';
import type { Log } from './options.ts';
import { toChannel } from './outbound.ts';
import type { SlackMessage } from './payloads.ts';
import { isDirect, type Places } from './places.ts';
import { toFacts } from './safe-log.ts';
import type { Threads } from './threads.ts';

export interface HistoryOptions {
  readonly api: Api;
  readonly intake: Intake;
  readonly places: Places;
  readonly threads: Pick<Threads, 'note'>;
  readonly log: Log;
  readonly heard: () => Promise<readonly Heard[]>;
  readonly isClosed: () => boolean;
}

const PAGE = 200;
const MOST_PAGES = 10;
/** So many places are read in one go; a workspace with more of them in two weeks has more than one process. */
const MOST_PLACES = 500;
/** Clocks differ a little, and messages cross. */
const MARGIN_MS = 30_000;
/** Threads of staff places that began so long ago are still looked into. */
const THREAD_AGE_MS = 3 * 24 * 3_600_000;

export interface History {
  /** Reads from `since` (ms) on; null = from the last event that was stored, and not at all where there is none. */
  catchUp(since: number | null): Promise<void>;
}

interface RootMessage extends SlackMessage {
  readonly latest_reply?: string;
}

const toTs = (ms: number): string => (ms / 1000).toFixed(6);

export function createHistory({ api, intake, places, threads, log, heard, isClosed }: HistoryOptions): History {
  async function* readPages(
    read: (cursor: string | undefined) => Promise<{ messages?: unknown; response_metadata?: { next_cursor?: string } }>,
  ) {
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES && !isClosed(); page++) {
      const answer = await read(cursor);
      yield* (answer.messages ?? []) as readonly RootMessage[];
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return;
    }
  }

  async function readThread(channel: string, ts: string, since: number): Promise<void> {
    const range = { channel, ts, oldest: toTs(since), limit: PAGE };
    let root: RootMessage | undefined;
    for await (const message of readPages((cursor) =>
      api.patient.conversations.replies({ ...range, ...(cursor ? { cursor } : {}) }),
    )) {
      root ??= message;
      if (message.ts === ts) continue;
      const parent = message.parent_user_id ?? root.user;
      await intake.takeMessage({ ...message, channel, ...(parent ? { parent_user_id: parent } : {}) });
    }
  }

  async function readChannel(channel: string, since: number): Promise<void> {
    const from = places.isStaff(channel) ? since - THREAD_AGE_MS : since;
    const roots: RootMessage[] = [];
    const range = { channel, oldest: toTs(from), limit: PAGE };
    for await (const message of readPages((cursor) =>
      api.patient.conversations.history({ ...range, ...(cursor ? { cursor } : {}) }),
    )) {
      roots.push(message);
    }
    // Newest first, as Slack gives them; told in the order they were said.
    for (const root of roots.reverse()) {
      const { thread_ts: _, ...alone } = root;
      if (Number(root.ts) * 1000 >= since) await intake.takeMessage({ ...alone, channel });
      if (root.latest_reply && Number(root.latest_reply) * 1000 >= since) await readThread(channel, root.ts, since);
    }
  }

  /** The bot's channels and direct chats. */
  async function listChannels(): Promise<readonly string[]> {
    const answer = await api.patient.users.conversations({
      types: 'public_channel,private_channel,im',
      exclude_archived: true,
      limit: MOST_PLACES,
    });
    return (answer.channels ?? []).flatMap(({ id }) => (id ? [id] : []));
  }

  async function attempt(work: () => Promise<void>, channel: string): Promise<void> {
    try {
      if (!isClosed()) await work();
    } catch (error) {
      log.warn({ err: toFacts(error), channel, code: toErrorCode(error) }, 'a history could not be read');
    }
  }

  return {
    async catchUp(since) {
      const known = await heard();
      // Whatever is in a long thread by now, the bot was called into these.
      for (const { spot } of known) {
        const channel = toChannel(spot.place);
        if (spot.thread !== null && !isDirect(channel)) threads.note(channel, spot.thread);
      }
      const last = since ?? Math.max(...known.map(({ at }) => at));
      // Nobody was ever heard: what was said before the bot came is not for it.
      if (!Number.isFinite(last)) return;
      const from = last - MARGIN_MS;
      const spots = known.map(({ spot }) => ({ channel: toChannel(spot.place), thread: spot.thread }));
      const channels = new Set([
        ...places.configured,
        ...spots.map(({ channel }) => channel),
        ...(await listChannels()),
      ]);
      for (const channel of [...channels].slice(0, MOST_PLACES))
        await attempt(() => readChannel(channel, from), channel);
      for (const { channel, thread } of spots) {
        if (thread !== null) await attempt(() => readThread(channel, thread, from), channel);
      }
      log.info({ channels: channels.size }, 'the histories since the last event were read');
    },
  };
}
