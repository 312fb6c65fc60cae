/** The reliability diagram: is a confidence of 80 % right 80 times in a hundred? */
import type { CustomSeriesRenderItem } from 'echarts';
import type { Language } from '../domain/language.ts';
import { COLOURS, drawPng } from './canvas.ts';

export interface ReliabilityBin {
  readonly from: number;
  readonly n: number;
  readonly confidence: number | null;
  readonly right: number | null;
  /** 95 % interval of `right`. */
  readonly low: number | null;
  readonly high: number | null;
}

const WORDS = {
  zh: {
    title: '机器人的把握可信吗',
    subtitle: (error: string, n: number) =>
      `${n} 条问题；平均偏差 ${error}。点在虚线上即准确，在上方偏谨慎，在下方偏自信`,
    confidence: '把握（机器人给出的概率）',
    right: '实际答对的比例',
    count: '问题数',
    ideal: '理想',
    line: '实际答对的比例（竖线：95% 区间）',
  },
  en: {
    title: 'Can the confidence be believed?',
    subtitle: (error: string, n: number) =>
      `${n} questions; mean distance ${error}. Above the dashed line too cautious, below it too sure`,
    confidence: 'Confidence (the probability given)',
    right: 'Share that was right',
    count: 'Questions',
    ideal: 'Ideal',
    line: 'Share that was right (whiskers: 95% interval)',
  },
} as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const DASHES = 'path://M0,0 h7 v2 h-7 z M11,0 h7 v2 h-7 z M22,0 h7 v2 h-7 z';
/** Half the cap of a whisker, in px. */
const CAP = 5;
/** Gap between two bars, in px. */
const GAP = 6;

/** A bar from one confidence to another; the bar series of ECharts would widen the axis beyond 0 and 100 %. */
const drawBar: CustomSeriesRenderItem = (_, api) => {
  const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)]);
  const [right = 0, bottom = 0] = api.coord([api.value(1), 0]);
  const shape = { x: left + GAP / 2, y: top, width: right - left - GAP, height: bottom - top };
  return { type: 'rect', shape, style: { fill: COLOURS.faint } };
};

const drawWhisker: CustomSeriesRenderItem = (_, api) => {
  const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)]);
  const [, high = 0] = api.coord([api.value(0), api.value(2)]);
  const style = { stroke: COLOURS.main, lineWidth: 1.2, opacity: 0.7 };
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    ({ type: 'line', shape: { x1, y1, x2, y2 }, style }) as const;
  const ends = [low, high].map((y) => line(x - CAP, y, x + CAP, y));
  return { type: 'group', children: [line(x, low, x, high), ...ends] };
};

/** A PNG. `error`: the expected calibration error of the bins, null where there are none. */
export function drawReliability(bins: readonly ReliabilityBin[], error: number | null, language: Language): Buffer {
  const words = WORDS[language];
  const width = 1 / Math.max(1, bins.length);
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  const label = { color: COLOURS.ink, fontSize: 13 };
  const names = { nameLocation: 'middle', nameTextStyle: label, axisLabel: label } as const;
  const axis = { ...names, type: 'value', min: 0, max: 1, axisLabel: { ...label, formatter: percent } } as const;
  return drawPng(
    {
      title: {
        text: words.title,
        subtext: words.subtitle(error === null ? '–' : `${(error * 100).toFixed(1)}%`, total),
        left: 'center',
        top: 12,
        textStyle: { fontSize: 20, fontWeight: 'normal', color: COLOURS.ink },
        subtextStyle: label,
      },
      legend: {
        bottom: 8,
        itemGap: 24,
        textStyle: label,
        data: [
          { name: words.line },
          { name: words.ideal, icon: DASHES },
          { name: words.count, icon: 'rect', itemStyle: { color: COLOURS.faint } },
        ],
      },
      grid: { left: 75, right: 75, top: 90, bottom: 90 },
      xAxis: { ...axis, interval: 0.2, name: words.confidence, nameGap: 32 },
      yAxis: [
        { ...axis, interval: 0.2, name: words.right, nameGap: 50 },
        // Counts are whole; an empty measurement still has an axis.
        {
          ...names,
          type: 'value',
          min: 0,
          max: total === 0 ? 1 : undefined,
          minInterval: 1,
          name: words.count,
          nameGap: 50,
          splitLine: { show: false },
        },
      ],
      series: [
        {
          name: words.count,
          type: 'custom',
          yAxisIndex: 1,
          renderItem: drawBar,
          encode: { x: [0, 1], y: 2 },
          itemStyle: { color: COLOURS.faint },
          data: bins.map(({ from, n }) => [from, from + width, n]),
        },
        {
          name: words.ideal,
          type: 'line',
          symbol: 'none',
          lineStyle: { type: 'dashed', color: COLOURS.ink, width: 1 },
          itemStyle: { color: COLOURS.ink },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
        {
          type: 'custom',
          renderItem: drawWhisker,
          encode: { x: 0, y: [1, 2] },
          data: bins.flatMap(({ confidence, low, high }) =>
            confidence === null || low === null || high === null ? [] : [[confidence, low, high]],
          ),
        },
        {
          name: words.line,
          type: 'line',
          symbol: 'circle',
          symbolSize: 9,
          clip: false,
          lineStyle: { color: COLOURS.main, width: 2 },
          itemStyle: { color: COLOURS.main },
          data: bins.flatMap(({ confidence, right }) =>
            confidence === null || right === null ? [] : [[confidence, right]],
          ),
        },
      ],
    },
    { width: 720, height: 540 },
  );
}
