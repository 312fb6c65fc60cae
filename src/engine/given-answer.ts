/** What the bot said last and can still change: the answer, found by its slot and closed once it was judged or overtaken, and the offered choices. */
import type { Answer } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { Context } from './context.ts';
import { conversationOf, type Draft, say, setConversation } from './draft.ts';

/** One for each answer: the same solution given again later is a message of its own, not an edit of one far above. */
export function answerSlot(conversationId: string, { intent, at }: Pick<Answer, 'intent' | 'at'>): string {
  return `answer:${conversationId}:${intent}:${at}`;
}

/** Takes the buttons off the last answer, so that nobody presses what no longer counts. `mark` is put below it. Once only. */
export function closeAnswer(draft: Draft, context: Context, mark?: (language: Language) => string): void {
  const { id, answer } = conversationOf(draft);
  const solution = answer && context.knowledge.solutions.get(answer.intent);
  if (!solution || answer.closed) return;
  const text = solution.answer[answer.language];
  say(draft, mark ? `${text}\n\n${mark(answer.language)}` : text, [], answerSlot(id, answer));
  setConversation(draft, { answer: { ...answer, closed: true } });
}

/** What was offered stands no longer. Its numbers stay taken, so that an old button never picks something else. */
export function withdrawOffer(draft: Draft): void {
  const { offered } = conversationOf(draft);
  if (offered.some(Boolean)) setConversation(draft, { offered: offered.map(() => '') });
}
