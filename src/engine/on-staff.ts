/** What agents do with a ticket: claim, release, note, reply, resolve, reopen, live. Internal unless they say otherwise. */
import { assertNever } from '../domain/assert-never.ts';
import type { Attachment, MessageReceived, PersonEvent } from '../domain/event.ts';
import { refreshBoth, refreshCard, shorten, statusWord, toButton } from './cards.ts';
import type { Context } from './context.ts';
import {
  answerAt,
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
import { closeAnswer } from './given-answer.ts';
import { reopenTicket } from './handover.ts';
import { replies } from './replies.ts';
import { resolve } from './resolving.ts';
import { mayHandle } from './roles.ts';
import { staffReplies } from './staff-replies.ts';

export const STAFF_VERBS = ['claim', 'release', 'reply', 'note', 'resolve', 'reopen', 'live'] as const;
export type StaffVerb = (typeof STAFF_VERBS)[number];

/** An agent's verb on a ticket; the engine has checked the role and that the ticket exists. `words` is trimmed. */
export function onStaffVerb(draft: Draft, event: PersonEvent, verb: StaffVerb, words: string, context: Context): void {
  switch (verb) {
    case 'claim':
      return claim(draft, event, context);
    case 'release':
      return release(draft, event, context);
    case 'note':
      return words ? note(draft, event, words) : emptyWords(draft, event, verb);
    case 'reply':
      return words ? reply(draft, event, words, context) : emptyWords(draft, event, verb);
    case 'resolve':
      return resolveTicket(draft, event, context);
    case 'reopen':
      return reopen(draft, event, context);
    case 'live':
      return toggleLive(draft, event, context);
    default:
      assertNever(verb);
  }
}

/** Words in the ticket's thread: a note, or a reply while live is on and they are the assignee's. */
export function onStaffMessage(draft: Draft, event: MessageReceived, context: Context): void {
  const ticket = ticketOf(draft);
  if (ticket.live && ticket.assignee === event.author.id) {
    reply(draft, event, event.text.trim(), context, event.attachments);
    return;
  }
  record(draft, 'noted', event.author.id, { text: event.text });
}

/** Kept as a fact and told to the one who tried. */
function refuse(draft: Draft, event: PersonEvent, reason: string, words: string): void {
  record(draft, 'refused', event.author.id, { reason });
  answerAt(draft, event.spot, 'staff', words);
}

function emptyWords(draft: Draft, event: PersonEvent, verb: StaffVerb): void {
  refuse(draft, event, 'no words', staffReplies.emptyReply(verb, conversationOf(draft).language));
}

/** Tells the agent in what state the ticket is instead, and changes nothing. */
function wrongState(draft: Draft, event: PersonEvent): void {
  const { status, language } = conversationOf(draft);
  const wayOut = isInHand(draft) ? 'claim' : 'reopen';
  refuse(
    draft,
    event,
    `ticket is ${status}`,
    staffReplies.alreadyInState(statusWord(status, language), wayOut, language),
  );
}

function isInHand(draft: Draft): boolean {
  const { status } = conversationOf(draft);
  return status === 'queued' || status === 'assigned' || status === 'pending';
}

/** Compare and set: the version check of the commit makes two claims in the same instant one after the other. */
function take(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  const queue = context.knowledge.queues.get(ticket.queue) ?? context.routeTo(ticket.intent);
  const leaseUntil = event.at + queue.leaseMs;
  closeAnswer(draft, context);
  setTicket(draft, { assignee: event.author.id, assigneeName: event.author.name, leaseUntil });
  setConversation(draft, { status: 'assigned', activeAt: event.at, answer: null });
  record(draft, 'claimed', event.author.id, { ticket: ticket.id });
  setTimer(draft, 'leaseExpired', leaseUntil);
}

function claim(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  const { language } = conversationOf(draft);
  if (!isInHand(draft)) return wrongState(draft, event);
  if (ticket.assignee === event.author.id) {
    record(draft, 'ignored', event.author.id, { reason: 'claimed before' });
    return;
  }
  if (ticket.assignee !== null) {
    refuse(
      draft,
      event,
      'claimed by another',
      staffReplies.claimLost(ticket.assigneeName ?? ticket.assignee, language),
    );
    return;
  }
  take(draft, event, context);
  tellStaff(draft, staffReplies.claimed(event.author.name, language));
  refreshBoth(draft, context);
}

function release(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft) || ticket.assignee === null) return wrongState(draft, event);
  if (!mayHandle(event, ticket, context)) return ownedByAnother(draft, event);
  giveBack(draft, context, event.author.id);
  tellStaff(draft, staffReplies.released(event.author.name, conversationOf(draft).language));
}

