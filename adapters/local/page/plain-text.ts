/** Plain text as it was written: line breaks and indentation kept, lines in columns in a fixed width, folded when very long. */
import { make } from './dom.ts';
import { write } from './texts.ts';

/** Longer texts are folded; all of it is there. */
const FOLD_CHARACTERS = 1500;

/** Texts above this are not looked at line by line. */
const COLUMNS_CHARACTERS = 20_000;

/** A line of a table: a gap of three spaces, a tab, or bars at both ends. */
const COLUMNS = /\S {3,}\S|\S\t|^\s*\|.*\|\s*$/;

export interface PlainText {
  readonly element: HTMLElement;
  update(text: string): void;
}

/** The text in a bubble. `textContent` of its `.text` is exactly the text. */
export function createPlainText(initial: string): PlainText {
  const body = make('div', { class: 'text', dir: 'auto' });
  const fold = make('button', { type: 'button', class: 'quiet fold' });
  const element = make('div', { class: 'bubble' }, body);
  let shown: string | null = null;

  function setFolded(is: boolean): void {
    body.classList.toggle('folded', is);
    fold.setAttribute('aria-expanded', String(!is));
    write(fold, is ? 'showAll' : 'showLess', { n: (shown ?? '').length.toLocaleString() });
  }
  fold.addEventListener('click', () => setFolded(!body.classList.contains('folded')));

  function update(text: string): void {
    if (text === shown) return;
    shown = text;
    body.replaceChildren(...toParts(text));
    body.classList.remove('folded');
    fold.remove();
    if (text.length > FOLD_CHARACTERS) {
      element.append(fold);
      setFolded(true);
    }
  }

  update(initial);
  return { element, update };
}

/** Neighbouring lines of a table together, so that they scroll sideways as one; everything else as it is. */
function toParts(text: string): (Node | string)[] {
  if (text.length > COLUMNS_CHARACTERS) return [text];
  const parts: { columns: boolean; text: string }[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const columns = COLUMNS.test(line);
    const last = parts.at(-1);
    if (last?.columns === columns) last.text += line;
    else parts.push({ columns, text: line });
  }
  return parts.map((part) => (part.columns ? make('span', { class: 'columns' }, part.text) : part.text));
}
