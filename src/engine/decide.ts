/**
 * The conversation engine: one event and the stored conversation in, all that changes out. Pure: no clock, no
 * randomness, no waiting; deciding the same event on the same state twice gives the same rows.
 */
import { assertNever } from '../domain/assert-never.ts';
import type { Change, StoredConversation } from '../domain/change.ts';
import {
  ACCEPT_CHOICE,
  COURSE_CHOICES,
  OUTREACH_CHOICES,
  REPORT_CHOICES,
  STAFF_CHOICES,
  toVerb,
} from '../domain/choice.ts';
import type { Delivery } from '../domain/delivery.ts';
import { type ChoiceMade, type InboundEvent, isFromPerson, type MessageReceived } from '../domain/event.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import type { PersonId } from '../domain/place.ts';
import type { Needs } from '../domain/profile.ts';
import { type Context, isStaffPlace } from './context.ts';
import { answerAt, conversationOf, createDraft, type Draft, record, setTicket, toChange } from './draft.ts';
import { onFiguresAlarmed } from './figure-alarms.ts';
import { bringHome } from './helpdesk/homing.ts';
import { onStaffMessage } from './helpdesk/replying.ts';
import { onAcceptChoice } from './improvements.ts';
import { tellBlocked } from './learner/limits.ts';
import { shapeDeliveries } from './learner/plain-words.ts';
import { onCourseChoice } from './learner/study.ts';
import { toStudyVerb } from './learner/study-args.ts';
import { onMessageChanged, onPlaceLost } from './on-change.ts';
import { onChoice } from './on-choice.ts';
import { onCommand } from './on-command.ts';
import { onDeliveryFailed, onEventParked } from './on-failure.ts';
import { onMessage } from './on-message.ts';
import { onReportChoice } from './on-report.ts';
import { onStaffListed, onStaffVerb } from './on-staff.ts';
import { onTimer } from './on-timer.ts';
import { notePrivateSpot } from './outreach/meeting.ts';
import { onOutreachDue } from './outreach/on-outreach.ts';
import { takeSurveyWords } from './outreach/surveys.ts';
import { onOutreachChoice } from './outreach/wishes.ts';
import { replies } from './replies.ts';
import { isAgent, isTheLearner } from './roles.ts';
import { staffReplies } from './staff-replies.ts';
import { isStaffVerb } from './verbs.ts';

/** All that the event changes. `spoken`: the language the event's words are clearly in, null where they are in none. */
export function decide(
  stored: StoredConversation | null,
  event: InboundEvent,
  context: Context,
  spoken: Language | null,
): Change {
  // Nothing acts across communities: a foreign conversation is as good as none.
  const own = stored && stored.conversation.community === event.community ? stored : null;
  const draft = createDraft(event, own);
  if (draft.ticket) bringHome(draft, context);
  if (draft.ticket?.unreached && isFromPerson(event) && isTheLearner(event, conversationOf(draft))) {
    setTicket(draft, { unreached: null });
  }
  route(draft, event, context, spoken, own?.isLatest ?? true);
  if (isFromPerson(event)) notePrivateSpot(draft, event, context);
  const change = toChange(draft, own);
  // Commands like /progress are answered without a conversation, and some of them in somebody else's.
  const reader = draft.conversation?.learner ?? toReader(event);
  const needsOf = ({ privateTo }: Delivery): Needs | null => {
    const person = privateTo ?? reader;
    return person === null ? null : context.profileOf(person).needs;
  };
  return { ...change, deliveries: shapeDeliveries(change.deliveries, draft.verbatim, needsOf) };
}

function toReader(event: InboundEvent): PersonId | null {
  if (event.kind === 'outreachDue') return event.person;
  return isFromPerson(event) ? event.author.id : null;
}

