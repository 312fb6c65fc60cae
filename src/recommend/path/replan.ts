/** A stored plan looked at again: what is finished is ticked off, and where it is late or ahead it is drawn anew and said why. */
import { toCourseTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { StoredPlan, StudyWish } from '../../domain/study.ts';
import type { RankedCourse } from '../product/learner.ts';
import { type Plan, toDrift } from './plan.ts';
import { toDayText, toDriftText } from './plan-text.ts';

export function toStoredPlan({ madeOn, endsOn, steps }: Plan, { goal, weeklyHours, work }: StudyWish): StoredPlan {
  const days = steps.map(({ course, from, to }) => ({ course: course.id, from, to }));
  return { goal, weeklyHours, work, madeOn, endsOn, steps: days };
}

/** As it was when it was stored; courses that are no longer there are left out. */
export function fromStoredPlan(stored: StoredPlan, courses: readonly RankedCourse[]): Plan {
  const byId = new Map(courses.map((course) => [course.id, course]));
  const steps = stored.steps.flatMap(({ course: id, from, to }): Plan['steps'] => {
    const course = byId.get(id);
    const status = from === null ? 'done' : 'planned';
    return course ? [{ course, status, hours: 0, completion: status === 'done' ? 1 : 0, from, to }] : [];
  });
  return { goal: stored.goal, madeOn: stored.madeOn, endsOn: stored.endsOn, steps };
}

export interface Review {
  readonly plan: Plan;
  /** Lines for the learner; empty where all goes as planned. */
  readonly changes: readonly string[];
}

/** `next` is the plan made from today. The promised days hold as long as nothing is overdue and nothing was finished since. */
export function reviewPlan(previous: Plan, next: Plan, language: Language): Review {
  const drift = toDrift(previous, next);
  const known = new Map(previous.steps.map((step) => [step.course.id, step]));
  const isSame = previous.steps.length === next.steps.length && next.steps.every(({ course }) => known.has(course.id));
  if (isSame && drift.overdue.length === 0 && drift.finished.length === 0) {
    const steps = next.steps.map((step) => {
      const { from, to } = known.get(step.course.id)!;
      return from === null || step.from === null ? step : { ...step, from, to };
    });
    return { plan: { ...next, steps, endsOn: previous.endsOn ?? next.endsOn }, changes: [] };
  }
  const head = toDriftText(drift, language);
  return { plan: next, changes: [...(head ? [head] : []), ...toMoved(previous, next, drift.overdue, language)] };
}

function toMoved(previous: Plan, next: Plan, overdue: readonly string[], language: Language): string[] {
  const zh = language === 'zh';
  return overdue.flatMap((id) => {
    const was = previous.steps.find(({ course }) => course.id === id);
    const now = next.steps.find(({ course }) => course.id === id);
    if (!was?.to || !now?.to) return [];
    const [before, after] = [was.to, now.to].map((day) => toDayText(day, next.madeOn, language));
    const title = toCourseTitle(now.course, language);
    return [zh ? `· 《${title}》：${before} → ${after}` : `· “${title}”: ${before} → ${after}`];
  });
}
