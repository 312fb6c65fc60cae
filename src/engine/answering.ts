/** The bot's turn: from a diagnosis to an answer, a did-you-mean, a miss or an escalation. */
import type { Button } from '../domain/choice.ts';
import type { Candidate } from '../domain/diagnosis.ts';
import { toAnswerButtons, toButton, toHumanButton } from './cards.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, record, say, setConversation, setTimer } from './draft.ts';
import { answerSlot, closeAnswer, withdrawOffer } from './given-answer.ts';
import { escalate } from './handover.ts';
import { suggestInWords } from './learner/tutoring.ts';
import { replies } from './replies.ts';

/** More than three choices are a menu, not a question. */
const MOST_CHOICES = 3;
/** Button numbers have two digits. */
const MOST_NUMBERS = 100;
/** The second miss opens a ticket. */
const MOST_MISSES = 2;

function keepOpen(draft: Draft, context: Context): void {
  setTimer(draft, 'quietClose', draft.event.at + context.settings.closeAfterMs);
}

/** Says the intent's solution with the three ways on. */
export function giveAnswer(draft: Draft, context: Context, intent: string, confidence: number | null): void {
  const solution = context.knowledge.solutions.get(intent);
  if (!solution) {
    miss(draft, context, 'no solution');
    return;
  }
  closeAnswer(draft, context);
  const { language } = conversationOf(draft);
  const answer = { intent, at: draft.event.at, language, closed: false };
  setConversation(draft, { answer });
  const conversation = conversationOf(draft);
  record(draft, 'answered', 'bot', { intent, category: solution.category, confidence });
  say(draft, solution.answer[language], toAnswerButtons(conversation), answerSlot(conversation.id, answer));
  keepOpen(draft, context);
}

/** An unknown question or a refused answer. The first one is said, the second one goes to people. */
export function miss(draft: Draft, context: Context, reason: string, words = replies.firstMiss): void {
  setConversation(draft, { misses: conversationOf(draft).misses + 1 });
  record(draft, 'missed', 'bot', { reason });
  const conversation = conversationOf(draft);
  if (conversation.misses >= MOST_MISSES) {
    escalate(draft, context, 'second_miss');
    return;
  }
  const meanwhile = reason === 'unknown' ? suggestInWords(draft, context) : '';
  const text = words(conversation.language);
  say(draft, meanwhile === '' ? text : `${text}\n\n${meanwhile}`, toHumanButton(conversation));
  keepOpen(draft, context);
}

function offer(draft: Draft, context: Context, candidates: readonly Candidate[]): void {
  closeAnswer(draft, context);
  const taken = conversationOf(draft).offered;
  const earlier = taken.length + candidates.length > MOST_NUMBERS ? [] : taken;
  const intents = candidates.map((candidate) => candidate.intent);
  setConversation(draft, { answer: null, offered: [...earlier, ...intents] });
  const conversation = conversationOf(draft);
  record(draft, 'offered', 'bot', { intents: intents.join(' ') });
  const rows: Button[][] = intents.map((intent, n) => [
    {
      choice: `pick:${earlier.length + n}`,
      target: conversation.id,
      label: context.knowledge.solutions.get(intent)?.title[conversation.language] ?? intent,
    },
  ]);
  rows.push([toButton('human', conversation.id, conversation.language)]);
  say(draft, replies.didYouMean(conversation.language), rows);
  keepOpen(draft, context);
}

/** Nothing to answer with. What that calls for depends on what the message is. */
function notUnderstood(draft: Draft, context: Context): void {
  const scope = context.diagnosis?.scope ?? 'question';
  // Whoever is angry and gets no answer must not be asked to try other words.
  if (scope === 'anger') escalate(draft, context, 'upset');
  else if (scope === 'otherLanguage') miss(draft, context, 'other language', replies.otherLanguage);
  else if (scope === 'gibberish') {
    record(draft, 'ignored', 'learner', { reason: 'unreadable' });
    const conversation = conversationOf(draft);
    say(draft, replies.unreadable(conversation.language), toHumanButton(conversation));
    keepOpen(draft, context);
  } else miss(draft, context, 'unknown');
}

/** Acts on what the diagnoser made of the learner's question. */
export function respond(draft: Draft, context: Context): void {
  const { diagnosis } = context;
  const conversation = conversationOf(draft);
  const known = (diagnosis?.candidates ?? []).filter(
    (candidate) =>
      context.knowledge.solutions.has(candidate.intent) && !conversation.refused.includes(candidate.intent),
  );
  withdrawOffer(draft);
  const best = known[0];
  const top = diagnosis?.candidates[0];
  if (!diagnosis || !best || diagnosis.outcome === 'unknown') {
    notUnderstood(draft, context);
  } else if (diagnosis.outcome === 'confident' && best === top) {
    if (best.intent === conversation.answer?.intent) miss(draft, context, 'same answer', replies.sameAnswer);
    else giveAnswer(draft, context, best.intent, best.confidence);
  } else if (diagnosis.outcome === 'confident') {
    // The learner has already said no to what the diagnoser is sure of: guessing further would be begging.
    miss(draft, context, 'refused before');
  } else {
    offer(draft, context, known.slice(0, MOST_CHOICES));
  }
}
