/** What the service can do on Discord, each with the test that shows it. */
import type { Capabilities } from '../shared/capabilities.ts';

const yes = (shownBy: string) => ({ state: 'yes', shownBy }) as const;
const none = (how: string) => ({ state: 'not offered', how }) as const;

export const CAPABILITIES: Capabilities = {
  'asking in a direct chat': yes(
    'asks in a direct chat; a closed one is replaced by a private thread that works like it',
  ),
  'asking in a channel by naming the bot': yes(
    'mentions the bot in a channel: a thread below the message, an answer, solved, rated, commented',
  ),
  'places where every message is a question': {
    state: 'degraded',
    how: 'needs the Message Content intent; without it mentions, direct chats and commands',
    shownBy: 'works by mentions, direct chats and commands, and says so where it cannot read',
  },
  commands: yes('asks by command: suggestions while typing, a private thread, a pointer only they see'),
  'asking about a message from its menu': yes('asks about a message from its menu'),
  'a page of one’s own': none('bots have no page; /home shows it in the chat'),
  'answers with buttons, did-you-mean': yes('is offered what it may have meant, and picks'),
  'rating 0–10, comment by form': yes(
    'mentions the bot in a channel: a thread below the message, an answer, solved, rated, commented',
  ),
  'one ticket card, its thread to work in': yes(
    'becomes a ticket: card, claim, reply by form, follow-up, note, resolution',
  ),
  'replies and notes by form': yes('becomes a ticket: card, claim, reply by form, follow-up, note, resolution'),
  'claiming and resolving by emoji': none('the card’s buttons do it in one press'),
  'link from the card to the question': {
    state: 'degraded',
    how: 'for questions in channels and forums; nobody else can open a direct chat or a private thread',
    shownBy: 'links to the question, also in a process that did not hear it, and to nothing that nobody else may see',
  },
  'reports for one’s own eyes, shared when wanted': yes(
    'reads a report alone, with its picture, and shares both when wanted',
  ),
  'staff on another platform than the learner': yes('answers a learner of the local page from a Discord thread'),
  'nothing confirmed before it is stored': yes('acknowledges only after receive has resolved'),
  'catching up after an outage': {
    state: 'degraded',
    how: 'messages; buttons and commands used meanwhile are told by Discord to have failed',
    shownBy: 'reads what was said meanwhile, in threads, channels and direct chats, and nothing twice',
  },
  'shown once although an answer was lost': yes(
    'sends again after a lost answer and a failing server, and shows it once',
  ),
  'rate limits': yes('waits out rate limits of a route and of everything, and shows each thing once'),
  'very long texts': yes('shows all of a reply of 10,000 characters, in order, to a learner on Discord'),
  'attached files': yes('go from the learner to the ticket and from agents to the learner, each once'),
  'edits and deletions by people': yes('is followed on both sides, as what it is'),
};
