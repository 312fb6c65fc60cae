/** The learner pane: one tab for each learner, each with their own conversation. */
import type { ChatMessage } from '../wire.ts';
import { createComposer } from './composer.ts';
import { find, recall, remember } from './dom.ts';
import { createEmpty, createTry } from './empty.ts';
import { createLog } from './log.ts';
import { createMessageView } from './message-view.ts';
import { createPress, type Pane } from './pane.ts';
import { authorOf, type Learner, learnerSlug, nextLearner, placeOf } from './people.ts';
import { createTabs } from './tabs.ts';
import { type TextKey, write } from './texts.ts';

const TRIES: readonly TextKey[] = ['learnerTry1', 'learnerTry2', 'learnerTry3'];

export function createLearnerPane(pane: HTMLElement, all: () => readonly ChatMessage[]): Pane {
  const learners: Learner[] = readLearners();
  let chosen = learners[0]!;
  const unread = new Set<string>();

  const composer = createComposer(pane, () => ({ place: placeOf(chosen), thread: null, author: authorOf(chosen) }));
  composer.placeholder('learnerInput');
  const log = createLog(find('.log-frame', pane), {
    labelKey: 'learner',
    toItem: (message) =>
      createMessageView(
        message,
        message.author.id === authorOf(chosen).id,
        createPress(() => authorOf(chosen)),
      ),
    empty: () =>
      createEmpty({
        title: 'learnerEmpty',
        name: chosen.name,
        more: 'learnerEmptyMore',
        tries: TRIES.map((key) => createTry((chip) => write(chip, key), composer.suggest)),
      }),
  });
  const tabs = createTabs(find('#learner-tabs'), find('#learner-panel'), choose);
  const add = find('#learner-add');

  function choose(slug: string): void {
    chosen = learners.find((learner) => learner.slug === slug) ?? chosen;
    unread.delete(slug);
    showTabs();
    composer.retarget();
    log.show(all().filter(({ place }) => place === placeOf(chosen)));
  }

  function showTabs(): void {
    tabs.show(
      learners.map(({ slug, name }) => ({ id: slug, name, unread: unread.has(slug) })),
      chosen.slug,
    );
    // Opening learner after learner by one key: the button comes last.
    add.hidden = learners.length >= 30;
  }

  /** Learners others have opened (a terminal, another window) are shown too. */
  function meet(message: ChatMessage): void {
    const slug = learnerSlug(message.place);
    if (slug === null || learners.some((learner) => learner.slug === slug)) return;
    learners.push({ slug, name: message.author.id === `local:${slug}` ? message.author.name : slug });
    showTabs();
  }

  add.addEventListener('click', () => {
    const learner = nextLearner(learners.map(({ slug }) => slug));
    learners.push(learner);
    remember('learners', JSON.stringify(learners));
    choose(learner.slug);
    composer.input.focus();
  });

  showTabs();
  return {
    load(messages) {
      for (const message of messages) meet(message);
      choose(chosen.slug);
    },
    put(message) {
      const slug = learnerSlug(message.place);
      if (slug === null) return false;
      meet(message);
      if (slug === chosen.slug) log.put(message);
      else if (message.editedAt === null && !unread.has(slug)) {
        unread.add(slug);
        showTabs();
      }
      return message.editedAt === null && message.author.id !== authorOf(chosen).id;
    },
    relabel() {
      // Nobody has spoken yet: the first learner gets a name in the page's language.
      if (learners.length > 1 || all().some(({ place }) => place === placeOf(chosen))) return;
      learners[0] = nextLearner([]);
      choose(learners[0].slug);
    },
  };
}

function readLearners(): Learner[] {
  try {
    const kept = JSON.parse(recall('learners') ?? '[]') as Learner[];
    if (kept.length > 0 && kept.every(({ slug, name }) => typeof slug === 'string' && typeof name === 'string'))
      return kept;
  } catch {
    // Not ours; start afresh.
  }
  return [nextLearner([])];
}
