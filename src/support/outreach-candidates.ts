/** Who may be written to today, and why: from progress, wishes and pauses. Whether the moment is good is another question (outreach.ts). */
import type { Conversation } from '../domain/conversation.ts';
import { takes } from '../domain/outreach.ts';
import type { PersonId } from '../domain/place.ts';
import type { Profile } from '../domain/profile.ts';
import { type Candidate, type CourseProgress, isFresh, type Survey, toShareOf, toSurveyCandidates } from './surveys.ts';

/** Somebody who was at a course and is likely not to come back; `lastDay` in days since 1970-01-01. */
export interface StudyPause {
  readonly person: PersonId;
  readonly course: string;
  readonly lastDay: number;
}

export interface OutreachSources {
  readonly people: ReadonlyMap<PersonId, Profile>;
  readonly surveys: readonly Survey[];
  readonly progress: readonly CourseProgress[];
  readonly pauses: readonly StudyPause[];
  readonly now: number;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;
/** What was rated so is worth following up, for so long. */
const HIGH_SCORE = 9;
const RATED_MS = 7 * DAY_MS;

/** Of reachable people only; what they asked for first, the rest in an order that changes from day to day, so that nobody is always last. */
export function toCandidates(sources: OutreachSources): Candidate[] {
  const { people, surveys, progress, pauses, now, timeZone } = sources;
  const wishing = (kind: 'reminder' | 'suggestion') =>
    [...people].filter(([, profile]) => takes(profile.outreachWishes, kind));
  const week = toWeek(now, timeZone);
  const asked = [
    ...wishing('reminder').map(([person]) => toCandidate('reminder', person, week, null)),
    ...progress
      .filter(({ doneAt }) => isFresh(doneAt, now))
      .map(({ person, course }) => toCandidate('suggestion', person, `course:${course}`, course)),
    // Which rating it is shows when their latest conversation is read.
    ...wishing('suggestion').map(([person]) => toCandidate('suggestion', person, '', null)),
  ];
  const unasked = [
    // Once for each pause: who comes back and pauses again begins a new one.
    ...pauses.map(({ person, course, lastDay }) => toCandidate('nudge', person, `${course}:${lastDay}`, course)),
    ...toSurveyCandidates(surveys, [...people.keys()], progress, now),
  ];
  const day = Math.floor(now / DAY_MS);
  const mixed = unasked.toSorted((a, b) => toShareOf(`${day} ${a.person}`) - toShareOf(`${day} ${b.person}`));
  return [...asked, ...mixed].filter((candidate) => isOpen(candidate, people.get(candidate.person)));
}

function isOpen({ outreach, occasion }: Candidate, profile: Profile | undefined): boolean {
  if (!profile || !takes(profile.outreachWishes, outreach)) return false;
  return !profile.outreachSent.some((sent) => sent.outreach === outreach && sent.occasion === occasion);
}

const toCandidate = (
  outreach: Candidate['outreach'],
  person: PersonId,
  occasion: string,
  course: string | null,
): Candidate => ({ outreach, person, occasion, survey: null, course });

/** `2026-W48`, by the local calendar. */
function toWeek(now: number, timeZone: string): string {
  const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

/** The candidate as their latest conversation makes it; null where that gives no occasion. `periodDays` of the questionnaires of a period. */
export function withLatest(
  candidate: Candidate,
  latest: Conversation | null,
  now: number,
  periodDays: (survey: string) => number | null,
): Candidate | null {
  if (candidate.outreach === 'suggestion' && candidate.course === null) {
    const isHigh = (latest?.rating.score ?? 0) >= HIGH_SCORE && now - (latest?.activeAt ?? 0) < RATED_MS;
    return latest && isHigh ? { ...candidate, occasion: `rating:${latest.id}` } : null;
  }
  const days = candidate.survey === null ? null : periodDays(candidate.survey);
  if (days === null) return candidate;
  // Who was not here in that time has nothing to say about it.
  return latest && now - latest.activeAt < days * DAY_MS ? candidate : null;
}
