/** The input of a pane: one field whose words go to the pane's current target, with a draft kept for each target. */

import type { Author } from '../../../src/domain/event.ts';
import { newKey, sendMessage } from './api.ts';
import { find, make } from './dom.ts';
import { type TextKey, write } from './texts.ts';
import { createWriting } from './writing.ts';

/** Where the words go and in whose name. */
export interface Target {
  readonly place: string;
  readonly thread: string | null;
  readonly author: Author;
}

export interface Composer {
  readonly input: HTMLTextAreaElement;
  /** Call after the target has changed: keeps the draft of the old one and brings that of the new one. */
  retarget(): void;
  placeholder(key: TextKey): void;
  /** Puts words into the field without sending them. */
  suggest(text: string): void;
  /** A line above the field. */
  readonly above: HTMLElement;
}

/** Builds the input in the pane's form. */
export function createComposer(pane: HTMLElement, target: () => Target): Composer {
  const form = find<HTMLFormElement>('form.composer', pane);
  const drafts = new Map<string, string>();
  /** Keys by attempt: the same words sent again are the same message. */
  const keys = new WeakMap<object, { key: string; to: Target }>();
  const above = make('div', { class: 'above', hidden: true });
  let at = nameOf(target());

  const { input } = createWriting(form, {
    send(text, attempt) {
      const sent = keys.get(attempt) ?? { key: newKey(), to: target() };
      keys.set(attempt, sent);
      return sendMessage({ ...sent.to, key: sent.key, text });
    },
  });
  input.setAttribute('data-input', '');
  write(input, 'inputKeys', {}, 'tTitle');
  form.prepend(above);

  return {
    input,
    above,
    retarget() {
      const next = nameOf(target());
      if (next === at) return;
      drafts.set(at, input.value);
      at = next;
      input.value = drafts.get(at) ?? '';
      input.dispatchEvent(new Event('input'));
    },
    placeholder(key) {
      write(input, key, {}, 'tPlaceholder');
      write(input, key, {}, 'tLabel');
    },
    suggest(text) {
      input.value = text;
      input.focus();
      input.dispatchEvent(new Event('input'));
    },
  };
}

function nameOf({ place, thread }: Target): string {
  return `${place}/${thread ?? ''}`;
}
