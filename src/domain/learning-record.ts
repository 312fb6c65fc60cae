/** What the shop and the course platform tell of their learners, as it is imported. Learners are the shop's, not chat accounts. */
import type { Behaviour } from './behaviour.ts';
import type { Course } from './course.ts';
import type { Membership, Organisation } from './organisation.ts';
import type { Purchase } from './purchase.ts';

export interface LearnerRecord {
  readonly learner: string;
  /** SHA-256 of the e-mail address in small letters, as hex; the address itself is not kept. */
  readonly emailHash: string | null;
  readonly language: 'zh' | 'en' | null;
  /** ms since the epoch. */
  readonly joinedAt: number | null;
}

export interface BehaviourRecord extends Behaviour {
  readonly learner: string;
}

/** What a learner did in a course on one day. The same day may have several. */
export interface ActivityRecord {
  readonly learner: string;
  /** Empty where the file names none. */
  readonly course: string;
  /** Whole days since 1970-01-01, or since any other fixed day where the file counts them. */
  readonly day: number;
  /** Counts, minutes and the like by the name of their column; zeros are left out. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ScoreRecord {
  readonly learner: string;
  readonly course: string;
  /** Such as `pre` and `post`. */
  readonly test: string;
  readonly score: number;
  /** The most that could be had; null where the file does not say. */
  readonly most: number | null;
  /** ms since the epoch. */
  readonly takenAt: number;
}

/** What can be imported, by the name it is imported under. */
export interface LearningRows {
  readonly learners: LearnerRecord;
  readonly behavior: BehaviourRecord;
  readonly purchases: Purchase;
  readonly courses: Course;
  readonly activity: ActivityRecord;
  readonly scores: ScoreRecord;
  readonly organisations: Organisation;
  readonly members: Membership;
}

export type RecordKind = keyof LearningRows;
export const RECORD_KINDS = [
  'learners',
  'behavior',
  'purchases',
  'courses',
  'activity',
  'scores',
  'organisations',
  'members',
] as const satisfies readonly RecordKind[];

/** How far a file was read; it is written with the rows, so that an import that broke off goes on where it was. */
export interface ImportProgress {
  /** Says which file it is by what is in it. */
  readonly fingerprint: string;
  /** The last line whose row is written or rejected. */
  readonly line: number;
  /** Rows that were new or changed. */
  readonly written: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Length of the file of rejected rows. */
  readonly rejectedBytes: number;
  readonly isDone: boolean;
}