function route(draft: Draft, event: InboundEvent, context: Context, spoken: Language | null, isLatest: boolean): void {
  switch (event.kind) {
    case 'messageReceived':
      return routeMessage(draft, event, context, spoken);
    case 'choiceMade':
      return routeChoice(draft, event, context, isLatest);
    case 'commandInvoked':
      return onCommand(draft, event, context, spoken);
    case 'timerFired':
      if (draft.conversation) onTimer(draft, event, context, isLatest);
      return;
    case 'deliveryFailed':
      if (draft.conversation) onDeliveryFailed(draft, event, context);
      return;
    case 'eventParked':
      return onEventParked(draft, event, context);
    case 'messageEdited':
    case 'messageDeleted':
      return onMessageChanged(draft, event, context);
    case 'figuresAlarmed':
      return onFiguresAlarmed(draft, event, context);
    case 'outreachDue':
      return onOutreachDue(draft, event, context);
    case 'placeLost':
      return onPlaceLost(draft, event, context);
    default:
      assertNever(event);
  }
}

/** What is said while people work on it, while more is being typed, or as a comment, belongs there. */
function isUnderWay({ conversation }: Draft): boolean {
  if (!conversation) return false;
  const { status, turn, rating } = conversation;
  return status === 'queued' || status === 'assigned' || status === 'pending' || turn !== null || rating.awaitsComment;
}

function routeMessage(draft: Draft, event: MessageReceived, context: Context, spoken: Language | null): void {
  if (!isStaffPlace(context, event.spot.place)) {
    if (takeSurveyWords(draft, event, context)) return;
    const verb = isUnderWay(draft) ? null : toStudyVerb(event.text);
    if (verb) onCommand(draft, { ...event, kind: 'commandInvoked', verb, args: '' }, context, spoken);
    else onMessage(draft, event, context, spoken);
  } else if (draft.ticket && isAgent(event, context)) onStaffMessage(draft, event, context);
  else record(draft, 'ignored', event.author.id, { reason: 'words in a staff place outside a ticket' });
}

function routeChoice(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  const reportChoice = REPORT_CHOICES.find((choice) => choice === event.choice);
  if (reportChoice) return onReportChoice(draft, event, reportChoice, context);
  const courseChoice = COURSE_CHOICES.find((choice) => choice === event.choice);
  if (courseChoice) return onCourseChoice(draft, event, courseChoice, context);
  const outreachChoice = OUTREACH_CHOICES.find((choice) => choice === event.choice);
  if (outreachChoice) return onOutreachChoice(draft, event, outreachChoice, context);
  if (event.choice === ACCEPT_CHOICE) return onAcceptChoice(draft, event, context);
  const language = draft.conversation?.language ?? languageOfLocale(event.locale) ?? 'zh';
  const verb = toVerb(event.choice);
  const forStaff = STAFF_CHOICES.has(verb);
  if (!draft.conversation || (forStaff && !draft.ticket)) {
    record(draft, 'refused', event.author.id, { reason: 'unknown target', choice: event.choice });
    if (forStaff && isAgent(event, context)) answerAt(draft, event.spot, 'staff', staffReplies.staleButton(language));
    else answerAt(draft, event.spot, 'learner', replies.staleButton(language));
  } else if (forStaff) {
    if (!isAgent(event, context)) {
      record(draft, 'refused', event.author.id, { reason: 'not an agent', choice: event.choice });
      answerAt(draft, event.spot, 'learner', staffReplies.onlyAgents(language));
    } else if (verb !== event.choice) {
      onStaffListed(draft, event, verb, Number(event.choice.slice(verb.length + 1)), context);
    } else if (isStaffVerb(verb)) {
      onStaffVerb(draft, event, verb, event.text?.trim() ?? '', context);
    }
  } else if (!isTheLearner(event, draft.conversation)) {
    record(draft, 'refused', event.author.id, { reason: 'not their button', choice: event.choice });
    answerAt(draft, event.spot, 'learner', replies.notYourButton(language));
  } else if (!tellBlocked(draft, event, context, language)) {
    onChoice(draft, event, context, isLatest);
  }
}
