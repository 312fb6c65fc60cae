/** What is known of one learner's learning, wherever it is stored; and courses as recommending needs them. */
import type { Course } from '../../domain/course.ts';
import { toShortId } from '../../domain/ids.ts';

/** Index into beginner, intermediate, advanced. */
export type Rank = 0 | 1 | 2;

/** A course with its level read; `rank` null where the file names none. */
export interface RankedCourse extends Course {
  readonly rank: Rank | null;
}

export interface TakenCourse {
  readonly course: string;
  /** 0 … 1; null where no activity is known: then it counts as begun. */
  readonly completion: number | null;
  /** Of exams and tasks or the learner's own rating, 0 … 10; null where there is none. */
  readonly score: number | null;
}

export const FEEDBACK = ['notInterested', 'later', 'bought', 'interested'] as const;

/** What the learner said to a recommendation, by button. */
export interface Feedback {
  readonly course: string;
  readonly answer: (typeof FEEDBACK)[number];
  /** ms. */
  readonly at: number;
}

export interface LearnerRecord {
  readonly learner: string;
  /** Bought, begun or finished; each course once. */
  readonly taken: readonly TakenCourse[];
  readonly feedback: readonly Feedback[];
}

/** From so much of a course on it counts as finished; some never open the last page. */
export const FINISHED_FROM = 0.9;

/** NaN and values outside are no completion. */
export function isFinished({ completion }: TakenCourse): boolean {
  return completion !== null && completion >= FINISHED_FROM && completion <= 1;
}

/**
 * Whether a learner belongs to the share that is shown no recommendations, so that their effect can be measured. The same
 * answer for ever; learners of a smaller share are also in every larger one. `share` 0 = nobody, 1 = everybody.
 */
export function isHeldOut(learner: string, share: number): boolean {
  const characters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const place = [...toShortId(`recommendations/${learner}`, 6)].reduce(
    (sum, character) => sum * 32 + characters.indexOf(character),
    0,
  );
  return place / 32 ** 6 < share;
}
