/** `report segments`: who learns alike, how many, how surely; of one learner where they stand. */

import type { LearnerSegment, SegmentsOverview } from '../../domain/insight.ts';
import type { Language } from '../../domain/language.ts';
import { toSegmentName } from '../../domain/segment-name.ts';
import type { MetricName } from '../catalogue/index.ts';
import { toShare } from '../metric.ts';
import { toHabitLine } from '../segments/habit-lines.ts';
import { toSegmentsReport } from '../segments/report.ts';
import { toLearnerText } from './learner-lines.ts';
import { toLine } from './lines.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';

const toOverview = ({ insights }: ReportInput): SegmentsOverview | null => insights?.segments?.overview ?? null;

const countAll = ({ segments }: SegmentsOverview): number => segments.reduce((sum, { n }) => sum + n, 0);

function toFigures(input: ReportInput): Figures {
  const overview = toOverview(input);
  if (!overview || countAll(overview) === 0) return {};
  const { quality, moved, segments } = overview;
  const active = segments.reduce((sum, { segment, n }) => sum + (isGroup(segment) ? n : 0), 0);
  return {
    segmentLearners: { value: countAll(overview), n: countAll(overview) },
    segmentSilhouette: { value: quality?.silhouette ?? null, n: active },
    segmentStability: { value: quality?.stability ?? null, n: active },
    segmentMoved: toShare(moved.n, moved.of),
  };
}

const isGroup = (segment: string): boolean => segment !== 'inactive' && segment !== 'excluded';

function toGroups(input: ReportInput): Group[] {
  const overview = toOverview(input);
  if (!overview) return [];
  const all = countAll(overview);
  return overview.segments.map(({ segment, n }) => ({
    key: segment,
    label: toSegmentName(segment, input.request.language),
    figures: { segmentLearners: { value: n, n }, segmentShare: { value: all === 0 ? null : n / all, n: all } },
  }));
}

const MEASURE_WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  learning_time: ['学习时长', 'learning time'],
  learning_frequency: ['学习频率', 'frequency'],
  course_completion: ['完成率', 'completion'],
  segments: ['各群人数', 'sizes of the segments'],
};

/** `missing learning_time` → `学习时长的缺失`. */
function toDriftName(of: string, language: Language): string {
  const [base = of, missing] = of.startsWith('missing ') ? [of.slice('missing '.length), true] : [of, false];
  const [zh, en] = MEASURE_WORDS[base] ?? [base, base];
  if (language === 'zh') return missing ? `${zh}的缺失` : zh;
  return missing ? `how often ${en} is missing` : en;
}

function toDriftLine({ drift, fittedAt }: SegmentsOverview, { request, timeZone }: ReportInput): string {
  const { language } = request;
  const zh = language === 'zh';
  const day = Temporal.Instant.fromEpochMilliseconds(fittedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  if (drift.length === 0) {
    return zh
      ? `分群标准是 ${day} 定的；以后的学员按它归群，学习方式变了才重新定。`
      : `The segments were fitted on ${day}; who comes later is placed by them, until learners have changed.`;
  }
  const changed = drift.filter(({ verdict }) => verdict !== 'steady').map(({ of }) => toDriftName(of, language));
  if (changed.length === 0) {
    return zh
      ? `分群标准是 ${day} 定的，到现在没有漂移。`
      : `The segments were fitted on ${day}; learners have not drifted since.`;
  }
  return zh
    ? `分群标准是 ${day} 定的；之后有变化：${changed.join('、')}。变化再大就会重新定。`
    : `The segments were fitted on ${day}; since then has moved: ${changed.join(', ')}. They are fitted again when it shifts further.`;
}

const SHOWN = ['segmentSilhouette', 'segmentStability', 'segmentMoved'] as const satisfies readonly MetricName[];

function toText(input: ReportInput, figures: Figures): string {
  const { language } = input.request;
  const overview = toOverview(input);
  if (input.request.learner !== undefined) return toLearnerText(input);
  if (!overview) return toSegmentsReport(NOBODY, language).text;
  const made = toSegmentsReport(overview, language);
  if (countAll(overview) === 0) return made.text;
  const habits = overview.segments.flatMap(({ segment, n, habits: own }) => {
    const line = n < FEWEST ? '' : toHabitLine(own, language, true);
    return line === '' ? [] : [`${toSegmentName(segment, language)}${language === 'zh' ? '：' : ': '}${line}`];
  });
  const quality = SHOWN.filter((name) => figures[name]?.value != null).map((name) =>
    toLine(name, figures[name]!, null, language),
  );
  const source =
    overview.source === 'given'
      ? null
      : language === 'zh'
        ? '时长（分钟）和频率（天/周）由最近 90 天的学习记录算出。'
        : 'Time (minutes) and frequency (days a week) are worked out from the activity of the last 90 days.';
  return [
    made.text,
    ...(source ? [source] : []),
    ...(habits.length > 0 ? ['', ...habits] : []),
    '',
    ...quality,
    toDriftLine(overview, input),
  ].join('\n');
}

/** Of fewer learners the means are somebody's. */
const FEWEST = 3;
const NOBODY = {
  segments: [],
  bounded: { learning_time: 0, learning_frequency: 0, course_completion: 0 },
  full: 1,
};

const toLearnerRow = ({ learner, segment, reason, values, habits }: LearnerSegment) => ({
  learner,
  segment,
  reason,
  ...values,
  habits,
});

export const segments: ReportDefinition = {
  name: 'segments',
  title: { zh: '学员分群', en: 'Segments of learners' },
  headline: 'segmentShare',
  // It shows learners as they are known now, so there is no period before to compare with.
  figures: (rows, input) => (rows === input.previous || input.request.learner !== undefined ? {} : toFigures(input)),
  text: (input, { figures }) => toText(input, figures),
  groups: (input) => (input.request.form === 'full' ? toGroups(input) : null),
  table: (input) => toSegmentsReport(toOverview(input) ?? NOBODY, input.request.language).table,
  extra: (input) => {
    const overview = toOverview(input);
    const { learner } = input.request;
    if (learner !== undefined)
      return { learner: input.insights?.learner ? toLearnerRow(input.insights.learner) : null };
    if (!overview) return { segments: [] };
    const { segments: found, bounded, drift, source, fittedAt } = overview;
    const fitted = Temporal.Instant.fromEpochMilliseconds(fittedAt).toString();
    return { segments: found, bounded, drift, source, fittedAt: fitted };
  },
  chart: (input) => {
    const overview = input.request.learner === undefined ? toOverview(input) : null;
    const { panels } = toSegmentsReport(overview ?? NOBODY, input.request.language);
    return panels ? { kind: 'panels', ...panels } : null;
  },
};
