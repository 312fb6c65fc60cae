/** Segments of learners side by side: how many there are, how long, how often and how far they learn. */
import type { Theme } from '../domain/chart.ts';
import type { SegmentPanels } from '../domain/segment-panels.ts';
import { drawPng } from './canvas.ts';
import { SIZE, toLabel } from './frame.ts';
import { PALETTES, type Palette } from './theme.ts';

const LEFT = 180;
const RIGHT = 24;
const GAP = 18;
const TOP = 108;
const ROW = 46;
const BOTTOM = 26;
/** Bars leave room for their number. */
const HEADROOM = 1.55;

function toColour(key: string, palette: Palette): string {
  if (key === 'high') return palette.third;
  if (key === 'low') return palette.second;
  return key === 'inactive' || key === 'excluded' ? palette.faint : palette.main;
}

const toWord = (value: number, unit: 'count' | 'share'): string => {
  if (unit === 'share') return `${Math.round(value * 100)}%`;
  return value >= 10_000
    ? `${(value / 1000).toFixed(0)}k`
    : String(value >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
};

/** A PNG, 1440 pixels wide, as high as the segments need. */
export function drawSegments({ title, subtitle, segments, panels }: SegmentPanels, theme: Theme = 'light'): Buffer {
  const palette = PALETTES[theme];
  const height = TOP + ROW * Math.max(1, segments.length) + BOTTOM;
  const width = (SIZE.width - LEFT - RIGHT - GAP * (panels.length - 1)) / panels.length;
  const left = (n: number): number => LEFT + n * (width + GAP);
  return drawPng(
    {
      backgroundColor: palette.paper,
      title: [
        {
          text: title,
          subtext: subtitle,
          left: 24,
          top: 16,
          itemGap: 8,
          textStyle: { fontSize: 19, fontWeight: 'normal', color: palette.ink },
          subtextStyle: { fontSize: 12.5, color: palette.soft },
        },
        ...panels.map(({ name }, n) => ({
          text: name,
          left: left(n) - 4,
          top: TOP - 26,
          padding: 4,
          textStyle: {
            fontSize: 12.5,
            fontWeight: 'normal',
            color: palette.soft,
            width: width + GAP - 6,
            overflow: 'truncate',
          },
        })),
      ],
      grid: panels.map((_, n) => ({ left: left(n), width, top: TOP, bottom: BOTTOM })),
      xAxis: panels.map(({ unit, values }, n) => ({
        gridIndex: n,
        type: 'value',
        min: 0,
        max: unit === 'share' ? HEADROOM : Math.max(1e-9, ...values.map((value) => value ?? 0)) * HEADROOM,
        show: false,
      })),
      yAxis: panels.map((_, n) => ({
        gridIndex: n,
        type: 'category',
        inverse: true,
        data: segments.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.faint } },
        axisLabel: { ...toLabel(palette), show: n === 0, width: LEFT - 36, overflow: 'break', lineHeight: 16 },
      })),
      series: panels.map(({ unit, values }, n) => ({
        type: 'bar',
        xAxisIndex: n,
        yAxisIndex: n,
        barWidth: 20,
        label: {
          show: true,
          position: 'right',
          ...toLabel(palette),
          formatter: ({ value }: { value: number | '-' }) => (value === '-' ? '' : toWord(value, unit)),
        },
        data: values.map((value, row) => ({
          value: value ?? '-',
          itemStyle: { color: toColour(segments[row]?.key ?? '', palette) },
        })),
      })),
    },
    { width: SIZE.width, height },
  );
}
