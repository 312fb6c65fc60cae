/** What the learner makes of the bot's last answer, whether pressed or typed: it helped, or it was not that. */
import { miss } from './answering.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, record, say, setConversation } from './draft.ts';
import { closeAnswer } from './given-answer.ts';
import { replies } from './replies.ts';
import { resolve } from './resolving.ts';

/** The answer helped; the conversation is resolved. Where quiet was taken for success before, it is known now. */
export function confirmAnswer(draft: Draft, context: Context): void {
  const { learner, language, status } = conversationOf(draft);
  closeAnswer(draft, context, replies.solvedMark(language));
  if (status === 'open') resolve(draft, context, 'confirmed', learner);
  else {
    setConversation(draft, { resolution: 'confirmed' });
    record(draft, 'confirmed', learner, { resolution: 'confirmed' });
  }
  say(draft, replies.confirmed(language));
}

/** Not this: a miss, and never offered again in this conversation. Does nothing where there is no answer. */
export function refuseAnswer(draft: Draft, context: Context): void {
  const { answer, learner, language, refused, status } = conversationOf(draft);
  if (!answer) return;
  closeAnswer(draft, context, replies.refusedMark(language));
  setConversation(draft, { answer: null, refused: [...refused, answer.intent] });
  record(draft, 'refused', learner, { intent: answer.intent });
  if (status === 'open') miss(draft, context, 'not this', replies.refusedAnswer);
}
