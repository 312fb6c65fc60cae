/** What a training did for the people of an organisation, as far as records tell: reaction, learning, behaviour (Kirkpatrick's levels 1 to 3). */
import type { ActivityRecord, BehaviourRecord, ScoreRecord } from '../../domain/learning-record.ts';
import type { Membership, Organisation } from '../../domain/organisation.ts';
import { type Metric, toShare } from '../metric.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { toPairedEffect } from '../statistics/paired-effect.ts';

/** An organisation with the records of its members; managers are not among the learners. */
export interface OrganisationRecords {
  readonly organisation: Organisation;
  readonly members: readonly Membership[];
  readonly behavior: readonly BehaviourRecord[];
  readonly scores: readonly ScoreRecord[];
  readonly activity: readonly ActivityRecord[];
  /** 0–10 ratings that members gave in the period. */
  readonly ratings: readonly number[];
}

/** From so much of the courses on somebody counts as through; some never open the last page. */
export const COMPLETED_FROM = 0.9;
/** Behaviour is looked at for so long after the last test. */
export const AFTER_DAYS = 30;
/** What fewer people did is theirs. */
const FEWEST = 5;
const DAY_MS = 86_400_000;
/** Days below are counted from some other day than 1970-01-01 and cannot be laid beside a test. */
const EARLIEST_DAY = 7_305;

const PRE = /^(?:pre|pre[-_ ]?test|before|前测|课前|训前|摸底)$/i;
const POST = /^(?:post|post[-_ ]?test|after|后测|课后|训后|结业)$/i;

export interface Pair {
  readonly learner: string;
  /** In percent of full marks. */
  readonly before: number;
  readonly after: number;
  /** When the later test was taken, ms. */
  readonly at: number;
}

/** Marks without a full mark are out of 100; above that they cannot be read. */
function toPercentOf({ score, most }: ScoreRecord): number | null {
  if (most !== null) return (score / most) * 100;
  return score <= 100 ? score : null;
}

/**
 * Each learner's first test before and last test after it in the same course, in percent; of somebody with several courses
 * the mean over them, because people are what is counted. `unread`: marks above 100 without a full mark.
 */
export function toPairs(scores: readonly ScoreRecord[]): { readonly pairs: readonly Pair[]; readonly unread: number } {
  const pairs: Pair[] = [];
  let unread = 0;
  for (const [learner, own] of Map.groupBy(scores, (score) => score.learner)) {
    const gains: Omit<Pair, 'learner'>[] = [];
    for (const [, taken] of Map.groupBy(own, ({ course }) => course)) {
      const inOrder = taken.toSorted((a, b) => a.takenAt - b.takenAt);
      const first = inOrder.find(({ test }) => PRE.test(test.trim()));
      const last = inOrder.findLast(({ test }) => POST.test(test.trim()));
      if (!first || !last || last.takenAt < first.takenAt) continue;
      const [before, after] = [toPercentOf(first), toPercentOf(last)];
      if (before === null || after === null) unread += 1;
      else gains.push({ before, after, at: last.takenAt });
    }
    if (gains.length === 0) continue;
    const mean = (of: 'before' | 'after') => gains.reduce((sum, gain) => sum + gain[of], 0) / gains.length;
    pairs.push({ learner, before: mean('before'), after: mean('after'), at: Math.max(...gains.map(({ at }) => at)) });
  }
  return { pairs, unread };
}

/** Below five people there is no value; how many they are is said all the same. */
function shield({ n, value, low, high, ...rest }: Metric): Metric {
  if (n < FEWEST) return { ...rest, n, value: null };
  return { ...rest, n, value, ...(low === undefined || high === undefined ? {} : { low, high }) };
}

/** Mean with its t-interval; `within`: where the scale ends. */
function toMean(values: readonly number[], within: readonly [number, number]): Metric {
  const n = values.length;
  if (n === 0) return { value: null, n };
  const interval = meanInterval(values);
  return {
    value: values.reduce((sum, value) => sum + value, 0) / n,
    n,
    ...(interval && { low: Math.max(within[0], interval.low), high: Math.min(within[1], interval.high) }),
  };
}

