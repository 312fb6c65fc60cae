/** What somebody could take next: courses whose way in is open because of what they have, cheapest doubt first. Pure. */
import type { Course } from '../../domain/course.ts';
import { findLevel, LEVELS } from './catalogue.ts';

export interface NextCourse {
  readonly course: Course;
  /** Ids of the courses they have that lead to it. */
  readonly because: readonly string[];
}

const MOST_NEXT = 3;

const levelOf = ({ level }: Course): number => {
  const known = level === null ? null : findLevel(level);
  return known === null ? LEVELS.length : LEVELS.indexOf(known);
};

/** Courses that build on one that is owned and need nothing else first; the lower level first, then file order. Empty where none does. */
export function nextCourses(courses: readonly Course[], owned: ReadonlySet<string>): NextCourse[] {
  return courses
    .filter(
      ({ id, prerequisites }) =>
        !owned.has(id) && prerequisites.length > 0 && prerequisites.every((one) => owned.has(one)),
    )
    .toSorted((a, b) => levelOf(a) - levelOf(b))
    .slice(0, MOST_NEXT)
    .map((course) => ({ course, because: course.prerequisites }));
}
