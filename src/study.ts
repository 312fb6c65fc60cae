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
import type { History } from './recommend/histories.ts';
import { learnTransitions, type Transitions } from './recommend/path/order.ts';
import { FEEDBACK, type Feedback, type RankedCourse } from './recommend/product/learner.ts';
import { countTakers } from './recommend/product/popular.ts';
import { createSuggester, type Suggester } from './recommend/product/suggester.ts';
import { createStudy } from './study-cards.ts';

/** What was learnt from everybody; stands until the next one is ready. */
export interface Learnt {
  readonly files: LearnerFiles;
  readonly courses: readonly RankedCourse[];
  readonly suggester: Suggester;
  readonly transitions: Transitions;
  readonly takers: ReadonlyMap<string, number>;
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
}

/** How often (ms) it is looked whether records have changed. */
const LOOK_MS = 60_000;
/** From more learners than this the last ones are learnt from: more would hold up answers and change little. */
const MOST_HISTORIES = 20_000;

function learn(
  files: LearnerFiles,
  courses: readonly RankedCourse[],
  histories: readonly History[],
  mark: string,
): Learnt {
  const latest = histories.slice(-MOST_HISTORIES);
  return {
    files,
    courses,
    suggester: createSuggester(courses, latest),
    transitions: learnTransitions(latest),
    takers: countTakers(histories),
    mark,
  };
}

/** Throws `OperatorError` where a file of the folder cannot be read. */
export function createStudies(options: StudiesOptions): Studies {
  const { store, clock, log, folder, timeZone, community } = options;
  const first = readLearnerFiles(folder, timeZone);
  let learnt: Learnt | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function learnAgain(): Promise<void> {
    try {
      const mark = await store.imports.mark();
      if (learnt && learnt.mark === mark) return;
      const files = learnt ? readLearnerFiles(folder, timeZone) : first;
      const courses = await loadCourses(files, store);
      learnt = learn(files, courses, await loadHistories(files, store), mark);
    } catch (error) {
      log.warn({ err: error }, 'recommendations could not be learnt anew; the former ones stand');
    }
  }

  const refresh = (): Promise<void> => {
    lookedAt = clock.now();
    running ??= learnAgain().finally(() => {
      running = null;
    });
    return running;
  };

  /** What is there now; before the first learning, what can be said from the courses alone. */
  async function current(): Promise<Learnt> {
    if (Math.abs(clock.now() - lookedAt) >= LOOK_MS) void refresh();
    return learnt ?? learn(first, await loadCourses(first, store), [], '');
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
    return createStudy({ ...options, learnt: now, known, isLinked: profile?.account != null, now: clock.now() });
  }

  return {
    of,
    suggestFor: async (person, language) => (await of(person)).suggest(null, [], language),
    planOf: async (person) => (await store.profiles(community, [person])).get(person)?.plan ?? null,
    refresh,
  };
}
