/** One attempt to show a delivery: as an answer to an interaction, in a thread, in a direct chat, as a ticket's card. */
import { type Client, MessageFlags } from 'discord.js';
import type { Receipt } from '../../src/domain/delivery.ts';
import type { PersonId } from '../../src/domain/place.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { toShareRow } from './components.ts';
import { type Held, type HeldInteraction, inTurn } from './held.ts';
import { createLinks } from './links.ts';
import {
  channelIdOf,
  fromMessageId,
  type Part,
  toBody,
  toMessageId,
  toNonce,
  toParts,
  toStatus,
  toThreadName,
} from './outbound.ts';
import { isCode, type Permission, toDeliveryError } from './problems.ts';
import type { Spots } from './spots.ts';
import type { Threads } from './threads.ts';

export interface DeliverOptions {
  readonly client: () => Client;
  readonly api: Api;
  readonly spots: Spots;
  readonly held: Held;
  readonly threads: Threads;
}

/** What writing takes, so that a refusal can name what is missing. */
const TO_WRITE: readonly Permission[] = ['ViewChannel', 'SendMessages'];
const TO_WRITE_IN_THREAD: readonly Permission[] = ['ViewChannel', 'SendMessagesInThreads'];
const TO_KEEP_TICKETS: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
];

/** Deliveries whose beginning is remembered. */
const MOST_BEGUN = 1000;

const toRaw = ({ uploads }: Part) => uploads.map(({ raw }) => raw);

/** Who alone may see it. What belongs to no conversation answers the one who asked, and stands in nobody's way. */
function toReader(delivery: OutgoingDelivery, answers: HeldInteraction | null): PersonId | null {
  if (delivery.privateTo) return delivery.privateTo;
  return delivery.conversationId === null && answers?.isPrivate ? `discord:${answers.userId}` : null;
}

