/** The whole bot on a store in memory and a scripted platform, with a past of one's own: commands in, posts out, step by step. */
import pino from 'pino';
import { createApp } from '../src/app.ts';
import { createVirtualClock } from '../src/clock.ts';
import type { HistoryEntry } from '../src/domain/history.ts';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import type { Profile } from '../src/domain/profile.ts';
import { openStore } from '../src/store/open.ts';
import { createScriptedPlatform, type Post } from './fakes/scripted-platform.ts';
import { makeChange, makeConversation, makeEntry, makeMessage } from './fixtures.ts';
import { toTestConfig } from './remembered.ts';

export const BOSS: PersonId = 'local:boss';
export const STAFF: PlaceId = 'local:staff';
export const DESK: PlaceId = 'local:admin';

/** One conversation of the past: what happened, with minutes after its beginning. */
export interface Past {
  readonly startedAt: number;
  readonly learner?: PersonId;
  readonly learnerName?: string;
  readonly steps: readonly (readonly [
    minute: number,
    kind: HistoryEntry['kind'],
    facts?: HistoryEntry['facts'],
    actor?: string,
  ])[];
}

export async function openChatBench(now: number, env: Record<string, string> = {}) {
  const store = await openStore('sqlite::memory:');
  const clock = createVirtualClock(now);
  const platform = createScriptedPlatform();
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    TIME_ZONE: 'UTC',
    ADMINS: BOSS,
    STAFF_PLACES: STAFF,
    TURN_QUIET_MS: '0',
    ...env,
  });
  const app = await createApp(config, pino({ level: 'silent' }), { clock, store, adapters: [platform] });
  let count = 0;

  /** Posts since, after everything that is due has been done. */
  async function settle(since: number): Promise<readonly Post[]> {
    await app.core.drain();
    return platform.posts.slice(since);
  }

  return {
    app,
    store,
    clock,
    posts: platform.posts,
    settle: () => settle(platform.posts.length),
    /** Writes the past; answers the ids of the conversations. */
    async remember(past: readonly Past[]): Promise<string[]> {
      const ids: string[] = [];
      for (const {
        startedAt,
        steps,
        learner = `local:l${count}` as PersonId,
        learnerName = `Learner${count}`,
      } of past) {
        const id = `P${String(count++).padStart(5, '0')}`;
        const eventId = `past:${id}`;
        await store.accept([makeMessage({ id: eventId })], startedAt);
        const started = [[0, 'conversationStarted', { language: 'zh' }, learner]] as const;
        const history = [...started, ...steps].map(([minute, kind, facts = {}, actor = 'bot'], n) =>
          makeEntry({
            id: `${eventId}:h${n}`,
            conversationId: id,
            at: startedAt + minute * 60_000,
            kind,
            actor,
            facts,
          }),
        );
        const conversation = makeConversation({ id, startedAt, learner, learnerName, status: 'closed' });
        await store.commit([makeChange({ eventId, conversation, history })], startedAt);
        ids.push(id);
      }
      return ids;
    },
    /** They talked to the bot alone there. */
    async meet(person: PersonId, place: PlaceId, changes: Partial<Profile> = {}): Promise<void> {
      const eventId = `past:meeting${count++}`;
      await store.accept([makeMessage({ id: eventId })], clock.now());
      const profiles = [{ person, changes: { privateSpot: { place, thread: null }, ...changes } }];
      await store.commit([makeChange({ eventId, profiles })], clock.now());
    },
    async command(text: string, who: PersonId = BOSS, place: PlaceId = DESK, locale = 'en'): Promise<readonly Post[]> {
      const since = platform.posts.length;
      const [verb = '', ...args] = text.slice(1).split(' ');
      await app.core.receive({
        kind: 'commandInvoked',
        id: `test:c${count++}`,
        at: clock.now(),
        community: 'default',
        author: { id: who, name: who.slice(6) },
        spot: { place, thread: null },
        locale,
        verb,
        args: args.join(' '),
      });
      return settle(since);
    },
    async press(choice: string, target: string, who: PersonId = BOSS, place: PlaceId = DESK): Promise<readonly Post[]> {
      const since = platform.posts.length;
      await app.core.receive({
        kind: 'choiceMade',
        id: `test:p${count++}`,
        at: clock.now(),
        community: 'default',
        author: { id: who, name: who.slice(6) },
        spot: { place, thread: null },
        locale: 'en',
        choice: choice as 'solved',
        target,
        text: null,
      });
      return settle(since);
    },
    close: () => app.stop(),
  };
}
