/** The learner's matter told to agents: all of the question, below a card that is new to them. */
import type { PersonEvent } from '../../domain/event.ts';
import { refreshCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { conversationOf, type Draft, record, tellStaff, ticketOf } from '../draft.ts';
import { staffReplies } from '../staff-replies.ts';

/** Posts the card first: what follows stands in its thread. */
export function retellStory(draft: Draft, context: Context): void {
  const { learnerName, questions, language } = conversationOf(draft);
  refreshCard(draft, context);
  for (const question of questions) tellStaff(draft, staffReplies.learnerSays(learnerName, question, language));
}

/** The card shortens a long story; here it is in full. */
export function showStory(draft: Draft, event: PersonEvent): void {
  const { learnerName, questions, language } = conversationOf(draft);
  record(draft, 'ignored', event.author.id, { reason: 'story shown', ticket: ticketOf(draft).id });
  tellStaff(draft, staffReplies.learnerSays(learnerName, questions.join('\n\n') || '—', language));
}
