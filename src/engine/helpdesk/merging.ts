/** Two tickets of one learner about one matter: the duplicate ends, the other one goes on with its words. */
import type { PersonEvent } from '../../domain/event.ts';
import { toButton } from '../cards.ts';
import type { Context } from '../context.ts';
import {
  conversationOf,
  type Draft,
  record,
  recordAbout,
  say,
  setTicket,
  tellOther,
  tellStaff,
  ticketOf,
} from '../draft.ts';
import { replies } from '../replies.ts';
import { resolve } from '../resolving.ts';
import { mayHandle } from '../roles.ts';
import { isInHand, refuse, refuseOwned, refuseState } from './refusal.ts';
import { deskWords } from './words.ts';

/** Into the ticket that was loaded as the other one. */
export function merge(draft: Draft, event: PersonEvent, context: Context): void {
  const { language, learner, questions } = conversationOf(draft);
  const ticket = ticketOf(draft);
  const { other } = context;
  const into = other?.ticket ?? null;
  if (!isInHand(draft)) return refuseState(draft, event);
  if (!mayHandle(event, ticket, context)) return refuseOwned(draft, event);
  const named = /T-[0-9A-Z]{6}/i.exec('args' in event ? event.args : '')?.[0]?.toUpperCase();
  if (!named) return refuse(draft, event, 'no ticket named', deskWords.whichMerge(language));
  if (!other || !into || other.conversation.community !== event.community) {
    return refuse(draft, event, 'unknown ticket', deskWords.mergeElsewhere(named, language));
  }
  if (into.id === ticket.id) return refuse(draft, event, 'itself', deskWords.mergeItself(language));
  if (into.status === 'resolved' || into.status === 'closed') {
    return refuse(draft, event, 'other is over', deskWords.mergeElsewhere(into.id, language));
  }
  if (other.conversation.learner !== learner) {
    return refuse(draft, event, 'another learner', deskWords.mergeStranger(into.id, language));
  }
  setTicket(draft, { mergedInto: into.id });
  record(draft, 'merged', event.author.id, { ticket: ticket.id, into: into.id });
  recordAbout(draft, other.conversation.id, 'merged', event.author.id, { ticket: into.id, from: ticket.id });
  resolve(draft, context, 'merged', event.author.id);
  tellStaff(draft, deskWords.mergedAway(event.author.name, into.id, language));
  const story = questions.map((question) => `> ${question}`).join('\n') || '—';
  tellOther(draft, into, deskWords.mergedHere(event.author.name, ticket.id, story, language));
  say(draft, replies.mergedInto(ticket.id, into.id, language), [
    [toButton('reopen_mine', conversationOf(draft).id, language)],
  ]);
}
