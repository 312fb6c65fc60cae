/** Events to decisions: claims events, loads what they are about, asks the diagnoser and the engine, commits. Decides nothing itself. */
import type { Logger } from 'pino';
import type { ConversationKey, StoredConversation } from '../domain/change.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import { type InboundEvent, isAwaited } from '../domain/event.ts';
import type { Language } from '../domain/language.ts';
import type { PersonId } from '../domain/place.ts';
import type { Study } from '../domain/study.ts';
import { decide } from '../engine/decide.ts';
import { toKeys, toMergedKey, toQuestion } from '../engine/keys.ts';
import { toStudied } from '../engine/learner/study-args.ts';
import type { Change, ClaimedEvent, Clock, CommitResult, Store } from '../ports.ts';
import { createStandingLoader, loadPeople, type Standing, type Surroundings } from './context.ts';

export type { Surroundings } from './context.ts';

export interface InboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly surroundings: Surroundings;
  readonly diagnose: (text: string) => Diagnosis;
  readonly detectLanguage: (text: string) => Language | null;
  /** What is known of somebody's learning; absent: nothing. */
  readonly studyOf?: (person: PersonId) => Promise<Study>;
  /** Called after a commit that wrote deliveries or timers. */
  readonly onCommitted: () => void;
  readonly leaseMs: number;
}

const BATCH = 32;
/** A conversation that moves on again and again while one event is decided is a fault, not bad luck. */
const MOST_DECISIONS = 10;
const MOST_ATTEMPTS = 5;
const RETRY_MS = 1000;

/** Tickets merged into one another; more in a row than this nobody makes. */
const MOST_MERGED = 5;

/** What the keys find; of a ticket that was merged away, the one it went on in. */
async function loadFollowing(store: Store, keys: readonly ConversationKey[]): Promise<StoredConversation | null> {
  let found = await store.load(keys);
  for (let n = 0; n < MOST_MERGED; n++) {
    const next = toMergedKey(found, keys);
    const into = next && (await store.load([next]));
    if (!into) break;
    found = into;
  }
  return found;
}

/** One step: everything that can be claimed now, up to a batch. Answers how many events were finished, retried or parked. */
export function createInbox(options: InboxOptions): { step(): Promise<number> } {
  const { store, clock, log } = options;
  const loadStanding = createStandingLoader(store, clock, options.surroundings);

  async function toChange(
    event: InboundEvent,
    standing: Standing,
    waiting: Map<string, number>,
    salt: number,
  ): Promise<Change> {
    const stored = await loadFollowing(store, toKeys(event, standing));
    const people = await loadPeople(store, event, stored, standing);
    const question = toQuestion(stored, event, standing);
    const diagnosis = question === null ? null : options.diagnose(question);
    const words = question ?? (event.kind === 'messageReceived' ? event.text : null);
    const spoken = words === null ? null : options.detectLanguage(words);
    const studied = toStudied(event);
    const study = options.studyOf && studied ? await options.studyOf(studied) : null;
    const change = decide(stored, event, { ...standing, ...people, study, diagnosis, waiting, salt }, spoken);
    const opened = change.ticket !== null && stored?.ticket?.id !== change.ticket.id ? change.ticket : null;
    if (opened) waiting.set(opened.queue, (waiting.get(opened.queue) ?? 0) + 1);
    return change;
  }

  async function decideAll(claimed: readonly ClaimedEvent[]): Promise<Change[]> {
    const waiting = new Map(await store.countWaiting());
    const changes: Change[] = [];
    const standings = new Map<string, Standing>();
    for (const entry of claimed) {
      const { community } = entry.event;
      try {
        const standing = standings.get(community) ?? (await loadStanding(community));
        standings.set(community, standing);
        changes.push(await toChange(entry.event, standing, waiting, 0));
      } catch (error) {
        await giveUp(entry, error);
      }
    }
    return changes;
  }

  /** One transaction for the batch; where one change makes it fail, each by itself, so that the others are not held up. */
  async function commitAll(changes: readonly Change[]): Promise<readonly (CommitResult | 'fault')[]> {
    if (changes.length === 0) return [];
    try {
      return await store.commit(changes, clock.now());
    } catch (error) {
      if (changes.length > 1)
        log.warn({ err: error, changes: changes.length }, 'batch not committed, trying one by one');
      return changes.map(() => 'fault');
    }
  }

  /** The conversation moved on, or a ticket id was taken: load and decide this event again. */
  async function decideAgain(entry: ClaimedEvent): Promise<void> {
    try {
      for (let salt = 1; salt < MOST_DECISIONS; salt++) {
        const standing = await loadStanding(entry.event.community);
        const change = await toChange(entry.event, standing, new Map(await store.countWaiting()), salt);
        const [result] = await store.commit([change], clock.now());
        if (result === 'done' || result === 'duplicate') return;
      }
      throw new Error(`not committed after ${MOST_DECISIONS} decisions`);
    } catch (error) {
      await giveUp(entry, error);
    }
  }

  /** Tries again later; after the last attempt the event is parked and a person takes over. */
  async function giveUp({ event, attempt }: ClaimedEvent, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const now = clock.now();
    if (attempt < MOST_ATTEMPTS) {
      log.warn({ err: error, event: event.id, kind: event.kind, attempt }, 'event failed, will be tried again');
      await store.retryEvent(event.id, now + RETRY_MS * 2 ** (attempt - 1), reason);
      return;
    }
    log.error({ err: error, event: event.id, kind: event.kind }, 'event parked');
    const replacement = isAwaited(event)
      ? ({ kind: 'eventParked', id: `parked:${event.id}`, at: now, community: event.community, parked: event } as const)
      : null;
    await store.parkEvent(event.id, reason, replacement, now);
  }

  return {
    async step() {
      const claimed = await store.claimEvents(clock.now(), options.leaseMs, BATCH);
      if (claimed.length === 0) return 0;
      const changes = await decideAll(claimed);
      const results = await commitAll(changes);
      for (const [n, result] of results.entries()) {
        if (result === 'done' || result === 'duplicate') continue;
        const entry = claimed.find(({ event }) => event.id === changes[n]?.eventId);
        if (entry) await decideAgain(entry);
      }
      options.onCommitted();
      return claimed.length;
    },
  };
}
