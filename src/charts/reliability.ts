/** The reliability diagram: is a confidence of 80 % right 80 times in a hundred? */
import type { Language } from '../domain/language.ts';
import { COLOURS, drawPng } from './canvas.ts';

export interface ReliabilityBin {
  readonly from: number;
  readonly n: number;
  readonly confidence: number | null;
  readonly right: number | null;
}

const WORDS = {
  zh: {
    title: '把握与实际',
    subtitle: (error: string, n: number) => `${n} 条问题；平均偏差 ${error}。点在对角线上，说明把握和实际一致`,
    confidence: '把握',
    right: '实际答对',
    count: '问题数',
    ideal: '理想',
    line: '实际答对的比例',
  },
  en: {
    title: 'Confidence and truth',
    subtitle: (error: string, n: number) =>
      `${n} questions; mean distance ${error}. On the diagonal the confidence is what it says`,
    confidence: 'Confidence',
    right: 'Share right',
    count: 'Questions',
    ideal: 'Ideal',
    line: 'Share that was right',
  },
} as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A PNG. `error`: the expected calibration error of the bins. */
export function drawReliability(bins: readonly ReliabilityBin[], error: number | null, language: Language): Buffer {
  const words = WORDS[language];
  const width = 1 / Math.max(1, bins.length);
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  const axis = { type: 'value', min: 0, max: 1, axisLabel: { formatter: percent }, nameLocation: 'middle' } as const;
  return drawPng(
    {
      title: {
        text: words.title,
        subtext: words.subtitle(error === null ? '–' : `${(error * 100).toFixed(1)}%`, total),
        left: 'center',
        top: 12,
        textStyle: { fontSize: 20, fontWeight: 'normal' },
        subtextStyle: { fontSize: 13, color: COLOURS.ink },
      },
      legend: { bottom: 8, data: [words.line, words.ideal, words.count] },
      grid: { left: 70, right: 70, top: 90, bottom: 90 },
      xAxis: { ...axis, name: words.confidence, nameGap: 30 },
      yAxis: [
        { ...axis, name: words.right, nameGap: 45 },
        { type: 'value', name: words.count, nameLocation: 'middle', nameGap: 45, splitLine: { show: false } },
      ],
      series: [
        {
          name: words.count,
          type: 'bar',
          yAxisIndex: 1,
          barWidth: '80%',
          itemStyle: { color: COLOURS.faint },
          data: bins.map(({ from, n }) => [from + width / 2, n]),
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
          name: words.line,
          type: 'line',
          symbolSize: 9,
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
