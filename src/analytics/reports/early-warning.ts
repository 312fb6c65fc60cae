/** `report early-warning`: who may not come back, per course, how often earlier warnings were right, and whom to see first. */
import type { LearnerWarning, WarningsOverview } from '../../domain/insight.ts';
import { isDatedDay, toDayName } from '../../domain/study-day.ts';
import type { MetricName } from '../catalogue/index.ts';
import { toShare } from '../metric.ts';
import { toLearnerText, toWhy } from './learner-lines.ts';
import { toLine } from './lines.ts';
import type { Figures, Group, ReportDefinition, ReportInput, Table } from './report.ts';

const DAY_MS = 86_400_000;
/** What is told of older records is no warning any more. */
const STALE_DAYS = 14;
const TITLE = { zh: '流失预警', en: 'Early warning' } as const;
/** By name in a compact text, and in the full one. */
const MOST_NAMED = { compact: 5, full: 10 };

const toOverview = ({ insights }: ReportInput): WarningsOverview | null => insights?.warnings?.overview ?? null;
const toRows = ({ insights }: ReportInput): readonly LearnerWarning[] => insights?.warned ?? [];

/** Who is at risk, the most likely to leave first; of the plain rule the longest silent. */
const toAtRisk = (input: ReportInput): readonly LearnerWarning[] =>
  toRows(input)
    .filter(({ isAtRisk }) => isAtRisk)
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.lastDay - b.lastDay);

function countFigures(rows: readonly LearnerWarning[]): Figures {
  const probabilities = rows.flatMap(({ probability }) => (probability === null ? [] : [probability]));
  const atRisk = rows.filter(({ isAtRisk }) => isAtRisk).length;
  return {
    learnersPresent: { value: rows.length, n: rows.length },
    learnersAtRisk: toShare(atRisk, rows.length),
    dropoutsExpected: {
      value: probabilities.length === 0 ? null : probabilities.reduce((a, b) => a + b, 0),
      n: probabilities.length,
    },
  };
}

function toFigures(input: ReportInput): Figures {
  const overview = toOverview(input);
  if (!overview || overview.by === 'none') return {};
  const { backtest } = overview;
  const told = countFigures(toRows(input));
  if (!backtest) return told;
  const { n, auc, ruleAuc, brier, calibrationError, flagged, flaggedLeft } = backtest;
  return {
    ...told,
    warningAuc: { value: auc, n },
    warningRuleAuc: { value: ruleAuc, n },
    warningBrier: { value: brier, n },
    warningCalibration: { value: calibrationError, n },
    warningRight: toShare(flaggedLeft, flagged),
  };
}

function toGroups(input: ReportInput): Group[] {
  const byCourse = Map.groupBy(toRows(input), ({ course }) => course);
  const atRisk = (rows: readonly LearnerWarning[]): number => rows.filter(({ isAtRisk }) => isAtRisk).length;
  return [...byCourse]
    .toSorted(([a, rows], [b, others]) => atRisk(others) - atRisk(rows) || (a < b ? -1 : 1))
    .map(([course, rows]) => ({
      key: course,
      label: input.nameOf('course', course, input.request.language),
      figures: countFigures(rows),
    }));
}

/** How it is known, and how far it may be trusted. */
function toBasis(overview: WarningsOverview, zh: boolean): string {
  const { by, threshold, trained, windowDays, horizonDays } = overview;
  if (by === 'rule') {
    return zh
      ? `历史还太短，学不出概率（要有 30 人以上走、30 人以上留，且至少 6 周的记录）。先用简单规则：来过两天以上、又停了 ${threshold} 天。`
      : `The history is too short for probabilities (it takes 30 who left, 30 who stayed, and six weeks). Until then a plain rule: came on two days or more, and silent for ${threshold}.`;
  }
  const learnt = zh
    ? `概率由这里 ${trained.n} 条历史学得（看 ${windowDays} 天，猜后 ${horizonDays} 天），其中 ${trained.left} 条没有回来。`
    : `Learnt from ${trained.n} cases here (${windowDays} days seen, the ${horizonDays} after them told); ${trained.left} of them did not come back.`;
  if (threshold !== null) return learnt;
  return zh
    ? `${learnt}没有哪个门槛能让七成报警是对的，所以不点名。`
    : `${learnt} No threshold was right for seven of ten, so nobody is named.`;
}

function toText(input: ReportInput, figures: Figures): string {
  const { language, learner } = input.request;
  const zh = language === 'zh';
  if (learner !== undefined) return toLearnerText(input);
  const overview = toOverview(input);
  if (!overview || overview.by === 'none') {
    return `${TITLE[language]}\n${
      zh
        ? '没有最近的学习记录。导入后（afterclass import activity 文件），这里就有预警。'
        : 'No recent learning is known. Once it is imported (afterclass import activity FILE) the warnings appear here.'
    }`;
  }
  const day = toDayName(overview.day, language);
  const head = `${TITLE[language]} · ${zh ? `记录到 ${day}` : `records up to ${day}`}`;
  const lines = (Object.keys(figures) as MetricName[])
    .filter((name) => figures[name]!.n > 0)
    .map((name) => toLine(name, figures[name]!, null, language));
  const age = Math.floor(input.now / DAY_MS) - overview.day;
  const stale = isDatedDay(overview.day) && age > STALE_DAYS;
  const old = zh
    ? `⚠️ 记录已有 ${age} 天没有更新，说的是那时的学员；请导入新的学习记录。`
    : `⚠️ The records are ${age} days old and tell of learners as they were then; import newer activity.`;
  return [head, ...(stale ? [old] : []), ...lines, '', toBasis(overview, zh)].join('\n');
}

