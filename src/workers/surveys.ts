/** Once a day looks for learners who may be asked a questionnaire, and leaves it to the engine whether they are. */
import type { SurveyDue } from '../domain/event.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { PersonId } from '../domain/place.ts';
import { toDueTimes } from '../domain/schedule.ts';
import type { Clock, Store } from '../ports.ts';
import { type CourseProgress, toSurveyOccasions, toSurveys } from '../support/surveys.ts';

/** Eleven in the morning, local time: nobody is woken, and there is time to answer. */
const MINUTE = 11 * 60;
const DAY_MS = 86_400_000;
const LATEST_MS = DAY_MS / 4;
/** Not more new ones a day: a community is asked by and by, and its platform is not flooded. */
const MOST_A_DAY = 200;
const PART = 50;

export interface SurveysOptions {
  readonly store: Pick<Store, 'reports' | 'accept'>;
  readonly clock: Clock;
  readonly community: string;
  readonly timeZone: string;
  /** Looked up each day: it may change while the process runs. */
  readonly knowledge: () => Knowledge;
  /** How far people of the chat are in their courses, as far as the shop tells. */
  readonly courseProgress: () => Promise<readonly CourseProgress[]>;
}

export interface Surveys {
  /** Looks where the time has come; answers how many events it made. */
  step(): Promise<number>;
}

export function createSurveys(options: SurveysOptions): Surveys {
  const { store, clock, community, timeZone } = options;
  let lookedAt: number | null = null;

  async function findRecent(days: number, now: number): Promise<PersonId[]> {
    const rows = await store.reports.conversations(now - days * DAY_MS, now);
    return [...new Set(rows.filter((row) => row.community === community).map(({ learner }) => learner))];
  }

  return {
    async step() {
      const now = clock.now();
      const since = now - LATEST_MS;
      const dueAt = toDueTimes({ cadence: 'daily', minute: MINUTE, since }, since, now, timeZone).at(-1) ?? null;
      const surveys = toSurveys(options.knowledge().surveys ?? []);
      if (dueAt === null || dueAt === lookedAt || surveys.length === 0) return 0;
      const longest = surveys.reduce(
        (most, { when, capDays }) => (when === 'period' ? Math.max(most, capDays) : most),
        0,
      );
      const recent = longest > 0 ? await findRecent(longest, dueAt) : [];
      const events = toSurveyOccasions(surveys, recent, await options.courseProgress(), dueAt).map(
        ({ survey, person, course, occasion }): SurveyDue => ({
          kind: 'surveyDue',
          // The inbox takes an id once: each occasion is one, whoever looks and however often.
          id: `survey:${community}:${survey}:${person}:${occasion}`,
          at: now,
          community,
          person,
          survey,
          course,
        }),
      );
      let made = 0;
      for (let start = 0; start < events.length && made < MOST_A_DAY; start += PART) {
        const accepted = await store.accept(events.slice(start, start + PART), now);
        made += accepted.filter((acceptance) => acceptance === 'accepted').length;
      }
      lookedAt = dueAt;
      return made;
    },
  };
}
