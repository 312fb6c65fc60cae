/** Reads what was said while nobody listened: Discord tells a new session nothing of what came before it. */
import { type Client, Routes } from 'discord.js';
import type { Heard } from '../../src/ports.ts';
import { idOfTime, type MessagePayload } from './inbound.ts';
import type { DiscordOptions } from './options.ts';
import { channelIdOf } from './outbound.ts';
import { findMissing, isCode } from './problems.ts';
import type { Spots } from './spots.ts';

/** A dead connection is noticed late: read from this long (ms) before it was. What comes twice is dropped by its id. */
const OVERLAP_MS = 120_000;
const LONGEST_MS = 14 * 24 * 3_600_000;
const PAGE = 100;
const BEFORE_THIS_PROCESS = -1;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

export interface History {
  /** That connection is gone from now on. */
  lose(shard: number): void;
  /** Its session goes on: everything was told. */
  regain(shard: number): void;
  /** It has a new session; without a loss that was noticed, one is supposed. */
  renew(shard: number): void;
  /** Reads every watched channel from the loss on; tries again until that worked. */
  catchUp(): Promise<void>;
  /** Resolves when what was missed in that channel has been taken: what is said now comes after it. Never rejects. */
  before(channelId: string): Promise<void>;
}

export interface HistoryOptions {
  readonly options: DiscordOptions;
  readonly client: () => Client;
  readonly spots: Spots;
  readonly take: (message: MessagePayload) => Promise<void>;
  readonly closing: AbortSignal;
}

export function createHistory({ options, client, spots, take, closing }: HistoryOptions): History {
  const { clock, log } = options;
  let heard: readonly Heard[] = [];
  let isFirst = true;
  /** From when on things may be missing, ms, by connection. */
  const lostAt = new Map<number, number>();
  const known = new Set<number>();
  const down = new Set<number>();
  let losses = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;
  /** Channels of the round under way that have not been read yet. */
  let unread = new Map<string, { readonly since: number; reading: Promise<void> | null }>();
  let planned: Promise<void> = Promise.resolve();

  /** The first time: from the last thing that was heard before this process; a service that never heard anything starts now. */
  async function begin(): Promise<void> {
    heard = (await options.heard?.()) ?? [];
    if (!isFirst) return;
    isFirst = false;
    const last = Math.max(0, ...heard.map(({ at }) => at));
    if (last > 0) lostAt.set(BEFORE_THIS_PROCESS, last);
  }

  function watched(): Set<string> {
    const ids = new Set<string>([...spots.staff, ...spots.learners]);
    for (const { spot } of heard) {
      const id = spot.thread ?? channelIdOf(spot.place);
      if (id !== null) ids.add(id);
      const parent = channelIdOf(spot.place);
      if (parent !== null) ids.add(parent);
    }
    for (const channel of client().channels.cache.values()) {
      if (!channel.isThread()) continue;
      if (channel.ownerId === client().user?.id || ids.has(channel.parentId ?? '')) ids.add(channel.id);
    }
    return ids;
  }

  /** Discord names the newest message of each channel when a session begins. */
  function isQuiet(channelId: string, after: string): boolean {
    const channel = client().channels.cache.get(channelId);
    const newest = channel && 'lastMessageId' in channel ? channel.lastMessageId : null;
    return typeof newest === 'string' && BigInt(newest) < BigInt(after);
  }

  async function read(channelId: string, since: number): Promise<void> {
    let after = idOfTime(since);
    if (isQuiet(channelId, after)) return;
    for (;;) {
      // The client's own calls wait for rate limits: hundreds of threads are read at the speed Discord allows.
      const query = new URLSearchParams({ after, limit: String(PAGE) });
      const page = (await client().rest.get(Routes.channelMessages(channelId), { query })) as MessagePayload[];
      const inOrder = page.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      for (const message of inOrder) await take(message);
      const last = inOrder.at(-1);
      if (!last || page.length < PAGE || closing.aborted) return;
      after = last.id;
    }
  }

  async function readReadable(id: string, since: number): Promise<void> {
    const channel = client().channels.cache.get(id);
    if (channel && !channel.isTextBased()) return;
    // A refusal that is known beforehand counts among those after which Discord blocks the whole address.
    if (channel && findMissing(client(), id, ['ViewChannel', 'ReadMessageHistory']).length > 0) return;
    try {
      await read(id, since);
    } catch (error) {
      // Gone, or closed to the bot: the others go on.
      if (!isCode(error, 'unknownChannel', 'missingAccess', 'missingPermissions', 'closedDirect')) throw error;
    }
  }

  /** Once per round, whoever asks for it first: the round itself, or somebody who speaks there. */
  function readOnce(id: string): Promise<void> {
    const entry = unread.get(id);
    if (!entry) return Promise.resolve();
    entry.reading ??= readReadable(id, entry.since).then(() => void unread.delete(id));
    return entry.reading;
  }

  /** Since when what channels must be read; null where nothing was lost. */
  async function plan(): Promise<number | null> {
    await begin();
    if (lostAt.size === 0) return null;
    const since = Math.max(Math.min(...lostAt.values()) - OVERLAP_MS, clock.now() - LONGEST_MS);
    unread = new Map([...watched()].map((id) => [id, { since, reading: null }]));
    return since;
  }

  async function readAll(): Promise<void> {
    const round = plan();
    planned = round.then(
      () => {},
      () => {},
    );
    const since = await round;
    if (since === null) return;
    const ids = [...unread.keys()];
    for (const id of ids) {
      if (closing.aborted) return;
      await readOnce(id);
    }
    log.info({ places: ids.length, sinceMs: clock.now() - since }, 'read again what was said meanwhile');
  }

  async function run(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !closing.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const before = losses;
      isAsked = false;
      try {
        await readAll();
        // Lost once more while reading: the next session reads again.
        if (losses === before) for (const shard of lostAt.keys()) if (!down.has(shard)) lostAt.delete(shard);
        if (isAsked) continue;
        return;
      } catch (error) {
        log.warn({ err: error }, 'the history could not be read, trying again');
        await clock.sleep(wait, closing);
      }
    }
  }

  function lose(shard: number): void {
    losses++;
    down.add(shard);
    if (!lostAt.has(shard)) lostAt.set(shard, clock.now());
  }

  return {
    lose,
    regain(shard) {
      down.delete(shard);
      lostAt.delete(shard);
    },
    renew(shard) {
      if (known.has(shard) && !lostAt.has(shard)) lose(shard);
      known.add(shard);
      down.delete(shard);
    },
    before: (channelId) => planned.then(() => readOnce(channelId)).catch(() => {}),
    catchUp() {
      isAsked = true;
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
