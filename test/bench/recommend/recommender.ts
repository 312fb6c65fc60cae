/**
 * The recommender beside item-kNN and popularity on the same hold-outs in the same run. `node
 * test/bench/recommend/recommender.ts HISTORIES [COURSES]` reads files as `afterclass recommend` does; without files, drawn
 * histories give the ratio of speeds only.
 */
import { readCourseTexts } from '../../../src/import/course-texts.ts';
import { readHistories } from '../../../src/import/histories.ts';
import { toNdcg } from '../../../src/recommend/gate.ts';
import { type History, toHistories } from '../../../src/recommend/histories.ts';
import { fitEdlae, toRegularisation } from '../../../src/recommend/linear/edlae.ts';
import { toGram } from '../../../src/recommend/linear/gram.ts';
import { addRows } from '../../../src/recommend/linear/rows.ts';
import { createNearest } from '../../../src/recommend/neighbours.ts';
import { createRandom } from '../../../src/recommend/random.ts';
import { createRecommender, type RecommendableCourse } from '../../../src/recommend/recommender.ts';
import { toTop } from '../../../src/recommend/top.ts';
import { printTable, type Row } from '../table.ts';
import { holdFifth, holdNewItems, holdOneOfHundred, type Task } from './split.ts';

const TOP = 20;

/** The best of all, or of the candidates, for each that is asked. */
type Ranker = (learner: string, candidates: readonly string[] | null) => readonly string[];
type Build = (train: readonly History[], courses: readonly RecommendableCourse[]) => Ranker;

const build: Build = (train, courses) => {
  const recommender = createRecommender(train, { courses });
  return (learner, candidates) =>
    candidates ? recommender.rankThese(learner, candidates, TOP) : recommender.rank(learner, TOP);
};

const byScore =
  (scoreOf: (histories: ReturnType<typeof toHistories>) => (row: Int32Array) => Float64Array): Build =>
  (train) => {
    const histories = toHistories(train);
    const score = scoreOf(histories);
    return (learner, candidates) => {
      const row = histories.rows[histories.learners.get(learner) ?? -1] ?? new Int32Array(0);
      const scores = score(row);
      const may = candidates && new Set(candidates.map((id) => histories.itemOf.get(id)));
      for (const item of row) scores[item] = Number.NEGATIVE_INFINITY;
      const masked = may ? scores.map((value, n) => (may.has(n) ? value : Number.NEGATIVE_INFINITY)) : scores;
      return toTop(masked, TOP).map((n) => histories.items[n]!);
    };
  };

const PEERS: Readonly<Record<string, Build>> = {
  'Afterclass (EDLAE, neighbours behind a gate)': build,
  'EDLAE alone': byScore(({ rows, exposure }) => {
    const interactions = rows.reduce((sum, { length }) => sum + length, 0);
    const size = exposure.length;
    const { weights } = fitEdlae(toGram(rows, size), size, toRegularisation(interactions, size));
    return (row) => {
      const scores = new Float64Array(size);
      addRows(scores, weights, row);
      return scores;
    };
  }),
  'item-kNN cosine, 200 neighbours': byScore(({ rows, exposure }) => {
    const nearest = createNearest(rows, exposure);
    return (row) => {
      const scores = new Float64Array(exposure.length);
      nearest.add(scores, row);
      return scores;
    };
  }),
  Popularity: byScore(
    ({ exposure }) =>
      () =>
        Float64Array.from(exposure),
  ),
};

function measure(name: string, make: Build, { train, asked }: Task, courses: readonly RecommendableCourse[]): Row {
  const started = performance.now();
  const rank = make(train, courses);
  const fitted = performance.now();
  const answers = asked.map(({ learner, candidates }) => rank(learner, candidates));
  const done = performance.now();
  const mean = (of: (top: readonly string[], held: ReadonlySet<string>) => number) =>
    (answers.reduce((sum, top, n) => sum + of(top, asked[n]!.held), 0) / asked.length).toFixed(4);
  return {
    model: name,
    'HR@10': mean((top, held) => (top.slice(0, 10).some((item) => held.has(item)) ? 1 : 0)),
    'NDCG@10': mean((top, held) => toNdcg(top, held, 10)),
    'NDCG@20': mean((top, held) => toNdcg(top, held, 20)),
    'R@20': mean((top, held) => top.filter((item) => held.has(item)).length / held.size),
    'fit s': ((fitted - started) / 1000).toFixed(1),
    'ms/learner': ((done - fitted) / asked.length).toFixed(2),
  };
}

/** As large as the catalogue of the bars, without meaning. */
function drawHistories(learners: number, items: number): History[] {
  const random = createRandom(4);
  return Array.from({ length: learners }, (_, n) => ({
    learner: `l${n}`,
    items: [...new Set(Array.from({ length: 60 }, () => `i${Math.floor(random() ** 2 * items)}`))],
  }));
}

export function benchRecommender(): Row[] {
  const task = holdFifth(drawHistories(12_000, 2297));
  const rows = Object.entries(PEERS).map(([name, make]) => measure(name, make, task, []));
  return rows.map(({ model = '', 'fit s': fit = '', 'ms/learner': ms = '' }) => ({
    model,
    'fit s': fit,
    'ms/learner': ms,
  }));
}

if (import.meta.main) {
  const [file, courseFile] = process.argv.slice(2);
  if (file === undefined) printTable('Recommender, 12,000 drawn histories over 2,297 items', benchRecommender());
  else {
    const histories = readHistories(file).filter(({ items }) => items.length > 1);
    const courses = courseFile === undefined ? [] : readCourseTexts(courseFile);
    const all = (task: Task) => Object.entries(PEERS).map(([name, make]) => measure(name, make, task, []));
    printTable('A fifth of each history held out, all other items ranked', all(holdFifth(histories)));
    printTable('One held out among 99 others', all(holdOneOfHundred(histories)));
    if (courses.length > 0) {
      const row = measure('Afterclass, from texts', build, holdNewItems(histories), courses);
      printTable('A tenth of the items new, ranked among themselves', [row]);
    }
  }
}
