/** The knowledge base as the engine reads it: solutions by intent and queues by name. Files are read by `src/import`. */
import type { Language } from './language.ts';
import type { PlaceId } from './place.ts';

export const CATEGORIES = [
  'technical',
  'account',
  'payment',
  'course_content',
  'pre_sale',
  'tutoring',
  'certification',
  'career',
  'enterprise',
  'feedback',
] as const;
export type Category = (typeof CATEGORIES)[number];

export type Bilingual = Readonly<Record<Language, string>>;

/** What a learner is told about one intent, and who takes it when that does not help. */
export interface Solution {
  readonly intent: string;
  readonly category: Category;
  /** Set only where it differs from the queue of the category. */
  readonly queue: string | null;
  readonly title: Bilingual;
  readonly answer: Bilingual;
}

/** A time of day range on some weekdays; minutes since midnight, `to` exclusive and at most 1440. Monday is 1, Sunday 7. */
export interface OpeningHours {
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Where tickets of some categories wait, when somebody is there, and what is promised. Times in ms of opening hours. */
export interface Queue {
  readonly queue: string;
  readonly name: Bilingual;
  readonly categories: readonly Category[];
  /** Empty: the default staff place. */
  readonly places: readonly PlaceId[];
  /** Empty: always open. */
  readonly hours: readonly OpeningHours[];
  /** IANA name; empty: the configured time zone. */
  readonly timeZone: string;
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
  /** How long a claim holds without a reply before the ticket goes back. */
  readonly leaseMs: number;
}

export interface Knowledge {
  readonly solutions: ReadonlyMap<string, Solution>;
  /** In file order; the first one is the queue of last resort. */
  readonly queues: ReadonlyMap<string, Queue>;
}
