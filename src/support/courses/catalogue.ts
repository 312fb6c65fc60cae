/** The courses on sale as a learner looks through them: filtered, side by side, and with what must come before each. */
import type { Course } from '../../domain/course.ts';
import { plainText } from '../../domain/words.ts';
import { holdsTerm, toTerms } from './terms.ts';

/** The mean of the ratings (0..10) that learners of the course gave, and how many. */
export interface CourseRating {
  readonly mean: number;
  readonly n: number;
}

/** Fewer than this many ratings are not shown: they say more about people than about the course. */
export const LEAST_RATINGS = 5;

export const LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
export type Level = (typeof LEVELS)[number];

const LEVEL_WORDS: Readonly<Record<Level, RegExp>> = {
  beginner: /beginner|basic|starter|novice|entry|from zero|zero to|\ba[12]\b|入门|初级|零基础|小白|基础班/,
  intermediate: /intermediate|\bb[12]\b|中级|进阶/,
  advanced: /advanced|expert|professional|\bc[12]\b|高级|高阶|精通|专家/,
};

/** `Beginner`, `入门`, `零基础也能学` → beginner; null where the text speaks of no level. */
export function findLevel(text: string): Level | null {
  const plain = plainText(text);
  return LEVELS.find((level) => LEVEL_WORDS[level].test(plain)) ?? null;
}

/** All of them must hold; null = any. Prices in the community's currency, both ends included. */
export interface CourseFilter {
  /** Each of these words must be in the id, the title or the text. */
  readonly terms: readonly string[];
  readonly level: Level | null;
  readonly leastPrice: number | null;
  readonly mostPrice: number | null;
}

const NUMBER = String.raw`[¥￥$€]?\s*(\d+(?:\.\d+)?)\s*(?:元|块|rmb|cny|usd|eur)?`;
const PRICES = {
  range: new RegExp(`${NUMBER}\\s*(?:-|~|到|至|to)\\s*${NUMBER}`),
  most: new RegExp(`(?:<=?|≤|under|below|up to|at most|不超过|低于|最多)\\s*${NUMBER}|${NUMBER}\\s*(?:以内|以下|内)`),
  least: new RegExp(`(?:>=?|≥|over|above|at least|超过|高于|至少)\\s*${NUMBER}|${NUMBER}\\s*(?:以上|起)`),
  free: /\bfree\b|免费/,
};

/** What follows `/courses`: `python 入门 500以内`, `design <300`, `免费`. What is no level and no price is a word. */
export function parseCourseFilter(text: string): CourseFilter {
  let rest = plainText(text);
  const take = (pattern: RegExp): number[] | null => {
    const match = pattern.exec(rest);
    if (!match) return null;
    rest = rest.replace(match[0], ' ');
    return match.slice(1).flatMap((group) => (group === undefined ? [] : [Number(group)]));
  };
  const range = take(PRICES.range);
  const isFree = take(PRICES.free) !== null;
  const most = take(PRICES.most)?.[0] ?? null;
  const least = take(PRICES.least)?.[0] ?? null;
  const level = findLevel(rest);
  if (level) rest = rest.replace(new RegExp(LEVEL_WORDS[level].source, 'g'), ' ');
  return {
    terms: toTerms(rest),
    level,
    leastPrice: range ? Math.min(...range) : least,
    mostPrice: isFree ? 0 : range ? Math.max(...range) : most,
  };
}

/** In the order of `courses`. A course whose price is not known passes no limit of price; one without a level no level. */
export function filterCourses(courses: readonly Course[], filter: CourseFilter): Course[] {
  const { terms, level, leastPrice, mostPrice } = filter;
  return courses.filter(({ id, title, text, price, level: own }) => {
    if (level !== null && (own === null || findLevel(own) !== level)) return false;
    if (mostPrice !== null && (price === null || price > mostPrice)) return false;
    if (leastPrice !== null && (price === null || price < leastPrice)) return false;
    const words = plainText(`${id} ${title} ${text}`);
    return terms.every((term) => holdsTerm(words, term));
  });
}

/** The course an id or a title means, in any case: the title whole, else the only one that begins with it; null else. */
export function findCourse(courses: readonly Course[], text: string): Course | null {
  const wanted = plainText(text);
  if (wanted === '') return null;
  const exact = courses.find(({ id, title }) => plainText(id) === wanted || plainText(title) === wanted);
  if (exact) return exact;
  const near = courses.filter(({ title }) => plainText(title).startsWith(wanted));
  return near.length === 1 ? (near[0] ?? null) : null;
}

export interface CoursePath {
  /** What to take, in order, the course itself last; what is owned is left out, but never the course. */
  readonly steps: readonly Course[];
  /** What the steps cost together; null where a price is not known. */
  readonly price: number | null;
}

/** The way to a course over what must come before it. Circles and unknown ids in the file are passed over. */
export function toPath(course: Course, courses: readonly Course[], owned: ReadonlySet<string>): CoursePath {
  const byId = new Map(courses.map((one) => [one.id, one]));
  const steps: Course[] = [];
  const seen = new Set<string>();
  const visit = (one: Course): void => {
    seen.add(one.id);
    for (const id of one.prerequisites) {
      const before = byId.get(id);
      if (before && !seen.has(id) && !owned.has(id)) visit(before);
    }
    steps.push(one);
  };
  visit(course);
  const prices = steps.map(({ price }) => price);
  return { steps, price: prices.includes(null) ? null : prices.reduce<number>((sum, price) => sum + (price ?? 0), 0) };
}
