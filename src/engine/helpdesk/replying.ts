/** What agents write: notes that stay inside, replies that go out, live mode, and waiting for the learner. */
import type { Attachment, MessageReceived, PersonEvent } from '../../domain/event.ts';
import { refreshBoth, refreshCard, refreshStatus, shorten } from '../cards.ts';
import type { Context } from '../context.ts';
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
} from '../draft.ts';
import { replies } from '../replies.ts';
import { mayHandle } from '../roles.ts';
import { staffReplies } from '../staff-replies.ts';
import { assignByItself, endLease, startLease, take } from './claiming.ts';
import { isInHand, refuseOwned, refuseState } from './refusal.ts';
import { runClock, setNextCheck, stopClock } from './service-levels.ts';
import { deskWords } from './words.ts';

/** Of which edits and deletions are carried over. */
const MOST_LIVE_MESSAGES = 100;

/** Words in the ticket's thread: a note, or a reply while live is on and they are the assignee's. */
export function onStaffMessage(draft: Draft, event: MessageReceived, context: Context): void {
  const ticket = ticketOf(draft);
  // In the thread of a place that it left, nobody sees that live replies are on.
  const isHere = event.spot.place === ticket.staffSpot.place;
  if (ticket.live && isHere && ticket.assignee === event.author.id) {
    const isOut = reply(draft, event, event.text.trim(), context, event.attachments);
    if (isOut && event.messageId !== undefined) {
      setTicket(draft, { liveMessages: [...ticket.liveMessages, event.messageId].slice(-MOST_LIVE_MESSAGES) });
    }
    return;
  }
  record(draft, 'noted', event.author.id, { text: event.text });
}

export function note(draft: Draft, event: PersonEvent, words: string): void {
  record(draft, 'noted', event.author.id, { text: words });
  tellStaff(draft, staffReplies.noteAdded(event.author.name, words, conversationOf(draft).language));
}

/** The explicit act: goes to the learner, ends the lease, and shows a receipt in the thread once it has arrived. Answers whether it did. */
export function reply(
  draft: Draft,
  event: PersonEvent,
  words: string,
  context: Context,
  files: readonly Attachment[] = [],
): boolean {
  const ticket = ticketOf(draft);
  if (words === '' && files.length === 0) return false;
  if (!isInHand(draft)) {
    refuseState(draft, event);
    return false;
  }
  if (!mayHandle(event, ticket, context)) {
    refuseOwned(draft, event);
    return false;
  }
  if (ticket.assignee === null) take(draft, event, context);
  const { language } = conversationOf(draft);
  endLease(draft);
  setTicket(draft, {
    firstReplyAt: ticket.firstReplyAt ?? event.at,
    lastMessage: `${event.author.name}: ${shorten(words, 120)}`,
  });
  if (ticket.firstReplyAt === null) setNextCheck(draft, context);
  setConversation(draft, { activeAt: event.at });
  record(draft, 'replied', event.author.id, { text: words });
  const sent = say(draft, replies.agentSays(event.author.name, words, language), [], null, files);
  draft.verbatim.set(sent, words);
  tellStaff(draft, staffReplies.replySent(event.author.name, words, language), sent);
  // To the learner the card says who has it and that it was answered: the words themselves arrive below it.
  if (ticket.assignee === null || ticket.firstReplyAt === null) refreshBoth(draft, context);
  else refreshCard(draft, context);
  return true;
}

/** Asks for more: with words they go to the learner first. The clock stands still until the learner answers. */
export function wait(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  if (!isInHand(draft)) return refuseState(draft, event);
  if (!mayHandle(event, ticketOf(draft), context)) return refuseOwned(draft, event);
  if (words !== '' && !reply(draft, event, words, context)) return;
  if (ticketOf(draft).assignee === null) take(draft, event, context);
  if (ticketOf(draft).status === 'pending') {
    record(draft, 'ignored', event.author.id, { reason: 'pending before' });
    return;
  }
  setTicket(draft, { status: 'pending', reminded: false });
  setConversation(draft, { status: 'pending', activeAt: event.at });
  record(draft, 'pended', event.author.id, { ticket: ticketOf(draft).id });
  stopClock(draft, context);
  endLease(draft);
  setTimer(draft, 'pendingQuiet', event.at + context.settings.closeAfterMs);
  tellStaff(draft, deskWords.pending(event.author.name, conversationOf(draft).language));
  refreshBoth(draft, context);
}

/** The learner answered, or somebody took the matter up again. */
export function resume(draft: Draft, context: Context): void {
  const ticket = ticketOf(draft);
  setConversation(draft, { status: ticket.assignee === null ? 'queued' : 'assigned' });
  if (ticket.status !== 'pending') return;
  setTicket(draft, { status: 'open' });
  record(draft, 'resumed', conversationOf(draft).learner, { ticket: ticket.id });
  runClock(draft, context);
  setTimer(draft, 'pendingQuiet', null);
  tellStaff(draft, deskWords.resumed(conversationOf(draft).language));
  if (ticket.assignee === null) assignByItself(draft, context);
  else startLease(draft, context);
  refreshStatus(draft, context);
}

export function toggleLive(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft) || ticket.assignee === null) return refuseState(draft, event);
  if (!mayHandle(event, ticket, context)) return refuseOwned(draft, event);
  setTicket(draft, { live: !ticket.live });
  record(draft, 'noted', event.author.id, { live: !ticket.live });
  tellStaff(draft, staffReplies.live(!ticket.live, conversationOf(draft).language));
  refreshCard(draft, context);
}
