/** Courses in words: a list, two or more side by side, and the way to a goal; in both languages, for any platform. */
import type { Course } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import { type CoursePath, type CourseRating, LEAST_RATINGS } from './catalogue.ts';
import type { Suggestion } from './goal.ts';

export interface CourseWording {
  readonly language: Language;
  /** Put before prices: `¥`, `$`; empty = the bare number. */
  readonly currency: string;
  readonly ratings: ReadonlyMap<string, CourseRating>;
  /** Months of service where a course names none; null = say nothing of it. */
  readonly serviceMonths: number | null;
}

const MOST_LISTED = 10;

export function toPriceText(price: number | null, { currency, language }: CourseWording): string {
  const zh = language === 'zh';
  if (price === null) return zh ? '价格请咨询' : 'ask for the price';
  return price === 0 ? (zh ? '免费' : 'free') : `${currency}${price}`;
}

/** `★ 8.7 (23)`; null where fewer than five gave one. */
function toRatingText(course: Course, { ratings }: CourseWording): string | null {
  const rating = ratings.get(course.id);
  return rating && rating.n >= LEAST_RATINGS ? `★ ${rating.mean.toFixed(1)} (${rating.n})` : null;
}

function toLine(course: Course, wording: CourseWording): string {
  const parts = [course.level, toPriceText(course.price, wording), toRatingText(course, wording)];
  return `${course.title} [${course.id}] · ${parts.filter((part) => part !== null && part !== '').join(' · ')}`;
}

/** At most ten lines, and how many more there are. Empty: what to do instead. */
export function toCourseList(courses: readonly Course[], wording: CourseWording): string {
  const zh = wording.language === 'zh';
  if (courses.length === 0) {
    return zh
      ? '没有找到这样的课程。换个词，放宽价格，或者说说你的目标，我来推荐。'
      : 'No course fits. Try another word or a higher price, or tell me your goal and I will suggest one.';
  }
  const lines = courses.slice(0, MOST_LISTED).map((course) => toLine(course, wording));
  const more = courses.length - lines.length;
  if (more > 0) lines.push(zh ? `……还有 ${more} 门` : `… and ${more} more`);
  return lines.join('\n');
}

export interface ComparisonRow {
  readonly field: string;
  /** One for each course, in order. */
  readonly values: readonly string[];
}

/** Level, price, what must come first, ratings and service of each course; rows that say nothing of any are left out. */
export function compareCourses(
  courses: readonly Course[],
  paths: readonly CoursePath[],
  titleOf: (id: string) => string,
  wording: CourseWording,
): ComparisonRow[] {
  const zh = wording.language === 'zh';
  const none = '–';
  const serviceOf = (course: Course): string => {
    const months = course.serviceMonths ?? wording.serviceMonths;
    if (months === null) return none;
    return zh ? `${months} 个月` : `${months} months`;
  };
  const totalOf = (path: CoursePath | undefined): string =>
    path && path.steps.length > 1 ? toPriceText(path.price, wording) : none;
  const rows: ComparisonRow[] = [
    { field: zh ? '难度' : 'Level', values: courses.map(({ level }) => level || none) },
    { field: zh ? '价格' : 'Price', values: courses.map(({ price }) => toPriceText(price, wording)) },
    {
      field: zh ? '先修' : 'First',
      values: courses.map(({ prerequisites }) => prerequisites.map(titleOf).join(zh ? '、' : ', ') || none),
    },
    { field: zh ? '连同先修' : 'With what comes first', values: paths.map(totalOf) },
    { field: zh ? '评分' : 'Rating', values: courses.map((course) => toRatingText(course, wording) ?? none) },
    { field: zh ? '服务期' : 'Service', values: courses.map(serviceOf) },
    { field: zh ? '内容' : 'Content', values: courses.map(({ text }) => shorten(text, 80)) },
  ];
  return rows.filter(({ values }) => values.some((value) => value !== none && value !== ''));
}

function shorten(text: string, length: number): string {
  const line = [...text.replace(/\s+/g, ' ').trim()];
  return line.length > length ? `${line.slice(0, length - 1).join('')}…` : line.join('');
}

/** Side by side reads badly on a phone: field by field, a line for each course. */
export function toComparisonText(courses: readonly Course[], rows: readonly ComparisonRow[]): string {
  return rows
    .map(({ field, values }) => [field, ...courses.map(({ title }, n) => `· ${title}: ${values[n] ?? ''}`)].join('\n'))
    .join('\n\n');
}

/** What leads to the goal and why, with prices; without a suggestion: what to say, or a person. */
export function toSuggestionText(suggestions: readonly Suggestion[], wording: CourseWording): string {
  const zh = wording.language === 'zh';
  if (suggestions.length === 0) {
    return zh
      ? '这个目标我没有把握推荐。再具体一点（比如“用 Python 做数据分析”），或者让课程顾问来聊。'
      : 'I am not sure which course leads there. Be a little more specific (such as “analyse data with Python”), or talk to an adviser.';
  }
  const lines = suggestions.map(({ course, path, because }) => {
    const why = because.join(zh ? '、' : ', ');
    const first = `${toLine(course, wording)}\n  ${zh ? `因为它讲到：${why}` : `because it covers: ${why}`}`;
    if (path.steps.length < 2) return first;
    const way = path.steps.map(({ title }) => title).join(' → ');
    const total = toPriceText(path.price, wording);
    return `${first}\n  ${zh ? `学习顺序：${way}（共 ${total}）` : `in this order: ${way} (${total} in all)`}`;
  });
  const lead = zh ? '按你的目标，可以看看：' : 'For your goal, have a look at:';
  return [lead, ...lines].join('\n');
}
