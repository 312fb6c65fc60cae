/** The admin pane: slash commands and what comes back. */
import type { ChatMessage, CommandHint } from '../wire.ts';
import { createComposer } from './composer.ts';
import { find } from './dom.ts';
import { createEmpty, createTry } from './empty.ts';
import { createHints } from './hints.ts';
import { createLog } from './log.ts';
import { createMessageView } from './message-view.ts';
import { createPress, type Pane } from './pane.ts';
import { ADMIN_PLACE, adminAuthor } from './people.ts';

export function createAdminPane(pane: HTMLElement): Pane {
  const composer = createComposer(pane, () => ({ place: ADMIN_PLACE, thread: null, author: adminAuthor() }));
  composer.placeholder('adminInput');
  let commands: readonly CommandHint[] = [];
  const press = createPress(adminAuthor);
  const log = createLog(find('.log-frame', pane), {
    labelKey: 'admin',
    toItem: (message) => createMessageView(message, message.author.id === adminAuthor().id, press),
    empty: () =>
      createEmpty({
        title: 'adminEmpty',
        more: 'adminEmptyMore',
        tries: commands.slice(0, 3).map(({ text }) => createTry((chip) => chip.append(text), composer.suggest)),
      }),
  });
  createHints(composer.input, () => commands);

  async function loadCommands(): Promise<void> {
    commands = (await (await fetch('/local/hints')).json()) as CommandHint[];
  }

  const ofAdmin = (messages: readonly ChatMessage[]) => messages.filter(({ place }) => place === ADMIN_PLACE);
  return {
    load(messages) {
      // Without suggestions the pane works as well.
      void loadCommands()
        .catch(() => {})
        .then(() => log.show(ofAdmin(messages)));
    },
    put(message) {
      if (message.place !== ADMIN_PLACE) return false;
      log.put(message);
      return message.editedAt === null && message.author.id !== adminAuthor().id;
    },
    relabel() {},
  };
}