/** The ticket waits again. */
export function giveBack(draft: Draft, context: Context, actor: string): void {
  setTicket(draft, { assignee: null, assigneeName: null, leaseUntil: null, live: false, status: 'open' });
  setConversation(draft, { status: 'queued' });
  record(draft, 'released', actor, { ticket: ticketOf(draft).id });
  setTimer(draft, 'leaseExpired', null);
  refreshBoth(draft, context);
}

function ownedByAnother(draft: Draft, event: PersonEvent): void {
  const ticket = ticketOf(draft);
  const { language } = conversationOf(draft);
  refuse(draft, event, 'owned by another', staffReplies.ownedBy(ticket.assigneeName ?? '', language));
}

function note(draft: Draft, event: PersonEvent, words: string): void {
  record(draft, 'noted', event.author.id, { text: words });
  tellStaff(draft, staffReplies.noteAdded(event.author.name, words, conversationOf(draft).language));
}

/** The explicit act: goes to the learner, ends the lease, and shows a receipt in the thread once it has arrived. */
function reply(
  draft: Draft,
  event: PersonEvent,
  words: string,
  context: Context,
  files: readonly Attachment[] = [],
): void {
  const ticket = ticketOf(draft);
  if (words === '' && files.length === 0) return;
  if (!isInHand(draft)) return wrongState(draft, event);
  if (!mayHandle(event, ticket, context)) return ownedByAnother(draft, event);
  if (ticket.assignee === null) take(draft, event, context);
  const { language } = conversationOf(draft);
  setTicket(draft, {
    leaseUntil: null,
    firstReplyAt: ticket.firstReplyAt ?? event.at,
    lastMessage: `${event.author.name}: ${shorten(words, 120)}`,
  });
  setConversation(draft, { activeAt: event.at });
  record(draft, 'replied', event.author.id, { text: words });
  setTimer(draft, 'leaseExpired', null);
  const sent = say(draft, replies.agentSays(event.author.name, words, language), [], null, files);
  tellStaff(draft, staffReplies.replySent(event.author.name, words, language), sent);
  if (ticket.assignee === null) refreshBoth(draft, context);
  else refreshCard(draft, context);
}

function resolveTicket(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft)) return wrongState(draft, event);
  if (!mayHandle(event, ticket, context)) return ownedByAnother(draft, event);
  if (ticket.assignee === null) take(draft, event, context);
  resolve(draft, context, 'agent', event.author.id);
  const conversation = conversationOf(draft);
  say(draft, replies.resolvedByAgent(ticket.id, conversation.language), [
    [toButton('reopen_mine', conversation.id, conversation.language)],
  ]);
  tellStaff(draft, staffReplies.resolved(event.author.name, conversation.language));
}

function reopen(draft: Draft, event: PersonEvent, context: Context): void {
  const { status } = conversationOf(draft);
  if (status !== 'resolved' && status !== 'closed') return wrongState(draft, event);
  reopenTicket(draft, context, event.author);
}

function toggleLive(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft) || ticket.assignee === null) return wrongState(draft, event);
  if (!mayHandle(event, ticket, context)) return ownedByAnother(draft, event);
  setTicket(draft, { live: !ticket.live });
  record(draft, 'noted', event.author.id, { live: !ticket.live });
  tellStaff(draft, staffReplies.live(!ticket.live, conversationOf(draft).language));
  refreshCard(draft, context);
}
