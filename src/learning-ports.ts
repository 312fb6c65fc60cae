/** What is asked of a store about learners of the shop: what was imported, and what was worked out from it. */

import type { InsightKind, InsightKinds, KeptInsight } from './domain/insight.ts';
import type { LearningEvent } from './domain/learning-event.ts';
import type { ActivityRecord, ImportProgress, LearningRows, RecordKind } from './domain/learning-record.ts';
import type { PersonId } from './domain/place.ts';
import type { Purchase } from './domain/purchase.ts';

/** What the shop and the course platform know of their learners, as it was imported. Learners are the shop's, not chat accounts. */
export interface LearningRecords {
  /** One transaction; the same row twice is one row. Answers how many were new. */
  addPurchases(rows: readonly Purchase[]): Promise<number>;
  /** Oldest first; null where the community keeps no purchases at all. */
  purchasesOf(learner: string): Promise<readonly Purchase[] | null>;
  /** Everybody's, oldest first. */
  purchases(): Promise<readonly Purchase[]>;
  /** Accounts of the shop that were joined to somebody in the chat; one of them where there are several. */
  accounts(): Promise<ReadonlyMap<string, PersonId>>;
  /**
   * Of each, in the order given, when it was first noted (ms); 0 = before `watchMilestones`, and so at a time that nobody
   * knows. One transaction.
   */
  noteMilestones(rows: readonly Milestone[], now: number): Promise<readonly number[]>;
  /** From now on what is noted for the first time is taken for new. */
  watchMilestones(now: number): Promise<void>;
}

/** Half way through a course, or at its end. */
export interface Milestone {
  readonly learner: string;
  readonly course: string;
  readonly milestone: 'half' | 'done';
}

/** Rows of files become records, part by part. */
export interface LearningImports {
  /** null where that file was not begun. */
  progress(fingerprint: string): Promise<ImportProgress | null>;
  /**
   * One transaction: the rows, and how far the file is read. A row with the key of an earlier one takes its place; the same
   * row twice is one row. Answers how many were new or changed.
   */
  add<Kind extends RecordKind>(
    kind: Kind,
    rows: readonly LearningRows[Kind][],
    toProgress: (written: number) => ImportProgress,
  ): Promise<number>;
  /** All of a kind, in the order of their keys; of one learner where one is named. Activity: imported, and told by events. */
  read<Kind extends RecordKind>(kind: Kind, learner?: string): Promise<readonly LearningRows[Kind][]>;
  /** Activity of the last `days` days that there are any of, by learner, course and day. */
  recentActivity(days: number): Promise<readonly ActivityRecord[]>;
  /**
   * One transaction. Adds what the platform tells to what was told of that learner, course and day before; beside it stands
   * what was imported. Answers how many were new; an id that was taken before changes nothing.
   */
  take(events: readonly LearningEvent[], now: number): Promise<number>;
  /** Gives the seat back; false where they were no member. */
  removeMember(organisation: string, learner: string): Promise<boolean>;
  /** Changes whenever rows were added, empty before the first; cheap, so that what is learnt from them can be learnt again. */
  mark(): Promise<string>;
  /** The learner with that e-mail address (`LearnerRecord.emailHash`); null where none or several have it. */
  findByEmail(emailHash: string): Promise<string | null>;
}

/** What is worked out ahead about learners of the shop. */
export interface Insights {
  /**
   * Takes the place of all that was kept of that kind, in parts; the overview comes last, so that a `mark` stands for the
   * whole. `mark`: see `LearningImports.mark`.
   */
  keep<Kind extends InsightKind>(
    kind: Kind,
    overview: InsightKinds[Kind]['overview'],
    rows: readonly InsightKinds[Kind]['row'][],
    madeAt: number,
    mark: string,
  ): Promise<void>;
  /** null where nothing was worked out yet. */
  overview<Kind extends InsightKind>(kind: Kind): Promise<KeptInsight<Kind> | null>;
  of<Kind extends InsightKind>(kind: Kind, learner: string): Promise<readonly InsightKinds[Kind]['row'][]>;
  /** By learner and course. */
  all<Kind extends InsightKind>(kind: Kind): Promise<readonly InsightKinds[Kind]['row'][]>;
}
