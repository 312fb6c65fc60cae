/** A learning path as a picture: one bar for each course over the weeks, coloured by level, ticks on what is done. */
import type { CustomSeriesRenderItem } from 'echarts';
import type { Theme } from '../domain/chart.ts';
import type { Language } from '../domain/language.ts';
import type { PathPicture } from '../domain/study.ts';
import { drawPng, FONT } from './canvas.ts';
import { toLabel } from './frame.ts';
import { PALETTES, type Palette } from './theme.ts';

const WORDS = {
  zh: { levels: ['基础', '进阶', '高级', '其他'], done: '已学完' },
  en: { levels: ['Basic', 'Intermediate', 'Advanced', 'Other'], done: 'finished' },
} as const;

const WIDTH = 720;
const ROW = 44;
const TOP = 96;
const BOTTOM = 84;
const LEFT = 232;
const DAY = 86_400_000;

const toMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Categories of the axis count from the top; a finished course has a tick and no bar. */
function createBar({ bars, language }: PathPicture, palette: Palette): CustomSeriesRenderItem {
  const colours = [palette.third, palette.main, palette.second, palette.faint];
  return (_, api) => {
    const row = Number(api.value(0));
    const bar = bars[row];
    if (!bar) return null;
    const [left = 0, y = 0] = api.coord([api.value(1), row]);
    if (bar.from === null) {
      const style = {
        text: `✓ ${WORDS[language].done}`,
        x: left + 4,
        y,
        fill: palette.good,
        fontSize: 13,
        fontFamily: FONT,
      };
      return { type: 'text', style: { ...style, verticalAlign: 'middle' } };
    }
    const [right = 0] = api.coord([api.value(2), row]);
    const width = Math.max(4, right - left);
    const colour = colours[bar.rank ?? 3] ?? palette.faint;
    const rect = (w: number, opacity: number) =>
      ({
        type: 'rect',
        shape: { x: left, y: y - 11, width: w, height: 22, r: 4 },
        style: { fill: colour, opacity },
      }) as const;
    const days = `${toDayWord(toMs(bar.from), language)} – ${toDayWord(toMs(bar.to ?? bar.from), language)}`;
    const text = bar.completion > 0 ? `${days} · ${Math.floor(bar.completion * 100)}%` : days;
    const isLate = left > WIDTH - 210;
    const words = {
      text,
      x: isLate ? left - 8 : left + width + 8,
      y,
      align: isLate ? 'right' : 'left',
      verticalAlign: 'middle',
      fill: palette.ink,
      fontSize: 12,
      fontFamily: FONT,
    } as const;
    const part = bar.completion > 0 ? [rect(width * bar.completion, 1)] : [];
    return {
      type: 'group',
      children: [rect(width, bar.completion > 0 ? 0.45 : 1), ...part, { type: 'text', style: words }],
    };
  };
}

function toDayWord(ms: number, language: Language): string {
  return new Date(ms).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
}

/** The first of a month is its name: short, so that no label is left out. */
function toTickWord(ms: number, language: Language): string {
  const date = new Date(ms);
  if (date.getUTCDate() !== 1) return toDayWord(ms, language);
  return date.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', timeZone: 'UTC' });
}

/** A PNG, 1440 pixels wide, as high as the courses need. */
export function drawPath(picture: PathPicture, theme: Theme = 'light'): Buffer {
  const palette = PALETTES[theme];
  const { bars, language, title, subtitle, today } = picture;
  const start = toMs(today);
  const last = Math.max(start + 13 * DAY, ...bars.map(({ to }) => (to === null ? start : toMs(to))));
  // Room for the days written behind the last bar.
  const end = last + Math.max(DAY, (last - start) * 0.28);
  const used = [...new Set(bars.map(({ rank }) => rank ?? 3))].toSorted();
  const colours = [palette.third, palette.main, palette.second, palette.faint];
  const label = toLabel(palette);
  return drawPng(
    {
      backgroundColor: palette.paper,
      // Days are days wherever it is drawn.
      useUTC: true,
      title: {
        text: title,
        subtext: subtitle,
        left: 24,
        top: 16,
        textStyle: { fontSize: 19, fontWeight: 'normal', color: palette.ink, width: WIDTH - 48, overflow: 'truncate' },
        subtextStyle: { fontSize: 12.5, color: palette.soft },
      },
      legend: {
        bottom: 10,
        itemGap: 22,
        selectedMode: false,
        textStyle: label,
        data: used.map((rank) => ({
          name: WORDS[language].levels[rank] ?? '',
          icon: 'roundRect',
          itemStyle: { color: colours[rank] },
        })),
      },
      grid: { left: LEFT, right: 32, top: TOP, bottom: BOTTOM },
      xAxis: {
        type: 'time',
        min: start,
        max: end,
        splitNumber: 5,
        axisLine: { lineStyle: { color: palette.faint } },
        splitLine: { show: true, lineStyle: { color: palette.rule } },
        axisLabel: { ...label, hideOverlap: true, formatter: (ms: number) => toTickWord(ms, language) },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((bar, n) => `${n + 1}. ${bar.label}`),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...label, width: LEFT - 40, overflow: 'truncate' },
      },
      series: [
        {
          type: 'custom',
          renderItem: createBar(picture, palette),
          encode: { x: [1, 2], y: 0 },
          data: bars.map(({ from, to }, n) => [
            n,
            from === null ? start : toMs(from),
            to === null ? start : toMs(to) + DAY,
          ]),
        },
        ...used.map((rank) => ({ name: WORDS[language].levels[rank] ?? '', type: 'bar', data: [] })),
      ],
    },
    { width: WIDTH, height: TOP + BOTTOM + ROW * Math.max(1, bars.length) },
  );
}
