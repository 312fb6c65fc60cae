/** The knowledge base as the engine reads it: solutions by intent and queues by name. Files are read by `src/import`. */
import type { AgentProfile } from './agent.ts';
import type { Course } from './course.ts';
import type { Language } from './language.ts';
import type { PersonId, PlaceId } from './place.ts';
import type { Priority } from './priority.ts';
import type { Rule } from './rule.ts';
import type { Snippet } from './snippet.ts';
import type { SurveyQuestion } from './survey.ts';

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
  'consulting',
  'lecturer',
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

/** From a minute of the day to another, `to` exclusive and at most 1440. */
export interface DaySpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Days by date that do not follow the week: holidays, and working days in their stead. */
export interface SpecialDays {
  /** First and last day, both included: `2026-10-01`, or `12-25` for that day of every year. */
  readonly from: string;
  readonly to: string;
  /** What is open on each of them; empty = closed all day. */
  readonly spans: readonly DaySpan[];
  /** What the days are called, for the notice to the learner; null or unset = no name. */
  readonly name?: Bilingual | null;
}

/** What is promised for one priority, in ms of opening hours. */
export interface Targets {
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
}

/** Who takes a ticket of the queue: whoever claims it, or the next agent without being asked. */
export const ASSIGNMENT_MODES = ['request', 'auto'] as const;
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number];

/** Where tickets of some categories wait, when somebody is there, and what is promised. Times in ms of opening hours. */
export interface Queue {
  readonly queue: string;
  readonly name: Bilingual;
  readonly categories: readonly Category[];
  /** Empty: the default staff place. */
  readonly places: readonly PlaceId[];
  /** Empty: always open. */
  readonly hours: readonly OpeningHours[];
  /** Later entries win over earlier ones. Unset: none. */
  readonly specialDays?: readonly SpecialDays[];
  /** IANA name; empty: the configured time zone. */
  readonly timeZone: string;
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
  /** Where the file names a target of its own for a priority; the others follow from the two above (`targetsOf`). */
  readonly targets?: Readonly<Partial<Record<Priority, Partial<Targets>>>>;
  /** Unset: on request. */
  readonly assignment?: AssignmentMode;
  /** How long a claim holds without a reply before the ticket goes back. */
  readonly leaseMs: number;
}

export interface Knowledge {
  readonly solutions: ReadonlyMap<string, Solution>;
  /** In file order; the first one is the queue of last resort. */
  readonly queues: ReadonlyMap<string, Queue>;
  /** In file order. Unset, as with the next three: the community has none. */
  readonly rules?: readonly Rule[];
  readonly snippets?: ReadonlyMap<string, Snippet>;
  /** The steps that stand on the card of a ticket of that category. */
  readonly checklists?: ReadonlyMap<Category, readonly Bilingual[]>;
  /** What agents can take; whoever is not in it takes everything. */
  readonly agents?: ReadonlyMap<PersonId, AgentProfile>;
  /** What is on sale, in file order. */
  readonly courses?: readonly Course[];
  /** What learners are asked beside the rating, in file order. */
  readonly surveys?: readonly SurveyQuestion[];
}
