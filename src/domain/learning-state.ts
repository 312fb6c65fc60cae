/** How far one learner is, put together from all that was imported about them. */
import type { Language } from './language.ts';

/** As `progress.csv` tells it. */
export interface CourseProgress {
  readonly course: string;
  /** 0 … 1; null = not known. */
  readonly completion: number | null;
  /** 0 … 10; null = not known. */
  readonly score: number | null;
}

export interface CourseState extends CourseProgress {
  /** Whole days since 1970-01-01; null = not known. */
  readonly lastDay: number | null;
}

/** In a course, where they may not come back. */
export interface LeavingRisk {
  readonly course: string;
  /** 0 … 1; null where a plain rule warns. */
  readonly probability: number | null;
  readonly reasons: Readonly<Record<Language, readonly string[]>>;
}

export interface LearningState {
  /** Bought or begun; the one learnt last first, then in the order of buying. */
  readonly courses: readonly CourseState[];
  /** Over all courses, 0 … 1; null = not known. */
  readonly completion: number | null;
  /** Learnt on so many of the last 28 days before `now`; null where no activity is known. */
  readonly activeDays: number | null;
  readonly lastDay: number | null;
  /** The last test: in percent of full marks, out of 100 where no full mark is given. */
  readonly lastTest: { readonly course: string; readonly test: string; readonly percent: number } | null;
  /** Who they learn like: `high`, `low` … (domain/segment-name); null = not known. */
  readonly segment: string | null;
  /** Where it is highest, if anywhere, seen from records of the last two weeks. */
  readonly risk: LeavingRisk | null;
}
