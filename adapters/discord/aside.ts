/** What is for one person's eyes: an answer that only they see, else their direct chat, else a brief word where they are. */
import { type Client, MessageFlags, type RawFile } from 'discord.js';
import type { Receipt } from '../../src/domain/delivery.ts';
import type { PersonId } from '../../src/domain/place.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { toAnswer } from './answers.ts';
import type { Api } from './api.ts';
import { toShareRow } from './components.ts';
import { type Held, type HeldInteraction, inTurn } from './held.ts';
import { type Part, toBody, toMessageId, toNonce } from './outbound.ts';
import { isCode } from './problems.ts';

export interface AsideOptions {
  readonly client: () => Client;
  readonly api: Api;
  readonly held: Held;
  readonly post: (delivery: OutgoingDelivery, parts: readonly Part[], channelId: string) => Promise<string>;
}

export interface Aside {
  /** Null where the delivery is for everybody in its place, and answers nothing. */
  show(delivery: OutgoingDelivery, parts: readonly Part[], here: string): Promise<Receipt | null>;
}

export const toRaw = ({ uploads }: Part): RawFile[] => uploads.map(({ raw }) => raw);

/** Who alone may see it. What belongs to no conversation answers the one who asked, and stands in nobody's way. */
function toReader(delivery: OutgoingDelivery, answers: HeldInteraction | null): PersonId | null {
  if (delivery.privateTo) return delivery.privateTo;
  return delivery.conversationId === null && answers?.isPrivate ? `discord:${answers.userId}` : null;
}

export function createAside({ client, api, held, post }: AsideOptions): Aside {
  function answer(interaction: HeldInteraction, parts: readonly Part[], delivery: OutgoingDelivery): Promise<Receipt> {
    const application = client().application?.id ?? '';
    return inTurn(interaction, async () => {
      const ids: string[] = [];
      for (const [n, part] of parts.entries()) {
        const replaces = interaction.kind === 'command' && !interaction.isAnswered;
        const body = toBody(part, interaction.isPrivate ? MessageFlags.Ephemeral : 0);
        const isReport = delivery.audience === 'admin' && interaction.isPrivate && n === parts.length - 1;
        if (isReport) body.components = [...part.components, toShareRow(interaction.locale)].slice(-5);
        const { id } = replaces
          ? await api.editAnswer(application, interaction.token, body, toRaw(part))
          : await api.followUp(application, interaction.token, body, toRaw(part));
        interaction.isAnswered = true;
        ids.push(id);
      }
      return { messageId: toMessageId(ids), threadId: null };
    });
  }

  /** Names nobody's business: that there is something, and how to get it. It rings for the one it is for. */
  async function sayBriefly(
    delivery: OutgoingDelivery,
    reader: string,
    here: string,
    locale: string,
  ): Promise<Receipt> {
    const { id } = await api.post(here, {
      content: `<@${reader}> ${toAnswer('openDirect', locale)}`,
      allowed_mentions: { parse: [], users: [reader] },
      nonce: toNonce(delivery.id, 0),
      enforce_nonce: true,
    });
    return { messageId: id, threadId: null };
  }

  /** Too late to answer aside: the person's direct chat is as private. */
  async function tellDirect(
    delivery: OutgoingDelivery,
    parts: readonly Part[],
    reader: string,
    here: string,
    locale: string,
  ) {
    try {
      const { id } = await api.openDirect(reader);
      return { messageId: await post(delivery, parts, id), threadId: null };
    } catch (error) {
      if (!isCode(error, 'closedDirect')) throw error;
      return sayBriefly(delivery, reader, here, locale);
    }
  }

  return {
    async show(delivery, parts, here) {
      const answers = held.find(delivery.id);
      const reader = toReader(delivery, answers);
      if (answers && !delivery.edits) {
        const isFirst = answers.kind === 'command' && !answers.isAnswered && !answers.isPrivate;
        const isTheirs = reader === `discord:${answers.userId}`;
        try {
          if (isTheirs || (reader === null && isFirst && answers.channelId === here)) {
            return await answer(answers, parts, delivery);
          }
        } catch (error) {
          if (!isCode(error, 'deadToken', 'unknownWebhook', 'unknownInteraction')) throw error;
        }
      }
      if (reader === null) return null;
      return tellDirect(delivery, parts, reader.slice('discord:'.length), here, answers?.locale ?? '');
    },
  };
}
