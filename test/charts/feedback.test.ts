import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawFeedback } from '../../src/charts/feedback.ts';

const BARS = ['课程内容', '价格、支付与退款', '社群'].map((name, n) => ({
  name,
  content: 30 - 14 * n,
  discontent: 2 * n,
  low: n === 2 ? null : 0.6,
  high: n === 2 ? null : 0.9,
}));

describe('the feedback chart', () => {
  it.each(['zh', 'en'] as const)('is a picture, sharp on a phone (%s)', async (language) => {
    const png = drawFeedback(BARS, language);
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1520, 2 * (150 + 34 * 3)]);
    expect(png.length).toBeGreaterThan(15_000);
  });

  it('does not show what too few said', () => {
    const other = BARS.map((bar, n) => (n === 2 ? { ...bar, content: 1, discontent: 3 } : bar));
    const titled = (bars: typeof BARS) =>
      drawFeedback(
        bars.map((bar) => ({
          ...bar,
          content: bar.low === null ? 2 : bar.content,
          discontent: bar.low === null ? 4 : bar.discontent,
        })),
        'en',
      );
    expect(titled(other).equals(titled(BARS))).toBe(true);
  });

  it('takes nothing at all', () => {
    expect(drawFeedback([], 'zh').length).toBeGreaterThan(3_000);
  });
});
