/** Commands: who may use which verb where, and the way to the room that does it. */
import { parseScore } from '../domain/choice.ts';
import type { CommandInvoked } from '../domain/event.ts';
import type { Language } from '../domain/language.ts';
import { onAdminVerb } from './admin.ts';
import { toLearnerStatus } from './cards.ts';
import { type Context, isStaffPlace } from './context.ts';
import { answerAt, type Draft, record, say, setConversation } from './draft.ts';
import { onDeskVerb } from './helpdesk/desk.ts';
import { splitTicketId } from './keys.ts';
import { courses } from './learner/courses.ts';
import { tellBlocked } from './learner/limits.ts';
import { needs } from './learner/needs.ts';
import { organisation } from './learner/organisation.ts';
import { settings, start } from './learner/settings.ts';
import { onStudyVerb } from './learner/study.ts';
import { cancel, showTickets, showTranscript } from './learner/tickets.ts';
import { human } from './on-choice.ts';
import { beginConversation, chooseLanguage, onMessage } from './on-message.ts';
import { onRatingsCommand } from './on-report.ts';
import { onStaffVerb } from './on-staff.ts';
import { isKnownAgent, onTeamReport } from './own-figures.ts';
import { quote, replies } from './replies.ts';
import { rate } from './resolving.ts';
import { isAdmin, isAgent } from './roles.ts';
import { staffReplies } from './staff-replies.ts';
import { type DeskVerb, isAdminVerb, isDeskVerb, isLearnerVerb, isStaffVerb, type StaffVerb } from './verbs.ts';

export function onCommand(draft: Draft, event: CommandInvoked, context: Context, spoken: 'zh' | 'en' | null): void {
  const language = context.profileOf(event.author.id).language ?? chooseLanguage(event, spoken, draft.conversation);
  const verb = event.verb.toLowerCase();
  const inStaffPlace = isStaffPlace(context, event.spot.place);
  if (isAdminVerb(verb)) adminVerb(draft, event, verb, context, language);
  else if (verb === 'ratings') onRatingsCommand(draft, event, language);
  else if (isStaffVerb(verb)) staffVerb(draft, event, verb, context, language);
  else if (isDeskVerb(verb)) deskVerb(draft, event, verb, context, language);
  else if (verb === 'help' || (verb === 'start' && inStaffPlace)) help(draft, event, context, language);
  else if (verb === 'transcript') showTranscript(draft, event, context, language);
  else if (!isLearnerVerb(verb)) unknownVerb(draft, event, isStaff(event, context), language);
  else if (inStaffPlace) {
    record(draft, 'refused', event.author.id, { reason: 'learner verb in a staff place' });
    answerAt(draft, event.spot, 'staff', staffReplies.onlyLearners(verb, language));
  } else if (!tellBlocked(draft, event, context, language)) learnerVerb(draft, event, verb, context, language, spoken);
}

/** A question that waits for nothing more: it is answered at once. */
function ask(draft: Draft, event: CommandInvoked, context: Context, language: Language, spoken: Language | null): void {
  const text = event.args.trim();
  if (text === '') {
    record(draft, 'refused', event.author.id, { reason: 'no words', verb: 'ask' });
    answerAt(draft, event.spot, 'learner', replies.nothingAsked(language));
    return;
  }
  const rating = draft.conversation?.rating;
  // A question is no comment, even where one was announced.
  if (rating?.awaitsComment) setConversation(draft, { rating: { ...rating, awaitsComment: false } });
  const atOnce = { ...context.settings, turnQuietMs: 0 };
  onMessage(draft, { ...event, kind: 'messageReceived', text }, { ...context, settings: atOnce }, spoken);
}

function help(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  record(draft, 'ignored', event.author.id, { reason: 'help' });
  const staff = isStaff(event, context);
  answerAt(
    draft,
    event.spot,
    staff ? 'staff' : 'learner',
    staff ? staffReplies.help(language) : replies.learnerHelp(language),
  );
}

function isStaff(event: CommandInvoked, context: Context): boolean {
  return isStaffPlace(context, event.spot.place) || isAdmin(event, context);
}

