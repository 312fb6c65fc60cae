/** A list of messages that stays quick however long it gets: it shows the last few hundred and adds earlier ones when asked. */
import type { ChatMessage } from '../wire.ts';
import { make } from './dom.ts';
import { type TextKey, write } from './texts.ts';

const PAGE = 300;
/** Rendered messages above this are dropped again at the top. */
const MOST = 400;
/** This close to the end counts as reading along. */
const NEAR_PX = 80;

/** One message on the screen. */
export interface Item {
  readonly element: HTMLElement;
  update(message: ChatMessage): void;
}

export interface Log {
  /** Shows these and nothing else, from the end. */
  show(messages: readonly ChatMessage[]): void;
  /** Adds a message at the end or updates it where it is. */
  put(message: ChatMessage): void;
}

export interface LogOptions {
  readonly labelKey: TextKey;
  readonly toItem: (message: ChatMessage) => Item;
  /** What stands there while there is nothing else. */
  readonly empty: () => Node;
}

/** Builds the list inside `frame`. */
export function createLog(frame: HTMLElement, { labelKey, toItem, empty }: LogOptions): Log {
  const list = write(
    make('ol', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' }),
    labelKey,
    {},
    'tLabel',
  );
  const earlier = make('button', { type: 'button', class: 'quiet' });
  const earlierRow = make('li', { class: 'earlier', role: 'presentation' }, earlier);
  const jump = write(make('button', { type: 'button', class: 'jump', hidden: true }), 'jump');
  const blank = make('div', { class: 'empty' });
  frame.replaceChildren(list, blank, jump);

  let all: ChatMessage[] = [];
  let first = 0;
  const items = new Map<string, Item>();
  let reading = true;

  function showFrame(): void {
    write(earlier, 'earlier', { n: Math.min(PAGE, first) });
    if (first === 0) earlierRow.remove();
    else if (list.firstElementChild !== earlierRow) list.prepend(earlierRow);
    const isEmpty = all.length === 0;
    if (isEmpty && blank.childElementCount === 0) blank.replaceChildren(empty());
    if (!isEmpty) blank.replaceChildren();
    list.classList.toggle('none', isEmpty);
  }

  function render(message: ChatMessage): HTMLElement {
    const item = toItem(message);
    items.set(message.id, item);
    return item.element;
  }

  function toEnd(): void {
    list.scrollTop = list.scrollHeight;
  }

  function dropOldest(): void {
    if (items.size <= MOST) return;
    for (; items.size > PAGE; first++) {
      const { id } = all[first]!;
      items.get(id)?.element.remove();
      items.delete(id);
    }
  }

  earlier.addEventListener('click', () => {
    const below = list.scrollHeight - list.scrollTop;
    const from = Math.max(0, first - PAGE);
    earlierRow.after(...all.slice(from, first).map(render));
    first = from;
    showFrame();
    list.scrollTop = list.scrollHeight - below;
    list.focus({ preventScroll: true });
  });
  jump.addEventListener('click', toEnd);
  list.addEventListener('scroll', () => {
    reading = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    jump.hidden = reading;
  });
  // Text that is unfolded, a form that opens, a smaller window: who reads along stays at the end.
  new ResizeObserver(() => reading && toEnd()).observe(list);
  // A picture has its height only once it is there; its load does not bubble.
  list.addEventListener('load', () => reading && toEnd(), true);

  return {
    show(messages) {
      all = [...messages];
      first = Math.max(0, all.length - PAGE);
      items.clear();
      blank.replaceChildren();
      list.setAttribute('aria-busy', 'true');
      list.replaceChildren(...all.slice(first).map(render));
      showFrame();
      reading = true;
      jump.hidden = true;
      toEnd();
      requestAnimationFrame(() => list.removeAttribute('aria-busy'));
    },
    put(message) {
      const index = all.findLastIndex((each) => each.id === message.id);
      if (index >= 0) {
        all[index] = message;
        items.get(message.id)?.update(message);
      } else {
        all.push(message);
        list.append(render(message));
        if (reading) dropOldest();
        showFrame();
      }
      if (reading) toEnd();
    },
  };
}
