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
      return toTop(scores, top).map((n) => ids[n]!);
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
