/** One attempt to show a delivery: as an answer to an interaction, in a thread, in a direct chat, as a ticket's card. */
import type { Client } from 'discord.js';
import type { Receipt } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { createAside, toRaw } from './aside.ts';
import type { Held } from './held.ts';
import { createLinks } from './links.ts';
import type { Log } from './options.ts';
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
  withoutFiles,
} from './outbound.ts';
import { isCode, nameChannel, type Permission, toDeliveryError } from './problems.ts';
import { createRooms } from './rooms.ts';
import type { Spots } from './spots.ts';
import type { Threads } from './threads.ts';

export interface DeliverOptions {
  readonly client: () => Client;
  readonly api: Api;
  readonly spots: Spots;
  readonly held: Held;
  readonly threads: Threads;
  readonly log: Log;
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

export function createDeliver(options: DeliverOptions): (delivery: OutgoingDelivery) => Promise<Receipt> {
  const { api, threads, spots, held } = options;
  const links = createLinks(options.client, api, threads);
  const rooms = createRooms(options.client, api, threads, options.log);
  const aside = createAside({ client: options.client, api, held, post: (...sent) => postParts(...sent) });
  /** Ids of the parts of a long delivery that are shown already: a rate limit in its middle does not begin it anew. */
  const begun = new Map<string, string[]>();

  /** The words must arrive: files that are not taken there are named instead. */
  async function postPart(part: Part, channelId: string, more: object): Promise<string> {
    try {
      return (await api.post(channelId, { ...toBody(part), ...more }, toRaw(part))).id;
    } catch (error) {
      if (part.uploads.length === 0 || !isCode(error, 'tooLarge', 'missingPermissions')) throw error;
      const { id } = await api.post(channelId, { ...toBody(withoutFiles(part)), ...more });
      options.log.warn({ err: error, place: nameChannel(options.client(), channelId) }, 'files were not taken there');
      return id;
    }
  }

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
      sent.push(await postPart(part, channelId, { ...(n === 0 && reference), nonce, enforce_nonce: true }));
    }
    begun.delete(key);
    return toMessageId(sent);
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
    const ticket = /^T-[0-9A-Z]{6}/.exec(name)?.[0];
    const known = delivery.maybeSent && ticket ? await threads.findOwn(channelId, ticket) : null;
    const [first, ...more] = parts;
    const body = toBody(first ?? { content: name, components: [], uploads: [] });
    const id = known ?? (await threads.openPost(forum, name, body, toStatus(delivery), first ? toRaw(first) : []));
    const rest = more.length > 0 ? fromMessageId(await postParts(delivery, more, id, { from: 1 })) : [];
    return { messageId: toMessageId([id, ...rest]), threadId: id };
  }

  /** In a ticket's room; one that was deleted is opened again. */
  async function postInRoom(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string, threadId: string) {
    const room = rooms.now(threadId);
    try {
      return await postParts(delivery, parts, room);
    } catch (error) {
      const again = isCode(error, 'unknownChannel') ? await rooms.renew(channelId, room) : null;
      if (again === null) throw error;
      return postParts(delivery, parts, again);
    }
  }

  /** In the learner's thread, which opens with the first answer. Where threads are not allowed, as a reply to their words. */
  async function postInThread(delivery: OutgoingDelivery, parts: readonly Part[], channelId: string, threadId: string) {
    if (spots.staff.has(channelId)) return postInRoom(delivery, parts, channelId, threadId);
    if (threads.isAnnounced(threadId) && !(await threads.openBelow(channelId, threadId))) {
      return postParts(delivery, parts, channelId, { replyTo: threadId });
    }
    try {
      return await postParts(delivery, parts, threadId);
    } catch (error) {
      // After a restart nobody remembers that the thread was still to be opened; and one may be deleted. What was said in
      // a private one that is gone has no business in the channel.
      if (!isCode(error, 'unknownChannel') || !(await threads.openBelow(channelId, threadId))) throw error;
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
    const isCardBelow = delivery.audience === 'staff' && delivery.threadId === null && !threads.asForum(channelId);
    const thread = before.threadId ?? delivery.threadId;
    const room = thread === null ? null : rooms.now(thread);
    const target = isCardBelow ? channelId : (room ?? channelId);
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
    const status = toStatus(delivery);
    if (status !== null && room !== null) await threads.tag(room, status);
    return { messageId: toMessageId(ids), threadId: before.threadId === null ? null : rooms.now(before.threadId) };
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
    const shown = toParts(delivery, held.find(delivery.id)?.mostBytes);
    const here = delivery.threadId ?? channelId;
    const told = await aside.show(delivery, shown, here);
    if (told) return told;
    const parts = await links.add(delivery, shown);
    if (delivery.edits) {
      try {
        return await edit(delivery, parts, channelId, delivery.edits);
      } catch (error) {
        // A post that was deleted took its card along.
        if (!isCode(error, 'unknownMessage', 'unknownChannel')) throw error;
      }
    }
    const isCard = delivery.audience === 'staff' && delivery.threadId === null && spots.staff.has(channelId);
    const hasButtons = delivery.body.kind === 'message' && delivery.body.message.buttons.flat().length > 0;
    // A forum takes nothing but posts.
    if (isCard && (delivery.slot !== null || hasButtons || threads.asForum(channelId))) {
      const before = delivery.edits?.threadId ?? null;
      const thread = before === null ? null : rooms.now(before);
      const isPost = threads.asForum(channelId) !== null;
      if (thread === null || (isPost && thread === before)) return postCard(delivery, parts, channelId);
      // The card was removed by hand; its thread goes on.
      return { messageId: await postParts(delivery, parts, isPost ? thread : channelId), threadId: thread };
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
    links.note(delivery);
    try {
      const receipt = await show(delivery, channelId);
      rooms.note(delivery, receipt);
      return receipt;
    } catch (error) {
      const inThread = delivery.threadId !== null ? TO_WRITE_IN_THREAD : TO_WRITE;
      const needed = spots.staff.has(channelId) && delivery.threadId === null ? TO_KEEP_TICKETS : inThread;
      throw toDeliveryError(error, options.client(), delivery.threadId ?? channelId, needed);
    }
  };
}
