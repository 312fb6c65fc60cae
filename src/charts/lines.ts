/** Values over time, with a band for how sure they are. */
import type { EChartsCoreOption } from 'echarts';
import type { LineChart } from '../domain/chart.ts';
import { TOP, toCategoryAxis, toLabel, toLegend, toTitle, toValueAxis } from './frame.ts';
import type { Palette } from './theme.ts';

/** Two stacked areas, the lower one unseen, show the band between them. */
function toBand(
  name: string,
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  colour: string,
): Record<string, unknown>[] {
  const base = { type: 'line', stack: `band ${name}`, symbol: 'none', lineStyle: { opacity: 0 }, silent: true };
  return [
    { ...base, data: [...low] },
    {
      ...base,
      data: high.map((end, i) => (end === null || low[i] === null ? null : end - low[i]!)),
      areaStyle: { color: colour, opacity: 0.18 },
    },
  ];
}

export function toLinesOption(spec: LineChart, palette: Palette): EChartsCoreOption {
  const { labels, lines, unit, language } = spec;
  const colours = [palette.main, palette.second, palette.third];
  // Years are the same on all labels of most reports.
  const years = new Set(labels.map((label) => label.slice(0, 4)));
  const short = years.size === 1 && labels.every((label) => /^\d{4}-\d{2}-\d{2}$/.test(label));
  return {
    title: toTitle(spec, palette),
    ...(lines.length > 1 ? { legend: { ...toLegend(palette), data: lines.map(({ name }) => name) } } : {}),
    grid: { left: 64, right: 36, top: TOP, bottom: lines.length > 1 ? 72 : 44 },
    xAxis: {
      ...toCategoryAxis(short ? labels.map((label) => label.slice(5)) : labels, palette),
      boundaryGap: labels.length === 1,
      axisLabel: { ...toLabel(palette), hideOverlap: true },
    },
    yAxis: toValueAxis(unit, language, palette),
    series: lines.flatMap(({ name, values, low, high }, i) => {
      const colour = colours[i % colours.length]!;
      return [
        ...(low && high ? toBand(name, low, high, colour) : []),
        {
          name,
          type: 'line',
          data: [...values],
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: labels.length <= 31,
          lineStyle: { width: 2.4, color: colour, type: i === 0 ? 'solid' : 'dashed' },
          itemStyle: { color: colour },
        },
      ];
    }),
  };
}
