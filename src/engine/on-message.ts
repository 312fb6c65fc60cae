/** A learner wrote something. Decides whose turn it is: the bot's, the ticket's, or nobody's. */
import { parseScore } from '../domain/choice.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { MessageReceived, PersonEvent } from '../domain/event.ts';
import { toConversationId } from '../domain/ids.ts';
import { languageOfLocale } from '../domain/language.ts';
import { respond } from './answering.ts';
import { sayAlreadyWithPeople, toAnswerButtons, toHumanButton } from './cards.ts';
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
import { answerSlot, closeAnswer } from './given-answer.ts';
import { escalate, relay, reopenForLearner, toQuestions } from './handover.ts';
import { resume } from './helpdesk/replying.ts';
import { isFlood, tellBlocked } from './learner/limits.ts';
import { answerRequest } from './learner/organisation.ts';
import { quote, replies } from './replies.ts';
import { addComment, rate } from './resolving.ts';
import { looksLikeScore, toSmallTalk, toVerdict } from './small-talk.ts';
import { staffReplies } from './staff-replies.ts';
import { answerOffer, confirmAnswer, refuseAnswer } from './verdict.ts';

/** Begins a conversation with the author of the event. */
export function beginConversation(draft: Draft, event: PersonEvent, language: Conversation['language']): void {
  draft.ticket = null;
  draft.conversation = {
    id: toConversationId(event.id),
    version: 0,
    community: event.community,
    learner: event.author.id,
    learnerName: event.author.name,
    spot: event.spot,
    language,
    startedAt: event.at,
    status: 'open',
    turn: null,
    misses: 0,
    answer: null,
    offered: [],
    refused: [],
    questions: [],
    files: [],
    activeAt: event.at,
    resolution: null,
    resolvedAt: null,
    rating: { askedAt: null, score: null, comment: null, awaitsComment: false },
    topic: null,
    recent: [],
  };
  record(draft, 'conversationStarted', event.author.id, { language });
}

/** The words decide when they are clearly of one language, then what was spoken so far, then the platform's setting. */
export function chooseLanguage(
  event: PersonEvent,
  spoken: 'zh' | 'en' | null,
  conversation: Conversation | null,
): Conversation['language'] {
  return spoken ?? conversation?.language ?? languageOfLocale(event.locale) ?? 'zh';
}

/** True when the diagnoser is sure that this is about something else than the conversation was. */
function isNewMatter(draft: Draft, context: Context): boolean {
  const best = context.diagnosis?.candidates[0];
  if (context.diagnosis?.outcome !== 'confident' || !best) return false;
  const conversation = conversationOf(draft);
  return (
    best.intent !== draft.ticket?.intent &&
    best.intent !== conversation.answer?.intent &&
    !conversation.refused.includes(best.intent)
  );
}

/** True for what the learner announced as a comment; a day later it is forgotten that they did. */
function isComment({ rating, activeAt }: Conversation, event: MessageReceived, context: Context): boolean {
  return rating.awaitsComment && event.at < activeAt + context.settings.closeAfterMs;
}

/** True when the message opens a conversation of its own rather than continuing the stored one. */
function startsAnew(draft: Draft, event: MessageReceived, context: Context): boolean {
  const { conversation } = draft;
  if (!conversation || (conversation.status === 'closed' && !isComment(conversation, event, context))) return true;
  if (conversation.status !== 'resolved' || conversation.rating.awaitsComment) return false;
  if (conversation.rating.askedAt !== null && looksLikeScore(event.text)) return false;
  return toSmallTalk(event.text) === null && isNewMatter(draft, context);
}

