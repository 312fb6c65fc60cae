/** A learner pressed a button. Pressing twice, or on an old message, changes nothing. */
import { SCORES } from '../domain/choice.ts';
import type { Author, ChoiceMade } from '../domain/event.ts';
import { giveAnswer } from './answering.ts';
import { sayAlreadyWithPeople } from './cards.ts';
import type { Context } from './context.ts';
import { answerAt, conversationOf, type Draft, record, say, setConversation, setTimer } from './draft.ts';
import { closeAnswer } from './given-answer.ts';
import { escalate, reopenForLearner } from './handover.ts';
import { onSurveyChoice } from './outreach/surveys.ts';
import { replies } from './replies.ts';
import { addComment, askComment, rate, shareRatings } from './resolving.ts';
import { confirmAnswer, refuseAnswer } from './verdict.ts';

/** The learner's buttons; the engine has checked that the conversation is theirs. */
export function onChoice(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  const { choice } = event;
  // Not about the conversation, which stays as it is.
  if (choice.startsWith('survey')) return onSurveyChoice(draft, event, context);
  setConversation(draft, { activeAt: event.at });
  if (choice.startsWith('pick:')) pick(draft, event, context, Number(choice.slice('pick:'.length)));
  else if (choice.startsWith('rate:')) rateByButton(draft, event, context, Number(choice.slice('rate:'.length)));
  else if (choice === 'solved') solved(draft, event, context);
  else if (choice === 'not_this') notThis(draft, event, context, isLatest);
  else if (choice === 'human') human(draft, event, context, isLatest);
  else if (choice === 'comment') comment(draft, event, context, isLatest);
  else if (choice === 'share_rating') shareMine(draft, event, context);
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
    closeAnswer(draft, context, replies.solvedMark);
    setConversation(draft, { answer: null });
    record(draft, 'ignored', event.author.id, { reason: 'solved, more to come', intent: answer.intent });
  } else if (answer && (status === 'open' || (resolution === 'assumed' && isOver(draft)))) {
    confirmAnswer(draft, context);
  } else if (status === 'queued' && answer && draft.ticket) {
    closeAnswer(draft, context, replies.solvedMark);
    setConversation(draft, { answer: null });
    record(draft, 'ignored', event.author.id, { reason: 'solved beside the ticket', intent: answer.intent });
    say(draft, replies.besideSolved(draft.ticket.id, language));
  } else if (resolution === 'confirmed') repeated(draft, event);
  else stale(draft, event);
}

function isOver(draft: Draft): boolean {
  const { status } = conversationOf(draft);
  return status === 'resolved' || status === 'closed';
}

/** Quiet was taken for success, wrongly: the bot's turn again. */
function takeBack(draft: Draft, event: ChoiceMade): void {
  setConversation(draft, { status: 'open', resolution: null, resolvedAt: null });
  record(draft, 'reopened', event.author.id);
  setTimer(draft, 'ratingPrompt', null);
}

function tooLate(draft: Draft, event: { readonly author: Author }): void {
  record(draft, 'ignored', event.author.id, { reason: 'newer conversation' });
  say(draft, replies.tooLateToReopen(conversationOf(draft).language));
}

function notThis(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  if (conversationOf(draft).resolution === 'assumed' && isOver(draft) && conversationOf(draft).answer) {
    if (!isLatest) return tooLate(draft, event);
    takeBack(draft, event);
  }
  const { status, answer } = conversationOf(draft);
  if (!answer || (status !== 'open' && status !== 'queued')) {
    if (status === 'open' || status === 'queued') repeated(draft, event);
    else stale(draft, event);
    return;
  }
  refuseAnswer(draft, context);
  if (status !== 'open') sayAlreadyWithPeople(draft, context);
}

/** Also the command `/human`, which is about the latest conversation. */
export function human(draft: Draft, event: { readonly author: Author }, context: Context, isLatest = true): void {
  const { status, language } = conversationOf(draft);
  if (status === 'open') escalate(draft, context, 'asked');
  else if (isOver(draft)) {
    // What the learner says next would go to the newer one.
    if (!isLatest) return tooLate(draft, event);
    if (draft.ticket) {
      if (reopenForLearner(draft, context, event.author)) say(draft, replies.reopened(draft.ticket.id, language));
      return;
    }
    record(draft, 'reopened', event.author.id);
    escalate(draft, context, 'reopened');
  } else if (draft.ticket) {
    record(draft, 'ignored', event.author.id, { reason: 'already with people' });
    sayAlreadyWithPeople(draft, context);
  }
}

function rateByButton(draft: Draft, event: ChoiceMade, context: Context, n: number): void {
  const score = SCORES.find((value) => value === n);
  const { rating } = conversationOf(draft);
  if (score === undefined || !isOver(draft) || rating.askedAt === null) stale(draft, event);
  else if (rating.score === score) repeated(draft, event);
  else rate(draft, context, score);
}

function comment(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  if (conversationOf(draft).rating.score === null) stale(draft, event);
  else if (event.text?.trim()) addComment(draft, context, event.text.trim());
  // The next message must come here: while people work on it, or once another conversation followed, it does not.
  else if (isLatest && isOver(draft)) askComment(draft);
  else stale(draft, event);
}

function shareMine(draft: Draft, event: ChoiceMade, context: Context): void {
  if (context.profileOf(event.author.id).sharesRatings) return repeated(draft, event);
  shareRatings(draft, event.author.id, true);
  say(draft, replies.sharing(conversationOf(draft).language));
}

function reopenMine(draft: Draft, event: ChoiceMade, context: Context, isLatest: boolean): void {
  const { language } = conversationOf(draft);
  if (!isOver(draft)) repeated(draft, event);
  else if (!isLatest) tooLate(draft, event);
  else if (draft.ticket) {
    if (reopenForLearner(draft, context, event.author)) say(draft, replies.reopened(draft.ticket.id, language));
  } else {
    record(draft, 'reopened', event.author.id);
    escalate(draft, context, 'reopened');
  }
}
