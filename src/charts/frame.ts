/** What all charts share: title, sub-title, legend, fonts, how numbers and durations are written on an axis. */
import type { ChartSpec, ChartUnit } from '../domain/chart.ts';
import type { Language } from '../domain/language.ts';
import type { Palette } from './theme.ts';

/** Fits a chat's width on a phone and on a desk. */
export const SIZE = { width: 720, height: 420 } as const;
const MARGIN = 24;
export const TOP = 84;

export function toLabel(palette: Palette) {
  return { color: palette.ink, fontSize: 13 } as const;
}

export function toTitle({ title, subtitle }: ChartSpec, palette: Palette) {
  return {
    text: title,
    subtext: subtitle,
    left: MARGIN,
    top: 16,
    itemGap: 8,
    textStyle: { fontSize: 19, fontWeight: 'normal', color: palette.ink },
    subtextStyle: { fontSize: 12.5, color: palette.soft, width: SIZE.width - 2 * MARGIN, overflow: 'truncate' },
  } as const;
}

export function toLegend(palette: Palette) {
  return { bottom: 10, itemGap: 22, textStyle: toLabel(palette) } as const;
}

/** The axis of values: thin rules, no line. */
export function toValueAxis(unit: ChartUnit, language: Language, palette: Palette) {
  return {
    type: 'value',
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.rule } },
    axisLabel: { ...toLabel(palette), formatter: (value: number) => toAxisWord(value, unit, language) },
    ...(unit === 'share' ? { min: 0, max: 1, interval: 0.2 } : {}),
    ...(unit === 'score' ? { min: 0, max: 10, interval: 2 } : {}),
    ...(unit === 'count' ? { min: 0, minInterval: 1 } : {}),
    ...(unit === 'ms' ? { min: 0 } : {}),
  } as const;
}

export function toCategoryAxis(labels: readonly string[], palette: Palette) {
  return {
    type: 'category',
    data: [...labels],
    axisLine: { lineStyle: { color: palette.faint } },
    axisTick: { show: false },
    axisLabel: toLabel(palette),
  } as const;
}

const UNITS = [
  [86_400_000, '天', 'd'],
  [3_600_000, '小时', 'h'],
  [60_000, '分', 'min'],
  [1000, '秒', 's'],
] as const;

/** The value on an axis: `20%`, `1.5 h`, `+20`. */
export function toAxisWord(value: number, unit: ChartUnit, language: Language): string {
  switch (unit) {
    case 'share':
      return `${Math.round(value * 100)}%`;
    case 'points':
      return `${value > 0 ? '+' : ''}${Math.round(value)}`;
    case 'ms': {
      const found = UNITS.find(([ms]) => value >= ms);
      if (!found) return '0';
      const number = Number((value / found[0]).toFixed(1));
      return `${number} ${language === 'zh' ? found[1] : found[2]}`;
    }
    case 'count':
    case 'score':
      return String(Math.round(value * 10) / 10);
  }
}

/** A step for an axis of durations that ends near `until`: whole seconds, minutes, hours or days. */
export function toTimeStep(until: number): number {
  const steps = [1, 2, 5, 10, 15, 30].flatMap((n) => [n * 1000, n * 60_000]);
  const hours = [1, 2, 3, 6, 12].map((n) => n * 3_600_000);
  const days = [1, 2, 5, 7, 14, 30, 60, 90, 180].map((n) => n * 86_400_000);
  const all = [...steps, ...hours, ...days].sort((a, b) => a - b);
  return all.find((step) => until / step <= 7) ?? until / 6;
}
