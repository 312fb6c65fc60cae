/** From a ticket's card to the learner's own thread: Discord's address of it, for whoever may see it. */
import { ButtonStyle, type Client, ComponentType } from 'discord.js';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { MOST_ROWS, type Row } from './components.ts';
import type { Part } from './outbound.ts';

const MOST = 5000;
const LABEL = '💬 查看提问 / See the question';
const isCard = ({ audience, slot }: OutgoingDelivery) => audience === 'staff' && slot?.startsWith('ticket:') === true;

export interface Links {
  /** Remembers in which thread of a server a delivery's conversation is; direct chats have no address for others. */
  note(delivery: OutgoingDelivery, channelId: string): void;
  /** A ticket's card with the way to its conversation below it, where it is known and there is room. */
  addTo(delivery: OutgoingDelivery, parts: readonly Part[]): readonly Part[];
}

export function createLinks(client: () => Client): Links {
  const links = new Map<string, string>();
  return {
    note({ audience, conversationId, threadId }, channelId) {
      if (audience !== 'learner' || conversationId === null || threadId === null || links.has(conversationId)) return;
      const channel = client().channels.cache.get(channelId);
      if (!channel || channel.isDMBased()) return;
      if (links.size >= MOST) links.delete([...links.keys()][0] ?? '');
      links.set(conversationId, `https://discord.com/channels/${channel.guildId}/${threadId}`);
    },
    addTo(delivery, parts) {
      const url = isCard(delivery) && delivery.conversationId ? links.get(delivery.conversationId) : undefined;
      const last = parts.at(-1);
      if (!url || !last || last.components.length >= MOST_ROWS) return parts;
      const row: Row = {
        type: ComponentType.ActionRow,
        components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label: LABEL, url }],
      };
      return [...parts.slice(0, -1), { ...last, components: [...last.components, row] }];
    },
  };
}