function unknownVerb(draft: Draft, event: CommandInvoked, forStaff: boolean, language: Language): void {
  record(draft, 'refused', event.author.id, { reason: 'unknown verb' });
  const list = forStaff ? staffReplies.help(language) : replies.learnerHelp(language);
  answerAt(draft, event.spot, forStaff ? 'staff' : 'learner', replies.unknownVerb(quote(event.verb), list, language));
}

function staffVerb(draft: Draft, event: CommandInvoked, verb: StaffVerb, context: Context, language: Language): void {
  if (!isAgent(event, context)) {
    record(draft, 'refused', event.author.id, { reason: 'not an agent', verb });
    answerAt(draft, event.spot, 'learner', staffReplies.onlyAgents(language));
  } else if (!draft.conversation || !draft.ticket) {
    record(draft, 'refused', event.author.id, { reason: 'no ticket', verb });
    answerAt(draft, event.spot, 'staff', staffReplies.whichTicket(verb, language));
  } else {
    const { words } = splitTicketId(event.args);
    onStaffVerb(draft, event, verb, words, context);
  }
}

function deskVerb(draft: Draft, event: CommandInvoked, verb: DeskVerb, context: Context, language: Language): void {
  if (isAgent(event, context) || (verb === 'figures' && isKnownAgent(event, context)))
    return onDeskVerb(draft, event, verb, context, language);
  record(draft, 'refused', event.author.id, { reason: 'not an agent', verb });
  answerAt(draft, event.spot, 'learner', staffReplies.onlyAgents(language));
}

function adminVerb(
  draft: Draft,
  event: CommandInvoked,
  verb: Parameters<typeof onAdminVerb>[2],
  context: Context,
  language: Language,
): void {
  if (isAdmin(event, context)) return onAdminVerb(draft, event, verb, context, language);
  if (verb === 'report' && onTeamReport(draft, event, context, language)) return;
  record(draft, 'refused', event.author.id, { reason: 'not an admin', verb });
  answerAt(draft, event.spot, 'learner', staffReplies.onlyAdmins(language));
}

function learnerVerb(
  draft: Draft,
  event: CommandInvoked,
  verb: string,
  context: Context,
  language: Language,
  spoken: Language | null,
): void {
  const status = draft.conversation?.status;
  switch (verb) {
    case 'ask':
      return ask(draft, event, context, language, spoken);
    case 'start':
      return start(draft, event, context, language);
    case 'settings':
      return settings(draft, event, context, language);
    case 'needs':
      return needs(draft, event, context, language);
    case 'recommend':
    case 'path':
    case 'progress':
      return onStudyVerb(draft, event, verb, context, language);
    case 'courses':
      return courses(draft, event, context, language);
    case 'home': {
      record(draft, 'ignored', event.author.id, { reason: 'home shown' });
      const view = { name: 'home', community: event.community, learner: event.author.id, language } as const;
      return answerAt(draft, event.spot, 'learner', { kind: 'view', view });
    }
    case 'org':
      return organisation(draft, event, context, language);
    case 'tickets':
      return showTickets(draft, event, language);
    case 'cancel':
      return cancel(draft, event, context, language);
    case 'status': {
      record(draft, 'ignored', event.author.id, { reason: 'status' });
      answerAt(draft, event.spot, 'learner', toStatus(draft, context, language));
      return;
    }
    case 'rate': {
      const score = parseScore(event.args);
      if (!draft.conversation || (status !== 'resolved' && status !== 'closed')) {
        record(draft, 'refused', event.author.id, { reason: 'nothing to rate' });
        answerAt(draft, event.spot, 'learner', replies.nothingToRate(language));
      } else if (score === null) {
        record(draft, 'refused', event.author.id, { reason: 'not a score' });
        const typed = quote(event.args);
        say(draft, typed ? replies.badScore(typed, language) : replies.whichScore(language));
      } else rate(draft, context, score);
      return;
    }
    case 'human': {
      if (!status || status === 'closed') beginConversation(draft, event, language);
      setConversation(draft, { activeAt: event.at, language });
      human(draft, event, context);
      return;
    }
  }
}

function toStatus(draft: Draft, context: Context, language: Language): string {
  const { conversation, ticket } = draft;
  if (!conversation || conversation.status === 'closed') return replies.noConversation(language);
  if (conversation.status === 'resolved') return replies.statusResolved(language);
  return ticket ? toLearnerStatus(draft, context) : replies.statusOpen(language);
}
