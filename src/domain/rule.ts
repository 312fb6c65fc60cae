/** Rules of data/rules.csv: when something holds of a question, it goes to another queue, gets another priority, or tags. */
import type { Hours } from './hours.ts';
import { CATEGORIES } from './knowledge.ts';
import { LANGUAGES } from './language.ts';
import { PRIORITIES, type Priority } from './priority.ts';

/** Whether a learner is owed service; see `support/entitlement.ts`. unknown: this community keeps no purchases. */
export const ENTITLEMENT_STATES = ['none', 'active', 'soon', 'expired', 'unknown'] as const;
export type EntitlementState = (typeof ENTITLEMENT_STATES)[number];

export const SEGMENT_NAMES = ['high', 'moderate', 'low', 'inactive', 'excluded'] as const;

/** What a condition over a closed set may name. `mayLack`: a question may have none of them. */
export const CLOSED_CONDITIONS = {
  category: { names: CATEGORIES, mayLack: true },
  segment: { names: SEGMENT_NAMES, mayLack: true },
  entitlement: { names: ENTITLEMENT_STATES, mayLack: false },
  language: { names: LANGUAGES, mayLack: false },
  priority: { names: PRIORITIES, mayLack: false },
} as const satisfies Record<string, { names: readonly string[]; mayLack: boolean }>;
export type ClosedCondition = keyof typeof CLOSED_CONDITIONS;

/** Holds when one of `any` is there (empty: whatever is) and none of `not` is. */
export interface Choosing {
  readonly any: readonly string[];
  readonly not: readonly string[];
}

/** All of them must hold. */
export interface Conditions extends Readonly<Record<ClosedCondition, Choosing>> {
  /** Words as `plainText`. */
  readonly words: Choosing;
  /** Tried on `plainText`; null = none. */
  readonly pattern: RegExp | null;
  readonly course: Choosing;
  /** In the community's time zone; null = at any time. */
  readonly time: { readonly hours: Hours; readonly outside: boolean } | null;
}

export interface Rule {
  readonly rule: string;
  readonly when: Conditions;
  readonly queue: string | null;
  readonly priority: Priority | null;
  readonly tags: readonly string[];
  readonly note: string;
}

/** What is known of a question when it is routed. */
export interface RuleFacts {
  readonly text: string;
  readonly category: string | null;
  /** The learner's courses, or those that the question is about. */
  readonly courses: readonly string[];
  readonly segment: string | null;
  readonly entitlement: EntitlementState;
  readonly language: string;
  readonly priority: Priority;
  /** ms since the epoch. */
  readonly at: number;
}
