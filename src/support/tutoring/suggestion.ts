/** Which sections are worth showing to this learner, and how that is said. Pure. */
import type { Course } from '../../domain/course.ts';
import { toBilingualTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { LearningState } from '../../domain/learning-state.ts';
import type { FoundSection, Section } from '../../domain/section.ts';
import { findLevel } from '../courses/catalogue.ts';
import { findLesson } from './lesson.ts';

/** Below this a section shares a word or two with the question and nothing more. Set on questions of our own. */
const LEAST = 0.16;
/** From here on the question is about what the course teaches, whatever else was not understood. */
const CONTENT_FROM = 0.22;
const MOST = 2;
/** A second one must be nearly as good. */
const NEARLY = 0.75;

/** Of those who learn little short pieces are more likely to be seen; where no segment is known, of those with so few of the last 28 days. */
const SHORT_FOR: readonly string[] = ['low', 'inactive'];
const FEW_DAYS = 4;
const SHORT_MINUTES = 20;

/** Sections that suit how this learner learns come a little earlier; what the question is about still decides. */
function toFit({ minutes, level }: Section, state: LearningState | null): number {
  if (!state) return 1;
  let fit = 1;
  const { segment, activeDays } = state;
  const isSeldom = segment === null ? activeDays !== null && activeDays <= FEW_DAYS : SHORT_FOR.includes(segment);
  if (isSeldom && minutes !== null) {
    fit *= minutes <= SHORT_MINUTES ? 1.1 : 0.95;
  }
  const rank = level === null ? null : findLevel(level);
  if (state.completion !== null && state.completion < 0.3)
    fit *= rank === 'beginner' ? 1.1 : rank === 'advanced' ? 0.9 : 1;
  if (state.completion !== null && state.completion >= 0.7 && rank === 'beginner') fit *= 0.95;
  return fit;
}

/** At most two, best first; empty where nothing is alike enough. Courses of the learner and the lesson named count more. */
export function pickSections(
  found: readonly FoundSection[],
  questions: readonly string[],
  state: LearningState | null,
): readonly Section[] {
  const lesson = findLesson(questions);
  const own = new Set(state?.courses.map(({ course }) => course));
  const scored = found
    .map(({ section, likeness }) => {
      const isOwn = own.has(section.course);
      const isNamed = lesson?.section === section.section && (isOwn || own.size === 0);
      return { section, score: likeness * (isOwn ? 1.3 : 1) * (isNamed ? 1.5 : 1) * toFit(section, state) };
    })
    .filter(({ score }) => score >= LEAST)
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= best * NEARLY)
    .slice(0, MOST)
    .map(({ section }) => section);
}

/** Whether words that the knowledge base does not know are about what courses teach. */
export function isCourseContent(found: readonly FoundSection[]): boolean {
  return (found[0]?.likeness ?? 0) >= CONTENT_FROM;
}

const LEVEL_WORDS = {
  beginner: { zh: '入门', en: 'beginner' },
  intermediate: { zh: '进阶', en: 'intermediate' },
  advanced: { zh: '高级', en: 'advanced' },
} as const;

/** Never instead of a person: only what may help meanwhile. Empty for none. */
export function toSuggestionText(sections: readonly Section[], courses: readonly Course[], language: Language): string {
  if (sections.length === 0) return '';
  const zh = language === 'zh';
  const lines = sections.map(({ course: id, section, title, text, minutes, level, url }) => {
    const course = courses.find((one) => one.id === id);
    const name = course ? toBilingualTitle(course)[language] : id;
    const rank = level === null ? null : findLevel(level);
    const aside = [
      minutes === null ? '' : zh ? `${minutes} 分钟` : `${minutes} min`,
      rank === null ? '' : LEVEL_WORDS[rank][language],
    ].filter(Boolean);
    const about = aside.length === 0 ? '' : zh ? `（${aside.join('，')}）` : ` (${aside.join(', ')})`;
    const head = zh ? `${name} · 第 ${section} 节 ${title.zh}` : `${name} · section ${section}, ${title.en}`;
    return `📖 ${head}${about}\n   ${text[language]}${url === null ? '' : `\n   ${url}`}`;
  });
  return [zh ? '这一节可能有帮助：' : 'This section may help:', ...lines].join('\n');
}
