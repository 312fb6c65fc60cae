/** A learner pressed a button. Pressing twice, or on an old message, changes nothing. */
import { SCORES } from '../domain/choice.ts';
import type { Author, ChoiceMade } from '../domain/event.ts';
import { giveAnswer, miss } from './answering.ts';
import type { Context } from './context.ts';
import { answerAt, conversationOf, type Draft, record, say, setConversation } from './draft.ts';
import { closeAnswer } from './given-answer.ts';
import { escalate, reopenTicket } from './handover.ts';
import { replies } from './replies.ts';
import { addComment, askComment, rate, resolve } from './resolving.ts';

/** The learner's buttons; the engine has checked that the conversation is theirs. */
export function onChoice(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  setConversation(draft, { activeAt: event.at });
  const { choice } = event;
  if (choice.startsWith('pick:')) pick(draft, event, context, Number(choice.slice('pick:'.length)));
  else if (choice.startsWith('rate:')) rateByButton(draft, event, context, Number(choice.slice('rate:'.length)));
  else if (choice === 'solved') solved(draft, event, context);
  else if (choice === 'not_this') notThis(draft, event, context);
  else if (choice === 'human') human(draft, event, context);
  else if (choice === 'comment') comment(draft, event, context);
  else if (choice === 'reopen_mine') reopenMine(draft, event, context, isLatest);
}

/** The press is kept as a fact, and the learner is told when nothing comes of it. */
function stale(draft: Draft, event: ChoiceMade): void {
  record(draft, 'ignored', event.author.id, { reason: 'stale button', choice: event.choice });
  answerAt(draft, event.spot, 'learner', replies.staleButton(conversationOf(draft).language));
}

/** A second press of the same button: kept as a fact, no further message. */
function repeated(draft: Draft, event: ChoiceMade): void {
  record(draft, 'ignored', event.author.id, { reason: 'pressed before', choice: event.choice });
}

function pick(draft: Draft, event: ChoiceMade, context: Context, n: number): void {
  const { status, offered, answer } = conversationOf(draft);
  const intent = offered[n];
  if (status !== 'open' || !intent) stale(draft, event);
  else if (intent === answer?.intent) repeated(draft, event);
  else giveAnswer(draft, context, intent, null);
}

function solved(draft: Draft, event: ChoiceMade, context: Context): void {
  const { status, answer, language, resolution, turn } = conversationOf(draft);
  if (status === 'open' && answer && turn) {
    // The next question is already being typed: it is answered when its turn is over.
    closeAnswer(draft, context, replies.solvedMark(language));
    setConversation(draft, { answer: null });
    record(draft, 'ignored', event.author.id, { reason: 'solved, more to come', intent: answer.intent });
  } else if (status === 'open' && answer) {
    closeAnswer(draft, context, replies.solvedMark(language));
    resolve(draft, context, 'confirmed', event.author.id);
    say(draft, replies.confirmed(language));
  } else if (status === 'queued' && answer && draft.ticket) {
    closeAnswer(draft, context, replies.solvedMark(language));
    setConversation(draft, { answer: null });
    record(draft, 'ignored', event.author.id, { reason: 'solved beside the ticket', intent: answer.intent });
    say(draft, replies.besideSolved(draft.ticket.id, language));
  } else if (resolution === 'confirmed') repeated(draft, event);
  else stale(draft, event);
}

function notThis(draft: Draft, event: ChoiceMade, context: Context): void {
  const { status, answer, language, refused } = conversationOf(draft);
  if (!answer || (status !== 'open' && status !== 'queued')) {
    if (status === 'open' || status === 'queued') repeated(draft, event);
    else stale(draft, event);
    return;
  }
  closeAnswer(draft, context, replies.refusedMark(language));
  setConversation(draft, { answer: null, refused: [...refused, answer.intent] });
  record(draft, 'refused', event.author.id, { intent: answer.intent });
  if (status === 'open') miss(draft, context, 'not this', replies.refusedAnswer);
  else if (draft.ticket) say(draft, replies.alreadyWithPeople(draft.ticket.id, language));
}

/** Also the command `/human`. */
export function human(draft: Draft, event: { readonly author: Author }, context: Context): void {
  const { status, language } = conversationOf(draft);
  if (status === 'open') escalate(draft, context, 'asked');
  else if (status === 'resolved' || status === 'closed') {
    if (draft.ticket) {
      reopenTicket(draft, context, event.author);
      return;
    }
    record(draft, 'reopened', event.author.id);
    escalate(draft, context, 'reopened');
  } else if (draft.ticket) {
    record(draft, 'ignored', event.author.id, { reason: 'already with people' });
    say(draft, replies.alreadyWithPeople(draft.ticket.id, language));
  }
}

function rateByButton(draft: Draft, event: ChoiceMade, context: Context, n: number): void {
  const score = SCORES.find((value) => value === n);
  const { status, rating } = conversationOf(draft);
  const over = status === 'resolved' || status === 'closed';
  if (score === undefined || !over || rating.askedAt === null) stale(draft, event);
  else if (rating.score === score) repeated(draft, event);
  else rate(draft, context, score);
}

function comment(draft: Draft, event: ChoiceMade, context: Context): void {
  if (conversationOf(draft).rating.score === null) stale(draft, event);
  else if (event.text?.trim()) addComment(draft, context, event.text.trim());
  else askComment(draft);
}

function reopenMine(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  const { status, language } = conversationOf(draft);
  if (status !== 'resolved' && status !== 'closed') {
    repeated(draft, event);
  } else if (!isLatest) {
    record(draft, 'ignored', event.author.id, { reason: 'newer conversation' });
    say(draft, replies.tooLateToReopen(language));
  } else if (draft.ticket) {
    reopenTicket(draft, context, event.author);
    say(draft, replies.reopened(draft.ticket.id, language));
  } else {
    record(draft, 'reopened', event.author.id);
    escalate(draft, context, 'reopened');
  }
}