/** Of the members with a known completion: those who are through. */
function toCompletion(learners: ReadonlySet<string>, behavior: readonly BehaviourRecord[]): Metric {
  const known = behavior.filter((row) => learners.has(row.learner) && row.course_completion !== null);
  const done = known.filter((row) => (row.course_completion ?? 0) >= COMPLETED_FROM).length;
  return { ...toShare(done, known.length), pending: learners.size - known.length };
}

/** Of those whose last test is 30 days old: learnt again on at least one of the 30 days after it. */
function toActivity(pairs: readonly Pair[], activity: readonly ActivityRecord[], now: number): Metric {
  const days = Map.groupBy(
    activity.filter(({ day }) => day >= EARLIEST_DAY),
    ({ learner }) => learner,
  );
  const ripe = pairs.filter(({ at }) => at + AFTER_DAYS * DAY_MS <= now);
  const active = ripe.filter(({ learner, at }) => {
    const from = Math.floor(at / DAY_MS);
    return (days.get(learner) ?? []).some(({ day }) => day > from && day <= from + AFTER_DAYS);
  });
  return { ...toShare(active.length, ripe.length), pending: pairs.length - ripe.length };
}

export interface TrainingFigures {
  readonly seatsUsed: Metric;
  readonly trainingRating: Metric;
  readonly trainingCompletion: Metric;
  readonly scoreBefore: Metric;
  readonly scoreAfter: Metric;
  readonly trainingGain: Metric;
  readonly trainingEffect: Metric;
  readonly activeAfter: Metric;
}

/** Over all the organisations given; nobody is counted twice within one. */
export function toTrainingFigures(records: readonly OrganisationRecords[], now: number): TrainingFigures {
  const learners = new Set(
    records.flatMap(({ members }) => members.filter(({ role }) => role === 'member').map(({ learner }) => learner)),
  );
  const rowsOf = <Row extends { readonly learner: string }>(
    of: (one: OrganisationRecords) => readonly Row[],
  ): Row[] => {
    const seen = new Map<string, Row[]>();
    // Who is in two organisations has the same records in both.
    for (const one of records)
      for (const [learner, rows] of Map.groupBy(of(one), (row) => row.learner)) seen.set(learner, rows);
    return [...seen].flatMap(([learner, rows]) => (learners.has(learner) ? rows : []));
  };
  const { pairs } = toPairs(rowsOf(({ scores }) => scores));
  const effect = toPairedEffect(pairs);
  const gains = pairs.map(({ before, after }) => after - before);
  const seats = records.reduce((sum, { organisation }) => sum + organisation.seats, 0);
  const used = records.reduce((sum, one) => sum + one.members.filter(({ role }) => role === 'member').length, 0);
  return {
    seatsUsed: { value: used, n: seats },
    trainingRating: shield(
      toMean(
        records.flatMap(({ ratings }) => ratings),
        [0, 10],
      ),
    ),
    trainingCompletion: shield(
      toCompletion(
        learners,
        rowsOf(({ behavior }) => behavior),
      ),
    ),
    scoreBefore: shield(
      toMean(
        pairs.map(({ before }) => before),
        [0, 100],
      ),
    ),
    scoreAfter: shield(
      toMean(
        pairs.map(({ after }) => after),
        [0, 100],
      ),
    ),
    trainingGain: shield(toMean(gains, [-100, 100])),
    trainingEffect: shield({
      value: effect.g,
      n: effect.n,
      ...(effect.low === null || effect.high === null ? {} : { low: effect.low, high: effect.high }),
    }),
    activeAfter: shield(
      toActivity(
        pairs,
        rowsOf(({ activity }) => activity),
        now,
      ),
    ),
  };
}
