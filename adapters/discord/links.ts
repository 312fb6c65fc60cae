/** From a ticket's card to the learner's own words: Discord's address of the message, where staff may go there. */
import { type APIMessage, ButtonStyle, ChannelType, type Client, ComponentType, Routes } from 'discord.js';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { type Row, toLinkRow } from './components.ts';
import { channelIdOf, fromMessageId, type Part } from './outbound.ts';
import type { Threads } from './threads.ts';

const MOST = 5000;
const ADDRESS = 'https://discord.com/channels';

export interface Links {
  /** Remembers where the conversation of a delivery to a learner is. */
  note(delivery: OutgoingDelivery): void;
  /** The same parts, with the link on a ticket's card; unchanged for everything else, for direct chats and private threads. */
  add(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<readonly Part[]>;
}

const isCard = ({ audience, slot }: OutgoingDelivery) => audience === 'staff' && slot?.startsWith('ticket:') === true;

function linkOf(rows: readonly unknown[] = []): string | null {
  const parts = (rows as Row[]).flatMap(({ components = [] }) => components);
  const button = parts.find((part) => part.type === ComponentType.Button && part.style === ButtonStyle.Link);
  return button && 'url' in button ? button.url : null;
}

export function createLinks(client: () => Client, api: Api, threads: Threads): Links {
  /** By conversation; null = nobody else may go there. */
  const links = new Map<string, string | null>();

  function keep(conversationId: string, link: string | null): void {
    links.delete(conversationId);
    if (links.size >= MOST) links.delete([...links.keys()][0] ?? '');
    links.set(conversationId, link);
  }

  function toLink(channelId: string, threadId: string | null): string | null {
    const { cache } = client().channels;
    const channel = cache.get(channelId);
    const thread = threadId === null ? null : cache.get(threadId);
    if (!channel || channel.isDMBased() || threadId === null) return null;
    // Known to be open to all, or still to be opened below a message that is.
    const isOpen = thread?.isThread() ? thread.type !== ChannelType.PrivateThread : threads.isAnnounced(threadId);
    if (!isOpen) return null;
    // A post is a thread whose first message has its id; a thread below a message has the message's.
    const place = channel.type === ChannelType.GuildForum ? threadId : channelId;
    return `${ADDRESS}/${channel.guildId}/${place}/${threadId}`;
  }

  /** What the card says itself, for a process that did not serve the learner. */
  async function readFromCard(delivery: OutgoingDelivery, conversationId: string): Promise<void> {
    if (!delivery.edits) return;
    const id = fromMessageId(delivery.edits.messageId)[0] ?? '';
    const isPost = client().channels.cache.get(channelIdOf(delivery.place) ?? '')?.type === ChannelType.GuildForum;
    const channelId = isPost ? (delivery.edits.threadId ?? id) : (channelIdOf(delivery.place) ?? '');
    const card = (await api.rest.get(Routes.channelMessage(channelId, id))) as APIMessage;
    keep(conversationId, linkOf(card.components));
  }

  return {
    note({ audience, conversationId, place, threadId }) {
      const channelId = channelIdOf(place);
      if (audience !== 'learner' || conversationId === null || channelId === null || links.get(conversationId)) return;
      keep(conversationId, toLink(channelId, threadId));
    },
    async add(delivery, parts) {
      const { conversationId } = delivery;
      if (conversationId === null || !isCard(delivery)) return parts;
      // Without the link the card is still a card.
      if (!links.has(conversationId)) await readFromCard(delivery, conversationId).catch(() => {});
      const link = links.get(conversationId);
      const last = parts.at(-1);
      if (!link || !last) return parts;
      return [...parts.slice(0, -1), { ...last, components: toLinkRow(last.components, link) }];
    },
  };
}
