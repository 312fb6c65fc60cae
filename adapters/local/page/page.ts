/** The page: wires the three panes to the feed, and shows the state of the connection. */
import type { ChatMessage } from '../wire.ts';
import { createAdminPane } from './admin-pane.ts';
import { find } from './dom.ts';
import { createFeed } from './feed.ts';
import { createLearnerPane } from './learner-pane.ts';
import type { Pane } from './pane.ts';
import { createStaffPane } from './staff-pane.ts';
import { startLanguage, write } from './texts.ts';

/** A blink of a connection is not worth a banner. */
const BANNER_AFTER_MS = 800;

const panes = new Map<string, Pane>();
startLanguage(() => {
  for (const pane of panes.values()) pane.relabel();
});

let loaded: readonly ChatMessage[] = [];
let all = (): readonly ChatMessage[] => loaded;
panes.set(
  'learner',
  createLearnerPane(find('[data-pane=learner]'), () => all()),
);
panes.set('staff', createStaffPane(find('[data-pane=staff]')));
panes.set('admin', createAdminPane(find('[data-pane=admin]')));

const feed = createFeed({
  loaded(messages) {
    loaded = messages;
    for (const pane of panes.values()) pane.load(messages);
  },
  changed(message) {
    for (const [name, pane] of panes) if (pane.put(message)) markNews(name);
  },
  connected: showConnection,
});
all = () => feed.all();

let bannerTimer = 0;
function showConnection(is: boolean): void {
  const banner = write(find('#banner'), 'offline');
  clearTimeout(bannerTimer);
  if (is) banner.hidden = true;
  else if (banner.hidden) bannerTimer = setTimeout(() => (banner.hidden = false), BANNER_AFTER_MS);
}

/** On a phone one pane is shown at a time; the others get a dot when something comes in. */
function markNews(name: string): void {
  if (document.body.dataset.shown !== name) find(`[data-show=${name}]`).classList.add('news');
}

function showPane(name: string): void {
  document.body.dataset.shown = name;
  for (const button of document.querySelectorAll<HTMLElement>('[data-show]')) {
    const is = button.dataset.show === name;
    button.setAttribute('aria-current', String(is));
    if (is) button.classList.remove('news');
  }
}

for (const button of document.querySelectorAll<HTMLElement>('[data-show]')) {
  button.addEventListener('click', () => showPane(button.dataset.show ?? 'learner'));
}
showPane('learner');
