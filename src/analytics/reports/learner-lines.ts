/** One learner, as the shop names them: where they stand among the others, and whether they may leave. */

import { MEASURES, type Measure } from '../../domain/behaviour.ts';
import type { LearnerWarning } from '../../domain/insight.ts';
import type { Language } from '../../domain/language.ts';
import { toSegmentName } from '../../domain/segment-name.ts';
import { toDayName } from '../../domain/study-day.ts';
import { toHabitLine } from '../segments/habit-lines.ts';
import { toMean } from '../segments/report.ts';
import { toPercent } from '../wording.ts';
import type { ReportInput } from './report.ts';

const MEASURE_NAMES: Readonly<Record<Language, Readonly<Record<Measure, string>>>> = {
  zh: { learning_time: '学习时长', learning_frequency: '学习频率', course_completion: '完成率' },
  en: { learning_time: 'learning time', learning_frequency: 'frequency', course_completion: 'completion' },
};

/** Both parts, as far as they are known; one kind line where nothing is. */
export function toLearnerText(input: ReportInput): string {
  const { language, learner = '' } = input.request;
  const zh = language === 'zh';
  const lines = [...toSegmentLines(input), ...toWarningLines(input)];
  const head = `${zh ? '学员' : 'Learner'} ${learner}`;
  if (lines.length > 0) return [head, ...lines].join('\n');
  return [
    head,
    zh
      ? '导入的记录里没有这个编号。编号是店铺里的，不是聊天里的名字。'
      : 'The imported records do not name this id. It is the id of the shop, not the name in the chat.',
  ].join('\n');
}

function toSegmentLines({ insights, request: { language } }: ReportInput): string[] {
  const one = insights?.learner;
  const overview = insights?.segments?.overview;
  if (!one || !overview) return [];
  const zh = language === 'zh';
  const colon = zh ? '：' : ': ';
  const of = overview.segments.find(({ segment }) => segment === one.segment);
  const beside = (measure: Measure): string => {
    const mean = of && of.n >= FEWEST ? of.means[measure] : null;
    if (mean === null || one.segment === 'inactive' || one.segment === 'excluded') return '';
    const word = toMean(measure, mean, overview.full);
    return zh ? `（群均 ${word}）` : ` (mean of the segment ${word})`;
  };
  const values = MEASURES.map(
    (measure) =>
      `${MEASURE_NAMES[language][measure]} ${toMean(measure, one.values[measure], overview.full)}${beside(measure)}`,
  );
  const habits = toHabitLine(one.habits, language, false);
  return [
    `${zh ? '分群' : 'Segment'}${colon}${toSegmentName(one.segment, language)}${one.reason === '' ? '' : zh ? `（${one.reason}）` : ` (${one.reason})`}`,
    values.join(zh ? '，' : ', '),
    ...(habits === '' ? [] : [habits]),
  ];
}

const FEWEST = 3;

function toWarningLines({ insights, nameOf, request: { language } }: ReportInput): string[] {
  const zh = language === 'zh';
  return (insights?.warned ?? []).map((one) => {
    const risk = one.isAtRisk ? (zh ? '有流失风险' : 'at risk of leaving') : zh ? '暂无需担心' : 'no reason to worry';
    return `${nameOf('course', one.course, language)}${zh ? '：' : ': '}${risk}${zh ? '，' : ', '}${toWhy(one, language)}`;
  });
}

/** `82%；已有 9 天没有活动；上次学习 2026-11-11`. */
export function toWhy({ probability, reasons, lastDay }: LearnerWarning, language: Language): string {
  const zh = language === 'zh';
  const last = zh ? `上次学习 ${toDayName(lastDay, language)}` : `last seen ${toDayName(lastDay, language)}`;
  const parts = [...(probability === null ? [] : [toPercent(probability)]), ...reasons[language], last];
  return parts.join(zh ? '；' : '; ');
}
