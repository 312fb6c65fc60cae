/** An agent's verb on a ticket, to the room that does it; the engine has checked the role and that the ticket exists. */
import { assertNever } from '../domain/assert-never.ts';
import type { PersonEvent } from '../domain/event.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { block, unblock } from './helpdesk/blocking.ts';
import { assign, assignListed, claim, release, rememberAgent } from './helpdesk/claiming.ts';
import { reopen, resolveTicket } from './helpdesk/ending.ts';
import { check, setPriority, setPriorityListed, tag } from './helpdesk/marking.ts';
import { merge } from './helpdesk/merging.ts';
import { refuseEmpty } from './helpdesk/refusal.ts';
import { note, reply, toggleLive, wait } from './helpdesk/replying.ts';
import { snippet, snippetListed } from './helpdesk/snippets.ts';
import { showStory } from './helpdesk/story.ts';
import { transfer, transferListed } from './helpdesk/transferring.ts';
import type { StaffVerb } from './verbs.ts';

/** `words` is trimmed. */
export function onStaffVerb(draft: Draft, event: PersonEvent, verb: StaffVerb, words: string, context: Context): void {
  rememberAgent(draft, event, context);
  switch (verb) {
    case 'claim':
      return claim(draft, event, context);
    case 'release':
      return release(draft, event, context);
    case 'assign':
      return assign(draft, event, words, context);
    case 'transfer':
      return transfer(draft, event, words, context);
    case 'note':
      return words ? note(draft, event, words) : refuseEmpty(draft, event, verb);
    case 'reply':
      return replyOrRefuse(draft, event, words, context);
    case 'snippet':
      return snippet(draft, event, words, context);
    case 'pending':
      return wait(draft, event, words, context);
    case 'priority':
      return setPriority(draft, event, words, context);
    case 'tag':
      return tag(draft, event, words, context);
    case 'check':
      return check(draft, event, words, context);
    case 'merge':
      return merge(draft, event, context);
    case 'resolve':
      return resolveTicket(draft, event, context);
    case 'reopen':
      return reopen(draft, event, context);
    case 'live':
      return toggleLive(draft, event, context);
    case 'story':
      return showStory(draft, event);
    case 'block':
      return block(draft, event, words, context);
    case 'unblock':
      return unblock(draft, event, context);
    default:
      assertNever(verb);
  }
}

/** A numbered button of a menu below the card. */
export function onStaffListed(draft: Draft, event: PersonEvent, kind: string, n: number, context: Context): void {
  rememberAgent(draft, event, context);
  if (kind === 'assign') assignListed(draft, event, n, context);
  else if (kind === 'transfer') transferListed(draft, event, n, context);
  else if (kind === 'priority') setPriorityListed(draft, event, n, context);
  else if (kind === 'snippet') snippetListed(draft, event, n, context);
}

/** A message that is sent on by its menu may hold nothing but files. */
function replyOrRefuse(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const files = event.kind === 'commandInvoked' ? (event.attachments ?? []) : [];
  if (words === '' && files.length === 0) refuseEmpty(draft, event, 'reply');
  else reply(draft, event, words, context, files);
}
