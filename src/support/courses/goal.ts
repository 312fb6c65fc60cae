/** From what somebody wants to reach to the courses that lead there. It says what it went by, and nothing when it does not know. */
import type { Course } from '../../domain/course.ts';
import { plainText } from '../../domain/words.ts';
import { type CoursePath, findLevel, LEVELS, type Level, toPath } from './catalogue.ts';
import { holdsTerm, toTerms } from './terms.ts';

export interface Suggestion {
  readonly course: Course;
  /** With what must come before it. */
  readonly path: CoursePath;
  /** The words of the goal that the course speaks of. */
  readonly because: readonly string[];
  readonly score: number;
}

const MOST_SUGGESTED = 3;
/** A course far behind the best one is no alternative to it. */
const LEAST_SHARE = 0.4;
const TITLE_WEIGHT = 2;
/** What a course of the level asked for, of the next and of the one after counts; and one that names no level. */
const LEVEL_SHARES = [1, 0.4, 0.2];
const NO_LEVEL_SHARE = 0.6;

function toLevelShare(wanted: Level, { level }: Course): number {
  const own = level === null ? null : findLevel(level);
  return own === null ? NO_LEVEL_SHARE : (LEVEL_SHARES[Math.abs(LEVELS.indexOf(wanted) - LEVELS.indexOf(own))] ?? 0);
}

/**
 * Best first, at most three, without what is owned. A word counts the more the fewer courses speak of it, and twice in a
 * title. Empty where no course speaks of any word of the goal: then a person should be asked.
 */
export function suggestCourses(goal: string, courses: readonly Course[], owned: ReadonlySet<string>): Suggestion[] {
  const terms = toTerms(goal);
  const level = findLevel(goal);
  const read = courses.map((course) => ({
    course,
    title: plainText(`${course.id} ${course.title}`),
    text: plainText(course.text),
  }));
  const weights = terms.map((term) => {
    const holding = read.filter(({ title, text }) => holdsTerm(title, term) || holdsTerm(text, term)).length;
    return holding === 0 ? 0 : Math.log(1 + courses.length / holding);
  });
  const found = read.flatMap(({ course, title, text }): Suggestion[] => {
    if (owned.has(course.id)) return [];
    let score = 0;
    const because: string[] = [];
    for (const [n, term] of terms.entries()) {
      const weight = (weights[n] ?? 0) * (holdsTerm(title, term) ? TITLE_WEIGHT : holdsTerm(text, term) ? 1 : 0);
      if (weight > 0) because.push(term);
      score += weight;
    }
    if (score === 0) return [];
    const share = level ? toLevelShare(level, course) : 1;
    return [{ course, path: toPath(course, courses, owned), because, score: score * share }];
  });
  found.sort((a, b) => b.score - a.score || (a.course.id < b.course.id ? -1 : 1));
  const best = found[0]?.score ?? 0;
  return found.filter(({ score }) => score >= best * LEAST_SHARE).slice(0, MOST_SUGGESTED);
}
