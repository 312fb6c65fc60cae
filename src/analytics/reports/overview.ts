/** `report overview`: everything at a glance, one line each. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { MetricName } from '../catalogue/index.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { toTrend } from '../metrics/trend.ts';
import { type Overview, type OverviewFigures, toCategories, toOverviewFigures } from '../overview.ts';
import { toOverviewText } from '../overview-text.ts';
import { toWindow } from '../wording.ts';
import { toTrendWords } from './lines.ts';
import type { ReportDefinition, ReportInput } from './report.ts';
import { toUnusualLines } from './unusual.ts';

const DAY_MS = 86_400_000;
/** More days than this are shown as weeks: a line of a hundred points says less. */
const MOST_DAYS = 60;

/** Conversations and hand-overs by day, or by week where there are many days; days without any are 0. */
export function toCourse(
  rows: readonly ConversationFacts[],
  timeZone: string,
): { readonly labels: string[]; readonly all: number[]; readonly escalated: number[]; readonly weekly: boolean } {
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const starts = rows.map(({ startedAt }) => startedAt);
  if (starts.length === 0) return { labels: [], all: [], escalated: [], weekly: false };
  const earliest = starts.reduce((a, b) => Math.min(a, b));
  const latest = starts.reduce((a, b) => Math.max(a, b));
  const weekly = latest - earliest > MOST_DAYS * DAY_MS;
  const round = (day: Temporal.PlainDate) => (weekly ? day.subtract({ days: day.dayOfWeek - 1 }) : day);
  const labels: string[] = [];
  const end = round(dayOf(latest));
  for (let day = round(dayOf(earliest)); Temporal.PlainDate.compare(day, end) <= 0; ) {
    labels.push(day.toString());
    day = day.add({ days: weekly ? 7 : 1 });
  }
  const index = new Map(labels.map((label, i) => [label, i]));
  const all = labels.map(() => 0);
  const escalated = labels.map(() => 0);
  // Rows come in order, so a day is looked up once, not once for each conversation.
  let day = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, at: 0 };
  for (const { startedAt, escalatedAt } of rows) {
    if (startedAt < day.from || startedAt >= day.to) {
      const date = dayOf(startedAt);
      const startOf = (of: Temporal.PlainDate) => of.toZonedDateTime(timeZone).epochMilliseconds;
      day = {
        from: startOf(date),
        to: startOf(date.add({ days: 1 })),
        at: index.get(round(date).toString()) ?? 0,
      };
    }
    const { at } = day;
    all[at]!++;
    if (escalatedAt !== null) escalated[at]!++;
  }
  return { labels, all, escalated, weekly };
}

export const overview: ReportDefinition = {
  name: 'overview',
  title: { zh: '总览', en: 'Overview' },
  headline: 'conversations',
  figures: (rows, { now }) => ({ ...toOverviewFigures(rows, now) }),
  extra: ({ rows }) => ({ categories: toCategories(rows) }),
  text: ({ request, timeZone }, { figures, extra }, before) => {
    const arrow = (name: keyof OverviewFigures) => {
      const trend = figures[name] ? toTrend(figures[name], before[name]) : null;
      return trend ? ` ${toTrendWords(trend, CATALOGUE[name as MetricName].unit, request.language)}` : '';
    };
    const overview = { metrics: figures as OverviewFigures, categories: extra.categories as Overview['categories'] };
    return toOverviewText(overview, request, timeZone, arrow);
  },
  notes: (input) => toUnusualLines(input.rows, input),
  chart: (input) => toOverviewChart(input),
};

function toOverviewChart({ rows, request, timeZone }: ReportInput): ReturnType<ReportDefinition['chart']> {
  const { language } = request;
  const zh = language === 'zh';
  const { labels, all, escalated, weekly } = toCourse(rows, timeZone);
  if (labels.length === 0) return null;
  const most = all.reduce((a, b) => Math.max(a, b));
  const busiest = labels[all.indexOf(most)];
  return {
    kind: 'lines',
    title: zh ? `对话数（${weekly ? '按周' : '按天'}）` : `Conversations by ${weekly ? 'week' : 'day'}`,
    subtitle: `${toWindow(request, timeZone)}${weekly ? (zh ? '；周一起算，首尾两周可能不完整' : '; weeks from Monday, the outer ones may be partial') : ''}`,
    language,
    unit: 'count',
    labels,
    lines: [
      { name: zh ? '全部' : 'All', values: all },
      { name: zh ? '转人工' : 'Passed to people', values: escalated },
    ],
    alt: zh
      ? `共 ${rows.length} 个对话，最多的是 ${busiest}（${most} 个），转人工 ${escalated.reduce((a, b) => a + b)} 个`
      : `${rows.length} conversations, most on ${busiest} (${most}), ${escalated.reduce((a, b) => a + b)} passed to people`,
  };
}
