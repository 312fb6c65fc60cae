/** Between bot and people: opening a ticket, reopening it, and passing the learner's words on. */
import { type EscalationReason, FRESH_TICKET } from '../domain/conversation.ts';
import type { Attachment, Author } from '../domain/event.ts';
import { toTicketId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import { toClaimLease } from '../support/claim-lease.ts';
import { isTakenByPeople, toEntitlementText } from '../support/entitlement-text.ts';
import { refreshBoth, refreshCard, refreshStatus, shorten } from './cards.ts';
import type { Context } from './context.ts';
import {
  conversationOf,
  type Draft,
  record,
  say,
  setConversation,
  setTicket,
  setTimer,
  tellStaff,
  ticketOf,
} from './draft.ts';
import { closeAnswer, withdrawOffer } from './given-answer.ts';
import { assignByItself } from './helpdesk/claiming.ts';
import { startClocks } from './helpdesk/service-levels.ts';
import { retellStory } from './helpdesk/story.ts';
import { guessTaught, suggestBeside } from './learner/tutoring.ts';
import { cut, replies } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

const MOST_QUESTIONS = 5;
/** In progress at once, of one learner over all places. */
const MOST_OPEN_TICKETS = 5;
/** More than any platform lets a person send at once. */
const LONGEST_QUESTION = 100_000;

/** A ticket that is opened again because an event was given up. */
const BOT = { id: 'local:bot', name: '🤖' } as const;

/** Below this confidence a candidate says nothing about which queue should take the question. */
const ROUTING_CONFIDENCE = 0.3;

/** What the conversation seems to be about: the last answer, else the last refused one, else the diagnoser's best guess. */
function guessIntent(draft: Draft, context: Context): string | null {
  const conversation = conversationOf(draft);
  // Who looked through courses and asks for a person asks about those: what the words resemble says nothing.
  if (conversation.topic !== null && conversation.answer === null) return null;
  const best = context.diagnosis?.candidates[0];
  if (best && best.confidence >= ROUTING_CONFIDENCE) return best.intent;
  return conversation.answer?.intent ?? conversation.refused.at(-1) ?? conversation.offered.find(Boolean) ?? null;
}

/** Words that were to be answered when the learner stops typing go into the ticket instead. */
function keepPendingWords(draft: Draft): void {
  const { turn, questions } = conversationOf(draft);
  if (turn) setConversation(draft, { turn: null, questions: toQuestions(questions, turn.texts) });
}

/** The last few questions as they were written; more would bury the matter. */
export function toQuestions(before: readonly string[], texts: readonly string[]): readonly string[] {
  return [...before, ...texts].slice(-MOST_QUESTIONS).map((question) => cut(question, LONGEST_QUESTION));
}

function toNotice(reason: EscalationReason, language: Language): string {
  if (reason === 'fault') return replies.faultNotice(language);
  if (reason === 'upset') return replies.upsetNotice(language);
  return replies.escalationNotice(reason !== 'second_miss', language);
}

/** Kept as a fact and told; the words stay with the conversation. */
function refuseTicket(draft: Draft, context: Context): void {
  const { language, learner } = conversationOf(draft);
  keepPendingWords(draft);
  record(draft, 'refused', learner, { reason: 'too many open tickets' });
  say(draft, replies.tooManyTickets(context.openTickets, language));
  setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
}

/** Outside the service window: what still works is said honestly, with the way to renew; the words stay with the conversation. */
function refuseUnentitled(draft: Draft, context: Context): void {
  const { language, learner } = conversationOf(draft);
  keepPendingWords(draft);
  record(draft, 'refused', learner, { reason: `service ${context.entitlement.state}` });
  say(draft, toEntitlementText(context.entitlement, context.renew, language));
  setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
}

/** Hands the conversation to people: one ticket, announced to the learner with queue, place and promised time. */
export function escalate(draft: Draft, context: Context, reason: EscalationReason): void {
  const { event } = draft;
  if (draft.ticket) {
    reopenTicket(draft, context, BOT);
    return;
  }
  if (context.openTickets >= MOST_OPEN_TICKETS) {
    refuseTicket(draft, context);
    return;
  }
  const intent = guessIntent(draft, context);
  const known = intent ? (context.knowledge.solutions.get(intent)?.category ?? null) : null;
  const { questions, turn, topic, language: spoken } = conversationOf(draft);
  const matter = known ?? topic ?? guessTaught(draft, context);
  const { queue, priority, tags, by } = context.route(intent, {
    text: [...questions, ...(turn?.texts ?? [])].join('\n'),
    category: matter,
    courses: context.entitlement.courses.map(({ course }) => course),
    segment: context.learning?.segment ?? null,
    entitlement: context.entitlement.state,
    language: spoken,
    priority: 'normal',
    at: event.at,
  });
  const category = matter ?? queue.categories[0] ?? 'technical';
  if (!isTakenByPeople(context.entitlement, category)) {
    refuseUnentitled(draft, context);
    return;
  }
  closeAnswer(draft, context);
  withdrawOffer(draft);
  keepPendingWords(draft);
  setConversation(draft, {
    status: 'queued',
    turn: null,
    answer: null,
    resolution: null,
    resolvedAt: null,
  });
  const conversation = conversationOf(draft);
  draft.ticket = {
    id: toTicketId(event.id, context.salt),
    conversationId: conversation.id,
    queue: queue.queue,
    category,
    intent,
    status: 'open',
    reason,
    assignee: null,
    assigneeName: null,
    leaseUntil: null,
    createdAt: event.at,
    promisedAt: event.at,
    firstReplyAt: null,
    resolvedAt: null,
    live: false,
    reopenedCount: 0,
    staffSpot: { place: queue.places[0] ?? context.staffPlaces[0] ?? 'local:staff', thread: null },
    acknowledged: false,
    lastMessage: null,
    ...FRESH_TICKET,
    priority: priority ?? 'normal',
    tags,
  };
  record(draft, 'escalated', 'bot', {
    queue: queue.queue,
    category,
    intent,
    reason,
    ticket: draft.ticket.id,
    priority: draft.ticket.priority,
    rules: by.join(' ') || null,
  });
  const { language } = conversation;
  startClocks(draft, context);
  refreshStatus(draft, context, toNotice(reason, language));
  retellStory(draft, context);
  if (conversation.files.length > 0) {
    const words = staffReplies.filesOnly(conversation.files.length, language);
    tellStaff(draft, staffReplies.learnerSays(conversation.learnerName, words, language), null, conversation.files);
    setConversation(draft, { files: [] });
  }
  suggestBeside(draft, context);
  setTimer(draft, 'turnQuiet', null);
  setTimer(draft, 'quietClose', null);
  setTimer(draft, 'ratingPrompt', null);
  assignByItself(draft, context);
  if (draft.ticket?.assignee) refreshBoth(draft, context);
}

/** Opens the ticket again: back to its assignee with a fresh lease, or into the queue. */
export function reopenTicket(draft: Draft, context: Context, actor: Author): void {
  const { event } = draft;
  const ticket = ticketOf(draft);
  const queue = context.knowledge.queues.get(ticket.queue) ?? context.routeTo(ticket.intent);
  const lease = ticket.assignee ? toClaimLease(queue, event.at, context.calendarOf(queue)) : null;
  const leaseUntil = lease?.until ?? null;
  setTicket(draft, {
    status: 'open',
    resolvedAt: null,
    leaseUntil,
    mergedInto: null,
    reopenedCount: ticket.reopenedCount + 1,
  });
  closeAnswer(draft, context);
  withdrawOffer(draft);
  const { rating } = conversationOf(draft);
  setConversation(draft, {
    status: ticket.assignee ? 'assigned' : 'queued',
    resolution: null,
    resolvedAt: null,
    turn: null,
    answer: null,
    // What is written from now on is about the matter again.
    rating: { ...rating, awaitsComment: false },
  });
  record(draft, 'reopened', actor.id, { ticket: ticket.id });
  const { language } = conversationOf(draft);
  tellStaff(draft, staffReplies.reopenedBy(actor.name, language));
  if (!draft.isLatest) tellStaff(draft, staffReplies.newerConversation(language));
  setTimer(draft, 'leaseExpired', leaseUntil);
  setTimer(draft, 'leaseNudge', lease?.nudgeAt ?? null);
  startClocks(draft, context);
  setTimer(draft, 'ratingPrompt', null);
  setTimer(draft, 'quietClose', null);
  assignByItself(draft, context);
  refreshBoth(draft, context);
}

/** For the learner, who may have so many in progress at once and is told when that is too many. Answers whether it is open again. */
export function reopenForLearner(draft: Draft, context: Context, learner: Author): boolean {
  if (context.openTickets < MOST_OPEN_TICKETS) {
    reopenTicket(draft, context, learner);
    return true;
  }
  record(draft, 'refused', learner.id, { reason: 'too many open tickets' });
  const { language } = conversationOf(draft);
  say(draft, replies.tooManyToReopen(ticketOf(draft).id, context.openTickets, language));
  return false;
}

/** The learner's words go below the card, and the card shows them as the latest. */
export function relay(draft: Draft, context: Context, words: string, files: readonly Attachment[] = []): void {
  const { learnerName, language } = conversationOf(draft);
  const shown = words.trim() === '' && files.length > 0 ? staffReplies.filesOnly(files.length, language) : words;
  setTicket(draft, { lastMessage: shorten(shown, 160) });
  tellStaff(draft, staffReplies.learnerSays(learnerName, shown, language), null, files);
  refreshCard(draft, context);
}
