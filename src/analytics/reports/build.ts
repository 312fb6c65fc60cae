/** Puts a report together: figures, groups, trends, words, rows and picture, the same way for all of them. */
import type { ChartSpec } from '../../domain/chart.ts';
import type { Dimension } from '../../domain/report.ts';
import { CATALOGUE, type MetricName } from '../catalogue/index.ts';
import { toTrend } from '../metrics/trend.ts';
import { toWindow } from '../wording.ts';
import { toGroupChart } from './group-chart.ts';
import { toGroupName, toGroups } from './grouping.ts';
import { toLine, toValue } from './lines.ts';
import type { Group, Report, ReportDefinition, ReportInput } from './report.ts';
import { entriesOf, toTable } from './table.ts';

/** Chats cut messages above about 2,000 characters; this leaves room for a frame. */
const LONGEST = 1800;
const COMPACT_GROUPS = 8;

export function buildReport(definition: ReportDefinition, input: ReportInput): Report {
  const { by } = input.request;
  const figures = definition.figures(input.rows, input);
  const groups = by
    ? (definition.split?.(input, by) ?? toNamedGroups(definition, input, by))
    : (definition.groups?.(input) ?? null);
  const chart: ChartSpec | null =
    by && groups ? toGroupChart(definition, input, by, groups) : definition.chart(input, figures, groups ?? []);
  const extra = definition.extra?.(input) ?? {};
  return {
    figures,
    groups,
    extra,
    text: toText(definition, input, { figures, groups, extra }),
    table: definition.table?.(input) ?? toTable(figures, [...(groups ?? []), ...(definition.rows?.(input) ?? [])]),
    chart,
    proposals: definition.proposals?.(input) ?? [],
  };
}

function toNamedGroups(definition: ReportDefinition, input: ReportInput, by: Dimension): Group[] {
  return toGroups(input, by).map(({ key, rows }) => ({
    key,
    label: toGroupName(input, by, key),
    figures: definition.figures(rows, input),
  }));
}

function toText(
  definition: ReportDefinition,
  input: ReportInput,
  { figures, groups, extra }: Pick<Report, 'figures' | 'groups' | 'extra'>,
): string {
  const { language, form } = input.request;
  const zh = language === 'zh';
  const heading = `${definition.title[language]} · ${toWindow(input.request, input.timeZone)}`;
  const before = input.previous ? definition.figures(input.previous, input) : {};
  const shown = form === 'full' ? null : definition.compact;
  const lines = entriesOf(figures)
    .filter(([name]) => !shown || shown.includes(name))
    .map(([name, metric]) => toLine(name, metric, toTrend(metric, before[name]), language));
  const hasArrow = entriesOf(figures).some(([name, metric]) => toTrend(metric, before[name]) !== null);
  const arrows = zh
    ? '箭头：与之前同样长的时间相比；→ 表示差别在误差以内。n 不足 30 不给箭头；看二十个箭头，大约会有一个是碰巧。'
    : 'Arrows: against the same time before; → means within the error. None below n = 30; of twenty arrows about one is chance.';
  if (!definition.text && input.rows.length === 0 && entriesOf(figures).every(([, { n }]) => n === 0)) {
    const kind = zh
      ? '这段时间还没有可算的。学员来提问、评分或购买之后，数字就会出现在这里。'
      : 'Nothing to work out in this time yet. As soon as learners ask, rate or buy, the figures appear here.';
    return [heading, kind, ...(definition.notes?.(input, figures) ?? [])].join('\n');
  }
  const body =
    definition.text && form !== 'full' ? [definition.text(input, { figures, extra }, before)] : [heading, ...lines];
  const notes = definition.notes?.(input, figures) ?? [];
  const tail = [...(notes.length > 0 ? ['', ...notes] : []), ...(hasArrow && !definition.text ? ['', arrows] : [])];
  const groupLines = groups ? toGroupLines(definition, input, groups) : [];
  for (let count = form === 'full' ? groupLines.length : Math.min(groupLines.length, COMPACT_GROUPS); ; count--) {
    // The first line is their head, which stands alone where none fits.
    const hidden = groupLines.length - Math.max(1, count);
    const more = hidden > 0 ? [zh ? `另有 ${hidden} 组未列出` : `${hidden} more not shown`] : [];
    const text = [...body, ...(groups ? ['', ...groupLines.slice(0, count), ...more] : []), ...tail].join('\n');
    if (text.length <= LONGEST || count <= 0) return text;
  }
}

/** `技术与账号 42：8.1（n = 30）` */
function toGroupLines(definition: ReportDefinition, input: ReportInput, groups: readonly Group[]): string[] {
  const { language } = input.request;
  const zh = language === 'zh';
  const { unit, label } = CATALOGUE[definition.headline];
  const own = input.request.by ? undefined : definition.groupHead;
  const head = own?.[language] ?? (zh ? `分组（${label.zh}）` : `By group (${label.en.toLowerCase()})`);
  if (groups.length === 0) return [zh ? '还没有可分的组。' : 'There are no groups yet.'];
  return [
    head,
    ...groups.map((group) => {
      const line = definition.groupLine?.(group, input) ?? null;
      if (line !== null) return line;
      const metric = group.figures[definition.headline as MetricName];
      const value =
        metric === undefined || metric.value === null
          ? zh
            ? '还没有'
            : 'none yet'
          : toValue(metric.value, unit, language);
      const n = metric && metric.value !== null && unit !== 'count' ? ` (n = ${metric.n})` : '';
      return `${group.label}${zh ? '：' : ': '}${value}${zh ? n.replace(' (', '（').replace(')', '）') : n}`;
    }),
  ];
}
