/** Writes to a learner unasked, where this is a good moment. What was sent is remembered with the person, in the same commit. */
import { toCourseTitle } from '../../domain/course.ts';
import type { OutreachDue } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { withSent } from '../../domain/outreach.ts';
import { toCourseCode } from '../../domain/study.ts';
import { findReasonNot } from '../../support/outreach.ts';
import type { Context } from '../context.ts';
import { type Draft, record, setProfile, tellPerson } from '../draft.ts';
import { recordSuggestions, toSuggestionsMessage } from '../learner/study.ts';
import { nowOf } from './meeting.ts';
import { outreachWords } from './outreach-words.ts';
import { askSurvey, findSurvey } from './surveys.ts';
import { toWishButton } from './wishes.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What was due in the morning is not for the evening; another day will do. */
const LATEST_MS = 6 * HOUR_MS;
const COMPLETED = 1;

export function onOutreachDue(draft: Draft, event: OutreachDue, context: Context): void {
  const reason = findReason(draft, event, context) ?? write(draft, event, context);
  if (reason !== null) {
    record(draft, 'ignored', 'bot', { reason: `outreach: ${reason}`, outreach: event.outreach });
    return;
  }
  const { outreachSent } = context.profileOf(event.person);
  const { outreach, occasion, course } = event;
  setProfile(draft, event.person, {
    outreachSent: withSent(outreachSent, { outreach, occasion, at: nowOf(draft, context) }),
  });
  record(draft, 'outreachSent', 'bot', { outreach, course });
}

function findReason(draft: Draft, event: OutreachDue, context: Context): string | null {
  const now = nowOf(draft, context);
  const profile = context.profileOf(event.person);
  if (now - event.at > LATEST_MS) return 'too late in the day';
  const { privateSpot } = profile;
  if (privateSpot?.place !== event.spot.place || privateSpot.thread !== event.spot.thread) return 'talks elsewhere now';
  const survey = event.survey === null ? null : findSurvey(context, event.survey);
  return findReasonNot(event, {
    now,
    profile,
    timeZone: context.settings.timeZone,
    latest: context.other?.conversation ?? draft.conversation,
    openTickets: context.openTickets,
    surveyDays: survey?.capDays ?? 0,
  });
}

/** null: it is written. Otherwise why there is nothing to write. */
function write(draft: Draft, event: OutreachDue, context: Context): string | null {
  const latest = context.other?.conversation ?? draft.conversation;
  const language = context.profileOf(event.person).language ?? latest?.language ?? 'zh';
  switch (event.outreach) {
    case 'survey':
      return survey(draft, event, context);
    case 'suggestion':
      return suggestion(draft, event, context, language);
    case 'reminder':
      return reminder(draft, event, context, language);
    case 'nudge':
      return nudge(draft, event, context, language);
  }
}

function survey(draft: Draft, event: OutreachDue, context: Context): string | null {
  const found = event.survey === null ? undefined : findSurvey(context, event.survey);
  if (!found) return 'no such survey';
  // The answers are a conversation's: without one there is nothing to hang them on.
  if (!draft.conversation) return 'never asked anything';
  askSurvey(draft, found, event.course, context);
  return null;
}

function toTitle({ knowledge, study }: Context, id: string | null, language: Language): string | null {
  if (id === null) return null;
  const course = knowledge.courses?.find((one) => one.id === id);
  return study?.findCourse(toCourseCode(id))?.title(language) ?? (course ? toCourseTitle(course, language) : null);
}

function suggestion(draft: Draft, event: OutreachDue, context: Context, language: Language): string | null {
  const { study } = context;
  const found = study?.suggest(null, [], language);
  if (!study || !found || found.courses.length === 0) return 'nothing to suggest';
  const title = toTitle(context, event.course, language);
  if (event.course !== null && title === null) return 'no such course';
  recordSuggestions(draft, event.person, found, study);
  const message = toSuggestionsMessage(found, '', study, language);
  const buttons = [...message.buttons, [toWishButton('outreach_off', 'suggestion', language)]];
  const text = `${outreachWords.suggestionsHead(title, language)}\n${message.text}`;
  tellPerson(draft, event.person, event.spot, { kind: 'message', message: { text, buttons } });
  return null;
}

/** How far they are, and the plan fitted to it. */
function reminder(draft: Draft, event: OutreachDue, context: Context, language: Language): string | null {
  const { study } = context;
  if (!study) return 'nothing known';
  const { plan } = context.profileOf(event.person);
  const card = plan ? study.plan(plan, plan, language) : null;
  if (card?.isFinished) return 'the plan is finished';
  const next = card?.plan ?? plan;
  const isNew = card?.plan != null && JSON.stringify(card.plan) !== JSON.stringify(plan);
  if (isNew) {
    setProfile(draft, event.person, { plan: card.plan });
    record(draft, 'planned', event.person, { change: 'redrawn', goal: card.plan.goal });
  }
  const { text, picture } = study.progress(next, language);
  const words = [outreachWords.reminderHead(language), text, ...(isNew ? [outreachWords.replanned(language)] : [])];
  const buttons = [[toWishButton('outreach_off', 'reminder', language)]];
  tellPerson(
    draft,
    event.person,
    event.spot,
    picture
      ? { kind: 'view', view: { name: 'study', text: words.join('\n'), picture, buttons } }
      : { kind: 'message', message: { text: words.join('\n'), buttons } },
  );
  return null;
}

/** Kind, and about the course only: nobody is told how likely they are to give up. */
function nudge(draft: Draft, event: OutreachDue, context: Context, language: Language): string | null {
  const title = toTitle(context, event.course, language);
  if (title === null) return 'no such course';
  const state = context.learning?.courses.find(({ course }) => course === event.course);
  if ((state?.completion ?? 0) >= COMPLETED) return 'finished';
  const today = Math.floor(nowOf(draft, context) / DAY_MS);
  const days = state?.lastDay == null ? null : today - state.lastDay;
  if (days !== null && days < 2) return 'came back';
  const text = outreachWords.nudge(title, days, state?.completion ?? null, language);
  const buttons = [[toWishButton('outreach_off', 'nudge', language)]];
  tellPerson(draft, event.person, event.spot, { kind: 'message', message: { text, buttons } });
  return null;
}
