/** From a ticket's card to the learner's own words: Slack's permanent link to the thread, where staff may go there. */
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { METADATA_TYPE, toChannel } from './outbound.ts';
import { isDirect } from './places.ts';

export interface Links {
  /** Remembers where the conversation of a delivery to a learner is. */
  note(delivery: OutgoingDelivery): void;
  /** For a ticket's card; null for everything else, for direct chats, and where Slack does not tell. */
  find(delivery: OutgoingDelivery): Promise<string | null>;
}

const MOST = 5000;

/** Slots of cards; see the engine's `cardSlot`. */
const isCard = ({ audience, slot }: OutgoingDelivery) => audience === 'staff' && slot?.startsWith('ticket:') === true;

export function createLinks({ quick }: Api): Links {
  const spots = new Map<string, { readonly channel: string; readonly ts: string }>();
  const links = new Map<string, string>();

  function keep<T>(map: Map<string, T>, key: string, value: T): void {
    if (map.size >= MOST) map.delete([...map.keys()][0] ?? '');
    map.set(key, value);
  }

  /** What the card says itself, for a process that did not post it. */
  async function readFromCard({ place, edits }: OutgoingDelivery): Promise<string | null> {
    if (!edits) return null;
    const ts = edits.messageId.split('+')[0] ?? '';
    const channel = toChannel(place);
    const { messages } = await quick.conversations.replies({ channel, ts, limit: 1, include_all_metadata: true });
    const metadata = messages?.[0]?.metadata;
    const { link } = (metadata?.event_payload ?? {}) as { link?: unknown };
    return metadata?.event_type === METADATA_TYPE && typeof link === 'string' ? link : null;
  }

  async function ask(delivery: OutgoingDelivery, key: string): Promise<string | null> {
    const spot = spots.get(key);
    if (!spot) return readFromCard(delivery);
    const { permalink } = await quick.chat.getPermalink({ channel: spot.channel, message_ts: spot.ts });
    return permalink ?? null;
  }

  return {
    note({ audience, conversationId, place, threadId }) {
      const channel = toChannel(place);
      if (audience !== 'learner' || conversationId === null || threadId === null || isDirect(channel)) return;
      keep(spots, conversationId, { channel, ts: threadId });
    },
    async find(delivery) {
      const key = delivery.conversationId;
      if (key === null || !isCard(delivery)) return null;
      const known = links.get(key);
      if (known !== undefined) return known;
      const link = await ask(delivery, key).catch(() => null);
      if (link !== null) keep(links, key, link);
      return link;
    },
  };
}
