/** One attempt to show a delivery: in a chat, a topic, below a card, as a ticket's card, as an edit of what stands there. */
import type { Api } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import type { Receipt } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { type Bounded, createBounded } from './bounded.ts';
import type { Chats } from './chats.ts';
import { isForbidden, isRefusal, toDeliveryError, toFacts } from './errors.ts';
import { sendFile } from './files.ts';
import { createLinks } from './links.ts';
import { toMarkEntity } from './marks.ts';
import type { BotIdentity, Log } from './options.ts';
import { isCard, toKeyboard, toMessageIds, toParts, toTopicName } from './outbound.ts';
import type { Spots } from './spots.ts';

export interface DeliverOptions {
  readonly api: Api;
  readonly bot: () => BotIdentity;
  readonly spots: Spots;
  readonly chats: Chats;
  readonly log: Log;
}

/** Where in a chat a message goes. */
interface Target {
  readonly chatId: number;
  readonly topic: number | null;
  readonly replyTo: number | null;
  /** Refused rather than shown by itself when that message is gone. */
  readonly mustReply?: boolean;
  /** The card of a plain staff group that the message belongs to. */
  readonly root: string | null;
}

/** What an attempt that broke off has shown already: the next one goes on after it. */
interface Progress {
  readonly ids: number[];
  topic: number | null;
  /** Files already sent. */
  files: number;
}

/** Put above what was meant for a topic that is gone, so that nobody takes it for talk. */
const TOPIC_GONE = '⚠️ 工单的话题已不在，先发在这里。 / The ticket’s topic is gone, so this comes here.\n';

/** In the group, to an admin who has no private chat with the bot yet. */
const OPEN_PRIVATE = {
  zh: '报告只发私聊。请先点下面的按钮，向我发送 /start，再试一次。',
  en: 'Reports go to your private chat. Press the button, send me /start, and try again.',
};

