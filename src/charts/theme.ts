/** Colours for light and dark rooms; those that carry meaning stay apart for colour-blind readers (Okabe & Ito 2008). */
import type { Theme } from '../domain/chart.ts';

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Words of second rank. */
  readonly soft: string;
  /** Lines of the grid. */
  readonly rule: string;
  readonly main: string;
  readonly second: string;
  readonly third: string;
  readonly good: string;
  readonly bad: string;
  readonly faint: string;
  /** From this strength of the main colour on, words on it take the colour of the paper. */
  readonly inverseFrom: number;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#ffffff',
    ink: '#1f2933',
    soft: '#52606d',
    rule: '#e4e9ee',
    main: '#0072b2',
    second: '#d55e00',
    third: '#009e73',
    good: '#009e73',
    bad: '#d55e00',
    faint: '#a9b8c4',
    inverseFrom: 0.6,
  },
  dark: {
    paper: '#1e2126',
    ink: '#eef1f4',
    soft: '#aeb9c4',
    rule: '#3a4149',
    main: '#56b4e9',
    second: '#e69f00',
    third: '#2bc29b',
    good: '#2bc29b',
    bad: '#f0813a',
    faint: '#6b7783',
    inverseFrom: 0.82,
  },
};
