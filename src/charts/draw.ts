/** Draws any chart that figures ask for. */
import type { EChartsCoreOption } from 'echarts';
import type { ChartSpec, PanelChart, Theme } from '../domain/chart.ts';
import { toBarsOption } from './bars.ts';
import { drawPng } from './canvas.ts';
import { toCurvesOption } from './curves.ts';
import { SIZE } from './frame.ts';
import { toGridOption } from './grid.ts';
import { toLinesOption } from './lines.ts';
import { toOpinionsOption } from './opinions.ts';
import { drawSegments } from './segments.ts';
import { PALETTES, type Palette } from './theme.ts';

function toOption(spec: Exclude<ChartSpec, PanelChart>, palette: Palette): EChartsCoreOption {
  switch (spec.kind) {
    case 'bars':
      return toBarsOption(spec, palette);
    case 'lines':
      return toLinesOption(spec, palette);
    case 'curves':
      return toCurvesOption(spec, palette);
    case 'grid':
      return toGridOption(spec, palette);
    case 'opinions':
      return toOpinionsOption(spec, palette);
  }
}

/** A PNG, 1440 pixels wide and, but for segments, 840 high. */
export function drawChart(spec: ChartSpec, theme: Theme = 'light'): Buffer {
  if (spec.kind === 'panels') return drawSegments(spec, theme);
  const palette = PALETTES[theme];
  return drawPng({ backgroundColor: palette.paper, ...toOption(spec, palette) }, SIZE);
}
