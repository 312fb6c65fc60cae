/** What a course platform tells as it happens: one thing that one learner did. */
import type { ScoreRecord } from './learning-record.ts';

export interface LearningEvent {
  /** The platform's own, unlike any other event's: the same one twice is one. */
  readonly id: string;
  readonly learner: string;
  readonly course: string;
  /** The day in the community's zone, days since 1970-01-01. */
  readonly day: number;
  /** To be added to what was counted that day, by name: verbs, `minutes`. */
  readonly counts: Readonly<Record<string, number>>;
  /** How far they are in the course by now, 0..1; null = the event does not say. */
  readonly completion: number | null;
  readonly score: ScoreRecord | null;
}
