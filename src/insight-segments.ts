/** Who learns alike: reads how learners learn, places them in the segments there are, and makes new ones only when learners have changed. */
import { type Drift, toDrift, toProfile } from './analytics/segments/drift.ts';
import { toBehaviour, toHabits, toMeanHabits } from './analytics/segments/habits.ts';
import { prepare } from './analytics/segments/measures.ts';
import { measureQuality } from './analytics/segments/quality.ts';
import {
  type Assigned,
  assign,
  type SegmentModel,
  segment,
  toFigures,
  toTraining,
} from './analytics/segments/segments.ts';
import { type Behaviour, MEASURES } from './domain/behaviour.ts';
import type { Habits } from './domain/habits.ts';
import type { LearnerSegment, SegmentsOverview } from './domain/insight.ts';
import type { ActivityRecord } from './domain/learning-record.ts';
import { parseSegmentModel } from './import/segment-model.ts';
import type { Store } from './ports.ts';
import { toCompletions, toStudyDays } from './recommend/study/activity.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
/** High, moderate and low, as in the report's table. */
const GROUPS = 3;
const SEED = 1;
/** With fewer learners the figures of a number of groups say nothing. */
const LEAST_FOR_QUALITY = 20;

interface Known {
  readonly learner: string;
  readonly values: Behaviour;
  readonly habits: Habits;
}

type SegmentStore = Pick<Store, 'imports' | 'insights' | 'records' | 'reports'>;

export async function workOutSegments(store: SegmentStore, now: number, mark: string): Promise<void> {
  const { known, source } = await readKnown(store, now);
  const values = known.map((one) => one.values);
  const former = await store.insights.overview('segments');
  const kept = parseSegmentModel(former?.overview.kept);
  // The sums of a platform and what is worked out from days are on different scales.
  const standing = kept && former?.overview.source === source ? place(values, kept) : null;
  const isSteady = standing?.drift.every(({ verdict }) => verdict !== 'shifted') ?? false;
  const made =
    standing && former && isSteady
      ? { ...standing, fittedAt: former.overview.fittedAt }
      : { ...fit(values), fittedAt: now };
  const rows = known.map((one, n): LearnerSegment => ({ ...one, ...made.rows[n]! }));
  const before = new Map((await store.insights.all('segments')).map((row) => [row.learner, row.segment]));
  const again = rows.filter(({ learner }) => before.has(learner));
  const overview: SegmentsOverview = {
    kept: made.kept,
    fittedAt: made.fittedAt,
    segments: toFigures(values, made.rows, made.kept?.model.names ?? []).map((figures) => ({
      ...figures,
      habits: toMeanHabits(rows.filter((row) => row.segment === figures.segment).map(({ habits }) => habits)),
    })),
    bounded: made.bounded,
    full: made.kept?.model.scale.full ?? 1,
    quality: made.quality,
    drift: made.drift,
    moved: { n: again.filter((row) => before.get(row.learner) !== row.segment).length, of: again.length },
    source,
  };
  await store.insights.keep('segments', overview, rows, now, mark);
}

interface Placed {
  readonly kept: { readonly model: SegmentModel; readonly profile: unknown } | null;
  readonly rows: readonly Assigned[];
  readonly bounded: SegmentsOverview['bounded'];
  readonly quality: SegmentsOverview['quality'];
  readonly drift: readonly Drift[];
}

function place(values: readonly Behaviour[], kept: NonNullable<ReturnType<typeof parseSegmentModel>>): Placed {
  const model = kept.model as SegmentModel;
  const rows = assign(values, model);
  const drift = toDrift(
    kept.profile,
    values,
    rows.map((row) => row.segment),
  );
  const { bounded } = prepare(values, [], model.scale);
  return { kept, rows, bounded, drift, quality: toQuality(values, model.names.length) };
}

function fit(values: readonly Behaviour[]): Placed {
  const { rows, bounded, model } = segment(values, GROUPS, SEED);
  const names = rows.map((row) => row.segment);
  const kept = model ? { version: 1, model, profile: toProfile(values, names) } : null;
  return { kept, rows, bounded, drift: [], quality: model ? toQuality(values, model.names.length) : null };
}

function toQuality(values: readonly Behaviour[], k: number): SegmentsOverview['quality'] {
  const training = toTraining(prepare(values), k);
  if (training.n < LEAST_FOR_QUALITY || k < 2) return null;
  const { silhouette, stability } = measureQuality(training, k, SEED);
  return { silhouette, stability };
}

/** Everybody whom the records name: who was not seen is inactive, and stays. */
async function readKnown(
  store: SegmentStore,
  now: number,
): Promise<{ known: readonly Known[]; source: SegmentsOverview['source'] }> {
  const given = new Map((await store.imports.read('behavior')).map((row) => [row.learner, row]));
  const activity = await store.imports.recentActivity(DAYS);
  const byLearner = Map.groupBy(activity, ({ learner }) => learner);
  const source = given.size > 0 ? 'given' : 'activity';
  const learners = new Set([
    ...(source === 'given' ? given.keys() : byLearner.keys()),
    ...(await store.imports.read('learners')).map(({ learner }) => learner),
  ]);
  const helped = await countHelp(store, now);
  const lastDay = activity.reduce((last, { day }) => Math.max(last, day), 0);
  const known = [...learners].sort().map((learner) => {
    const values = source === 'given' ? (given.get(learner) ?? NOTHING) : null;
    return toKnown(learner, byLearner.get(learner) ?? [], lastDay, helped(learner), values);
  });
  return { known, source };
}

const NOTHING: Behaviour = { learning_time: null, learning_frequency: null, course_completion: null };

function toKnown(
  learner: string,
  activity: readonly ActivityRecord[],
  lastDay: number,
  help: number | null,
  given: Behaviour | null,
): Known {
  const days = toStudyDays(activity);
  const completions = [...toCompletions(activity).values()];
  const completion = completions.length === 0 ? null : completions.reduce((a, b) => a + b, 0) / completions.length;
  const values = given ?? toBehaviour(days, lastDay, completion);
  const [time, frequency, share] = MEASURES.map((measure) => values[measure]);
  return {
    learner,
    values: { learning_time: time ?? null, learning_frequency: frequency ?? null, course_completion: share ?? null },
    habits: toHabits(days, lastDay, help),
  };
}

/** Conversations of those days, of learners whose account is joined; of others nothing is known. */
async function countHelp({ records, reports }: SegmentStore, now: number): Promise<(learner: string) => number | null> {
  const accounts = await records.accounts();
  if (accounts.size === 0) return () => null;
  const rows = await reports.conversations(now - DAYS * DAY_MS, now);
  const byPerson = Map.groupBy(rows, ({ learner }) => learner);
  return (learner) => {
    const person = accounts.get(learner);
    return person === undefined ? null : (byPerson.get(person)?.length ?? 0);
  };
}
