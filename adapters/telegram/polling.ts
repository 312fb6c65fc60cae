/**
 * Long polling: asks for updates and says which have arrived. The next offset, which makes Telegram forget what came
 * before it, goes out only after the whole batch was accepted; whatever happens before that, the same updates come again.
 */
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Clock } from '../../src/ports.ts';
import { isConflict, isUnauthorized, retryAfterMs, toFacts } from './errors.ts';
import type { Log } from './options.ts';

/** Seconds Telegram holds a call while there is nothing to tell. */
const HOLD_S = 30;
/** Updates in one answer at most. */
const BATCH = 100;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Another process polls: it may be an old one that is about to end, or one that stays. */
const CONFLICT_WAIT_MS = 10_000;
/** Time for the last word when the process ends, ms. */
const GOODBYE_MS = 3000;

export interface PollingOptions {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly allowed: readonly Exclude<keyof Update, 'update_id'>[];
  readonly take: (update: Update) => Promise<void>;
  readonly closing: AbortSignal;
}

/** Resolves when `closing` aborts and nothing is in flight, or when the token is refused. */
export async function poll({ api, clock, log, allowed, take, closing }: PollingOptions): Promise<void> {
  let offset = 0;
  let faults = 0;
  let isToldOfConflict = false;

  type Signal = Parameters<Api['getUpdates']>[1];
  const ask = (hold: number, limit: number, signal: AbortSignal) =>
    api.getUpdates({ offset, limit, timeout: hold, allowed_updates: allowed }, signal as unknown as Signal);

  /** Ms to wait before asking again; null = there is no use. */
  function afterFault(error: unknown): number | null {
    faults++;
    if (isUnauthorized(error)) {
      log.error(
        { err: toFacts(error) },
        'telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one BotFather shows and start again',
      );
      return null;
    }
    if (isConflict(error)) {
      const words =
        'another process asks telegram for the updates of this bot: only one may. Stop the other one, or give this one a bot of its own; trying again until then';
      if (!isToldOfConflict) log.error({ err: toFacts(error) }, words);
      isToldOfConflict = true;
      return CONFLICT_WAIT_MS;
    }
    log.warn({ err: toFacts(error), faults }, 'telegram gave no updates, asking again');
    return retryAfterMs(error) ?? Math.min(FIRST_WAIT_MS * 2 ** (faults - 1), LONGEST_WAIT_MS);
  }

  /** True when every update of the batch needs not come again. */
  async function takeAll(updates: readonly Update[]): Promise<boolean> {
    const results = await Promise.allSettled(updates.map((update) => take(update)));
    const refused = results.find(({ status }) => status === 'rejected');
    if (refused?.status === 'rejected') {
      log.error({ err: toFacts(refused.reason) }, 'updates from telegram could not be stored; they are fetched again');
    }
    return refused === undefined;
  }

  while (!closing.aborted) {
    let updates: readonly Update[];
    try {
      updates = await ask(HOLD_S, BATCH, closing);
    } catch (error) {
      if (closing.aborted) break;
      const wait = afterFault(error);
      if (wait === null) return;
      await clock.sleep(wait, closing);
      continue;
    }
    if (isToldOfConflict) log.info({}, 'telegram gives this process the updates again');
    isToldOfConflict = false;
    // What arrives while the process is told to stop is left for the next one.
    if (closing.aborted) break;
    if (await takeAll(updates)) {
      faults = 0;
      const last = updates.at(-1);
      if (last) offset = last.update_id + 1;
    } else {
      faults++;
      await clock.sleep(Math.min(FIRST_WAIT_MS * 2 ** (faults - 1), LONGEST_WAIT_MS), closing);
    }
  }
  // Says what has arrived; without it the last batch would come again, which is harmless.
  if (offset > 0) await ask(0, 1, AbortSignal.timeout(GOODBYE_MS)).catch(() => undefined);
}
