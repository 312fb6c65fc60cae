import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawPath } from '../../src/charts/path.ts';
import type { PathPicture } from '../../src/domain/study.ts';

const PICTURE: PathPicture = {
  title: '学习路径：数据分析师',
  subtitle: '每周 5 小时',
  language: 'zh',
  today: '2026-11-23',
  bars: [
    { label: 'Python 入门', rank: 0, completion: 1, from: null, to: null },
    { label: '统计学入门', rank: 0, completion: 0.5, from: '2026-11-23', to: '2026-12-06' },
    { label: '机器学习', rank: 1, completion: 0, from: '2026-12-06', to: '2027-01-18' },
    { label: '深度学习', rank: null, completion: 0, from: '2027-01-18', to: '2027-03-22' },
  ],
};

describe('the picture of a learning path', () => {
  it.each(['light', 'dark'] as const)('is as high as its courses need, sharp on a phone (%s)', async (theme) => {
    const png = drawPath(PICTURE, theme);
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1440, 2 * (96 + 84 + 4 * 44)]);
    expect(png.length).toBeGreaterThan(25_000);
  });

  it('draws other words for another language', () => {
    expect(drawPath(PICTURE).equals(drawPath({ ...PICTURE, language: 'en' }))).toBe(false);
  });

  it('takes an empty path and one that ends today', () => {
    expect(drawPath({ ...PICTURE, bars: [] }).length).toBeGreaterThan(3000);
    const one = { label: 'x', rank: 2, completion: 0, from: '2026-11-23', to: '2026-11-23' } as const;
    expect(drawPath({ ...PICTURE, bars: [one] }).length).toBeGreaterThan(3000);
  });
});
