/** What a pane shows while nothing has been said: a line, a hint, and words to try. */
import { make } from './dom.ts';
import { type TextKey, write } from './texts.ts';

export interface EmptyOptions {
  readonly title: TextKey;
  readonly name?: string;
  readonly more: TextKey;
  /** Text keys or plain commands to try; a click puts the words into the input. */
  readonly tries: readonly HTMLElement[];
}

export function createEmpty({ title, name, more, tries }: EmptyOptions): HTMLElement {
  return make(
    'div',
    { class: 'empty-text' },
    write(make('p', { class: 'empty-title' }), title, name === undefined ? {} : { name }),
    write(make('p'), more),
    make('div', { class: 'tries' }, ...tries),
  );
}

/** A chip with words to try. */
export function createTry(fill: (chip: HTMLElement) => void, use: (text: string) => void): HTMLElement {
  const chip = make('button', { type: 'button', class: 'try' });
  fill(chip);
  chip.addEventListener('click', () => use(chip.textContent ?? ''));
  return chip;
}
