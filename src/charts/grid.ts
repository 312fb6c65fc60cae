/** A table of shares in shades of one colour; what is not ripe yet is grey. */
import type { CustomSeriesRenderItem, EChartsCoreOption } from 'echarts';
import type { GridChart } from '../domain/chart.ts';
import { FONT } from './canvas.ts';
import { TOP, toAxisWord, toCategoryAxis, toLabel, toTitle } from './frame.ts';
import type { Palette } from './theme.ts';

const GAP = 3;

function createCell(spec: GridChart, palette: Palette): CustomSeriesRenderItem {
  const shares = spec.rows.flatMap(({ cells }) => cells.flatMap(({ value, faint }) => (faint ? [] : (value ?? []))));
  const most = shares.length === 0 ? 1 : Math.max(0.01, ...shares);
  return (_, api) => {
    const column = Number(api.value(0));
    const row = Number(api.value(1));
    const cell = spec.rows[row]!.cells[column]!;
    const [x = 0, y = 0] = api.coord([column, row]);
    const [width = 0, height = 0] = api.size!([1, 1]) as number[];
    const strength = cell.faint || cell.value === null ? 0 : 0.12 + 0.78 * (cell.value / most);
    const shape = {
      x: x - width / 2 + GAP / 2,
      y: y - height / 2 + GAP / 2,
      width: width - GAP,
      height: height - GAP,
      r: 3,
    };
    const fill = strength === 0 ? palette.rule : palette.main;
    const ink = cell.faint ? palette.soft : strength > palette.inverseFrom ? palette.paper : palette.ink;
    const shown = cell.value === null ? '–' : toAxisWord(cell.value, spec.unit, spec.language);
    const text = cell.faint && spec.unit === 'share' && cell.value !== null ? `${shown} …` : shown;
    return {
      type: 'group',
      children: [
        { type: 'rect', shape, style: { fill, opacity: strength === 0 ? 0.7 : strength } },
        {
          type: 'text',
          style: {
            text,
            x,
            y,
            fill: ink,
            align: 'center',
            verticalAlign: 'middle',
            fontSize: 13,
            fontFamily: FONT,
          },
        },
      ],
    };
  };
}

export function toGridOption(spec: GridChart, palette: Palette): EChartsCoreOption {
  const columns = toCategoryAxis(spec.columns, palette);
  const rows = toCategoryAxis(
    spec.rows.map(({ label }) => label),
    palette,
  );
  const plain = { axisLine: { show: false }, axisLabel: { ...toLabel(palette), interval: 0 } };
  return {
    title: toTitle(spec, palette),
    grid: { left: spec.columns.length > 12 ? 64 : 140, right: 28, top: TOP + 22, bottom: 20 },
    xAxis: { ...columns, ...plain, position: 'top' },
    yAxis: { ...rows, ...plain, inverse: true },
    series: [
      {
        type: 'custom',
        renderItem: createCell(spec, palette),
        data: spec.rows.flatMap(({ cells }, row) => cells.map((_, column) => [column, row])),
      },
    ],
  };
}
