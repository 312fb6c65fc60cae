/** Courses as `data/courses.csv` tells of them. */

import type { Bilingual } from './knowledge.ts';
import type { Language } from './language.ts';

/** A course on sale, as data/courses.csv tells of it. */
export interface Course {
  readonly id: string;
  readonly title: string;
  /** What it teaches: description and syllabus, plain text. */
  readonly text: string;
  /** As the file calls it (such as `beginner`); null where it says nothing. */
  readonly level: string | null;
  /** Ids of courses that should come first. */
  readonly prerequisites: readonly string[];
  /** In the community's currency; null where it says nothing, 0 = free. */
  readonly price: number | null;
  /** Months of service after a purchase; null or unset = the community's default, 0 = none. */
  readonly serviceMonths?: number | null;
}

/** `Python 入门 / Python for Beginners` holds both languages; a title without ` / ` is for both. */
export function toBilingualTitle({ title }: Pick<Course, 'title'>): Bilingual {
  const [zh = title, en = zh] = title.split(' / ');
  return { zh, en };
}

/** In that language, where the title has both. */
export function toCourseTitle(course: Pick<Course, 'title'>, language: Language): string {
  return toBilingualTitle(course)[language];
}
