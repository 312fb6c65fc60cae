/** What the service can do on the local page, each with the test that shows it. */
import type { Capabilities } from '../shared/capabilities.ts';

const yes = (shownBy: string) => ({ state: 'yes', shownBy }) as const;
const none = (how: string) => ({ state: 'not offered', how }) as const;

export const CAPABILITIES: Capabilities = {
  'asking in a direct chat': yes('passes a message on with its place, author and text'),
  'asking in a channel by naming the bot': none('the page has no channel for learners'),
  'places where every message is a question': yes(
    'sends with Enter, breaks lines with Shift+Enter, and shows the answer live',
  ),
  commands: yes('takes a command in any pane'),
  'asking about a message from its menu': none('messages have no menu'),
  'a page of one’s own': none('the pane is the page; /home shows what matters now'),
  'answers with buttons, did-you-mean': yes('brings a pressed button back with choice and target'),
  'rating 0–10, comment by form': yes('shows the scale from 0 to 10 in one row'),
  'one ticket card, its thread to work in': yes('shows a ticket as a card with its status, and its thread below'),
  'replies and notes by form': yes(
    'keeps half-written words in a form when the card is edited, and gives the focus back',
  ),
  'claiming and resolving by emoji': none('no emoji below messages'),
  'link from the card to the question': none('the learner’s pane is beside it'),
  'reports for one’s own eyes, shared when wanted': {
    state: 'degraded',
    how: 'in the admin pane; nothing to share with',
    shownBy: 'suggests commands in the admin pane and sends them',
  },
  'staff on another platform than the learner': yes(
    'answers a learner on Slack from the staff channel of the local page',
  ),
  'nothing confirmed before it is stored': yes('acknowledges only after receive has resolved'),
  'catching up after an outage': yes(
    'tells the core after a crash what it may have missed, under the same ids, and nothing else',
  ),
  'shown once although an answer was lost': yes('shows a delivery once when it is delivered twice'),
  'rate limits': none('the page has none'),
  'very long texts': yes('folds a very long message, all of which is there'),
  'attached files': {
    state: 'degraded',
    how: 'charts and files of others are shown; people cannot attach any',
    shownBy: 'shows pictures with their description, and other files as links',
  },
  'edits and deletions by people': none('what was said stays'),
};
