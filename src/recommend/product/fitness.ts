/** Which courses may be recommended to a learner at all, and how well their level fits. */
import { isFinished, type LearnerRecord, type RankedCourse } from './learner.ts';

const DAY = 86_400_000;
/** After “later” a course is left in peace for this long. */
export const LATER_MS = 30 * DAY;

export interface Standing {
  /** Bought, begun, finished, or said to be bought elsewhere. */
  readonly owned: ReadonlySet<string>;
  readonly finished: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
  /** Said to be of interest. */
  readonly interested: ReadonlySet<string>;
  /** Put off: the latest time. */
  readonly later: ReadonlyMap<string, number>;
}

/** The last answer to a course counts: who said “later” after “not interested” may be shown it again. */
export function toStanding({ taken, feedback }: LearnerRecord): Standing {
  const last = new Map<string, LearnerRecord['feedback'][number]>();
  for (const answer of feedback) {
    const known = last.get(answer.course);
    if (!known || answer.at >= known.at) last.set(answer.course, answer);
  }
  const answered = (wanted: string) => [...last.values()].filter(({ answer }) => answer === wanted);
  return {
    owned: new Set([...taken, ...answered('bought')].map(({ course }) => course)),
    finished: new Set(taken.filter(isFinished).map(({ course }) => course)),
    refused: new Set(answered('notInterested').map(({ course }) => course)),
    interested: new Set(answered('interested').map(({ course }) => course)),
    later: new Map(answered('later').map(({ course, at }) => [course, at])),
  };
}

/** A trial is for those who have nothing yet. */
const isTrial = ({ price, serviceMonths }: RankedCourse): boolean => price === 0 && serviceMonths === 0;

/** Not owned, not refused, not put off within 30 days, and all that must come before it is finished. */
export function isOpenTo(course: RankedCourse, { owned, finished, refused, later }: Standing, now: number): boolean {
  if (owned.has(course.id) || refused.has(course.id)) return false;
  if (owned.size > 0 && isTrial(course)) return false;
  if (now - (later.get(course.id) ?? Number.NEGATIVE_INFINITY) < LATER_MS) return false;
  return course.prerequisites.every((id) => finished.has(id));
}

const FITS = [1, 0.5, 0.15];
const NO_RANK_FITS = 0.6;

/**
 * Article 3.5.1: the level rises with completion. Beside a finished course the next level fits, beside one that is half done
 * its own, else a course for beginners. `nearest`: the taken course closest in content, null where none is.
 */
export function toLevelFit(
  course: RankedCourse,
  nearest: { readonly course: RankedCourse; readonly completion: number | null } | null,
): number {
  if (course.rank === null) return NO_RANK_FITS;
  const from = nearest?.course.rank ?? 0;
  const completion = nearest?.completion ?? 0;
  const wanted = !nearest ? 0 : completion >= 0.9 ? Math.min(2, from + 1) : completion >= 0.5 ? from : 0;
  return FITS[Math.abs(course.rank - wanted)] ?? 0;
}
