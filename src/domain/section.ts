/** Parts of courses that a learner can be pointed at while a person is on the way. */
import type { Bilingual } from './knowledge.ts';

export interface Section {
  /** Id of the course. */
  readonly course: string;
  /** As the course counts it: `3`, `2.1`. */
  readonly section: string;
  readonly title: Bilingual;
  /** What it explains: key words or a sentence. */
  readonly text: Bilingual;
  /** How long it takes; null = not known. */
  readonly minutes: number | null;
  /** As the file calls it; null where it says nothing. */
  readonly level: string | null;
  /** Where it is; null = inside the course. */
  readonly url: string | null;
}

/** A section with how much it is like the question: cosine, 0 … 1. */
export interface FoundSection {
  readonly section: Section;
  readonly likeness: number;
}
