/** A row of tabs: arrow keys, Home and End move between them, as the ARIA pattern for tabs has it. */
import { make } from './dom.ts';
import { say } from './texts.ts';

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly unread: boolean;
}

export interface Tabs {
  show(tabs: readonly Tab[], chosen: string): void;
}

/** `panel` is what the tabs switch. */
export function createTabs(list: HTMLElement, panel: HTMLElement, choose: (id: string) => void): Tabs {
  list.addEventListener('keydown', (event) => {
    const buttons: Element[] = [...list.querySelectorAll('[role=tab]')];
    const at = document.activeElement ? buttons.indexOf(document.activeElement) : -1;
    const to = toIndex(event.key, at, buttons.length);
    const id = to === null ? null : buttons[to]?.getAttribute('data-learner');
    if (at < 0 || !id) return;
    event.preventDefault();
    choose(id);
    list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  });

  return {
    show(tabs, chosen) {
      const focused = list.contains(document.activeElement);
      list.replaceChildren(...tabs.map((tab) => toButton(tab, tab.id === chosen, panel.id, choose)));
      const selected = list.querySelector<HTMLElement>('[aria-selected=true]');
      if (selected) panel.setAttribute('aria-labelledby', selected.id);
      if (focused) selected?.focus();
      selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
  };
}

function toButton(
  { id, name, unread }: Tab,
  selected: boolean,
  panelId: string,
  choose: (id: string) => void,
): HTMLElement {
  const button = make(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `tab-${id}`,
      'data-learner': id,
      'aria-selected': String(selected),
      'aria-controls': panelId,
      tabindex: selected ? '0' : '-1',
    },
    name,
  );
  if (unread) button.append(make('span', { class: 'dot', role: 'img', 'aria-label': say('unread') }));
  button.addEventListener('click', () => choose(id));
  return button;
}

function toIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
