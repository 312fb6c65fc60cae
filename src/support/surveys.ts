/** Who is asked which questionnaire now. Pure: the same people and the same day give the same answer. */
import type { PersonId } from '../domain/place.ts';
import type { SurveyQuestion } from '../domain/survey.ts';

const DAY_MS = 86_400_000;
const COMPLETED = 1;
const HALF = 0.5;

export interface Survey {
  readonly survey: string;
  readonly questions: readonly SurveyQuestion[];
  readonly when: SurveyQuestion['when'];
  readonly sample: number;
  readonly capDays: number;
}

/** One learner who may be asked. `occasion` names what makes it once: the course, or the period. */
export interface SurveyOccasion {
  readonly survey: string;
  readonly person: PersonId;
  readonly course: string | null;
  readonly occasion: string;
}

/** How far somebody is in a course, 0..1. */
export interface CourseProgress {
  readonly person: PersonId;
  readonly course: string;
  readonly completion: number;
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

/** `recent`: people who came with a question lately, for the surveys of a period. */
export function toSurveyOccasions(
  surveys: readonly Survey[],
  recent: readonly PersonId[],
  progress: readonly CourseProgress[],
  now: number,
): SurveyOccasion[] {
  return surveys.flatMap(({ survey, when, sample, capDays }) => {
    const period = String(Math.floor(now / (capDays * DAY_MS)));
    const all: SurveyOccasion[] =
      when === 'period'
        ? recent.map((person) => ({ survey, person, course: null, occasion: period }))
        : progress
            .filter(({ completion }) => (when === 'course_completed' ? completion >= COMPLETED : isHalf(completion)))
            .map(({ person, course }) => ({ survey, person, course, occasion: course }));
    return all.filter(({ person, occasion }) => toShareOf(`${survey} ${person} ${occasion}`) < sample);
  });
}

const isHalf = (completion: number): boolean => completion >= HALF && completion < COMPLETED;
