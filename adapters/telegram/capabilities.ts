/** What the service can do on Telegram, each with the test that shows it. */
import type { Capabilities } from '../shared/capabilities.ts';

const yes = (shownBy: string) => ({ state: 'yes', shownBy }) as const;
const none = (how: string) => ({ state: 'not offered', how }) as const;

export const CAPABILITIES: Capabilities = {
  'asking in a direct chat': yes(
    'asks in private, says that it is solved, rates and comments; every press is answered',
  ),
  'asking in a channel by naming the bot': yes(
    'is heard in a group by mention, command and reply, and answered below their own words',
  ),
  'places where every message is a question': yes('follows staff and learners from a group to its supergroup'),
  commands: yes('begins with /start and is told in the language of their Telegram'),
  'asking about a message from its menu': none('messages have no menu for bots'),
  'a page of one’s own': none('bots have a menu of commands, no page; /home shows it in the chat'),
  'answers with buttons, did-you-mean': yes(
    'asks in private, says that it is solved, rates and comments; every press is answered',
  ),
  'rating 0–10, comment by form': {
    state: 'degraded',
    how: 'no forms; the comment is an answer to the bot’s prompt',
    shownBy: 'asks in private, says that it is solved, rates and comments; every press is answered',
  },
  'one ticket card, its thread to work in': yes('claim, note, reply and resolve a ticket, and the learner rates it'),
  'replies and notes by form': {
    state: 'degraded',
    how: 'no forms; an answer to the bot’s prompt',
    shownBy: 'claim, note, reply and resolve a ticket, and the learner rates it',
  },
  'claiming and resolving by emoji': none('the card’s buttons do it in one press'),
  'link from the card to the question': {
    state: 'degraded',
    how: 'for questions in supergroups; private chats have no links',
    shownBy: 'can go from the card to the question that was asked in a group',
  },
  'reports for one’s own eyes, shared when wanted': {
    state: 'degraded',
    how: 'in the private chat; forwarding shares it',
    shownBy: 'asks in a group and reads the report in private; nobody else gets one',
  },
  'staff on another platform than the learner': yes('answers a learner on Telegram from a Slack thread'),
  'nothing confirmed before it is stored': yes('acknowledges only after receive has resolved'),
  'catching up after an outage': {
    state: 'degraded',
    how: 'Telegram keeps what was said for a day',
    shownBy: 'is told what was said meanwhile, each thing once, and takes answers to what it asked before',
  },
  'shown once although an answer was lost': {
    state: 'degraded',
    how: 'Telegram knows no key against doubles: at most once more',
    shownBy: 'shows at most twice what was carried out while its answer got lost',
  },
  'rate limits': yes('waits out a storm of rate limits and failing servers, and shows each thing once'),
  'very long texts': yes('goes on with a long answer where a limit cut it off, and keeps its order'),
  'attached files': yes('sends files along to staff, and what they change is shown there'),
  'edits and deletions by people': {
    state: 'degraded',
    how: 'bots are told of edits, of no deletions',
    shownBy: 'sends files along to staff, and what they change is shown there',
  },
};