export function onMessage(draft: Draft, event: MessageReceived, context: Context, spoken: 'zh' | 'en' | null): void {
  if (tellBlocked(draft, event, context, chooseLanguage(event, spoken, draft.conversation))) return;
  if (answerRequest(draft, event, context)) return;
  const talk = toSmallTalk(event.text);
  const before = draft.conversation;
  const polite =
    talk === 'thanks' || talk === 'acknowledged' || talk === 'farewell' || toVerdict(event.text) === 'solved';
  if (before?.status === 'closed' && polite && !isComment(before, event, context)) {
    record(draft, 'ignored', event.author.id, { reason: talk ?? 'solved' });
    return;
  }
  const language = context.profileOf(event.author.id).language ?? chooseLanguage(event, spoken, draft.conversation);
  // A resolved conversation that is left behind keeps its own timers: it is rated and closed by itself.
  if (startsAnew(draft, event, context)) beginConversation(draft, event, language);
  else setConversation(draft, { language, activeAt: event.at });
  record(draft, 'learnerMessage', event.author.id, { text: event.text });
  if (isFlood(draft, event)) return;
  const conversation = conversationOf(draft);
  if (conversation.rating.awaitsComment && talk !== 'person') {
    addComment(draft, context, event.text);
    return;
  }
  acknowledgeElsewhere(draft, event);
  switch (conversation.status) {
    case 'open':
      addToTurn(draft, event, context);
      return;
    case 'queued':
      whileQueued(draft, event, context);
      return;
    case 'assigned':
    case 'pending':
      resume(draft, context);
      relay(draft, context, event.text, event.attachments);
      return;
    case 'resolved':
      afterResolved(draft, event, context);
      return;
    case 'closed':
      return;
  }
}

/** Written where a merged ticket was: people answer where it goes on, but here the learner sees that the words arrived. */
function acknowledgeElsewhere(draft: Draft, event: MessageReceived): void {
  const { spot, language } = conversationOf(draft);
  const isInHand = draft.ticket?.status === 'open' || draft.ticket?.status === 'pending';
  if (!draft.ticket || !isInHand || (event.spot.place === spot.place && event.spot.thread === spot.thread)) return;
  setTicket(draft, { acknowledged: true });
  answerAt(draft, event.spot, 'learner', replies.addedToTicket(draft.ticket.id, language));
}

/** More than this from one learner is somebody's mistake. */
const MOST_FILES = 10;

function addToTurn(draft: Draft, event: MessageReceived, context: Context): void {
  const { turn, files } = conversationOf(draft);
  setConversation(draft, { files: [...files, ...(event.attachments ?? [])].slice(-MOST_FILES) });
  const quietAt = event.at + context.settings.turnQuietMs;
  setConversation(draft, { turn: { texts: [...(turn?.texts ?? []), event.text], quietAt } });
  if (toSmallTalk(event.text) === 'person' || context.settings.turnQuietMs === 0) endTurn(draft, context);
  else setTimer(draft, 'turnQuiet', quietAt);
}

/** The learner has stopped typing: what was written since the last answer is one question. */
export function endTurn(draft: Draft, context: Context): void {
  const conversation = conversationOf(draft);
  const texts = conversation.turn?.texts ?? [];
  const talks = texts.map((text) => toSmallTalk(text));
  const questions = texts.filter((_, n) => talks[n] === null);
  const verdict = questions.every((text) => toVerdict(text)) ? toVerdict(questions.at(-1) ?? '') : null;
  setTimer(draft, 'turnQuiet', null);
  setConversation(draft, {
    turn: null,
    // After an outage this is much later than the words themselves: quiet begins with what the bot says to them.
    activeAt: Math.max(conversation.activeAt, draft.event.at),
    questions: verdict && conversation.answer ? conversation.questions : toQuestions(conversation.questions, questions),
  });
  const { language, answer } = conversationOf(draft);
  if (talks.includes('person')) {
    escalate(draft, context, 'asked');
  } else if (questions.length === 1 && answerOffer(draft, context, questions[0] ?? '')) {
    // A choice is no question of its own.
    if (conversationOf(draft).status === 'open') setConversation(draft, { questions: conversation.questions });
  } else if (verdict === 'solved') {
    if (answer) confirmAnswer(draft, context);
    else {
      record(draft, 'ignored', 'bot', { reason: 'solved without an answer' });
      say(draft, replies.glad(language));
      setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
    }
  } else if (answer && verdict === 'not_this') {
    refuseAnswer(draft, context);
  } else if (questions.length > 0) {
    respond(draft, context);
  } else {
    const talk = talks.at(-1) ?? 'wordless';
    record(draft, 'ignored', 'bot', { reason: talk });
    if (talk === 'greeting') say(draft, replies.greeting(language));
    else if (talk === 'farewell') say(draft, replies.farewell(language));
    else if (talk === 'wordless') {
      const { files } = conversationOf(draft);
      const words = files.length > 0 ? replies.fileKept(language) : replies.wordless(language);
      say(draft, words, toHumanButton(conversationOf(draft)));
    } else say(draft, replies.youAreWelcome(language));
    setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
  }
}

