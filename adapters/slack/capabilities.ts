/** What the service can do on Slack, each with the test that shows it. */
import type { Capabilities } from '../shared/capabilities.ts';

const yes = (shownBy: string) => ({ state: 'yes', shownBy }) as const;

export const CAPABILITIES: Capabilities = {
  'asking in a direct chat': yes('asks in the direct chat and in the assistant’s pane, each a conversation of its own'),
  'asking in a channel by naming the bot': yes(
    'mentions the bot in a channel: an answer in the thread, solved, rated by one menu, commented by form',
  ),
  'places where every message is a question': yes(
    'in a ticket’s thread are the agents’, in a learner place everything is a question',
  ),
  commands: {
    state: 'degraded',
    how: 'Slack has none in threads; there the same verbs follow the mention',
    shownBy: 'has status, person, help and rating behind the mention, because commands do not work in threads',
  },
  'asking about a message from its menu': yes('asks about a message from its menu, and from the Home tab'),
  'a page of one’s own': {
    state: 'degraded',
    how: 'App Home, as /home shows it in the chat: tickets, a rating that is owed, the next step and courses where the shop’s account is joined; one’s questions of 30 days with their answers, and for admins the queues',
    shownBy: 'shows what is open and what was, with its answer to read again; its buttons do what commands do',
  },
  'answers with buttons, did-you-mean': yes('is asked what was meant, and answered once it is said'),
  'rating 0–10, comment by form': yes(
    'mentions the bot in a channel: an answer in the thread, solved, rated by one menu, commented by form',
  ),
  'one ticket card, its thread to work in': yes(
    'work in the thread of one card: claim, reply by form, follow-up, internal words, note, resolve, reopen',
  ),
  'replies and notes by form': yes(
    'agents assign, move, wait and set a priority by form, or press a list where the form is left empty',
  ),
  'claiming and resolving by emoji': yes('claim and resolve by emoji on the card, reply by mention in the thread'),
  'link from the card to the question': {
    state: 'degraded',
    how: 'for questions in channels; nobody else can open a direct chat',
    shownBy: 'work in the thread of one card: claim, reply by form, follow-up, internal words, note, resolve, reopen',
  },
  'reports for one’s own eyes, shared when wanted': yes(
    'reads a report alone, keeps it in the direct chat, and shares it when wanted',
  ),
  'staff on another platform than the learner': yes('answers a learner of the local page from a Slack thread'),
  'nothing confirmed before it is stored': yes('acknowledges only after receive has resolved'),
  'catching up after an outage': {
    state: 'degraded',
    how: 'messages; buttons and commands used meanwhile are told by Slack to have failed',
    shownBy: 'reads what was said meanwhile, in channels, threads and direct chats, and nothing twice',
  },
  'shown once although an answer was lost': yes(
    'whose answer was lost is found by its metadata and not sent twice, in a thread too',
  ),
  'rate limits': yes('one post a second: every word of a busy ticket arrives once and in order'),
  'very long texts': yes('shows all of a very long text, in order'),
  'attached files': yes(
    'a learner’s picture goes to staff with the ticket, and an agent’s reply with a file to the learner',
  ),
  'edits and deletions by people': yes(
    'people see in the ticket what the learner made of earlier words, and where a channel was lost',
  ),
};
