/** Puts together what is known of one learner's learning. Pure; what nobody knows stays unknown. */
import type { ActivityRecord, BehaviourRecord, ScoreRecord } from '../domain/learning-record.ts';
import type { CourseProgress, CourseState, LearningState, LeavingRisk } from '../domain/learning-state.ts';
import type { Purchase } from '../domain/purchase.ts';
import { isDatedDay } from '../domain/study-day.ts';

export interface LearningSources {
  /** null where the community keeps none. */
  readonly purchases: readonly Pick<Purchase, 'course' | 'purchasedAt'>[] | null;
  readonly progress: readonly CourseProgress[];
  /** How far activity says that they are, 0 … 1 by course. */
  readonly completions: ReadonlyMap<string, number>;
  readonly behavior: readonly Pick<BehaviourRecord, 'course_completion'>[];
  readonly scores: readonly ScoreRecord[];
  readonly activity: readonly ActivityRecord[];
  /** As it was worked out ahead (`Insights`); null = not. */
  readonly segment: string | null;
  readonly risk: LeavingRisk | null;
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 28;

/** A share, or a percentage where it is above 1; null for what is neither. */
function toShare(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !(value >= 0 && value <= 100)) return null;
  return value > 1 ? value / 100 : value;
}

/** null where nothing at all is known. */
export function toLearningState(sources: LearningSources, now: number): LearningState | null {
  const { purchases, progress, completions, behavior, scores, activity, segment, risk } = sources;
  const dated = activity.filter(({ day }) => isDatedDay(day) && day * DAY_MS <= now);
  const ids = [
    ...(purchases ?? []).toSorted((a, b) => a.purchasedAt - b.purchasedAt).map(({ course }) => course),
    ...[...progress, ...activity, ...scores].map(({ course }) => course),
  ];
  const last = (days: readonly { readonly day: number }[]) =>
    days.length === 0 ? null : Math.max(...days.map(({ day }) => day));
  const courses = [...new Set(ids)].filter(Boolean).map((course): CourseState => {
    const told = progress.findLast((row) => row.course === course);
    const far = [told?.completion ?? null, completions.get(course) ?? null].filter((share) => share !== null);
    return {
      course,
      completion: far.length > 0 ? Math.max(...far) : null,
      score: told?.score ?? null,
      lastDay: last(dated.filter((row) => row.course === course)),
    };
  });
  const test = scores.toSorted((a, b) => a.takenAt - b.takenAt).at(-1);
  const percent = test ? (test.score / (test.most ?? 100)) * 100 : 0;
  const today = Math.floor(now / DAY_MS);
  const state: LearningState = {
    courses: courses.toSorted((a, b) => (b.lastDay ?? -1) - (a.lastDay ?? -1)),
    completion: toShare(behavior[0]?.course_completion),
    activeDays:
      dated.length === 0 ? null : new Set(dated.map(({ day }) => day).filter((day) => day > today - RECENT_DAYS)).size,
    lastDay: last(dated),
    lastTest: test && percent <= 100 ? { course: test.course, test: test.test, percent } : null,
    segment,
    risk,
  };
  const isKnown =
    courses.length > 0 ||
    segment !== null ||
    state.completion !== null ||
    state.lastTest !== null ||
    state.lastDay !== null;
  return isKnown ? state : null;
}
