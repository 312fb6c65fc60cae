/** A ticket in the staff channel: its card with a status, and the thread below it. */
import type { ChatMessage } from '../wire.ts';
import { createChoices, type PressButton } from './choices.ts';
import { make } from './dom.ts';
import type { Item } from './log.ts';
import { createLog } from './log.ts';
import { toTime } from './message-view.ts';
import { createPlainText } from './plain-text.ts';
import { write } from './texts.ts';

export const TICKET_STATUSES = ['waiting', 'active', 'resolved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export interface TicketCard extends Item {
  /** Shows or hides the thread. */
  open(is: boolean): void;
  putInThread(message: ChatMessage, news: boolean): void;
}

export interface TicketCardOptions {
  readonly press: PressButton;
  readonly thread: readonly ChatMessage[];
  readonly toItem: (message: ChatMessage) => Item;
  /** The person opened (true) or closed the thread. */
  readonly toggled: (open: boolean) => void;
}

/** What can be done with a ticket tells what state it is in. */
export function statusOf(card: ChatMessage): TicketStatus {
  const choices = new Set(card.buttons.flat().map(({ choice }) => choice));
  if (choices.has('claim')) return 'waiting';
  if (choices.has('resolve') || choices.has('release')) return 'active';
  return choices.has('reopen') ? 'resolved' : 'closed';
}

/** Whether live replies are on: the card marks its assignee then. */
export function isLive(card: ChatMessage): boolean {
  return /^(负责人|Assignee): .+ 🔴$/m.test(card.text);
}

export function createTicketCard(card: ChatMessage, { press, thread, toItem, toggled }: TicketCardOptions): TicketCard {
  const chip = make('span', { class: 'chip' });
  const text = createPlainText(card.text);
  const choices = createChoices(card, press);
  const threadId = `thread-${card.id}`;
  const toggle = make('button', {
    type: 'button',
    class: 'quiet thread-toggle',
    'aria-expanded': 'false',
    'aria-controls': threadId,
  });
  const id = make('strong', {}, card.ticket ?? '');
  const head = make('header', { class: 'card-head' }, id, chip, toTime(card.at));
  const article = make(
    'article',
    { class: 'card', 'data-message': card.id },
    head,
    text.element,
    choices.element,
    toggle,
  );
  const frame = make('section', { class: 'thread', id: threadId, hidden: true });
  const log = createLog(frame, {
    labelKey: 'staff',
    toItem,
    empty: () => write(make('p', { class: 'empty-text' }), 'threadEmpty'),
  });
  const element = make('li', { class: 'ticket', 'data-ticket': card.ticket ?? '' }, article, frame);
  let count = thread.length;

  function label(): void {
    if (count > 0) write(toggle, 'thread', { n: count });
    else write(toggle, 'threadNone');
  }

  function update(next: ChatMessage): void {
    const status = statusOf(next);
    element.dataset.status = status;
    write(chip, status);
    text.update(next.text);
    // The card's own first line mostly says the ticket's id.
    id.hidden = next.text.split('\n', 1)[0]?.includes(next.ticket ?? '') ?? false;
    choices.update(next);
  }

  toggle.addEventListener('click', () => toggled(frame.hidden === true));
  log.show(thread);
  label();
  update(card);
  return {
    element,
    update,
    open(is) {
      frame.hidden = !is;
      element.classList.toggle('selected', is);
      if (is) element.classList.remove('news');
      toggle.setAttribute('aria-expanded', String(is));
    },
    putInThread(message, news) {
      count += news ? 1 : 0;
      label();
      log.put(message);
      if (news && frame.hidden) element.classList.add('news');
      if (news && !frame.hidden) frame.scrollIntoView({ block: 'nearest' });
    },
  };
}
