/** Who is asked which questionnaire now. Pure: the same people and the same day give the same answer. */
import type { Occasion } from '../domain/outreach.ts';
import type { PersonId } from '../domain/place.ts';
import type { SurveyQuestion } from '../domain/survey.ts';

const DAY_MS = 86_400_000;
export const COMPLETED = 1;
export const HALF = 0.5;
/** Who finished longer ago has something else in mind. */
export const FRESH_MS = 14 * DAY_MS;

export interface Survey {
  readonly survey: string;
  readonly questions: readonly SurveyQuestion[];
  readonly when: SurveyQuestion['when'];
  readonly sample: number;
  readonly capDays: number;
}

/** Somebody who may be written to. */
export interface Candidate extends Occasion {
  readonly person: PersonId;
}

/** How far somebody is in a course, 0..1, and when they were half way and done (ms); null = not yet, or nobody knows when. */
export interface CourseProgress {
  readonly person: PersonId;
  readonly course: string;
  readonly completion: number;
  readonly halfAt: number | null;
  readonly doneAt: number | null;
}

/** The questionnaires of a file, whose questions agree on moment, share and cap. */
export function toSurveys(questions: readonly SurveyQuestion[]): Survey[] {
  return [...Map.groupBy(questions, ({ survey }) => survey)].map(([survey, own]) => {
    const { when, sample, capDays } = own[0]!;
    return { survey, questions: own, when, sample, capDays };
  });
}

/** FNV-1a of the words as a share of 1: who is in the sample is in it whenever one looks, and in every process. */
export function toShareOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) hash = Math.imul(hash ^ byte, 0x01000193);
  // The low bits of short words are little mixed.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 2 ** 32;
}

/** `people`: who may be asked after a period. Of courses only what was reached lately counts. */
export function toSurveyCandidates(
  surveys: readonly Survey[],
  people: readonly PersonId[],
  progress: readonly CourseProgress[],
  now: number,
): Candidate[] {
  return surveys.flatMap(({ survey, when, sample, capDays }) => {
    const of = (person: PersonId, course: string | null, occasion: string): Candidate[] =>
      toShareOf(`${survey} ${person} ${occasion}`) < sample
        ? [{ outreach: 'survey', occasion: `${survey}:${occasion}`, person, survey, course }]
        : [];
    if (when === 'period') {
      const period = String(Math.floor(now / (capDays * DAY_MS)));
      return people.flatMap((person) => of(person, null, period));
    }
    return progress
      .filter((one) =>
        when === 'course_completed' ? isFresh(one.doneAt, now) : isHalf(one) && isFresh(one.halfAt, now),
      )
      .flatMap(({ person, course }) => of(person, course, course));
  });
}

/** Whether that was reached, and lately. */
export const isFresh = (at: number | null, now: number): boolean => at !== null && at <= now && now - at < FRESH_MS;

const isHalf = ({ completion }: CourseProgress): boolean => completion >= HALF && completion < COMPLETED;
