/** From messages to what Telegram takes: parts, keyboards, names of topics. Pure. */
import type { InlineKeyboardButton } from 'grammy/types';
import { type Button, toPayload } from '../../src/domain/choice.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { splitText } from '../shared/split.ts';

/** UTF-16 units of one message. */
export const MOST_TEXT = 4096;
const MOST_TOPIC_NAME = 128;
const MOST_BUTTONS_IN_ROW = 8;

/** The text in as many messages as it needs. Text goes out plain, without markup of any kind, so it is shown as it is. */
export function toParts(text: string): string[] {
  // Telegram drops spaces at both ends by itself, and takes no message of mere spaces.
  const parts = splitText(text.trim(), MOST_TEXT)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : ['…'];
}

export function toKeyboard(rows: readonly (readonly Button[])[]): InlineKeyboardButton[][] {
  return rows.flatMap((row) => {
    const buttons = row.map((button) => ({ text: button.label.trim() || '…', callback_data: toPayload(button) }));
    const lines: InlineKeyboardButton[][] = [];
    for (let at = 0; at < buttons.length; at += MOST_BUTTONS_IN_ROW) {
      lines.push(buttons.slice(at, at + MOST_BUTTONS_IN_ROW));
    }
    return lines;
  });
}

const TICKET_SLOT = /^ticket:(T-[0-9A-Z]{6})$/;

/** Whether the delivery is a ticket's card, which a topic is opened for. */
export function isCard({ audience, slot }: OutgoingDelivery): boolean {
  return audience === 'staff' && TICKET_SLOT.test(slot ?? '');
}

/** `✅ T-7K3F9A · what it is about`, from the card. */
export function toTopicName({ slot, body }: OutgoingDelivery): string {
  if (body.kind !== 'message') return slot ?? '…';
  const { text, buttons } = body.message;
  const id = TICKET_SLOT.exec(slot ?? '')?.[1];
  const about = /^(?:问题|Question): (.+)$/m.exec(text)?.[1] ?? text.split('\n')[0] ?? '';
  const isOver = buttons.flat().some(({ choice }) => choice === 'reopen');
  const name = `${isOver ? '✅ ' : ''}${id ? `${id} · ` : ''}${about}`.trim() || '…';
  const [short = name] = splitText(name, MOST_TOPIC_NAME);
  return short;
}

/** A receipt names all messages of a long text. */
export function toMessageIds(messageId: string): number[] {
  return messageId.split(',').map(Number);
}
