/** The study report of one learner, in words and as a picture: how far they are, their time, their streak, what comes next. */

import type { BarChart } from '../../domain/chart.ts';
import { toCourseTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { StudyCard } from '../../domain/study.ts';
import { isFinished, type RankedCourse, type TakenCourse } from '../product/learner.ts';
import type { StudyTime } from './activity.ts';

export interface ProgressRequest {
  readonly taken: readonly { readonly course: RankedCourse; readonly taken: TakenCourse }[];
  readonly time: StudyTime | null;
  /** What to do next, one sentence; null where nothing is known. */
  readonly nextStep: string | null;
  readonly language: Language;
}

/** Below this many days a run is not worth mentioning. */
const SHORTEST_STREAK = 2;
const MOST_COURSES = 12;

export function toProgressCard({ taken, time, nextStep, language }: ProgressRequest): StudyCard {
  const zh = language === 'zh';
  const shown = taken.slice(0, MOST_COURSES);
  const lines = [zh ? '你的学习报告' : 'Your study report'];
  for (const one of shown) lines.push(toCourseLine(one.course, one.taken, language));
  if (taken.length > shown.length) {
    const more = taken.length - shown.length;
    lines.push(zh ? `另有 ${more} 门` : `and ${more} more`);
  }
  if (taken.length === 0) lines.push(zh ? '还没有课程的学习记录。' : 'There are no courses on record yet.');
  if (time) lines.push(...toTimeLines(time, language));
  if (nextStep) lines.push(zh ? `下一步：${nextStep}` : `Next: ${nextStep}`);
  const known = shown.filter(({ taken: { completion } }) => completion !== null);
  return {
    text: lines.join('\n'),
    picture: known.length > 0 ? { kind: 'chart', chart: toChart(known, language) } : null,
  };
}

const toPercent = (share: number): number => Math.floor(share * 100);

function toCourseLine(course: RankedCourse, taken: TakenCourse, language: Language): string {
  const title = toCourseTitle(course, language);
  const zh = language === 'zh';
  if (isFinished(taken)) return `☑ ${title} · ${zh ? '已学完' : 'finished'}`;
  if (taken.completion === null) return `☐ ${title} · ${zh ? '还没有进度记录' : 'no progress on record'}`;
  const done = Math.round(taken.completion * 10);
  return `◐ ${title} · ${'▰'.repeat(done)}${'▱'.repeat(10 - done)} ${toPercent(taken.completion)}%`;
}

function toHours(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  const unit = language === 'zh' ? { h: ' 小时', m: ' 分钟' } : { h: ' h', m: ' min' };
  if (hours === 0) return `${rest}${unit.m}`;
  return rest === 0 ? `${hours}${unit.h}` : `${hours}${unit.h} ${rest}${unit.m}`;
}

/** Less than before is told as a figure and nothing more. */
function toTimeLines({ minutes, days, streak, longestStreak }: StudyTime, language: Language): string[] {
  const zh = language === 'zh';
  const lines: string[] = [];
  if (minutes) {
    const [lately, before] = [minutes.lately, minutes.before].map((value) => toHours(value, language));
    lines.push(
      zh ? `最近 7 天：${lately}（之前 7 天：${before}）` : `Last 7 days: ${lately} (the 7 days before: ${before})`,
    );
  }
  lines.push(
    zh
      ? `学习的天数：${days.lately} 天（之前 7 天：${days.before} 天）`
      : `Days with study: ${days.lately} (the 7 days before: ${days.before})`,
  );
  if (streak >= SHORTEST_STREAK) {
    const best = longestStreak > streak ? (zh ? `（最长 ${longestStreak} 天）` : ` (longest: ${longestStreak})`) : '';
    lines.push(zh ? `已连续学习 ${streak} 天${best}，继续保持！` : `${streak} days in a row${best}. Keep it up!`);
  }
  return lines;
}

function toChart(known: ProgressRequest['taken'], language: Language): BarChart {
  const zh = language === 'zh';
  const bars = known.map(({ course, taken }) => ({
    label: toCourseTitle(course, language),
    value: Math.min(1, Math.max(0, taken.completion ?? 0)),
    ...(isFinished(taken) ? { tone: 'good' as const } : {}),
  }));
  return {
    kind: 'bars',
    layout: 'rows',
    title: zh ? '学习进度' : 'Study progress',
    subtitle: zh ? '每门课学完的比例；绿色：已学完' : 'share of each course done; green: finished',
    language,
    unit: 'share',
    bars,
    alt: bars.map(({ label, value }) => `${label} ${toPercent(value)}%`).join(zh ? '；' : '; '),
  };
}
