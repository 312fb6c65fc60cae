/** Charts: each kind in both themes and languages, and a font without gaps. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { toReport } from '../../src/analytics/reports/index.ts';
import { FONT } from '../../src/charts/canvas.ts';
import { drawChart } from '../../src/charts/draw.ts';
import { toAxisWord, toTimeStep } from '../../src/charts/frame.ts';
import { type ChartSpec, THEMES } from '../../src/domain/chart.ts';
import { REPORT_NAMES } from '../../src/domain/report.ts';
import { toInput } from '../analytics/reports/sample.ts';

const chartOf = (name: (typeof REPORT_NAMES)[number], language: 'zh' | 'en'): ChartSpec => {
  const { chart } = toReport(name, toInput({ name, language }));
  if (!chart) throw new Error(`${name} has no chart`);
  return chart;
};

describe.each(REPORT_NAMES)('the chart of %s', (name) => {
  it('is a sharp picture in both themes and languages', async () => {
    const pictures = THEMES.flatMap((theme) =>
      (['zh', 'en'] as const).map((language) => drawChart(chartOf(name, language), theme)),
    );
    for (const png of pictures) {
      const { width, height } = await loadImage(png);
      // Segments take as much room as they need.
      expect([width, name === 'segments' ? 840 : height]).toEqual([1440, 840]);
      expect(png.length).toBeGreaterThan(20_000);
    }
    expect(new Set(pictures.map((png) => png.toString('base64'))).size).toBe(4);
  });
});

it('takes one bar, one point, one cell and long names', () => {
  const base = { title: '长'.repeat(80), subtitle: 'x'.repeat(300), language: 'zh', alt: 'a' } as const;
  const specs: ChartSpec[] = [
    {
      ...base,
      kind: 'bars',
      layout: 'rows',
      unit: 'points',
      bars: [{ label: '名'.repeat(60), value: -20, low: -60, high: 20 }],
    },
    {
      ...base,
      kind: 'bars',
      layout: 'columns',
      unit: 'ms',
      bars: [{ label: 'a', value: null }],
      mark: { value: 5, label: 'm' },
    },
    { ...base, kind: 'lines', unit: 'share', labels: ['2026-01-05'], lines: [{ name: 'a', values: [0.5] }] },
    { ...base, kind: 'lines', unit: 'count', labels: [], lines: [] },
    {
      ...base,
      kind: 'grid',
      unit: 'share',
      columns: ['30'],
      rows: [{ label: 'a', cells: [{ value: null, faint: true }] }],
    },
    {
      ...base,
      kind: 'curves',
      xName: 'x',
      yName: 'y',
      until: 1000,
      curves: [{ name: 'a', shape: 'step', points: [[0, 0]] }],
    },
  ];
  for (const spec of specs) expect(drawChart(spec, 'dark').length).toBeGreaterThan(5_000);
});

describe('axes', () => {
  it.each([
    [0.25, 'share', '25%'],
    [90 * 60_000, 'ms', '1.5 h'],
    [0, 'ms', '0'],
    [20, 'points', '+20'],
    [8.25, 'score', '8.3'],
  ] as const)('write %d %s as %s', (value, unit, word) => {
    expect(toAxisWord(value, unit, 'en')).toBe(word);
  });

  it('step by whole units', () => {
    expect(toTimeStep(7_200_000)).toBe(1_800_000);
    expect(toTimeStep(60_000)).toBe(10_000);
    expect(toTimeStep(30 * 86_400_000)).toBe(5 * 86_400_000);
  });
});

/** Every character of GB2312, by its rows and cells in EUC-CN: 682 signs and 6,763 Chinese characters. */
function readGb2312(): string[] {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const found: string[] = [];
  for (let row = 0xa1; row <= 0xf7; row++) {
    if (row >= 0xaa && row < 0xb0) continue;
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      // The private use area is what GB2312 leaves empty; later standards filled some cells of the rows of signs.
      if (!/\p{Co}/u.test(character)) found.push(character);
    }
  }
  return found;
}

describe('the font', () => {
  // Drawing one chart registers it.
  drawChart(chartOf('overview', 'zh'));
  const SIDE = 24;
  const canvas = createCanvas(SIDE * 2, SIDE * 2);
  const context = canvas.getContext('2d');
  context.font = `${SIDE}px "${FONT}"`;
  const draw = (character: string): string => {
    context.clearRect(0, 0, SIDE * 2, SIDE * 2);
    context.fillText(character, 8, SIDE + 8);
    return Buffer.from(context.getImageData(0, 0, SIDE * 2, SIDE * 2).data.buffer).toString('latin1');
  };

  it('has every character of GB2312: none is blank, none is the box of a missing one', () => {
    const blank = draw(' ');
    const missing = draw('\u{10FFFD}');
    const characters = readGb2312();
    expect(characters.filter((character) => /\p{Script=Han}/u.test(character)).length).toBeGreaterThanOrEqual(6763);
    const gaps = characters.filter((character) => {
      if (/\s/u.test(character)) return false;
      const drawn = draw(character);
      return drawn === blank || drawn === missing;
    });
    expect(gaps).toEqual([]);
  });

  it('would notice a gap', () => {
    const missing = draw('\u{10FFFD}');
    expect(draw('\u{10FFFC}')).toBe(missing);
  });
});