export function createDeliver(options: DeliverOptions): (delivery: OutgoingDelivery) => Promise<Receipt> {
  const { api, bot, spots, chats, log } = options;
  const links = createLinks();
  const done: Bounded<Receipt> = createBounded();
  const underWay: Bounded<Progress> = createBounded(1000);
  /** Names of topics as they were last set. */
  const names: Bounded<string> = createBounded(1000);
  /** Threads that turned out to be cards, though the group has topics now. */
  const cards: Bounded<true> = createBounded(1000);

  function markupOf(delivery: OutgoingDelivery) {
    const { body } = delivery;
    if (body.kind !== 'message') throw new DeliveryError('a report that was not rendered', { permanent: true });
    return { text: body.message.text, keyboard: [...toKeyboard(body.message.buttons), ...links.toRow(delivery)] };
  }

  const entitiesOf = (text: string, root: string | null): { entities?: MessageEntity[] } =>
    root === null ? {} : { entities: [toMarkEntity(text, { payload: null, root }, bot().username)] };

  /** Everything not yet shown of the delivery, as new messages. */
  async function post(delivery: OutgoingDelivery, target: Target, progress: Progress, lead = ''): Promise<number[]> {
    const { text, keyboard } = markupOf(delivery);
    const parts = toParts(lead + text);
    for (let n = progress.ids.length; n < parts.length; n++) {
      const part = parts[n] ?? '';
      const isLast = n === parts.length - 1;
      const sent = await chats.call(target.chatId, (chatId) =>
        api.sendMessage(chatId, part, {
          link_preview_options: { is_disabled: true },
          ...entitiesOf(part, target.root),
          ...(target.topic !== null && { message_thread_id: target.topic }),
          ...(target.replyTo !== null && {
            reply_parameters: { message_id: target.replyTo, allow_sending_without_reply: !target.mustReply },
          }),
          ...(isLast && keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
        }),
      );
      progress.ids.push(sent.message_id);
    }
    await postFiles(delivery, target, progress);
    return progress.ids;
  }

  /** Below the words, one message each; they are no part of the receipt, because they are never edited. */
  async function postFiles({ body }: OutgoingDelivery, target: Target, progress: Progress): Promise<void> {
    const files = body.kind === 'message' ? (body.message.files ?? []) : [];
    for (const file of files.slice(progress.files)) {
      await chats.call(target.chatId, (chatId) =>
        sendFile(api, chatId, file, {
          ...(target.topic !== null && { message_thread_id: target.topic }),
          ...(target.replyTo !== null && {
            reply_parameters: { message_id: target.replyTo, allow_sending_without_reply: true },
          }),
        }),
      );
      progress.files += 1;
    }
  }

  /** Edits as many messages as there are on both sides; answers their ids, or null where what was to be edited is gone. */
  async function edit(delivery: OutgoingDelivery, chatId: number, messageId: string): Promise<number[] | null> {
    const { text, keyboard } = markupOf(delivery);
    const parts = toParts(text);
    const ids = toMessageIds(messageId);
    for (const [n, id] of ids.slice(0, parts.length).entries()) {
      const isLast = n === parts.length - 1;
      try {
        await chats.call(chatId, (now) =>
          api.editMessageText(now, id, parts[n] ?? '', {
            link_preview_options: { is_disabled: true },
            ...(isLast && keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
          }),
        );
      } catch (error) {
        if (isRefusal(error, 'messageGone')) return null;
        if (!isRefusal(error, 'notModified')) throw error;
      }
    }
    for (const id of ids.slice(parts.length)) {
      await chats
        .call(chatId, (now) => api.deleteMessage(now, id))
        .catch((error: unknown) => log.info({ err: toFacts(error) }, 'the rest of a longer text stays on telegram'));
    }
    return ids.slice(0, parts.length);
  }

  /** The receipt when all of it could be edited; null = (the rest of) it is to be posted. */
  async function editInPlace(delivery: OutgoingDelivery, chatId: number, edits: Receipt, progress: Progress) {
    const ids = await edit(delivery, chatId, edits.messageId);
    if (ids === null) return null;
    if (isCard(delivery)) await rename(delivery, chatId, edits.threadId);
    if (ids.length === toParts(markupOf(delivery).text).length) return toReceipt(ids, edits.threadId);
    progress.ids.push(...ids);
    progress.topic = isCard(delivery) && edits.threadId ? Number(edits.threadId) : null;
    return null;
  }

  async function postCard(delivery: OutgoingDelivery, chatId: number, progress: Progress): Promise<Receipt> {
    if (await chats.hasTopics(chatId)) {
      try {
        if (progress.topic === null) {
          const name = toTopicName(delivery);
          const topic = await chats.call(chatId, (id) => api.createForumTopic(id, name));
          progress.topic = topic.message_thread_id;
          names.set(`${chatId}/${progress.topic}`, name);
        }
        const target = { chatId, topic: progress.topic, replyTo: null, root: null };
        return toReceipt(await post(delivery, target, progress), String(progress.topic));
      } catch (error) {
        if (!isRefusal(error, 'noTopics', 'threadGone')) throw error;
        // The right was taken away, or somebody closed the topic at once: the card stands in the group itself.
        chats.forget(chatId);
        progress.topic = null;
      }
    }
    const ids = await post(delivery, { chatId, topic: null, replyTo: null, root: null }, progress);
    return toReceipt(ids, String(ids[0]));
  }

  /** The topic's name says what became of the ticket. Of no weight: a refusal changes nothing. */
  async function rename(delivery: OutgoingDelivery, chatId: number, topic: string | null): Promise<void> {
    if (topic === null || !(await chats.hasTopics(chatId).catch(() => false))) return;
    const name = toTopicName(delivery);
    const key = `${chatId}/${topic}`;
    if (names.get(key) === name) return;
    names.set(key, name);
    await chats
      .call(chatId, (id) => api.editForumTopic(id, Number(topic), { name }))
      .catch((error: unknown) => log.info({ err: toFacts(error) }, 'a telegram topic kept its name'));
  }

  async function postInStaff(delivery: OutgoingDelivery, chatId: number, progress: Progress): Promise<Receipt> {
    const { threadId } = delivery;
    const thread = threadId === null ? null : Number(threadId);
    const none = { chatId, topic: null, replyTo: null, root: null };
    if (thread === null) {
      const ids = await post(delivery, none, progress);
      return toReceipt(ids, String(ids[0]));
    }
    const key = `${chatId}/${threadId}`;
    const below = { ...none, replyTo: thread, root: threadId };
    const inTopic = { ...none, topic: thread };
    const isTopic = !cards.get(key) && (await chats.hasTopics(chatId));
    try {
      return toReceipt(await post(delivery, isTopic ? inTopic : below, progress), threadId);
    } catch (error) {
      if (!isRefusal(error, 'threadGone')) throw error;
    }
    try {
      // A card of before there were topics.
      const receipt = toReceipt(await post(delivery, { ...below, mustReply: true }, progress), threadId);
      cards.set(key, true);
      return receipt;
    } catch (error) {
      if (!isRefusal(error, 'replyGone')) throw error;
    }
    // A topic that somebody deleted or closed.
    return toReceipt(await post(delivery, none, progress, TOPIC_GONE), threadId);
  }

  async function postToLearner(delivery: OutgoingDelivery, chatId: number, progress: Progress): Promise<Receipt> {
    const { threadId, id } = delivery;
    const asker = spots.askers.get(id.slice(0, id.lastIndexOf(':')));
    const person = /^u(\d+)$/.exec(threadId ?? '')?.[1];
    const last = person === undefined ? null : (spots.lastMessage.get(`${chatId}/${person}`) ?? null);
    const replyTo = chatId > 0 ? null : (last ?? asker?.messageId ?? null);
    const topic = threadId !== null && person === undefined ? Number(threadId) : null;
    links.note(delivery, chatId, asker?.messageId ?? replyTo);
    return toReceipt(await post(delivery, { chatId, topic, replyTo, root: null }, progress), threadId);
  }

  /** Figures are for the admin alone: in a group the answer goes to their private chat. */
  async function postToAdmin(delivery: OutgoingDelivery, chatId: number, progress: Progress): Promise<Receipt> {
    const asker = spots.askers.get(delivery.id.slice(0, delivery.id.lastIndexOf(':')));
    if (chatId > 0) return postToLearner(delivery, chatId, progress);
    if (!asker) {
      // Who asked went with the process that took the command; agents see their own group, others do not.
      if (spots.isStaff(chatId)) return postInStaff(delivery, chatId, progress);
      throw new DeliveryError('nobody is known to send the report to', { permanent: true });
    }
    try {
      return toReceipt(
        await post(delivery, { chatId: asker.userId, topic: null, replyTo: null, root: null }, progress),
      );
    } catch (error) {
      if (!isForbidden(error)) throw error;
    }
    const words = OPEN_PRIVATE[/^zh/i.test(asker.locale ?? 'zh') ? 'zh' : 'en'];
    const url = `https://t.me/${bot().username}`;
    const thread = /^\d+$/.exec(delivery.threadId ?? '') ? Number(delivery.threadId) : null;
    const sent = await chats.call(chatId, (id) =>
      api.sendMessage(id, words, {
        ...(thread !== null && { message_thread_id: thread }),
        ...(asker.messageId !== null && {
          reply_parameters: { message_id: asker.messageId, allow_sending_without_reply: true },
        }),
        reply_markup: { inline_keyboard: [[{ text: `@${bot().username}`, url }]] },
      }),
    );
    return toReceipt([sent.message_id]);
  }

  async function attempt(delivery: OutgoingDelivery, progress: Progress): Promise<Receipt> {
    const chatId = spots.toChat(delivery.place);
    if (chatId === null) throw new DeliveryError(`${delivery.place} is no telegram chat`, { permanent: true });
    if (delivery.edits && progress.ids.length === 0) {
      const receipt = await editInPlace(delivery, chatId, delivery.edits, progress);
      if (receipt) return receipt;
    }
    if (isCard(delivery)) return postCard(delivery, chatId, progress);
    if (delivery.audience === 'admin') return postToAdmin(delivery, chatId, progress);
    if (spots.isStaff(chatId)) return postInStaff(delivery, chatId, progress);
    return postToLearner(delivery, chatId, progress);
  }

  return async (delivery) => {
    const before = done.get(delivery.id);
    if (before) return before;
    const progress = underWay.get(delivery.id) ?? { ids: [], topic: null, files: 0 };
    underWay.set(delivery.id, progress);
    try {
      const receipt = await attempt(delivery, progress);
      done.set(delivery.id, receipt);
      underWay.delete(delivery.id);
      return receipt;
    } catch (error) {
      throw toDeliveryError(error);
    }
  };
}

function toReceipt(ids: readonly number[], threadId: string | null = null): Receipt {
  return { messageId: ids.join(','), threadId };
}
