/** A dated plan: courses in order, each with its days; what is finished is ticked off, what is begun needs only its rest. */
import { isFinished, type LearnerRecord, type Rank, type RankedCourse } from '../product/learner.ts';
import type { StudyMinutes } from './study-days.ts';

export interface Step {
  readonly course: RankedCourse;
  readonly status: 'done' | 'doing' | 'planned';
  /** What is left, hours. */
  readonly hours: number;
  /** 0 … 1. */
  readonly completion: number;
  /** First and last day of study, `2026-10-01`; null where it is done. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Plan {
  readonly goal: string;
  /** The day it was made on. */
  readonly madeOn: string;
  readonly steps: readonly Step[];
  /** The last day of study; null where all is done. */
  readonly endsOn: string | null;
}

export interface PlanRequest {
  readonly goal: string;
  readonly courses: readonly RankedCourse[];
  readonly record: LearnerRecord;
  readonly today: string;
  readonly minutesOn: StudyMinutes;
}

/** Hours of study that a course of a level takes where nothing else is known: lessons and exercises. */
const HOURS: Readonly<Record<Rank, number>> = { 0: 20, 1: 30, 2: 45 };
const NO_RANK_HOURS = 25;
/** A plan is not drawn beyond this many days. */
const MOST_DAYS = 3660;

export const hoursOf = ({ rank }: RankedCourse): number => (rank === null ? NO_RANK_HOURS : HOURS[rank]);

/**
 * `courses` are in order already (`orderCourses`). A step begins on the day on which the one before ends where time is left
 * then. Throws `RangeError` where there is no time to study within ten years.
 */
export function toPlan({ goal, courses, record, today, minutesOn }: PlanRequest): Plan {
  const takenOf = new Map(record.taken.map((one) => [one.course, one]));
  let day = Temporal.PlainDate.from(today);
  let left = minutesOn(day.toString());
  let days = 0;
  const goOn = () => {
    if (++days > MOST_DAYS) throw new RangeError('there is no time to study within ten years');
    day = day.add({ days: 1 });
    left = minutesOn(day.toString());
  };
  const steps = courses.map((course): Step => {
    const taken = takenOf.get(course.id);
    const known = taken?.completion ?? 0;
    const completion = Number.isFinite(known) ? Math.min(1, Math.max(0, known)) : 0;
    if (taken && isFinished(taken)) return { course, status: 'done', hours: 0, completion, from: null, to: null };
    const hours = hoursOf(course) * (1 - completion);
    while (left <= 0) goOn();
    const from = day.toString();
    for (let rest = hours * 60; rest > 1e-6; ) {
      while (left <= 0) goOn();
      const spent = Math.min(rest, left);
      rest -= spent;
      left -= spent;
    }
    return { course, status: taken ? 'doing' : 'planned', hours, completion, from, to: day.toString() };
  });
  return { goal, madeOn: today, steps, endsOn: steps.findLast(({ to }) => to !== null)?.to ?? null };
}

/** What has changed since a plan was made. */
export interface Drift {
  /** Days by which the end moved back; negative = earlier. 0 where one of the two has no end. */
  readonly lateDays: number;
  /** Steps that the old plan wanted finished before today and that are not. */
  readonly overdue: readonly string[];
  /** Steps ticked off since. */
  readonly finished: readonly string[];
}

/** `next` is a plan for the same goal made from the activity of today: replanning is planning again. */
export function toDrift(previous: Plan, next: Plan): Drift {
  const statusOf = new Map(next.steps.map(({ course, status }) => [course.id, status]));
  const isDone = (id: string) => statusOf.get(id) === 'done';
  const was = previous.steps.filter(({ status }) => status !== 'done');
  const until =
    previous.endsOn && next.endsOn
      ? Temporal.PlainDate.from(previous.endsOn).until(Temporal.PlainDate.from(next.endsOn)).days
      : 0;
  return {
    lateDays: until,
    overdue: was.flatMap(({ course: { id }, to }) => (to !== null && to < next.madeOn && !isDone(id) ? [id] : [])),
    finished: was.flatMap(({ course: { id } }) => (isDone(id) ? [id] : [])),
  };
}