export function createDeliver(options: DeliverOptions): (delivery: OutgoingDelivery) => Promise<Receipt> {
  const { api, threads, spots, held } = options;
  const links = createLinks(options.client);
  /** Ids of the parts of a long delivery that are shown already: a rate limit in its middle does not begin it anew. */
  const begun = new Map<string, string[]>();

  /** `from`: how many parts of the delivery stand elsewhere already. */
  async function postParts(
    delivery: OutgoingDelivery,
    parts: readonly Part[],
    channelId: string,
    { replyTo = null, from = 0 }: { replyTo?: string | null; from?: number } = {},
  ) {
    const key = `${delivery.id}/${channelId}/${from}`;
    const sent = begun.get(key) ?? [];
    begun.set(key, sent);
    if (begun.size > MOST_BEGUN) begun.delete([...begun.keys()][0] ?? '');
    const reference = replyTo !== null && { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    for (const [n, part] of parts.entries()) {
      if (n < sent.length) continue;
      const nonce = toNonce(delivery.id, from + n);
      const body = { ...toBody(part), ...(n === 0 && reference), nonce, enforce_nonce: true };
      sent.push((await api.post(channelId, body, toRaw(part))).id);
    }
    begun.delete(key);
    return toMessageId(sent);
  }

  /** As an answer that only the one who asked sees. */
  function answer(interaction: HeldInteraction, parts: readonly Part[], delivery: OutgoingDelivery): Promise<Receipt> {
    const application = options.client().application?.id ?? '';
    return inTurn(interaction, async () => {
      const ids: string[] = [];
      for (const [n, part] of parts.entries()) {
        const replaces = interaction.kind === 'command' && !interaction.isAnswered;
        const body = toBody(part, interaction.isPrivate ? MessageFlags.Ephemeral : 0);
        const isReport = delivery.audience === 'admin' && interaction.isPrivate && n === parts.length - 1;
        if (isReport) body.components = [...part.components, toShareRow(interaction.locale)];
        const { id } = replaces
          ? await api.editAnswer(application, interaction.token, body, toRaw(part))
          : await api.followUp(application, interaction.token, body, toRaw(part));
        interaction.isAnswered = true;
        ids.push(id);
      }
      return { messageId: toMessageId(ids), threadId: null };
    });
  }

  async function postCard(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string): Promise<Receipt> {
    const name = toThreadName(delivery);
    const forum = threads.asForum(channelId);
    if (!forum) {
      const messageId = await postParts(delivery, parts, channelId);
      const first = fromMessageId(messageId)[0] ?? '';
      return { messageId, threadId: await threads.openForCard(channelId, first, name, delivery.maybeSent) };
    }
    // A post takes no nonce: what may have been opened is looked for.
    const known = delivery.maybeSent ? await threads.findOwn(channelId, name.split(' ')[0] ?? name) : null;
    const [first, ...more] = parts;
    const body = toBody(first ?? { content: name, components: [], uploads: [] });
    const id = known ?? (await threads.openPost(forum, name, body, toStatus(delivery), first ? toRaw(first) : []));
    const rest = more.length > 0 ? fromMessageId(await postParts(delivery, more, id, { from: 1 })) : [];
    return { messageId: toMessageId([id, ...rest]), threadId: id };
  }

  /** In the learner's thread, which opens with the first answer. Where threads are not allowed, as a reply to their words. */
  async function postInThread(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string, threadId: string) {
    const isStaff = spots.staff.has(channelId);
    if (!isStaff && threads.isAnnounced(threadId) && !(await threads.openBelow(channelId, threadId))) {
      return postParts(delivery, parts, channelId, { replyTo: threadId });
    }
    try {
      return await postParts(delivery, parts, threadId);
    } catch (error) {
      // After a restart nobody remembers that the thread was still to be opened.
      const mayOpen = !isStaff && isCode(error, 'unknownChannel');
      if (!mayOpen || !(await threads.openBelow(channelId, threadId))) throw error;
      return postParts(delivery, parts, threadId);
    }
  }

  async function postDirect(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string): Promise<Receipt> {
    const standIn = threads.findStandIn(channelId);
    try {
      return { messageId: await postParts(delivery, parts, standIn ?? channelId), threadId: standIn };
    } catch (error) {
      if (!isCode(error, 'closedDirect')) throw error;
      const thread = await threads.openStandIn(channelId);
      return { messageId: await postParts(delivery, parts, thread), threadId: thread };
    }
  }

  async function edit(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string, before: Receipt) {
    const isCardBelow = delivery.audience === 'staff' && !threads.asForum(channelId);
    const target = isCardBelow ? channelId : (before.threadId ?? delivery.threadId ?? channelId);
    const ids = fromMessageId(before.messageId);
    for (const [n, part] of parts.entries()) {
      const id = ids[n];
      if (id === undefined) ids.push(await postParts(delivery, [part], target, { from: n }));
      else await editOne(target, id, part);
    }
    for (const surplus of ids.splice(parts.length)) {
      await api.remove(target, surplus).catch((error: unknown) => {
        if (!isCode(error, 'unknownMessage')) throw error;
      });
    }
    const receipt = { messageId: toMessageId(ids), threadId: before.threadId };
    const status = toStatus(delivery);
    const thread = before.threadId ?? delivery.threadId;
    if (status !== null && thread !== null) await threads.tag(thread, status);
    return receipt;
  }

  async function editOne(channelId: string, messageId: string, part: Part): Promise<void> {
    // Files stay as they are: only words and buttons change.
    const body = toBody({ ...part, uploads: [] });
    try {
      await api.edit(channelId, messageId, body);
    } catch (error) {
      if (!isCode(error, 'archived')) throw error;
      await threads.reopen(channelId);
      await api.edit(channelId, messageId, body);
    }
  }

  async function show(delivery: OutgoingDelivery, channelId: string): Promise<Receipt> {
    const answers = held.find(delivery.id);
    links.note(delivery, channelId);
    const parts = links.addTo(delivery, toParts(delivery, answers?.mostBytes));
    const reader = toReader(delivery, answers);
    const here = delivery.threadId ?? channelId;
    if (answers && !delivery.edits) {
      const isFirst = answers.kind === 'command' && !answers.isAnswered && !answers.isPrivate;
      try {
        const isTheirs = reader === `discord:${answers.userId}`;
        if (isTheirs || (reader === null && isFirst && answers.channelId === here))
          return await answer(answers, parts, delivery);
      } catch (error) {
        if (!isCode(error, 'deadToken', 'unknownWebhook', 'unknownInteraction')) throw error;
      }
    }
    if (reader !== null) {
      // Too late to answer aside: the person's direct chat is as private.
      const { id } = await api.openDirect(reader.slice('discord:'.length));
      return { messageId: await postParts(delivery, parts, id), threadId: null };
    }
    if (delivery.edits) {
      try {
        return await edit(delivery, parts, channelId, delivery.edits);
      } catch (error) {
        if (!isCode(error, 'unknownMessage')) throw error;
      }
    }
    const isCard = delivery.audience === 'staff' && delivery.threadId === null && spots.staff.has(channelId);
    const hasButtons = delivery.body.kind === 'message' && delivery.body.message.buttons.flat().length > 0;
    if (isCard && (delivery.slot !== null || hasButtons)) {
      const thread = delivery.edits?.threadId ?? null;
      if (thread === null || threads.asForum(channelId)) return postCard(delivery, parts, channelId);
      // The card was removed by hand; its thread goes on.
      return { messageId: await postParts(delivery, parts, channelId), threadId: thread };
    }
    if (delivery.threadId === null) return postDirect(delivery, parts, channelId);
    const messageId = await postInThread(delivery, parts, channelId, delivery.threadId);
    const status = delivery.audience === 'learner' ? toStatus(delivery) : null;
    if (status !== null) await threads.tag(delivery.threadId, status);
    return { messageId, threadId: null };
  }

  return async (delivery) => {
    const channelId = channelIdOf(delivery.place);
    if (channelId === null) {
      throw new DeliveryError(`${delivery.place} is no channel of Discord`, { permanent: true });
    }
    try {
      return await show(delivery, channelId);
    } catch (error) {
      const inThread = delivery.threadId !== null ? TO_WRITE_IN_THREAD : TO_WRITE;
      const needed = spots.staff.has(channelId) && delivery.threadId === null ? TO_KEEP_TICKETS : inThread;
      throw toDeliveryError(error, options.client(), delivery.threadId ?? channelId, needed);
    }
  };
}
