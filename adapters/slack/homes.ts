/** Home tabs as people have them open: shown when opened, and kept up to date for a while after that. */
import type { Clock } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { toErrorCode } from './failures.ts';
import { toHome } from './home.ts';
import type { Log, SlackOptions } from './options.ts';
import { languageOf, type People } from './people.ts';
import { toFacts } from './safe-log.ts';

export interface HomesOptions {
  readonly api: Api;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
  readonly home: SlackOptions['home'];
  readonly timeZone: string;
  /** Between refreshes, ms. */
  readonly restMs: number;
}

export interface Homes {
  /** Rejects where it could not be shown. */
  open(user: string): Promise<void>;
  /** Something happened to that person's questions: if they look, they see it after a moment, however much happens meanwhile. */
  touch(user: string): void;
  /** Something happened to a ticket: for those who see the queues. */
  touchQueues(): void;
  stop(): Promise<void>;
}

/** Slack does not tell when somebody looks away. */
const LOOKING_MS = 10 * 60_000;
const MOST_LOOKING = 20;

interface Shown {
  readonly at: number;
  readonly seesQueues: boolean;
  /** As it was last published. */
  view: string;
  hash: string | undefined;
}

export function createHomes({ api, people, clock, log, home, timeZone, restMs }: HomesOptions): Homes {
  const looking = new Map<string, Shown>();
  const closing = new AbortController();
  let refreshing: Promise<void> | null = null;
  /** Who is to see something new. */
  const stale = new Set<string>();

  /** `before` null: whatever is there is replaced. Somebody else's newer page is left alone until the facts are read again. */
  async function publish(user: string, before: Shown | null): Promise<void> {
    const facts = (await home?.(`slack:${user}`)) ?? null;
    const language = facts?.chosen ?? languageOf(await people.find(user));
    const view = toHome(language, facts, timeZone);
    const text = JSON.stringify(view);
    if (before?.view === text) return;
    const hash = before?.hash;
    const answer = await api.quick.views.publish({ user_id: user, view, ...(hash ? { hash } : {}) });
    const seesQueues = facts !== null && facts.queues !== null;
    looking.set(user, { at: before?.at ?? clock.now(), seesQueues, view: text, hash: answer.view?.hash });
  }

  async function refresh(user: string, before: Shown): Promise<void> {
    try {
      await publish(user, before).catch((error) => {
        if (toErrorCode(error) !== 'hash_conflict') throw error;
        return publish(user, { ...before, view: '', hash: undefined });
      });
    } catch (error) {
      log.warn({ err: toFacts(error) }, 'a Home tab was not refreshed');
    }
  }

  async function refreshAll(): Promise<void> {
    while (stale.size > 0 && !closing.signal.aborted) {
      await clock.sleep(restMs, closing.signal);
      if (closing.signal.aborted) return;
      const users = [...stale];
      stale.clear();
      for (const user of users) {
        const shown = looking.get(user);
        if (shown) await refresh(user, shown);
      }
    }
  }

  function touch(users: readonly string[]): void {
    for (const user of users) {
      const shown = looking.get(user);
      if (!shown) continue;
      if (shown.at < clock.now() - LOOKING_MS) looking.delete(user);
      else stale.add(user);
    }
    if (stale.size === 0 || closing.signal.aborted) return;
    refreshing ??= refreshAll().finally(() => {
      refreshing = null;
      touch([]);
    });
  }

  return {
    touch: (user) => touch([user]),
    touchQueues: () => touch([...looking].flatMap(([user, { seesQueues }]) => (seesQueues ? [user] : []))),
    async open(user) {
      looking.delete(user);
      await publish(user, null);
      if (looking.size > MOST_LOOKING) looking.delete([...looking.keys()][0] ?? '');
    },
    async stop() {
      closing.abort();
      await refreshing;
    },
  };
}
