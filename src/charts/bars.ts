/** Bars with whiskers: as columns where labels are short, as rows where they are long. */
import type { CustomSeriesRenderItem, EChartsCoreOption } from 'echarts';
import type { Bar, BarChart } from '../domain/chart.ts';
import { FONT } from './canvas.ts';
import { TOP, toAxisWord, toCategoryAxis, toLabel, toTitle, toValueAxis } from './frame.ts';
import type { Palette } from './theme.ts';

const CAP = 5;

const toColour = ({ tone }: Bar, palette: Palette): string => (tone ? palette[tone] : palette.main);

/** The interval, and behind its far end the value, where no line crosses it. */
function createWhisker({ bars, unit, language }: BarChart, palette: Palette, isRow: boolean): CustomSeriesRenderItem {
  return (_, api) => {
    const place = api.value(0);
    const [x1 = 0, y1 = 0] = api.coord(isRow ? [api.value(1), place] : [place, api.value(1)]);
    const [x2 = 0, y2 = 0] = api.coord(isRow ? [api.value(2), place] : [place, api.value(2)]);
    const style = { stroke: palette.ink, lineWidth: 1.4, opacity: 0.75 };
    const line = (a: number, b: number, c: number, d: number) =>
      ({ type: 'line', shape: { x1: a, y1: b, x2: c, y2: d }, style }) as const;
    const cap = (x: number, y: number) => (isRow ? line(x, y - CAP, x, y + CAP) : line(x - CAP, y, x + CAP, y));
    const text = {
      type: 'text',
      style: {
        text: toAxisWord(bars[Number(place)]?.value ?? 0, unit, language),
        x: isRow ? x2 + 10 : x2,
        y: isRow ? y2 : y2 - 8,
        fill: palette.ink,
        align: isRow ? 'left' : 'center',
        verticalAlign: isRow ? 'middle' : 'bottom',
        fontSize: 13,
        fontFamily: FONT,
      },
    } as const;
    return { type: 'group', children: [line(x1, y1, x2, y2), cap(x1, y1), cap(x2, y2), text] };
  };
}

export function toBarsOption(spec: BarChart, palette: Palette): EChartsCoreOption {
  const { bars, unit, language, layout, mark } = spec;
  const isRow = layout === 'rows';
  const category = {
    ...toCategoryAxis(
      bars.map(({ label }) => label),
      palette,
    ),
    ...(isRow ? { inverse: true } : {}),
    axisLabel: { ...toLabel(palette), ...(isRow ? { width: 190, overflow: 'truncate' } : { interval: 0 }) },
  };
  const value = toValueAxis(unit, language, palette);
  const hasWhisker = bars.some(({ low }) => low !== undefined);
  return {
    title: toTitle(spec, palette),
    grid: { left: isRow ? 216 : 56, right: 64, top: TOP, bottom: 44 },
    xAxis: isRow ? value : category,
    yAxis: isRow ? category : value,
    series: [
      {
        type: 'bar',
        barMaxWidth: 34,
        data: bars.map((bar) => ({ value: bar.value ?? 0, itemStyle: { color: toColour(bar, palette) } })),
        label: {
          // Beside a whisker the number would be crossed out.
          show: !hasWhisker,
          position: isRow ? 'right' : 'top',
          ...toLabel(palette),
          formatter: ({ value: shown }: { value: number }) => toAxisWord(shown, unit, language),
        },
        ...(mark
          ? {
              markLine: {
                symbol: 'none',
                lineStyle: { color: palette.second, type: 'dashed' },
                label: { ...toLabel(palette), formatter: mark.label },
                data: [isRow ? { xAxis: mark.value } : { yAxis: mark.value }],
              },
            }
          : {}),
      },
      ...(hasWhisker
        ? [
            {
              type: 'custom',
              renderItem: createWhisker(spec, palette, isRow),
              encode: isRow ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
              z: 3,
              data: bars.flatMap(({ low, high }, i) =>
                low === undefined || high === undefined ? [] : [[i, low, high]],
              ),
            },
          ]
        : []),
    ],
  };
}
