/** `report courses`: service per course, so that a course that makes trouble is seen. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toCount } from '../metric.ts';
import { toResolution } from '../metrics/resolution.ts';
import { toCsat, toRatings, toSatisfaction } from '../metrics/satisfaction.ts';
import { countWaiting, toResponseTimes, toTimeMetrics } from '../metrics/times.ts';
import { toGroupChart } from './group-chart.ts';
import { NONE, toGroupName, toGroups } from './grouping.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { FEWEST_BY_NAME, mergeSmall } from './small-groups.ts';

function toFigures(rows: readonly ConversationFacts[], { now }: ReportInput): Figures {
  const { escalatedShare, misdiagnosisRate } = toResolution(rows);
  const [median] = toTimeMetrics(toResponseTimes(rows, now), [0.5], countWaiting(rows));
  const ratings = toRatings(rows);
  return {
    conversations: toCount(rows.length, rows.length),
    satisfaction: toSatisfaction(ratings),
    csat: toCsat(ratings),
    escalatedShare,
    misdiagnosisRate,
    firstResponseMedianMs: median!,
  };
}

function toCourses(input: ReportInput): Group[] {
  const zh = input.request.language === 'zh';
  const rest = zh ? `其余（每门不足 ${FEWEST_BY_NAME} 个）` : `Others (fewer than ${FEWEST_BY_NAME} each)`;
  return mergeSmall(toGroups(input, 'course')).map(({ key, rows }) => ({
    key: key ?? 'others',
    label: key === null ? rest : toGroupName(input, 'course', key),
    figures: toFigures(rows, input),
  }));
}

export const courses: ReportDefinition = {
  name: 'courses',
  title: { zh: '各门课程', en: 'Courses' },
  headline: 'satisfaction',
  figures: toFigures,
  groups: toCourses,
  notes: ({ request: { language } }) => [
    language === 'zh'
      ? '课程：对话里说到的，否则是学员提问前最后买的那门。'
      : 'Course: the one that was named, else the one the learner had bought last before asking.',
  ],
  chart: (input, _, groups) => {
    const named = groups.filter(({ key }) => key !== NONE);
    return named.length === 0 ? null : toGroupChart(courses, input, 'course', named);
  },
};
