/** What the three panes have in common: how the page talks to a pane, and how buttons are pressed in one. */
import type { Author } from '../../../src/domain/event.ts';
import type { ChatMessage } from '../wire.ts';
import { newKey, sendChoice } from './api.ts';
import type { PressButton } from './choices.ts';

export interface Pane {
  /** Everything is new. */
  load(messages: readonly ChatMessage[]): void;
  /** A message of any pane was posted or edited. True = it belongs here and is news to somebody not looking. */
  put(message: ChatMessage): boolean;
  /** The language has changed: names and drafts of new people follow it. */
  relabel(): void;
}

/** Presses in the name of whoever is acting in the pane at that moment. */
export function createPress(author: () => Author, done: (message: ChatMessage) => void = () => {}): PressButton {
  const keys = new WeakMap<object, string>();
  return async (message, button, text, attempt) => {
    const key = keys.get(attempt) ?? newKey();
    keys.set(attempt, key);
    await sendChoice({
      place: message.place,
      thread: message.thread,
      author: author(),
      key,
      messageId: message.id,
      payload: `${button.choice}:${button.target}`,
      text,
    });
    done(message);
  };
}
