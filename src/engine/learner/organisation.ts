/** `/org`: what managers see of their own organisation, and the form by which a company asks for a course. Everything here goes by the account that was joined. */
import type { CommandInvoked, MessageReceived } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { type CourseRequest, nextField } from '../../domain/organisation.ts';
import { fillField, isCancelled, toRequest, toRequestText } from '../../support/course-request.ts';
import { sayAlreadyWithPeople } from '../cards.ts';
import type { Context } from '../context.ts';
import {
  answerAt,
  answerPrivately,
  conversationOf,
  type Draft,
  record,
  say,
  setConversation,
  setTimer,
} from '../draft.ts';
import { escalate } from '../handover.ts';
import { beginConversation } from '../on-message.ts';
import { quote } from '../replies.ts';
import { isAdmin } from '../roles.ts';
import { toSmallTalk } from '../small-talk.ts';
import { isFlood } from './limits.ts';
import { organisationWords } from './organisation-words.ts';

const MOST_SHOWN = 3;

/** The organisations that the author manages. */
function managedBy({ memberships = [] }: Context): readonly string[] {
  return memberships.filter(({ role }) => role === 'manager').map(({ organisation }) => organisation);
}

/** Nothing: their organisation's figures · `request …`: the form · an id: that one of their own. */
export function organisation(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const [, verb = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(event.args.trim()) ?? [];
  if (/^(?:request|申请|申請)$/i.test(verb)) return request(draft, event, context, language, rest);
  const managed = managedBy(context);
  // Of somebody else's organisation nothing is said, not even whether there is one.
  const wanted = verb === '' ? managed.slice(0, MOST_SHOWN) : managed.filter((id) => id === verb);
  if (wanted.length === 0) {
    const { account } = context.profileOf(event.author.id);
    record(draft, 'refused', event.author.id, { reason: 'no manager', verb: 'org' });
    const words = isAdmin(event, context)
      ? organisationWords.forAdmins(language)
      : managed.length > 0
        ? organisationWords.notYours(quote(verb), managed, language)
        : organisationWords.noManager(account, (context.memberships ?? []).length > 0, language);
    return answerAt(draft, event.spot, 'learner', words);
  }
  record(draft, 'reportRequested', event.author.id, { report: 'enterprise', organisation: wanted.join(' ') });
  for (const id of wanted) {
    const report = { name: 'enterprise', organisation: id, from: null, to: null, language, form: 'shared' } as const;
    // For the manager's eyes, also where others read along.
    answerPrivately(draft, event, { kind: 'report', report });
  }
  answerPrivately(draft, event, organisationWords.more(language));
}

/** Begins the form with what the line tells already. */
function request(draft: Draft, event: CommandInvoked, context: Context, language: Language, line: string): void {
  const status = draft.conversation?.status;
  if (status && status !== 'open' && status !== 'closed' && status !== 'resolved') {
    record(draft, 'refused', event.author.id, { reason: 'a ticket is in hand', verb: 'org' });
    return sayAlreadyWithPeople(draft, context);
  }
  if (status !== 'open') beginConversation(draft, event, language);
  setConversation(draft, { activeAt: event.at, language });
  goOn(draft, context, toRequest(line), '');
}

/** Asks for what is missing, or hands the whole request to people. */
function goOn(draft: Draft, context: Context, known: CourseRequest, lead: string): void {
  const { language, learner, questions } = conversationOf(draft);
  const field = nextField(known);
  if (field) {
    setConversation(draft, { request: known });
    record(draft, 'ignored', 'bot', { reason: 'course request', field });
    say(draft, [lead, organisationWords.ask(field, language)].filter(Boolean).join('\n'));
    setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
    return;
  }
  const companies = (context.memberships ?? []).map(({ organisation: id }) => id);
  const text = toRequestText(known, companies, language);
  setConversation(draft, {
    request: null,
    topic: 'enterprise',
    answer: null,
    questions: [...questions, text].slice(-5),
  });
  record(draft, 'learnerMessage', learner, { text });
  escalate(draft, context, 'asked');
}

/** True where the words are an answer to the form: then they have been dealt with. */
export function answerRequest(draft: Draft, event: MessageReceived, context: Context): boolean {
  const before = draft.conversation;
  if (before?.status !== 'open' || !before.request) return false;
  setConversation(draft, { activeAt: event.at });
  record(draft, 'learnerMessage', event.author.id, { text: event.text });
  if (isFlood(draft, event)) return true;
  const { language } = before;
  if (isCancelled(event.text)) {
    cancelRequest(draft, context);
    return true;
  }
  if (toSmallTalk(event.text) === 'person') {
    setConversation(draft, {
      request: null,
      topic: 'enterprise',
      questions: [...before.questions, toRequestText(before.request, [], language)].slice(-5),
    });
    escalate(draft, context, 'asked');
    return true;
  }
  const filled = fillField(before.request, event.text);
  if (filled === null) {
    const field = nextField(before.request) ?? 'seats';
    record(draft, 'refused', event.author.id, { reason: 'no number', field });
    say(draft, organisationWords.noNumber(quote(event.text), language));
  } else goOn(draft, context, filled, '');
  return true;
}

/** Does nothing where no form is open; true where one was. */
export function cancelRequest(draft: Draft, context: Context): boolean {
  const { conversation } = draft;
  if (!conversation?.request) return false;
  setConversation(draft, { request: null });
  record(draft, 'cancelled', conversation.learner, { reason: 'course request' });
  say(draft, organisationWords.cancelled(conversation.language));
  setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
  return true;
}
