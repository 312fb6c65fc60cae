/** What the learner makes of what the bot said last, whether pressed or typed: it helped, it was not that, it was this of the choices. */
import { giveAnswer, miss } from './answering.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, record, say, setConversation } from './draft.ts';
import { closeAnswer, withdrawOffer } from './given-answer.ts';
import { replies } from './replies.ts';
import { resolve } from './resolving.ts';
import { toPosition, toVerdict } from './small-talk.ts';

/** The answer helped; the conversation is resolved. Where quiet was taken for success before, it is known now. */
export function confirmAnswer(draft: Draft, context: Context): void {
  const { learner, language, status } = conversationOf(draft);
  closeAnswer(draft, context, replies.solvedMark);
  if (status === 'open') resolve(draft, context, 'confirmed', learner);
  else {
    setConversation(draft, { resolution: 'confirmed' });
    record(draft, 'confirmed', learner, { resolution: 'confirmed' });
  }
  say(draft, replies.confirmed(language));
}

/** Not this: a miss, and never offered again in this conversation. Does nothing where there is no answer. */
export function refuseAnswer(draft: Draft, context: Context): void {
  const { answer, learner, refused, status } = conversationOf(draft);
  if (!answer) return;
  closeAnswer(draft, context, replies.refusedMark);
  setConversation(draft, { answer: null, refused: [...refused, answer.intent] });
  record(draft, 'refused', learner, { intent: answer.intent });
  if (status === 'open') miss(draft, context, 'not this', replies.refusedAnswer);
}

/** Words typed below a did-you-mean that choose from it or refuse it all. False: they say something else, nothing was done. */
export function answerOffer(draft: Draft, context: Context, words: string): boolean {
  const { offered, refused } = conversationOf(draft);
  const standing = offered.filter(Boolean);
  if (standing.length === 0) return false;
  const intent = standing[toPosition(words)] ?? standing.find((each) => isTitle(context, each, words));
  if (intent) {
    giveAnswer(draft, context, intent, null);
    return true;
  }
  // Below an answer that was picked, "not this" is about the answer.
  if (toVerdict(words) !== 'not_this' || conversationOf(draft).answer) return false;
  withdrawOffer(draft);
  setConversation(draft, { refused: [...refused, ...standing] });
  miss(draft, context, 'none of these', replies.refusedAnswer);
  return true;
}

function isTitle({ knowledge }: Context, intent: string, words: string): boolean {
  const title = knowledge.solutions.get(intent)?.title;
  const typed = words.trim().toLowerCase();
  return title !== undefined && Object.values(title).some((each) => each.toLowerCase() === typed);
}
