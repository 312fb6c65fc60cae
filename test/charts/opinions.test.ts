import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawChart } from '../../src/charts/draw.ts';
import { type OpinionChart, THEMES } from '../../src/domain/chart.ts';

const toChart = (rows: OpinionChart['rows'], language: 'zh' | 'en' = 'zh'): OpinionChart => ({
  kind: 'opinions',
  title: '学员说了什么',
  subtitle: '全部时间',
  language,
  alt: '课程内容 30 : 2',
  rows,
});

const ROWS = ['课程内容', '价格、支付与退款', '社群'].map((label, n) => ({
  label,
  content: 30 - 14 * n,
  discontent: 2 * n,
  low: n === 2 ? null : 0.6,
  high: n === 2 ? null : 0.9,
}));

describe('what was said well and ill', () => {
  it.each(THEMES)('is a picture, sharp on a phone (%s)', async (theme) => {
    const png = drawChart(toChart(ROWS), theme);
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1440, 840]);
    expect(png.length).toBeGreaterThan(15_000);
  });

  it('does not show what too few said', () => {
    const withLast = (content: number, discontent: number) =>
      drawChart(toChart([...ROWS.slice(0, 2), { ...ROWS[2]!, content, discontent }], 'en'));
    expect(withLast(1, 3).equals(withLast(2, 2))).toBe(true);
  });

  it('takes nothing at all', () => {
    expect(drawChart(toChart([])).length).toBeGreaterThan(3_000);
  });
});
