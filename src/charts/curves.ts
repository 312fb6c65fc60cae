/** Shares over a duration: the observed step with its band, and laws beside it. */
import type { CustomSeriesRenderItem, EChartsCoreOption } from 'echarts';
import type { CurveChart } from '../domain/chart.ts';
import { TOP, toAxisWord, toLabel, toLegend, toTimeStep, toTitle, toValueAxis } from './frame.ts';
import type { Palette } from './theme.ts';

type Band = NonNullable<CurveChart['curves'][number]['band']>;

/** The band as one shape: along the upper ends, back along the lower ones, in steps. */
function createBand(band: Band, until: number, colour: string): CustomSeriesRenderItem {
  return (params, api) => {
    if (params.dataIndex !== 0) return null;
    const inside = band.filter(([x]) => x <= until);
    const upper: number[][] = [];
    const lower: number[][] = [];
    for (const [i, [x, low, high]] of inside.entries()) {
      const end = inside[i + 1]?.[0] ?? until;
      upper.push(api.coord([x, high]), api.coord([end, high]));
      lower.push(api.coord([x, low]), api.coord([end, low]));
    }
    const points = [...upper, ...lower.toReversed()];
    return { type: 'polygon', shape: { points: points as [number, number][] }, style: { fill: colour, opacity: 0.16 } };
  };
}

export function toCurvesOption(spec: CurveChart, palette: Palette): EChartsCoreOption {
  const { curves, until, language, xName, yName, mark } = spec;
  const colours = { step: palette.main, dashed: palette.second, dotted: palette.third } as const;
  const step = toTimeStep(until);
  return {
    title: toTitle(spec, palette),
    legend: { ...toLegend(palette), data: curves.map(({ name }) => ({ name })) },
    grid: { left: 84, right: 40, top: TOP, bottom: 96 },
    xAxis: {
      ...toValueAxis('ms', language, palette),
      name: xName,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: palette.soft, fontSize: 12.5 },
      max: until,
      interval: step,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: palette.faint } },
      axisLabel: {
        ...toLabel(palette),
        // The end of the axis is no round time.
        showMaxLabel: until % step === 0,
        formatter: (value: number) => toAxisWord(value, 'ms', language),
      },
    },
    yAxis: {
      ...toValueAxis('share', language, palette),
      name: yName,
      nameLocation: 'middle',
      nameGap: 50,
      nameTextStyle: { color: palette.soft, fontSize: 12.5 },
    },
    series: curves.flatMap(({ name, shape, points, band }) => {
      const colour = colours[shape];
      const inside = points.filter(([x]) => x <= until).map(([x, y]) => [x, y]);
      const last = inside.at(-1);
      // A step holds until the axis ends.
      if (shape === 'step' && last) inside.push([until, last[1]!]);
      return [
        ...(band && band.length > 0
          ? [{ type: 'custom', renderItem: createBand(band, until, colour), data: [[0, 0]], silent: true, clip: true }]
          : []),
        {
          name,
          type: 'line',
          symbol: 'none',
          ...(shape === 'step' ? { step: 'end' } : {}),
          lineStyle: { color: colour, width: shape === 'step' ? 2.6 : 1.8, type: shape === 'step' ? 'solid' : shape },
          itemStyle: { color: colour },
          data: inside,
          ...(shape === 'step' && mark
            ? {
                markLine: {
                  symbol: 'none',
                  lineStyle: { color: palette.soft, type: 'dashed' },
                  label: { ...toLabel(palette), formatter: mark.label, position: 'end' },
                  data: [{ xAxis: mark.x }],
                },
              }
            : {}),
        },
      ];
    }),
  };
}
