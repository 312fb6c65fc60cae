/** Suggestions above an input while a command is being typed: arrows choose, Tab or Enter takes, Escape closes. */
import type { CommandHint } from '../wire.ts';
import { make } from './dom.ts';
import { language, write } from './texts.ts';

/** Makes `input` a combobox over the commands that start with what is typed. */
export function createHints(input: HTMLTextAreaElement, commands: () => readonly CommandHint[]): void {
  const list = write(make('ul', { class: 'hints', role: 'listbox', id: 'hints', hidden: true }), 'hints', {}, 'tLabel');
  input.before(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-controls': 'hints',
    'aria-autocomplete': 'list',
  })) {
    input.setAttribute(name, value);
  }
  let chosen = -1;
  let shown: readonly CommandHint[] = [];

  function show(matches: readonly CommandHint[]): void {
    shown = matches;
    chosen = -1;
    list.hidden = matches.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    list.replaceChildren(
      ...matches.map((hint, index) => {
        const option = make(
          'li',
          { role: 'option', id: `hint-${index}` },
          make('code', {}, hint.text),
          hint.about[language()],
        );
        option.addEventListener('mousedown', (event) => {
          event.preventDefault();
          take(hint);
        });
        return option;
      }),
    );
    mark();
  }

  function mark(): void {
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === chosen));
    if (chosen < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `hint-${chosen}`);
  }

  function take(hint: CommandHint): void {
    input.value = hint.text;
    show([]);
    input.focus();
  }

  function suggest(): void {
    const typed = input.value.replace('／', '/');
    const matches = typed.startsWith('/')
      ? commands().filter(({ text }) => text.startsWith(typed) && text !== typed)
      : [];
    show(matches);
  }

  input.addEventListener('input', suggest);
  input.addEventListener('blur', () => show([]));
  input.addEventListener(
    'keydown',
    (event) => {
      if (list.hidden || event.isComposing) return;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) chosen = (chosen + step + shown.length + (chosen < 0 && step < 0 ? 1 : 0)) % shown.length;
      else if (event.key === 'Escape') show([]);
      else if (event.key === 'Tab' && !event.shiftKey) take(shown[Math.max(chosen, 0)]!);
      else if (event.key === 'Enter' && chosen >= 0) take(shown[chosen]!);
      else return;
      event.preventDefault();
      mark();
    },
    // Before the field's own handler, which would send.
    { capture: true },
  );
}
