/** The picture of a report that is split: weeks as a line, anything else as bars, each with how sure it is. */
import type { Bar, BarChart, ChartUnit, LineChart } from '../../domain/chart.ts';
import type { Dimension } from '../../domain/report.ts';
import { CATALOGUE, type Unit } from '../catalogue/index.ts';
import { toWindow } from '../wording.ts';
import { toValue } from './lines.ts';
import type { Group, ReportDefinition, ReportInput } from './report.ts';

const MOST_BARS = 15;

export function toChartUnit(unit: Unit): ChartUnit {
  switch (unit) {
    case 'share':
    case 'score':
    case 'points':
    case 'ms':
    case 'count':
      return unit;
    case 'distance':
    case 'effect':
    case 'percent':
    case 'minutes':
    case 'money':
    case 'rate':
    case 'milliseconds':
      return 'count';
  }
}

function toRemark(by: Dimension, zh: boolean): string {
  if (by === 'week') {
    return zh
      ? '；周一起算，首尾两周可能不完整；色带是 95% 区间'
      : '; weeks from Monday, the outer ones may be partial; band: 95% interval';
  }
  return zh ? '；竖线是 95% 区间' : '; whiskers: 95% interval';
}

export function toGroupChart(
  { headline, title }: ReportDefinition,
  input: ReportInput,
  by: Dimension,
  groups: readonly Group[],
): BarChart | LineChart | null {
  const { language } = input.request;
  const zh = language === 'zh';
  const { label, unit } = CATALOGUE[headline];
  const metrics = groups.map(({ figures }) => figures[headline] ?? { value: null, n: 0 });
  if (metrics.every(({ value }) => value === null)) return null;
  const word = (value: number | null) => (value === null ? '–' : toValue(value, unit, language));
  const shown = groups.slice(0, MOST_BARS);
  const base = {
    title:
      title[language] === label[language] ? label[language] : `${title[language]}${zh ? '：' : ': '}${label[language]}`,
    subtitle: `${toWindow(input.request, input.timeZone)}${toRemark(by, zh)}`,
    language,
    alt: shown
      .map((group, i) => `${group.label} ${word(metrics[i]!.value)} (n = ${metrics[i]!.n})`)
      .join(zh ? '；' : '; '),
    unit: toChartUnit(unit),
  } as const;
  if (by === 'week') {
    const ends = metrics.some(({ low }) => low !== undefined)
      ? { low: metrics.map(({ low }) => low ?? null), high: metrics.map(({ high }) => high ?? null) }
      : {};
    const line = { name: label[language], values: metrics.map(({ value }) => value), ...ends };
    return { ...base, kind: 'lines', labels: groups.map((group) => group.label), lines: [line] };
  }
  const bars: Bar[] = shown.flatMap((group, i) => {
    const { value, low, high, n } = metrics[i]!;
    // Nothing was measured there: an empty bar would look like nought.
    if (value === null && n === 0) return [];
    return {
      label: unit === 'count' ? group.label : `${group.label} (n = ${n})`,
      value,
      ...(low === undefined || high === undefined ? {} : { low, high }),
    };
  });
  return { ...base, kind: 'bars', layout: 'rows', bars };
}