/** Learners by name only for those who asked, never where the report is shared. */
function toNamed(input: ReportInput): string[] {
  const { language, form, learner } = input.request;
  const zh = language === 'zh';
  const atRisk = toAtRisk(input);
  if (learner !== undefined || atRisk.length === 0) return [];
  if (form === 'shared') {
    return [zh ? '名单只给提问的管理员：/report early-warning' : 'Names are for admins who ask: /report early-warning'];
  }
  const named = atRisk
    .slice(0, form === 'full' ? MOST_NAMED.full : MOST_NAMED.compact)
    .map(
      (one, n) =>
        `${n + 1}. ${one.learner} · ${input.nameOf('course', one.course, language)}${zh ? '：' : ': '}${toWhy(one, language)}`,
    );
  const more = atRisk.length - named.length;
  return [
    zh ? '先看看他们：' : 'To see first:',
    ...named,
    ...(more > 0 ? [zh ? `另有 ${more} 人，见 CSV。` : `${more} more in the CSV.`] : []),
  ];
}

function toTable(input: ReportInput): Table {
  const { language } = input.request;
  return {
    columns: ['learner', 'course', 'at_risk', 'probability', 'last_day', 'reasons'],
    rows: toRows(input)
      .toSorted((a, b) => Number(b.isAtRisk) - Number(a.isAtRisk) || (b.probability ?? 0) - (a.probability ?? 0))
      .map(({ learner, course, isAtRisk, probability, lastDay, reasons }) => [
        learner,
        course,
        isAtRisk ? 1 : 0,
        probability === null ? null : Math.round(probability * 1000) / 1000,
        toDayName(lastDay, 'en'),
        reasons[language].join('; '),
      ]),
  };
}

export const earlyWarning: ReportDefinition = {
  name: 'early-warning',
  title: TITLE,
  headline: 'learnersAtRisk',
  // It looks forward from the last day of the records, so there is no period before to compare with.
  figures: (rows, input) => (rows === input.previous || input.request.learner !== undefined ? {} : toFigures(input)),
  groups: (input) => (input.request.learner === undefined && toRows(input).length > 0 ? toGroups(input) : null),
  groupHead: { zh: '各课程有风险的', en: 'At risk by course' },
  groupLine: ({ label, figures: { learnersAtRisk: share, learnersPresent: all } }, { request: { language } }) => {
    const n = Math.round((share?.value ?? 0) * (all?.n ?? 0));
    return language === 'zh' ? `${label}：${all?.n ?? 0} 人中 ${n} 人` : `${label}: ${n} of ${all?.n ?? 0}`;
  },
  text: (input, { figures }) => toText(input, figures),
  notes: toNamed,
  table: toTable,
  extra: (input) => {
    const overview = toOverview(input);
    const learners = (input.request.learner === undefined ? toAtRisk(input) : toRows(input)).map((one) => ({
      ...one,
      lastDay: toDayName(one.lastDay, 'en'),
      reasons: one.reasons[input.request.language],
    }));
    if (!overview) return { by: 'none', learners };
    return { ...overview, day: toDayName(overview.day, 'en'), learners };
  },
  chart: (input, _, groups) => {
    const { language, learner } = input.request;
    const zh = language === 'zh';
    const overview = toOverview(input);
    const shown = groups.filter(({ figures }) => figures.learnersAtRisk?.value != null).slice(0, MOST_BARS);
    if (learner !== undefined || !overview || shown.length === 0) return null;
    const bars = shown.map(({ label, figures: { learnersAtRisk: metric } }) => ({
      label: `${label} (n = ${metric?.n ?? 0})`,
      value: metric?.value ?? null,
      ...(metric?.low === undefined || metric.high === undefined ? {} : { low: metric.low, high: metric.high }),
    }));
    const day = toDayName(overview.day, language);
    return {
      kind: 'bars',
      layout: 'rows',
      unit: 'share',
      title: `${TITLE[language]} · ${zh ? '各课程有流失风险的' : 'at risk of leaving, by course'}`,
      subtitle: zh ? `记录到 ${day}；线是 95% 区间` : `records up to ${day}; whiskers: 95% interval`,
      language,
      bars,
      alt: bars
        .map(({ label, value }) => `${label} ${value === null ? '–' : `${Math.round(100 * value)}%`}`)
        .join(zh ? '；' : '; '),
    };
  },
};

const MOST_BARS = 12;