function whileQueued(draft: Draft, event: MessageReceived, context: Context): void {
  const { language, learner } = conversationOf(draft);
  const ticket = ticketOf(draft);
  relay(draft, context, event.text, event.attachments);
  const best = context.diagnosis?.candidates[0];
  if (toSmallTalk(event.text) === 'person') {
    sayAlreadyWithPeople(draft, context);
  } else if (best && isNewMatter(draft, context)) {
    answerBesideTicket(draft, context, best.intent, best.confidence);
  } else if (!ticket.acknowledged) {
    setTicket(draft, { acknowledged: true });
    say(draft, replies.addedToTicket(ticket.id, language));
  } else {
    record(draft, 'ignored', learner, { reason: 'added to ticket' });
  }
}

function afterResolved(draft: Draft, event: MessageReceived, context: Context): void {
  const { rating, language, learner, resolution, answer } = conversationOf(draft);
  const talk = toSmallTalk(event.text);
  const isSolved = toVerdict(event.text) === 'solved';
  const score = parseScore(event.text);
  if (rating.askedAt !== null && score !== null) {
    rate(draft, context, score);
  } else if (rating.askedAt !== null && rating.score === null && looksLikeScore(event.text)) {
    record(draft, 'refused', learner, { reason: 'not a score' });
    say(draft, replies.badScore(quote(event.text), language));
  } else if (isSolved && resolution === 'assumed' && answer) {
    confirmAnswer(draft, context);
  } else if (isSolved || (talk !== null && talk !== 'person')) {
    record(draft, 'ignored', learner, { reason: talk ?? 'solved' });
    if (rating.askedAt === null) setTimer(draft, 'ratingPrompt', event.at + context.settings.ratingDelayMs);
  } else if (draft.ticket) {
    if (!reopenForLearner(draft, context, event.author)) return;
    relay(draft, context, event.text, event.attachments);
    say(draft, replies.reopened(ticketOf(draft).id, language));
  } else {
    setConversation(draft, { status: 'open', resolution: null, resolvedAt: null });
    record(draft, 'reopened', learner);
    setTimer(draft, 'ratingPrompt', null);
    addToTurn(draft, event, context);
  }
}

/** A clearly new question while the ticket waits: answered at once, and noted below the card. */
function answerBesideTicket(draft: Draft, context: Context, intent: string, confidence: number): void {
  const solution = context.knowledge.solutions.get(intent);
  if (!solution) return;
  closeAnswer(draft, context);
  const { language } = conversationOf(draft);
  const answer = { intent, at: draft.event.at, language, closed: false };
  setConversation(draft, { answer });
  const conversation = conversationOf(draft);
  record(draft, 'answered', 'bot', { intent, category: solution.category, confidence, beside: true });
  tellStaff(draft, staffReplies.botAnswered(solution.title[language], language));
  say(
    draft,
    `${replies.extraAnswer(language)}\n${solution.answer[language]}`,
    toAnswerButtons(conversation),
    answerSlot(conversation.id, answer),
  );
}
