/** The buttons below a message and the small forms some of them open. Pressing is the caller's business. */
import type { Button } from '../../../src/domain/choice.ts';
import type { ChatMessage } from '../wire.ts';
import { make } from './dom.ts';
import { type TextKey, write } from './texts.ts';
import { createWriting } from './writing.ts';

/** Presses a button; rejects with a sentence for the person. The same `attempt` again is the same press. */
export type PressButton = (message: ChatMessage, button: Button, text: string | null, attempt: object) => Promise<void>;

/** These are asked for words before they are pressed. */
const FORMS: Readonly<Record<string, TextKey>> = { reply: 'formReply', note: 'formNote', comment: 'formComment' };

const PRIMARY: readonly string[] = ['solved', 'claim', 'reply'];

export interface Choices {
  readonly element: HTMLElement;
  update(message: ChatMessage): void;
}

/** Buttons and form of one message; a form with half-written words survives an edit of the message. */
export function createChoices(message: ChatMessage, press: PressButton): Choices {
  const rows = make('div', { class: 'rows' });
  const below = make('div', { class: 'below' });
  const element = make('div', { class: 'choices' }, rows, below);
  let current = message;
  let shown = '';

  function toButton(button: Button): HTMLElement {
    const payload = { 'data-action': button.choice, 'data-target': button.target };
    const kind = PRIMARY.includes(button.choice) ? 'choice primary' : 'choice';
    const made = make('button', { type: 'button', class: kind, ...payload }, button.label);
    const formKey = FORMS[button.choice];
    let attempt = {};
    made.addEventListener('click', async () => {
      if (formKey) return openForm(button, formKey, made);
      if (made.getAttribute('aria-busy') === 'true') return;
      made.setAttribute('aria-busy', 'true');
      try {
        await press(current, button, null, attempt);
        below.replaceChildren();
        made.classList.add('pressed');
        attempt = {};
      } catch (error) {
        below.replaceChildren(make('p', { class: 'problem', role: 'alert' }, (error as Error).message));
      } finally {
        made.removeAttribute('aria-busy');
      }
    });
    return made;
  }

  function openForm(button: Button, key: TextKey, opener: HTMLElement): void {
    const close = (): void => {
      below.replaceChildren();
      const back = rows.querySelector<HTMLElement>(`[data-action="${button.choice}"]`);
      (opener.isConnected ? opener : back)?.focus();
    };
    const form = make('form', { class: 'inline-form', 'data-form': button.choice });
    const writing = createWriting(form, {
      send: (text, attempt) => press(current, button, text, attempt),
      sent: close,
      cancelled: close,
    });
    write(writing.input, key, {}, 'tPlaceholder');
    write(writing.input, key, {}, 'tLabel');
    below.replaceChildren(form);
    writing.input.focus();
  }

  function toRow(buttons: readonly Button[]): HTMLElement {
    if (!isRating(buttons)) return make('div', { class: 'row' }, ...buttons.map(toButton));
    const scale = make('div', { class: 'scale' }, write(make('span'), 'ratingLow'), write(make('span'), 'ratingHigh'));
    const row = make('div', { class: 'row rating', role: 'group' }, ...buttons.map(toButton));
    return make('div', { class: 'rating-box' }, write(row, 'rating', {}, 'tLabel'), scale);
  }

  function update(next: ChatMessage): void {
    current = next;
    const buttons = JSON.stringify(next.buttons);
    if (buttons === shown) return;
    shown = buttons;
    const focused = rows.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    rows.replaceChildren(...joinRatings(next.buttons).map(toRow));
    if (focused) {
      // The keyboard must not fall off the page because the message was edited.
      const same = rows.querySelector<HTMLElement>(`[data-action="${focused.dataset.action}"]`);
      (same ?? rows.querySelector<HTMLElement>('button'))?.focus();
    }
  }

  update(message);
  return { element, update };
}

function isRating(buttons: readonly Button[]): boolean {
  return buttons.length > 0 && buttons.every(({ choice }) => choice.startsWith('rate:'));
}

/** Platforms with narrow rows split the scale in two; here there is room for one. */
function joinRatings(rows: ChatMessage['buttons']): readonly (readonly Button[])[] {
  const ratings = rows.filter(isRating);
  return ratings.length < 2 ? rows : [ratings.flat(), ...rows.filter((row) => !isRating(row))];
}
