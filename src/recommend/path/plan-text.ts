/** A plan as a card of text, in both languages. */
import { toCourseTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { Rank } from '../product/learner.ts';
import type { Drift, Plan, Step } from './plan.ts';

const LEVELS: Readonly<Record<Language, Readonly<Record<Rank, string>>>> = {
  zh: { 0: '基础', 1: '进阶', 2: '高级' },
  en: { 0: 'basic', 1: 'intermediate', 2: 'advanced' },
};
const MARKS = { done: '☑', doing: '◐', planned: '☐' } as const;

export function toLevelText(rank: Rank | null, language: Language): string | null {
  return rank === null ? null : LEVELS[language][rank];
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `3月5日` or `5 Mar`; with the year where it is not that of `today`. */
export function toDayText(day: string, today: string, language: Language): string {
  const { year, month, day: date } = Temporal.PlainDate.from(day);
  const isSameYear = year === Temporal.PlainDate.from(today).year;
  if (language === 'zh') return `${isSameYear ? '' : `${year}年`}${month}月${date}日`;
  return `${date} ${MONTHS[month - 1]}${isSameYear ? '' : ` ${year}`}`;
}

function toStepText(step: Step, number: number, today: string, language: Language): string {
  const zh = language === 'zh';
  const level = toLevelText(step.course.rank, language);
  const name = `${MARKS[step.status]} ${number}. ${toCourseTitle(step.course, language)}${level ? (zh ? `（${level}）` : ` (${level})`) : ''}`;
  if (step.from === null || step.to === null) return `${name} · ${zh ? '已学完' : 'finished'}`;
  const days = `${toDayText(step.from, today, language)} – ${toDayText(step.to, today, language)}`;
  const hours = `${Math.ceil(step.hours)} ${zh ? '小时' : 'h'}`;
  const done = step.completion > 0 ? ` · ${Math.floor(step.completion * 100)}%` : '';
  return `${name} · ${days} · ${zh ? `还需约 ${hours}` : `about ${hours} left`}${done}`;
}

/** Said once at the top where a plan had to move; null where it holds. */
export function toDriftText({ lateDays, overdue, finished }: Drift, language: Language): string | null {
  const zh = language === 'zh';
  if (lateDays > 0 && overdue.length > 0) {
    return zh
      ? `计划晚了 ${lateDays} 天，没关系，已按现在的进度重新排好。`
      : `You are ${lateDays} days behind, which is fine: the plan has been redrawn from where you are.`;
  }
  if (finished.length > 0)
    return zh ? `又学完了 ${finished.length} 门，真棒！` : `${finished.length} more finished. Well done!`;
  return null;
}

/** Nothing to learn: says so. */
export function toPlanText(plan: Plan, weeklyHours: number, language: Language): string {
  const zh = language === 'zh';
  const title = zh ? `学习路径：${plan.goal}` : `Learning path: ${plan.goal}`;
  if (plan.steps.length === 0) {
    return zh
      ? `${title}\n没有找到通往这个目标的课程。换个说法，或者找人工聊聊。`
      : `${title}\nNo course leads there yet. Put it in other words, or talk to a person.`;
  }
  const lines = plan.steps.map((step, n) => toStepText(step, n + 1, plan.madeOn, language));
  const end = plan.endsOn
    ? zh
      ? `按每周 ${weeklyHours} 小时，预计 ${toDayText(plan.endsOn, plan.madeOn, language)} 学完。学时按课程级别估计。`
      : `At ${weeklyHours} hours a week you will be done by ${toDayText(plan.endsOn, plan.madeOn, language)}. Hours are estimates by level.`
    : zh
      ? '全部学完了，恭喜！'
      : 'All finished. Congratulations!';
  return [title, ...lines, end].join('\n');
}
