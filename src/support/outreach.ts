/** When the bot may write without being asked. The same rules for every kind, so that nobody is written to by four features in one week. */
import type { Conversation } from '../domain/conversation.ts';
import { type Occasion, type OutreachKind, type SentOutreach, takes } from '../domain/outreach.ts';
import { isBlocked, isQuietAt, type Profile } from '../domain/profile.ts';

export interface Moment {
  readonly now: number;
  readonly timeZone: string;
  readonly profile: Profile;
  /** The learner's latest conversation, wherever it was; null = none. */
  readonly latest: Conversation | null;
  /** Tickets open or pending. */
  readonly openTickets: number;
  /** Days between two questionnaires, as that one says. */
  readonly surveyDays: number;
}

const DAY_MS = 86_400_000;
/** Between any two, and between two that nobody asked for. */
const BETWEEN_MS = DAY_MS;
const BETWEEN_UNASKED_MS = 7 * DAY_MS;
/** Between two of a kind. */
const BETWEEN_ALIKE_MS: Readonly<Record<OutreachKind, number>> = {
  survey: 0,
  suggestion: 14 * DAY_MS,
  reminder: 6 * DAY_MS,
  nudge: 14 * DAY_MS,
};
/** How long what ended badly stands between us. */
const SORE_MS = 14 * DAY_MS;
const SORE_SCORE = 6;

/** null: now is a good moment. Otherwise why not, for the record; all but `sent before` may pass. */
export function findReasonNot(occasion: Occasion, moment: Moment): string | null {
  const { now, timeZone, profile, latest, openTickets } = moment;
  if (!takes(profile.outreachWishes, occasion.outreach)) return 'not wanted';
  if (isBlocked(profile, now)) return 'blocked';
  if (profile.privateSpot === null) return 'no private chat';
  if (profile.outreachSent.some((one) => isSame(one, occasion))) return 'sent before';
  if (openTickets > 0) return 'a ticket is open';
  if (latest && isInTheMiddle(latest)) return 'in the middle of a matter';
  if (latest && isSore(latest, now)) return 'the last matter ended badly';
  if (isTooSoon(occasion, moment)) return 'written to lately';
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return isQuietAt(profile.needs, hour * 60 + minute) ? 'quiet hours' : null;
}

const isSame = (sent: SentOutreach, { outreach, occasion }: Occasion): boolean =>
  sent.outreach === outreach && sent.occasion === occasion;

function isInTheMiddle({ status, turn, rating }: Conversation): boolean {
  return (status !== 'resolved' && status !== 'closed') || turn !== null || rating.awaitsComment;
}

/** Nobody who went away without an answer, or was served badly, wants to hear of courses next. */
function isSore({ resolution, rating, activeAt }: Conversation, now: number): boolean {
  if (now - activeAt >= SORE_MS) return false;
  return resolution === 'abandoned' || (rating.score !== null && rating.score <= SORE_SCORE);
}

function isTooSoon({ outreach }: Occasion, { now, profile, surveyDays }: Moment): boolean {
  // A reminder is what they asked for: it waits for the day's other message, not for the week's.
  const isAsked = outreach === 'reminder';
  const alike = outreach === 'survey' ? surveyDays * DAY_MS : BETWEEN_ALIKE_MS[outreach];
  return profile.outreachSent.some((one) => {
    const ago = now - one.at;
    if (ago < BETWEEN_MS) return true;
    if (one.outreach === outreach && ago < alike) return true;
    return !isAsked && one.outreach !== 'reminder' && ago < BETWEEN_UNASKED_MS;
  });
}
