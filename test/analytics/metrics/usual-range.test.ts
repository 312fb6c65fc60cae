/** The limits of weekly figures: worked out by hand, and how often they are wrong on weeks that are like each other. */
import { describe, expect, it } from 'vitest';
import { toUsualRange, type WeekFigure } from '../../../src/analytics/metrics/usual-range.ts';
import { createChance } from '../../../src/analytics/statistics/chance.ts';
import { normalQuantile } from '../../../src/analytics/statistics/normal.ts';

const week = (value: number, error = 0.1): WeekFigure => ({ value, n: 20, error });
const EIGHT = [8, 8.2, 8.4, 8.1, 8.3, 8.2, 8.2, 8.6].map((value) => week(value));

describe('the usual range', () => {
  it('is the median ± 3.5 robust standard deviations', () => {
    // Median 8.2; deviations 0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.4: median 0.1, times 1.4826 more than the errors of 0.1.
    const range = toUsualRange([...EIGHT, week(7.5)])!;
    expect(range.low).toBeCloseTo(8.2 - 3.5 * 0.14826, 10);
    expect(range.high).toBeCloseTo(8.2 + 3.5 * 0.14826, 10);
    expect(range.direction).toBe('down');
    expect(toUsualRange([...EIGHT, week(7.7)])?.direction).toBeNull();
    expect(toUsualRange([...EIGHT, week(8.8)])?.direction).toBe('up');
  });

  it('is as wide as this week is unsure, and never a point', () => {
    expect(toUsualRange([...EIGHT, week(7.5, 0.3)])?.direction).toBeNull();
    const same = Array.from({ length: 8 }, () => week(8, 0));
    expect(toUsualRange([...same, week(8, 0)])?.direction).toBeNull();
  });

  it('is not moved by one mad week, and is none without six weeks', () => {
    const mad = EIGHT.map((each, i) => (i === 3 ? week(1) : each));
    expect(toUsualRange([...mad, week(7.4)])?.direction).toBe('down');
    const gaps = EIGHT.map((each, i) => (i < 3 ? null : each));
    expect(toUsualRange([...gaps, week(1)])).toBeNull();
    expect(toUsualRange([...EIGHT, null])).toBeNull();
    expect(toUsualRange([])).toBeNull();
  });

  it('is left by chance about once a year or less, looked at each day, and by a fall of 1.5 nearly always', () => {
    const chance = createChance(7);
    const years = 8;
    let alarms = 0;
    let found = 0;
    let tried = 0;
    for (let year = 0; year < years; year++) {
      const days = Array.from({ length: 63 + 365 }, () =>
        Array.from({ length: 5 }, () => Math.min(10, 8.3 + 1.8 * normalQuantile(1e-6 + (1 - 2e-6) * chance()))),
      );
      const toWeek = (end: number): WeekFigure => {
        const scores = days.slice(end - 7, end).flat();
        const n = scores.length;
        const mean = scores.reduce((a, b) => a + b, 0) / n;
        const variance = scores.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
        return { value: mean, n, error: Math.sqrt(variance / n) };
      };
      for (let end = 63, quiet = 0; end <= days.length; end++) {
        const weeks = Array.from({ length: 9 }, (_, i) => toWeek(end - 7 * (8 - i)));
        if (end >= quiet && toUsualRange(weeks)?.direction) {
          alarms++;
          quiet = end + 7;
        }
        if (end % 30 !== 0) continue;
        tried++;
        const last = weeks[8]!;
        if (toUsualRange([...weeks.slice(0, 8), { ...last, value: last.value - 1.5 }])?.direction === 'down') found++;
      }
    }
    expect(alarms / years).toBeLessThanOrEqual(1);
    expect(found / tried).toBeGreaterThan(0.85);
  });
});
