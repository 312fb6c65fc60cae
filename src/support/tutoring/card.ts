/** What a tutor needs to know of a learner on the ticket's card: how far they are, and which lesson it is about. Pure. */
import { type Course, toBilingualTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { LearningState } from '../../domain/learning-state.ts';
import { toSegmentName } from '../../domain/segment-name.ts';
import { findLesson } from './lesson.ts';

const DAY_MS = 86_400_000;
const MOST_COURSES = 3;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Empty where nothing is known. */
export function toLearningLine(
  state: LearningState | null,
  questions: readonly string[],
  courses: readonly Course[],
  now: number,
  language: Language,
): string {
  const zh = language === 'zh';
  const titleOf = (id: string) => {
    const course = courses.find((one) => one.id === id);
    return course ? toBilingualTitle(course)[language] : id;
  };
  const lesson = findLesson(questions);
  const parts = lesson ? [zh ? `说的是${lesson.words}` : `at ${lesson.words}`] : [];
  for (const { course, completion } of (state?.courses ?? []).slice(0, MOST_COURSES)) {
    if (completion !== null) parts.push(`${titleOf(course)} ${percent(completion)}`);
  }
  if (state?.completion != null) parts.push(`${zh ? '总完成度' : 'overall'} ${percent(state.completion)}`);
  if (state?.lastTest) {
    const { course, test } = state.lastTest;
    parts.push(`${zh ? '最近测验' : 'last test'} ${titleOf(course)} ${test} ${Math.round(state.lastTest.percent)}%`);
  }
  if (state?.lastDay != null) {
    const ago = Math.max(0, Math.floor(now / DAY_MS) - state.lastDay);
    parts.push(zh ? (ago === 0 ? '今天学过' : `${ago} 天前学过`) : ago === 0 ? 'learnt today' : `learnt ${ago} d ago`);
  }
  if (state?.segment) parts.push(toSegmentName(state.segment, language));
  return parts.length === 0 ? '' : `${zh ? '学习' : 'Learning'}: ${parts.join(' · ')}`;
}

/** `可能流失: 数据分析 82%（已有 9 天没有活动；…）`: for the agent's eyes. Empty where nothing worries. */
export function toRiskLine(state: LearningState | null, courses: readonly Course[], language: Language): string {
  if (!state?.risk) return '';
  const { course: id, probability, reasons } = state.risk;
  const zh = language === 'zh';
  const course = courses.find((one) => one.id === id);
  const title = course ? toBilingualTitle(course)[language] : id;
  const chance = probability === null ? '' : ` ${percent(probability)}`;
  const why = reasons[language].join(zh ? '；' : '; ');
  return zh ? `可能流失: ${title}${chance}（${why}）` : `May leave: ${title}${chance} (${why})`;
}
