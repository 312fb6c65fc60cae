/** What the picture of the segments shows, as plain values: a panel for each figure, a row for each segment. */
import type { Language } from './language.ts';

export interface SegmentPanels {
  readonly title: string;
  readonly subtitle: string;
  readonly language: Language;
  /** The picture in words, for those who do not see it. */
  readonly alt: string;
  /** From the top. */
  readonly segments: readonly { readonly key: string; readonly label: string }[];
  /** Values in the order of the segments; null = not shown. */
  readonly panels: readonly {
    readonly name: string;
    readonly unit: 'count' | 'share';
    readonly values: readonly (number | null)[];
  }[];
}
