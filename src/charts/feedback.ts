/** Feedback at a glance: per theme how many comments were content and discontent, and how sure the share is. */
import type { Language } from '../domain/language.ts';
import { COLOURS, drawPng } from './canvas.ts';

export interface ThemeBar {
  readonly name: string;
  readonly content: number;
  readonly discontent: number;
  /** 95 % interval of the share of content ones; null where too few. */
  readonly low: number | null;
  readonly high: number | null;
}

const WORDS = {
  zh: {
    title: '学员说了什么',
    subtitle: (n: number) => `${n} 条有倾向的评论，按主题；右侧为满意比例与 95% 区间（不足 5 条不显示）`,
    content: '满意',
    discontent: '不满',
    axis: '评论数',
  },
  en: {
    title: 'What learners say',
    subtitle: (n: number) =>
      `${n} comments with a verdict by theme; at the right the share content, 95% interval (none below 5)`,
    content: 'Content',
    discontent: 'Discontent',
    axis: 'Comments',
  },
} as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function toShareLabel({ content, discontent, low, high }: ThemeBar): string {
  const n = content + discontent;
  if (low === null || high === null || n === 0) return '';
  return `${percent(content / n)}  (${percent(low)} – ${percent(high)})`;
}

/** At least `value`, such that four steps from 0 end on it. */
function toAxisEnd(value: number): number {
  const unit = 2 * 10 ** Math.floor(Math.log10(Math.max(2, value)));
  return Math.ceil(value / unit) * unit;
}

/** A PNG; bars in the given order from the top. Discontent goes to the left, content to the right. */
export function drawFeedback(bars: readonly ThemeBar[], language: Language): Buffer {
  const words = WORDS[language];
  const label = { color: COLOURS.ink, fontSize: 13 };
  const total = bars.reduce((sum, { content, discontent }) => sum + content + discontent, 0);
  // Too few voices are not drawn either: one of them would show.
  const shown = bars.toReversed().map((bar) => (bar.low === null ? { ...bar, content: 0, discontent: 0 } : bar));
  const most = toAxisEnd(Math.max(1, ...shown.flatMap(({ content, discontent }) => [content, discontent])));
  const series = (name: string, colour: string, values: readonly number[]) => ({
    name,
    type: 'bar',
    stack: 'all',
    barWidth: 20,
    itemStyle: { color: colour },
    label: {
      show: true,
      position: 'inside',
      color: COLOURS.paper,
      fontSize: 12,
      // A number that does not fit its bar is left out: the axis tells it.
      formatter: ({ value }: { value: number }) => (Math.abs(value) / most > 0.06 ? `${Math.abs(value)}` : ''),
    },
    data: values,
  });
  return drawPng(
    {
      title: {
        text: words.title,
        subtext: words.subtitle(total),
        left: 'center',
        top: 12,
        textStyle: { fontSize: 20, fontWeight: 'normal', color: COLOURS.ink },
        subtextStyle: label,
      },
      legend: { bottom: 8, itemGap: 24, textStyle: label, data: [words.discontent, words.content] },
      grid: { left: 175, right: 165, top: 80, bottom: 75 },
      xAxis: {
        type: 'value',
        min: -most,
        max: most,
        interval: Math.max(1, most / 4),
        name: words.axis,
        nameLocation: 'middle',
        nameGap: 30,
        nameTextStyle: label,
        axisLabel: { ...label, formatter: (value: number) => `${Math.abs(value)}` },
      },
      yAxis: [
        {
          type: 'category',
          data: shown.map(({ name }) => name),
          axisLabel: { ...label, width: 160, overflow: 'truncate' },
          axisTick: { show: false },
          axisLine: { show: false },
        },
        {
          type: 'category',
          position: 'right',
          data: shown.map(toShareLabel),
          axisLabel: label,
          axisTick: { show: false },
          axisLine: { show: false },
        },
      ],
      series: [
        series(
          words.discontent,
          COLOURS.second,
          shown.map(({ discontent }) => -discontent),
        ),
        series(
          words.content,
          COLOURS.main,
          shown.map(({ content }) => content),
        ),
      ],
    },
    { width: 760, height: 150 + 34 * Math.max(1, bars.length) },
  );
}
