/** How somebody learns and what they could learn next, as the chat needs it: suggestions, the stored plan, pictures. Who works it out is the shell's affair. */
import type { BarChart } from './chart.ts';
import { toShortId } from './ids.ts';
import type { Language } from './language.ts';

/** What a learner wants of a plan. */
export interface StudyWish {
  /** In their own words, a role, or the id of a course. */
  readonly goal: string;
  /** Above 0, at most 80. */
  readonly weeklyHours: number;
  /** When they work, as `parseHours` reads it; empty = every day alike. */
  readonly work: string;
}

export interface StoredStep {
  readonly course: string;
  /** First and last day of study, `2026-10-01`; null where it is finished. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A plan as it was last promised to the learner. Titles and progress are looked up when it is shown. */
export interface StoredPlan extends StudyWish {
  /** `2026-10-01`. */
  readonly madeOn: string;
  readonly endsOn: string | null;
  readonly steps: readonly StoredStep[];
}

export interface PathBar {
  readonly label: string;
  /** Index into basic, intermediate, advanced; null where none is known. */
  readonly rank: 0 | 1 | 2 | null;
  /** 0 … 1. */
  readonly completion: number;
  /** `2026-10-01`, both ends included; null where it is finished. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A learning path to be drawn. */
export interface PathPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly language: Language;
  readonly today: string;
  readonly bars: readonly PathBar[];
}

/** Drawn when it is sent. */
export type StudyPicture =
  | { readonly kind: 'path'; readonly path: PathPicture; readonly alt: string }
  | { readonly kind: 'chart'; readonly chart: BarChart };

/** Words, and a picture where there is something to draw. */
export interface StudyCard {
  readonly text: string;
  readonly picture: StudyPicture | null;
}

/** personal: by what is known of them · popular: what most take, for those held back so that the effect can be measured. */
export const ARMS = ['personal', 'popular'] as const;
export type Arm = (typeof ARMS)[number];

export interface SuggestedCourse {
  readonly course: string;
  readonly title: string;
  /** One sentence. */
  readonly reason: string;
  /** The kind of reason, for the record. */
  readonly because: string;
  /** In the community's currency; null where the shop does not say. */
  readonly price: number | null;
}

export interface Suggestions {
  readonly arm: Arm;
  /** Best first, at most three. */
  readonly courses: readonly SuggestedCourse[];
  /** What was asked for is about nothing that is on sale: these are by what is known of them alone. */
  readonly isOffGoal: boolean;
}

/** `plan` is what should be stored from now on; null where nothing leads to the goal or there is no time for it. */
export interface PlanCard extends StudyCard {
  readonly plan: StoredPlan | null;
  readonly isFinished: boolean;
}

export interface FoundCourse {
  readonly course: string;
  readonly title: (language: Language) => string;
  readonly price: number | null;
}

/** What can be told to one learner about their learning. Every method answers at once. */
export interface Study {
  /** Who they are to the shop; what is measured is measured by this. */
  readonly learner: string;
  /** Whether they joined their account of the shop. */
  readonly isLinked: boolean;
  /** `goal` in their own words; null = by what they did so far. `skip`: ids of courses not to be shown. */
  suggest(goal: string | null, skip: readonly string[], language: Language): Suggestions;
  /** The course whose code that is (`toCourseCode`); null where there is none any more. */
  findCourse(code: string): FoundCourse | null;
  /** Why that course: all that it went by, some lines. */
  explain(course: string, language: Language): string;
  /** A new plan; with `previous` what changed since that one is said. */
  plan(wish: StudyWish, previous: StoredPlan | null, language: Language): PlanCard;
  /** How far they are in what they have, their time, streak and next step. */
  progress(plan: StoredPlan | null, language: Language): StudyCard;
  /** What a certificate asks for and how much of it is done; of one course in their words, or of all they have. */
  certificate(words: string, language: Language): StudyCard;
  /** CV, interview and what follows a course; `goal` may be empty. */
  career(goal: string, language: Language): StudyCard;
}

/** A course as the target of a button, whatever its id is made of. */
export function toCourseCode(course: string): string {
  return toShortId(`course/${course}`, 8);
}
