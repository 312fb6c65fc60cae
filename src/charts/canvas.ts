/** Charts as PNG: ECharts drawing on a canvas, with a font that has the Chinese characters. */
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import * as echarts from 'echarts';

export const FONT = 'Noto Sans SC';
const FONT_FILE = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Colours that stay apart for colour-blind readers (Okabe & Ito 2008). */
export const COLOURS = {
  main: '#0072b2',
  second: '#d55e00',
  faint: '#c9d6df',
  ink: '#1f2933',
  paper: '#ffffff',
} as const;

const ruler = createCanvas(1, 1).getContext('2d');

/** ECharts measures every character up to 127 to shorten labels, and the canvas refuses the zero among them. */
function measureText(text: string, font?: string): { width: number } {
  if (font) ruler.font = font;
  return { width: ruler.measureText(text.replaceAll('\0', ' ')).width };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Twice the size in pixels, so that it is sharp on a phone. Throws where the font is missing: labels would vanish silently. */
export function drawPng(option: echarts.EChartsCoreOption, { width, height }: Size): Buffer {
  if (!GlobalFonts.has(FONT)) GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT_FILE), FONT);
  if (!GlobalFonts.has(FONT)) throw new Error(`the font ${FONT} cannot be loaded`);
  const canvas = createCanvas(width * 2, height * 2);
  echarts.setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never, measureText });
  const chart = echarts.init(canvas as never, null, { width, height, devicePixelRatio: 2 });
  chart.setOption({
    animation: false,
    backgroundColor: COLOURS.paper,
    textStyle: { fontFamily: FONT, color: COLOURS.ink },
    ...option,
  });
  const png = canvas.toBuffer('image/png');
  chart.dispose();
  return png;
}
