/** A ready reply. A macro is one that also does something. */
import type { Bilingual } from './knowledge.ts';
import type { Priority } from './priority.ts';

export type SnippetAction =
  | { readonly kind: 'resolve' | 'pending' | 'reply' }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'priority'; readonly priority: Priority };

export interface Snippet {
  readonly name: string;
  readonly text: Bilingual;
  readonly actions: readonly SnippetAction[];
}
