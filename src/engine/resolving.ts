/** The end of a conversation: resolution, the one rating, its comment, the second thoughts, and closing. */
import { LOW_SCORE, type Score } from '../domain/choice.ts';
import type { Resolution } from '../domain/conversation.ts';
import type { PersonId } from '../domain/place.ts';
import { resumeAt } from '../support/service-level.ts';
import { refreshBoth, refreshCard, toButton, toRatingButtons } from './cards.ts';
import type { Context } from './context.ts';
import {
  answerAt,
  conversationOf,
  type Draft,
  record,
  say,
  setConversation,
  setProfile,
  setTicket,
  setTimer,
  tellStaff,
} from './draft.ts';
import { withdrawOffer } from './given-answer.ts';
import { replies } from './replies.ts';
import { staffReplies } from './staff-replies.ts';

/** Sets the conversation (and its ticket) to resolved; the rating is asked once it has been quiet. */
export function resolve(draft: Draft, context: Context, resolution: Resolution, actor: string): void {
  const { at } = draft.event;
  setConversation(draft, { status: 'resolved', turn: null, resolution, resolvedAt: at });
  withdrawOffer(draft);
  if (draft.ticket) {
    const pauses = resumeAt(draft.ticket.pauses, at);
    setTicket(draft, { status: 'resolved', resolvedAt: at, leaseUntil: null, live: false, pauses });
  }
  record(draft, resolution === 'confirmed' ? 'confirmed' : 'resolved', actor, { resolution });
  setTimer(draft, 'turnQuiet', null);
  for (const kind of ['leaseExpired', 'leaseNudge', 'serviceLevel', 'pendingQuiet', 'assignAgain'] as const) {
    setTimer(draft, kind, null);
  }
  // What was merged away is rated where it goes on.
  const isRated = resolution !== 'merged' && conversationOf(draft).rating.askedAt === null;
  setTimer(draft, 'ratingPrompt', isRated ? at + context.settings.ratingDelayMs : null);
  setTimer(draft, 'quietClose', at + context.settings.closeAfterMs);
  if (draft.ticket) refreshBoth(draft, context);
}

export function close(draft: Draft, context: Context): void {
  const { rating } = conversationOf(draft);
  setConversation(draft, { status: 'closed', turn: null, rating: { ...rating, awaitsComment: false } });
  record(draft, 'closed', 'bot', { resolution: conversationOf(draft).resolution });
  setTimer(draft, 'ratingPrompt', null);
  setTimer(draft, 'quietClose', null);
  if (draft.ticket) {
    setTicket(draft, { status: 'closed' });
    refreshCard(draft, context);
  }
}

function ratingSlot(draft: Draft): string {
  return `rating:${conversationOf(draft).id}`;
}

export function askRating(draft: Draft): void {
  const conversation = conversationOf(draft);
  setConversation(draft, { rating: { ...conversation.rating, askedAt: draft.event.at } });
  record(draft, 'ratingAsked', 'bot');
  say(draft, replies.askRating(conversation.language), toRatingButtons(conversation), ratingSlot(draft));
}

/** Stores the one rating; a low one tells the lead and offers to reopen. */
export function rate(draft: Draft, context: Context, score: Score): void {
  const conversation = conversationOf(draft);
  const { language, rating, learnerName } = conversation;
  if (rating.score !== null) {
    record(draft, 'ignored', conversation.learner, { reason: 'rated before' });
    say(draft, replies.alreadyRated(rating.score, language));
    return;
  }
  setConversation(draft, { rating: { ...rating, askedAt: rating.askedAt ?? draft.event.at, score } });
  // A rating given before it was asked for counts as asked, so that the response rate stays at most 1.
  if (rating.askedAt === null) record(draft, 'ratingAsked', 'bot', { unasked: true });
  record(draft, 'rated', conversation.learner, { score });
  setTimer(draft, 'ratingPrompt', null);
  const low = score <= LOW_SCORE;
  const buttons = [toButton('comment', conversation.id, language)];
  if (low) buttons.push(toButton('reopen_mine', conversation.id, language));
  const thanks = replies.thanksForRating(score, low, language);
  if (isToBeAsked(conversation.learner, context)) {
    // Asked once, whatever the score: only to ask the happy would make the published ratings rosy.
    setProfile(draft, conversation.learner, { sharesRatings: false });
    const share = toButton('share_rating', conversation.id, language);
    say(draft, `${thanks}\n\n${replies.askToShare(language)}`, [buttons, [share]], ratingSlot(draft));
  } else say(draft, thanks, [buttons], ratingSlot(draft));
  if (draft.ticket) refreshBoth(draft, context);
  if (low)
    alertLead(
      draft,
      context,
      staffReplies.lowRating(draft.ticket?.id ?? conversation.id, score, learnerName, language),
    );
}

const isToBeAsked = (learner: PersonId, { profileOf }: Context): boolean => profileOf(learner).sharesRatings === null;

/** Their ratings count in what all learners see, those given before too; or no longer. */
export function shareRatings(draft: Draft, learner: PersonId, shares: boolean): void {
  setProfile(draft, learner, { sharesRatings: shares });
  record(draft, 'configured', learner, { sharesRatings: shares });
}

function alertLead(draft: Draft, context: Context, words: string): void {
  if (draft.ticket) {
    tellStaff(draft, words);
    return;
  }
  const place = context.staffPlaces[0];
  if (place) answerAt(draft, { place, thread: null }, 'staff', words);
}

export function askComment(draft: Draft): void {
  const conversation = conversationOf(draft);
  setConversation(draft, { rating: { ...conversation.rating, awaitsComment: true } });
  record(draft, 'ignored', conversation.learner, { reason: 'comment announced' });
  say(draft, replies.askComment(conversation.language));
}

export function addComment(draft: Draft, context: Context, words: string): void {
  const conversation = conversationOf(draft);
  const comment = conversation.rating.comment === null ? words : `${conversation.rating.comment}\n${words}`;
  setConversation(draft, { rating: { ...conversation.rating, comment, awaitsComment: false } });
  record(draft, 'commented', conversation.learner, { text: words, score: conversation.rating.score });
  say(draft, replies.thanksForComment(conversation.language));
  if ((conversation.rating.score ?? 10) <= LOW_SCORE)
    alertLead(draft, context, staffReplies.comment(words, conversation.language));
}
