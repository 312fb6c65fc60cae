/** Puts a learning path together: courses that lead to the goal, in order, on days that work and holidays leave free. For the chat and the command line. */

import type { Course } from './domain/course.ts';
import { toCourseTitle } from './domain/course.ts';
import { parseHours } from './domain/hours.ts';
import type { SpecialDays } from './domain/knowledge.ts';
import type { Language } from './domain/language.ts';
import type { PathPicture, StudyWish } from './domain/study.ts';
import { findTargets, type Search } from './recommend/path/goal.ts';
import { orderCourses, preferBegun, type Transitions } from './recommend/path/order.ts';
import { type Plan, toPlan } from './recommend/path/plan.ts';
import { toStudyMinutes } from './recommend/path/study-days.ts';
import type { LearnerRecord, RankedCourse } from './recommend/product/learner.ts';
import { suggestCourses } from './support/courses/goal.ts';

export interface PlanMaking {
  readonly wish: StudyWish;
  readonly courses: readonly RankedCourse[];
  readonly transitions: Transitions;
  readonly record: LearnerRecord;
  readonly holidays: readonly SpecialDays[];
  /** `2026-10-01`. */
  readonly today: string;
}

/** circle: courses that need each other, in `way` · noTime: it would take more than ten years · badWork: the working hours cannot be read. */
export type PlanMade =
  | { readonly result: 'made'; readonly plan: Plan }
  | { readonly result: 'circle'; readonly way: readonly string[] }
  | { readonly result: 'noTime' }
  | { readonly result: 'badWork' };

/** What is owned but not finished is still part of the way, so nothing counts as owned here. */
export const createSearch =
  (courses: readonly Course[]): Search =>
  (text) =>
    suggestCourses(text, courses, new Set()).map(({ course, score }) => ({ id: course.id, score }));

/** A plan without steps where nothing leads to the goal. */
export function makePlan({ wish, courses, transitions, record, holidays, today }: PlanMaking): PlanMade {
  const work = parseHours(wish.work);
  if (!work) return { result: 'badWork' };
  const begun = new Set(record.taken.map(({ course }) => course));
  const targets = findTargets(wish.goal, courses, createSearch(courses));
  const order = orderCourses(targets, courses, preferBegun(transitions, begun));
  // Files with a circle are refused when they are read; what was imported may bring one.
  if (order.kind === 'circle') return { result: 'circle', way: order.way };
  const specialDays = [...holidays, ...work.specialDays];
  const minutesOn = toStudyMinutes({ weeklyHours: wish.weeklyHours, workHours: work.hours, specialDays });
  try {
    return { result: 'made', plan: toPlan({ goal: wish.goal, courses: order.courses, record, today, minutesOn }) };
  } catch (error) {
    if (error instanceof RangeError) return { result: 'noTime' };
    throw error;
  }
}

export function toPathPicture(plan: Plan, weeklyHours: number, language: Language): PathPicture {
  const zh = language === 'zh';
  return {
    title: zh ? `学习路径：${plan.goal}` : `Learning path: ${plan.goal}`,
    subtitle: zh
      ? `每周 ${weeklyHours} 小时，自 ${plan.madeOn} 起；学时按课程级别估计`
      : `${weeklyHours} hours a week from ${plan.madeOn}; hours are estimates by level`,
    language,
    today: plan.madeOn,
    bars: plan.steps.map(({ course, completion, from, to }) => ({
      label: toCourseTitle(course, language),
      rank: course.rank,
      completion,
      from,
      to,
    })),
  };
}
