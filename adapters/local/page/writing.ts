/** A text field that sends: Enter sends, Shift+Enter is a new line, a failure keeps the words and offers to send them again. */
import { make } from './dom.ts';
import { write } from './texts.ts';

/** `keyCode` of a key that went to an input method. */
const COMPOSING = 229;

export interface WritingOptions {
  /** Rejects with a sentence for the person. `attempt` stays the same while the same words are sent again. */
  readonly send: (text: string, attempt: object) => Promise<void>;
  readonly sent?: () => void;
  /** Set = there is a cancel button, and Escape presses it. */
  readonly cancelled?: () => void;
}

export interface Writing {
  readonly input: HTMLTextAreaElement;
  readonly send: HTMLButtonElement;
}

/** Fills `form` with the field and its buttons. */
export function createWriting(form: HTMLFormElement, options: WritingOptions): Writing {
  const input = make('textarea', { rows: '1', autocomplete: 'off', enterkeyhint: 'send' });
  const send = write(make('button', { type: 'submit', class: 'send' }), 'send');
  const cancel = write(make('button', { type: 'button', class: 'quiet' }), 'cancel');
  const problem = make('p', { class: 'problem', role: 'alert', hidden: true });
  form.replaceChildren(input, ...(options.cancelled ? [cancel] : []), send, problem);

  let attempt = { text: '' };

  async function submit(): Promise<void> {
    const text = input.value;
    if (text.trim() === '' || input.readOnly) return;
    if (attempt.text !== text) attempt = { text };
    input.readOnly = true;
    form.setAttribute('aria-busy', 'true');
    write(send, 'sending');
    problem.hidden = true;
    try {
      await options.send(text, attempt);
      attempt = { text: '' };
      input.value = '';
      write(send, 'send');
      input.dispatchEvent(new Event('input'));
      options.sent?.();
    } catch (error) {
      problem.textContent = (error as Error).message;
      problem.hidden = false;
      write(send, 'sendAgain');
    } finally {
      input.readOnly = false;
      form.removeAttribute('aria-busy');
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  input.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter takes its suggestion and Escape drops it. Safari says so by the key code alone.
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.key === 'Escape' && options.cancelled) options.cancelled();
    if (event.key !== 'Enter' || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    void submit();
  });
  input.addEventListener('input', () => {
    if (!problem.hidden && input.value !== attempt.text) {
      problem.hidden = true;
      write(send, 'send');
    }
  });
  cancel.addEventListener('click', () => options.cancelled?.());
  return { input, send };
}
