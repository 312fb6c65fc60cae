/** The bot's last answer as a message that can still change: found by its slot, closed once it was judged or overtaken. */
import type { Context } from './context.ts';
import { conversationOf, type Draft, say } from './draft.ts';

export function answerSlot(conversationId: string, intent: string): string {
  return `answer:${conversationId}:${intent}`;
}

/** Takes the buttons off the last answer, so that nobody presses what no longer counts. `mark` is put below it. */
export function closeAnswer(draft: Draft, context: Context, mark = ''): void {
  const conversation = conversationOf(draft);
  const intent = conversation.answer?.intent;
  const solution = intent ? context.knowledge.solutions.get(intent) : undefined;
  if (!intent || !solution) return;
  const text = solution.answer[conversation.language];
  say(draft, mark ? `${text}\n\n${mark}` : text, [], answerSlot(conversation.id, intent));
}
