/** Puts together what is known of one learner's learning. Pure; what nobody knows stays unknown. */
import type { ActivityRecord, BehaviourRecord, ScoreRecord } from '../domain/learning-record.ts';
import type { CourseProgress, CourseState, LearningState } from '../domain/learning-state.ts';
import type { Purchase } from '../domain/purchase.ts';

export interface LearningSources {
  /** null where the community keeps none. */
  readonly purchases: readonly Pick<Purchase, 'course' | 'purchasedAt'>[] | null;
  readonly progress: readonly CourseProgress[];
  readonly behavior: readonly Pick<BehaviourRecord, 'course_completion'>[];
  readonly scores: readonly ScoreRecord[];
  readonly activity: readonly ActivityRecord[];
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 28;
/** Smaller days are counted from some other day than 1970-01-01. */
const EARLIEST_DAY = 7_305;

/** A share, or a percentage where it is above 1; null for what is neither. */
function toShare(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !(value >= 0 && value <= 100)) return null;
  return value > 1 ? value / 100 : value;
}

/** null where nothing at all is known. */
export function toLearningState(sources: LearningSources, now: number): LearningState | null {
  const { purchases, progress, behavior, scores, activity } = sources;
  const dated = activity.filter(({ day }) => day >= EARLIEST_DAY && day * DAY_MS <= now);
  const ids = [
    ...(purchases ?? []).toSorted((a, b) => a.purchasedAt - b.purchasedAt).map(({ course }) => course),
    ...[...progress, ...activity, ...scores].map(({ course }) => course),
  ];
  const last = (days: readonly { readonly day: number }[]) =>
    days.length === 0 ? null : Math.max(...days.map(({ day }) => day));
  const courses = [...new Set(ids)].filter(Boolean).map((course): CourseState => {
    const told = progress.findLast((row) => row.course === course);
    const counted = activity
      .filter((row) => row.course === course)
      .map(({ counts }) => toShare(counts.completion) ?? 0);
    const done = Math.max(0, ...counted);
    return {
      course,
      completion: told?.completion ?? (done > 0 ? done : null),
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
  };
  const isKnown = courses.length > 0 || state.completion !== null || state.lastTest !== null || state.lastDay !== null;
  return isKnown ? state : null;
}
