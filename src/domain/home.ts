/** A learner's own page as blocks in the order in which they matter to this learner now. Every platform shows the same ones. */
import type { Bilingual } from './knowledge.ts';

export const HOME_KINDS = ['ticket', 'rating', 'step', 'courses', 'recommended', 'company', 'link', 'help'] as const;
export type HomeKind = (typeof HOME_KINDS)[number];

export interface HomeBlock {
  readonly kind: HomeKind;
  readonly title: Bilingual;
  readonly lines: readonly Bilingual[];
  /** Of `rating`: the conversation to be rated. */
  readonly conversation: string | null;
}
