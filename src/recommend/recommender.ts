/** Who should be shown what: collaborative scores, new courses told from their texts, known ones left out. */
import { type Collaborative, type CollaborativeOptions, createCollaborative } from './collaborative.ts';
import { createForetelling } from './content/foretell.ts';
import { type History, toHistories } from './histories.ts';
import { toTop } from './top.ts';

export interface RecommendableCourse {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface Recommender {
  /** The best courses for a learner, best first, at most `top`; never one of their history. A learner nobody knows gets what most take. */
  rank(learner: string, top: number): string[];
  /** All of `candidates`, best first, at most `top`, without repeats and without what is in their history; unknown ids come last. */
  rankThese(learner: string, candidates: readonly string[], top: number): string[];
  /** Scores of a history of item ids, by item; unknown ids in it say nothing. Higher is better; only comparable with each other. */
  score(history: readonly string[]): ReadonlyMap<string, number>;
  readonly settings: Collaborative['settings'];
}

export interface RecommenderOptions extends CollaborativeOptions {
  /** What is on sale or may be shown; those not in any history are new. */
  readonly courses?: readonly RecommendableCourse[];
}

/** Deterministic for a seed (default 1). No histories at all: courses in the order given. */
export function createRecommender(lines: readonly History[], options: RecommenderOptions = {}): Recommender {
  const histories = toHistories(lines);
  const { courses = [] } = options;
  const known = new Map(courses.map((course) => [course.id, course]));
  const ids = [...histories.items, ...[...known.keys()].filter((id) => !histories.itemOf.has(id))];
  const numbers = new Map(ids.map((id, n) => [id, n]));
  const collaborative = createCollaborative(histories, options);
  const exposure = new Int32Array(ids.length);
  exposure.set(histories.exposure);
  const foretelling = createForetelling(
    ids.map((id) => known.get(id) ?? null),
    exposure,
  );

  const isNew = Uint8Array.from(ids, (id, n) => (exposure[n] === 0 && known.has(id) ? 1 : 0));

  const scoreRow = (row: Int32Array): Float64Array => {
    const scores = new Float64Array(ids.length);
    scores.set(collaborative.score(row));
    foretelling.apply(scores);
    return scores;
  };
  const rowOf = (learner: string): Int32Array =>
    histories.rows[histories.learners.get(learner) ?? -1] ?? new Int32Array(0);

  return {
    rank(learner, top) {
      const row = rowOf(learner);
      const scores = scoreRow(row);
      for (const item of row) scores[item] = Number.NEGATIVE_INFINITY;
      return withNew(toTop(scores, top), scores, isNew).map((n) => ids[n]!);
    },
    rankThese(learner, candidates, top) {
      const row = rowOf(learner);
      const scores = scoreRow(row);
      const taken = new Set<number | undefined>(row);
      const asked = [...new Set(candidates)]
        .map((id) => ({ id, number: numbers.get(id) }))
        .filter(({ number }) => !taken.has(number));
      // Ties by id: the order of the file must not help.
      return asked
        .map(({ id, number }) => ({ id, score: number === undefined ? Number.NEGATIVE_INFINITY : scores[number]! }))
        .sort((a, b) => (a.score === b.score ? (a.id < b.id ? -1 : 1) : b.score - a.score))
        .slice(0, top)
        .map(({ id }) => id);
    },
    score(history) {
      const row = Int32Array.from(new Set(history.flatMap((id) => histories.itemOf.get(id) ?? [])));
      const scores = scoreRow(row);
      return new Map(ids.map((id, n) => [id, scores[n]!]));
    },
    settings: collaborative.settings,
  };
}

/** One place in so many belongs to a course that nobody has yet: without it no such course would ever be learnt about. */
const PLACES_PER_NEW = 10;

/**
 * A new course stands where its foretold score puts it; where that brings none into ten places, the best one takes the tenth.
 * Told from text alone, scores lie nearer to the middle than they will turn out, so that hardly any would rise by itself.
 */
function withNew(top: readonly number[], scores: Float64Array, isNew: Uint8Array): readonly number[] {
  const slots = Math.floor(top.length / PLACES_PER_NEW);
  if (slots === 0 || !isNew.includes(1)) return top;
  const shown = new Set(top);
  const waiting = toTop(
    scores.map((score, n) => (isNew[n] && !shown.has(n) ? score : Number.NEGATIVE_INFINITY)),
    slots,
  );
  const list = [...top];
  for (let end = PLACES_PER_NEW; end <= top.length; end += PLACES_PER_NEW) {
    if (list.slice(end - PLACES_PER_NEW, end).some((n) => isNew[n])) continue;
    const next = waiting.shift();
    if (next === undefined) break;
    list.splice(end - 1, 0, next);
  }
  return list.slice(0, top.length);
}
