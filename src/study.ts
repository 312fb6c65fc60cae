/** What the chat can tell one learner about their learning: suggestions, path, progress. Holds the fitted model and learns it anew aside when records change. */
import type { Logger } from 'pino';
import type { PersonId } from './domain/place.ts';
import type { StoredPlan, Study, Suggestions } from './domain/study.ts';
import {
  type LearnerFiles,
  type LearnerStore,
  loadCourses,
  loadHistories,
  loadLearner,
  readLearnerFiles,
} from './learner-source.ts';
import type { Clock, Store } from './ports.ts';
import { learnTransitions, type Transitions } from './recommend/path/order.ts';
import { FEEDBACK, type Feedback } from './recommend/product/learner.ts';
import { createStudy } from './study-cards.ts';
import { createRanker, type Learning, learn, type Ranker } from './suggesting.ts';
import { learnAside } from './suggesting-aside.ts';

/** What was learnt from everybody; stands until the next one is ready. */
export interface Learnt extends Learning {
  readonly files: LearnerFiles;
  readonly transitions: Transitions;
  readonly ranker: Ranker;
  readonly mark: string;
}

export interface StudiesOptions {
  readonly store: Pick<Store, 'reports' | 'profiles'> & LearnerStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly folder: string;
  readonly timeZone: string;
  readonly community: string;
  /** Share of learners who are shown what most take instead of recommendations of their own, so that these can be measured. */
  readonly heldOutShare: number;
  /** Where another thread may read the records; null = learnt in this one, for a database in memory. */
  readonly databaseUrl: string | null;
}

export interface Studies {
  /** Everything about one person's learning. Waits for the store, never for learning. */
  of(person: PersonId): Promise<Study>;
  /** At most three courses that fit now, with reasons; for whoever wants to tell them without being asked. */
  suggestFor(person: PersonId, language: 'zh' | 'en'): Promise<Suggestions>;
  /** As it was last promised; null where they have none. */
  planOf(person: PersonId): Promise<StoredPlan | null>;
  /** Learns again where records have changed; what was learnt before answers meanwhile. Never rejects. */
  refresh(): Promise<void>;
  stop(): void;
}

/** How often (ms) it is looked whether records have changed. */
const LOOK_MS = 600_000;
/** Throws `OperatorError` where a file of the folder cannot be read. */
export function createStudies(options: StudiesOptions): Studies {
  const { store, clock, log, folder, timeZone, community, databaseUrl } = options;
  const first = readLearnerFiles(folder, timeZone);
  let learnt: Learnt | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let plain: { readonly key: string; readonly ranker: Ranker } | null = null;
  let isStopped = false;

  async function learnAgain(): Promise<void> {
    try {
      const mark = await store.imports.mark();
      if (learnt && learnt.mark === mark) return;
      const files = learnt ? readLearnerFiles(folder, timeZone) : first;
      const { learning, ranker } = databaseUrl
        ? await learnAside({ databaseUrl, folder, timeZone })
        : await learnHere(files);
      if (isStopped) return ranker.stop();
      learnt?.ranker.stop();
      learnt = { ...learning, ranker, files, transitions: learnTransitions(learning.latest), mark };
    } catch (error) {
      if (!isStopped) log.warn({ err: error }, 'recommendations could not be learnt anew; the former ones stand');
    }
  }

  async function learnHere(files: LearnerFiles) {
    const learning = learn(await loadCourses(files, store), await loadHistories(files, store));
    return { learning, ranker: createRanker(learning) };
  }

  const refresh = (): Promise<void> => {
    lookedAt = clock.now();
    running ??= learnAgain().finally(() => {
      running = null;
    });
    return running;
  };

  /** By the courses alone: before the first learning, and where its thread has ended. Made once for each list of courses. */
  async function unlearnt(files: LearnerFiles): Promise<Learnt> {
    const courses = await loadCourses(files, store);
    const key = JSON.stringify(courses);
    if (plain?.key !== key) plain = { key, ranker: createRanker({ courses, latest: [] }) };
    const { ranker } = plain;
    return { ...learn(courses, []), files, transitions: learnTransitions([]), ranker, mark: '' };
  }

  async function current(): Promise<Learnt> {
    if (Math.abs(clock.now() - lookedAt) >= LOOK_MS) void refresh();
    return learnt ?? unlearnt(first);
  }

  async function feedbackOf(person: PersonId): Promise<Feedback[]> {
    const entries = await store.reports.suggestions(person);
    return entries.flatMap(({ kind, at, facts: { course, answer } }): Feedback[] => {
      const known = FEEDBACK.find((one) => one === answer);
      return kind === 'suggestionAnswered' && known ? [{ course: String(course), answer: known, at }] : [];
    });
  }

  async function of(person: PersonId): Promise<Study> {
    const profile = (await store.profiles(community, [person])).get(person);
    // Shops without accounts name their learners as the chat does.
    const learner = profile?.account ?? person;
    const now = await current();
    const known = await loadLearner(learner, now.files, store, await feedbackOf(person));
    const ranked = await now.ranker
      .rank(known.record, clock.now())
      .catch(async () => (await unlearnt(now.files)).ranker.rank(known.record, clock.now()));
    return createStudy({
      ...options,
      learnt: now,
      ranked,
      known,
      isLinked: profile?.account != null,
      now: clock.now(),
    });
  }

  return {
    of,
    suggestFor: async (person, language) => (await of(person)).suggest(null, [], language),
    planOf: async (person) => (await store.profiles(community, [person])).get(person)?.plan ?? null,
    refresh,
    stop() {
      isStopped = true;
      learnt?.ranker.stop();
    },
  };
}
