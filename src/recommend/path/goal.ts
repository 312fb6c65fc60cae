/** From a goal in words or a role to the courses that reach it. */
import { toCourseTitle } from '../../domain/course.ts';
import type { RankedCourse } from '../product/learner.ts';

/** Courses that speak of a text, best first: the search of the shop. */
export type Search = (text: string) => readonly { readonly id: string; readonly score: number }[];

/** What people are called after any subject: it names no course, but asks for the whole way. */
const ROLE_WORDS =
  /engineer|developer|programmer|specialist|professional|expert|工程师|程序员|开发者|开发人员|专员|专家/gi;
/** Courses found this far behind the best are other goals. */
const LEAST_SHARE = 0.6;

/** Id or title (whole or in one language) → that course; else what is found; for a role also what directly builds on it. Empty: nothing leads there. */
export function findTargets(goal: string, courses: readonly RankedCourse[], search: Search): string[] {
  const wanted = goal.trim().toLowerCase();
  if (wanted === '') return [];
  const namesOf = (course: RankedCourse) => [
    course.id,
    course.title,
    toCourseTitle(course, 'zh'),
    toCourseTitle(course, 'en'),
  ];
  const exact = courses.find((course) => namesOf(course).some((name) => name.toLowerCase() === wanted));
  if (exact) return [exact.id];
  const subject = wanted.replace(ROLE_WORDS, ' ').trim();
  const near = takeNear(search(subject));
  if (subject === wanted) return near;
  if (near.length === 0) {
    // 后端 and other short subjects are no words to the search.
    const named = courses.filter(({ title }) => subject !== '' && title.toLowerCase().includes(subject));
    return named.length > 0 ? named.map(({ id }) => id) : takeNear(search(wanted));
  }
  const onwards = courses.filter(({ prerequisites }) => prerequisites.some((id) => near.includes(id)));
  return [...new Set([...near, ...onwards.map(({ id }) => id)])];
}

function takeNear(found: ReturnType<Search>): string[] {
  const best = found[0]?.score ?? 0;
  return found.filter(({ score }) => score > 0 && score >= best * LEAST_SHARE).map(({ id }) => id);
}
