/** Once a day looks for learners who may be written to unasked, and leaves it to the engine whether they are. */
import type { OutreachDue } from '../domain/event.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { PersonId } from '../domain/place.ts';
import { NO_PROFILE, type Profile } from '../domain/profile.ts';
import { toDueTimes } from '../domain/schedule.ts';
import type { Clock, Store } from '../ports.ts';
import { findReasonNot } from '../support/outreach.ts';
import { type StudyPause, toCandidates, withLatest } from '../support/outreach-candidates.ts';
import { type Candidate, type CourseProgress, type Survey, toSurveys } from '../support/surveys.ts';

/** Eleven in the morning, local time: nobody is woken, and there is time to answer. */
const MINUTE = 11 * 60;
const DAY_MS = 86_400_000;
const LATEST_MS = DAY_MS / 4;
/** Not more a day: a community is written to by and by, and its platform is not flooded. */
const MOST_A_DAY = 200;
/** So many are looked at for that; the others have another day. */
const MOST_LOOKED_AT = 4000;
const PART = 50;

export interface OutreachOptions {
  readonly store: Pick<Store, 'accept' | 'load' | 'countOpenTickets' | 'reachable'>;
  readonly clock: Clock;
  readonly community: string;
  readonly timeZone: string;
  /** Looked up each day: it may change while the process runs. */
  readonly knowledge: () => Knowledge;
  /** How far people of the chat are in their courses, as far as the shop tells. */
  readonly courseProgress: (now: number) => Promise<readonly CourseProgress[]>;
  /** Who paused and is likely not to come back. */
  readonly pauses: (now: number) => Promise<readonly StudyPause[]>;
}

export interface Outreach {
  /** Looks where the time has come; answers how many events it made. */
  step(): Promise<number>;
}

export function createOutreach(options: OutreachOptions): Outreach {
  const { store, clock, community, timeZone } = options;
  let lookedAt: number | null = null;

  /** The candidate if this is a good moment as far as one can see from here; the engine looks again. */
  async function findGood(
    candidate: Candidate,
    profile: Profile,
    surveys: readonly Survey[],
    now: number,
  ): Promise<Candidate | null> {
    const { person } = candidate;
    const of = (name: string | null) => surveys.find(({ survey }) => survey === name);
    const latest = (await store.load([{ by: 'person', community, learner: person }]))?.conversation ?? null;
    const periodDays = (name: string) => (of(name)?.when === 'period' ? (of(name)?.capDays ?? null) : null);
    const meant = withLatest(candidate, latest, now, periodDays);
    if (!meant) return null;
    const openTickets = await store.countOpenTickets(community, person);
    const surveyDays = of(meant.survey)?.capDays ?? 0;
    return findReasonNot(meant, { now, timeZone, profile, latest, openTickets, surveyDays }) === null ? meant : null;
  }

  async function findDue(now: number): Promise<OutreachDue[]> {
    const people = await store.reachable(community);
    const surveys = toSurveys(options.knowledge().surveys ?? []);
    const progress = await options.courseProgress(now);
    if (people.size === 0) return [];
    const pauses = await options.pauses(now);
    const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    const due: OutreachDue[] = [];
    const chosen = new Set<PersonId>();
    const candidates = toCandidates({ people, surveys, progress, pauses, now, timeZone }).slice(0, MOST_LOOKED_AT);
    for (const candidate of candidates) {
      const { person } = candidate;
      const profile = people.get(person) ?? NO_PROFILE;
      if (due.length >= MOST_A_DAY || chosen.has(person) || profile.privateSpot === null) continue;
      const good = await findGood(candidate, profile, surveys, now);
      if (!good) continue;
      chosen.add(person);
      // Numbered by the day, and the inbox takes an id once: however many processes look, the day has its most.
      const id = `outreach:${community}:${day}:${due.length}`;
      due.push({ kind: 'outreachDue', id, at: now, community, spot: profile.privateSpot, ...good });
    }
    return due;
  }

  return {
    async step() {
      const now = clock.now();
      const since = now - LATEST_MS;
      const dueAt = toDueTimes({ cadence: 'daily', minute: MINUTE, since }, since, now, timeZone).at(-1) ?? null;
      if (dueAt === null || dueAt === lookedAt) return 0;
      const events = await findDue(now);
      let made = 0;
      for (let start = 0; start < events.length; start += PART) {
        const accepted = await store.accept(events.slice(start, start + PART), now);
        made += accepted.filter((acceptance) => acceptance === 'accepted').length;
      }
      lookedAt = dueAt;
      return made;
    },
  };
}
