/** Short questionnaires beside the rating: what is asked, when, of whom, and what was answered. */
import { toShortId } from './ids.ts';
import type { Bilingual } from './knowledge.ts';

/** After a course, in the middle of one, or every so many days. */
export const SURVEY_MOMENTS = ['course_completed', 'course_half', 'period'] as const;
export const SURVEY_SCALES = ['0-10', '1-5', 'yes-no', 'text'] as const;
export type SurveyScale = (typeof SURVEY_SCALES)[number];

export interface SurveyQuestion {
  /** Name of the questionnaire; its questions are asked in the order of the file. */
  readonly survey: string;
  readonly question: Bilingual;
  readonly scale: SurveyScale;
  readonly when: (typeof SURVEY_MOMENTS)[number];
  /** Share of the learners who are asked, 0..1. */
  readonly sample: number;
  /** A learner is asked at most once in this many days, by whichever survey. */
  readonly capDays: number;
}

/** Where a learner is in a questionnaire. */
export interface SurveyStanding {
  readonly survey: string;
  /** The course it is about; null = about none. */
  readonly course: string | null;
  /** The conversation below which it is asked. */
  readonly conversationId: string;
  readonly askedAt: number;
  /** The question that waits for an answer, from 0; null = it is over. */
  readonly question: number | null;
  /** Since when the learner's next words are the answer, ms; null = they are not. */
  readonly writingSince: number | null;
}

const toCode = ({ survey, course, askedAt }: SurveyStanding): string =>
  toShortId(`${survey}/${course ?? ''}/${askedAt}`, 6);

/** What the buttons of a questionnaire carry: its conversation, and which one it is, as the conversation may see several. */
export function toSurveyTarget(standing: SurveyStanding): string {
  return `${standing.conversationId}-${toCode(standing)}`;
}

/** The conversation in the target of a questionnaire's button. */
export function fromSurveyTarget(target: string): string {
  return target.replace(/-[A-Z0-9]*$/, '');
}

/** What became of one question that one learner was asked. */
export interface SurveyAnswer {
  readonly survey: string;
  readonly question: number;
  /** null for words. Yes is 1, no is 0. */
  readonly score: number | null;
}

/** The values of the buttons of a scale; none where words are asked for. */
export function toScaleValues(scale: SurveyScale): readonly number[] {
  switch (scale) {
    case '0-10':
      return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    case '1-5':
      return [1, 2, 3, 4, 5];
    case 'yes-no':
      return [1, 0];
    case 'text':
      return [];
  }
}

/** A button's number carries the question too, so that a late press on an old button is not taken for the next answer. */
const VALUES = 11;
/** Numbers of buttons have two digits. */
export const MOST_QUESTIONS = 9;

export function toSurveyNumber(question: number, value: number): number {
  return question * VALUES + value;
}

export function fromSurveyNumber(n: number): { readonly question: number; readonly value: number } {
  return { question: Math.floor(n / VALUES), value: n % VALUES };
}
