/** From a ticket's card to the learner's own words: Telegram's link to a message of a supergroup, for whoever is in it. */
import type { InlineKeyboardButton } from 'grammy/types';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { createBounded } from './bounded.ts';
import { isCard } from './outbound.ts';

/** Ids of supergroups are this much below zero. */
const SUPERGROUPS = -1_000_000_000_000;

const LABEL = '💬 查看提问 / See the question';

/** `https://t.me/c/<group>/<message>`; null for private chats and basic groups, which have no links. */
export function toLink(chatId: number, messageId: number): string | null {
  return chatId < SUPERGROUPS ? `https://t.me/c/${SUPERGROUPS - chatId}/${messageId}` : null;
}

export interface Links {
  /** Remembers which message of the learner a delivery to them answers. */
  note(delivery: OutgoingDelivery, chatId: number, messageId: number | null): void;
  /** A row for a ticket's card; none where there is nothing to link to. */
  toRow(delivery: OutgoingDelivery): InlineKeyboardButton[][];
}

export function createLinks(): Links {
  const links = createBounded<string>(5000);
  return {
    note({ conversationId }, chatId, messageId) {
      const link = messageId === null ? null : toLink(chatId, messageId);
      // The first message is the question; later ones are further words.
      if (link !== null && conversationId !== null && !links.get(conversationId)) links.set(conversationId, link);
    },
    toRow(delivery) {
      const url = isCard(delivery) && delivery.conversationId ? links.get(delivery.conversationId) : undefined;
      return url ? [[{ text: LABEL, url }]] : [];
    },
  };
}
