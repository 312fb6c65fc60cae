/** One message as a bubble: who, when, the text as it was written, and its buttons. */
import type { ChatMessage } from '../wire.ts';
import { createChoices, type PressButton } from './choices.ts';
import { make } from './dom.ts';
import { createFiles } from './files-view.ts';
import type { Item } from './log.ts';
import { createPlainText } from './plain-text.ts';
import { language, write } from './texts.ts';

const BOT_ID = 'local:bot';

/** `own`: the person looking at it wrote it. */
export function createMessageView(message: ChatMessage, own: boolean, press: PressButton): Item {
  const side = own ? 'own' : message.author.id === BOT_ID ? 'bot' : 'other';
  const text = createPlainText(message.text);
  const edited = make('span', { class: 'edited' });
  const choices = createChoices(message, press);
  const name = own
    ? write(make('span', { class: 'name' }), 'you')
    : make('span', { class: 'name', dir: 'auto' }, message.author.name);
  const meta = make('p', { class: 'meta' }, name, toTime(message.at), edited);
  const avatar = make('span', { class: 'avatar', 'aria-hidden': 'true' }, toInitial(message.author.name));
  const element = make(
    'li',
    { class: `message ${side}`, 'data-message': message.id },
    avatar,
    make('div', { class: 'said' }, meta, text.element, ...createFiles(message), choices.element),
  );

  function update(next: ChatMessage): void {
    text.update(next.text);
    if (next.editedAt !== null) write(edited, 'edited');
    choices.update(next);
  }

  update(message);
  return { element, update };
}

/** The time of day, with the date in its title. */
export function toTime(at: number): HTMLTimeElement {
  const date = new Date(at);
  const short = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const long = date.toLocaleString(language());
  return make('time', { datetime: date.toISOString(), title: long }, short);
}

function toInitial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '·';
}
