import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawReliability } from '../../src/charts/reliability.ts';

const BINS = Array.from({ length: 10 }, (_, n) => ({
  from: n / 10,
  n: n === 4 ? 0 : 10 * n + 3,
  confidence: n === 4 ? null : n / 10 + 0.05,
  right: n === 4 ? null : (n / 10) ** 1.2,
  low: n === 4 ? null : (n / 10) ** 1.2 * 0.9,
  high: n === 4 ? null : (n / 10) ** 1.2 * 0.9 + 0.1,
}));

describe('the reliability diagram', () => {
  it.each(['zh', 'en'] as const)('is a picture, sharp on a phone (%s)', async (language) => {
    const png = drawReliability(BINS, 0.031, language);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1440, 1080]);
    // Text, axes and bars: an empty canvas of this size is a few kilobytes.
    expect(png.length).toBeGreaterThan(30_000);
  });

  it('draws other characters for another language', () => {
    expect(drawReliability(BINS, 0.031, 'zh').equals(drawReliability(BINS, 0.031, 'en'))).toBe(false);
  });

  it('takes an empty measurement', () => {
    expect(drawReliability([], null, 'en').length).toBeGreaterThan(5_000);
  });
});
