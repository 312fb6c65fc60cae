/** What was said well and ill of each theme: bars to both sides, and how sure the share of content ones is. */
import type { EChartsCoreOption } from 'echarts';
import type { OpinionChart } from '../domain/chart.ts';
import { TOP, toCategoryAxis, toLabel, toLegend, toTitle } from './frame.ts';
import type { Palette } from './theme.ts';

const WORDS = {
  zh: { content: '满意', discontent: '不满' },
  en: { content: 'Content', discontent: 'Discontent' },
} as const;
const LEFT = 190;
const RIGHT = 150;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function toShareLabel({ content, discontent, low, high }: OpinionChart['rows'][number]): string {
  const n = content + discontent;
  return low === null || high === null || n === 0
    ? ''
    : `${percent(content / n)}  (${percent(low)} – ${percent(high)})`;
}

/** At least `value`, such that four steps from 0 end on it. */
function toAxisEnd(value: number): number {
  const unit = 2 * 10 ** Math.floor(Math.log10(Math.max(2, value)));
  return Math.ceil(value / unit) * unit;
}

export function toOpinionsOption(spec: OpinionChart, palette: Palette): EChartsCoreOption {
  const words = WORDS[spec.language];
  const label = toLabel(palette);
  // Too few voices are not drawn: one of them would show.
  const shown = spec.rows.map((row) => (row.low === null ? { ...row, content: 0, discontent: 0 } : row));
  const most = toAxisEnd(shown.reduce((a, { content, discontent }) => Math.max(a, content, discontent), 1));
  const series = (name: string, colour: string, values: readonly number[]) => ({
    name,
    type: 'bar',
    stack: 'all',
    barMaxWidth: 24,
    itemStyle: { color: colour },
    label: {
      show: true,
      position: 'inside',
      color: palette.paper,
      fontSize: 12,
      // A number that does not fit its bar is left out: the axis tells it.
      formatter: ({ value }: { value: number }) => (Math.abs(value) / most > 0.08 ? String(Math.abs(value)) : ''),
    },
    data: values,
  });
  const names = {
    ...toCategoryAxis(
      shown.map((row) => row.label),
      palette,
    ),
    inverse: true,
  };
  return {
    title: toTitle(spec, palette),
    legend: { ...toLegend(palette), data: [words.discontent, words.content] },
    grid: { left: LEFT, right: RIGHT, top: TOP, bottom: 68 },
    xAxis: {
      type: 'value',
      min: -most,
      max: most,
      interval: most / 2,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: palette.rule } },
      axisLabel: { ...label, formatter: (value: number) => String(Math.abs(value)) },
    },
    yAxis: [
      {
        ...names,
        axisLine: { show: false },
        axisLabel: { ...label, width: LEFT - 40, overflow: 'truncate', interval: 0 },
      },
      {
        ...names,
        data: shown.map(toShareLabel),
        position: 'right',
        axisLine: { show: false },
        axisLabel: { ...label, interval: 0 },
      },
    ],
    series: [
      series(
        words.discontent,
        palette.bad,
        shown.map(({ discontent }) => -discontent),
      ),
      series(
        words.content,
        palette.main,
        shown.map(({ content }) => content),
      ),
    ],
  };
}
