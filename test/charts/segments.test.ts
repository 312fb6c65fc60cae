import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { toSegmentsReport } from '../../src/analytics/segments/report.ts';
import { segment } from '../../src/analytics/segments/segments.ts';
import { drawSegments } from '../../src/charts/segments.ts';
import { toLearners } from '../analytics/segments/learners.ts';

describe('the picture of the segments', () => {
  it.each(['zh', 'en'] as const)('is drawn for light and dark rooms (%s)', async (language) => {
    const { panels } = toSegmentsReport(segment(toLearners(500, 1).rows, 3, 1), language);
    if (!panels) throw new Error('nothing to draw');
    const light = drawSegments(panels, 'light');
    const { width, height } = await loadImage(light);
    expect([width, height]).toEqual([1440, 2 * (108 + 46 * 4 + 26)]);
    expect(light.length).toBeGreaterThan(15_000);
    expect(drawSegments(panels, 'dark').equals(light)).toBe(false);
  });
});
