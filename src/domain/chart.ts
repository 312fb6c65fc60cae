/** What a chart shows, as plain values: figures make it, `src/charts` draws it. */
import type { Language } from './language.ts';
import type { SegmentPanels } from './segment-panels.ts';

/** How the axis writes its numbers. */
export type ChartUnit = 'count' | 'share' | 'score' | 'points' | 'ms';

interface ChartBase {
  readonly title: string;
  /** n, window, how sure: what one must know to read it. */
  readonly subtitle: string;
  readonly language: Language;
  /** The picture in words, for those who do not see it. */
  readonly alt: string;
}

export interface Bar {
  readonly label: string;
  /** null: nothing to show. */
  readonly value: number | null;
  /** Ends of the 95 % interval, drawn as a whisker. */
  readonly low?: number;
  readonly high?: number;
  readonly tone?: 'good' | 'bad' | 'faint';
}

/** Bars from left to right (columns), or from top to bottom where labels are long (rows). */
export interface BarChart extends ChartBase {
  readonly kind: 'bars';
  readonly layout: 'columns' | 'rows';
  readonly unit: ChartUnit;
  readonly bars: readonly Bar[];
  /** A line across, such as what was promised. */
  readonly mark?: { readonly value: number; readonly label: string };
}

/** Values over time; null leaves a gap. */
export interface LineChart extends ChartBase {
  readonly kind: 'lines';
  readonly unit: ChartUnit;
  readonly labels: readonly string[];
  readonly lines: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    readonly low?: readonly (number | null)[];
    readonly high?: readonly (number | null)[];
  }[];
}

/** Shares up to 1 over a duration in ms: what was observed as a step with its band, laws as smooth lines. */
export interface CurveChart extends ChartBase {
  readonly kind: 'curves';
  readonly xName: string;
  readonly yName: string;
  /** The axis ends here, ms. */
  readonly until: number;
  readonly curves: readonly {
    readonly name: string;
    readonly shape: 'step' | 'dashed' | 'dotted';
    readonly points: readonly (readonly [x: number, share: number])[];
    readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  }[];
  readonly mark?: { readonly x: number; readonly label: string };
}

/** A table of shares or counts in shades; `faint`: not ripe yet, or nothing. */
export interface GridChart extends ChartBase {
  readonly kind: 'grid';
  readonly unit: 'share' | 'count';
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly { readonly value: number | null; readonly faint: boolean }[];
  }[];
}

/** How many spoke well and ill of each thing: ill to the left, well to the right, and how sure the share of the content ones is. */
export interface OpinionChart extends ChartBase {
  readonly kind: 'opinions';
  readonly rows: readonly {
    readonly label: string;
    readonly content: number;
    readonly discontent: number;
    /** 95 % interval of the share of content ones; null where too few spoke to be shown at all. */
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** Figures of segments side by side. */
export interface PanelChart extends SegmentPanels {
  readonly kind: 'panels';
}

export type ChartSpec = BarChart | LineChart | CurveChart | GridChart | OpinionChart | PanelChart;
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
