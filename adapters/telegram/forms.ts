/** Telegram has no forms: a message that asks to be answered stands in, and the answer is what the form would hold. */
import type { Api } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import { type FormRequest, type Surroundings, toAuthor } from './inbound.ts';
import { toMarkEntity } from './marks.ts';

const ASKS = {
  reply: {
    zh: (target: string) => `✍️ 回复学员（${target}）：请回复这条消息，写下的内容会发给学员。`,
    en: (target: string) =>
      `✍️ Reply to the learner (${target}): answer this message, and your words go to the learner.`,
    hint: { zh: '发给学员的话', en: 'Your words to the learner' },
  },
  note: {
    zh: (target: string) => `📝 内部备注（${target}）：请回复这条消息，学员看不到。`,
    en: (target: string) => `📝 Note (${target}): answer this message; the learner does not see it.`,
    hint: { zh: '学员看不到', en: 'Not seen by the learner' },
  },
  comment: {
    zh: () => '💬 请回复这条消息，写下你的留言。',
    en: () => '💬 Answer this message with your comment.',
    hint: { zh: '你的留言', en: 'Your comment' },
  },
} as const;

/** Shown where the button is, to the person who pressed it: named, because Telegram opens the input only for who is. */
export async function sendPrompt(
  api: Api,
  { payload, choice, target, query, spot }: FormRequest,
  { bot }: Pick<Surroundings, 'bot'>,
): Promise<boolean> {
  const { message, from } = query;
  if (!message) return false;
  const language = /^zh/i.test(from.language_code ?? 'zh') ? 'zh' : 'en';
  const ask = ASKS[choice];
  const isPrivate = message.chat.type === 'private';
  const isTopic = 'is_topic_message' in message && message.is_topic_message === true;
  const name = toAuthor(from).name || '…';
  const words = ask[language](target);
  const text = isPrivate ? words : `${words}\n${name}`;
  const root = isPrivate || isTopic || !/^\d+$/.test(spot.thread ?? '') ? null : spot.thread;
  const entities: MessageEntity[] = [toMarkEntity(text, { payload, root }, bot.username)];
  if (!isPrivate) {
    entities.push({ type: 'text_mention', offset: words.length + 1, length: name.length, user: from });
  }
  await api.sendMessage(message.chat.id, text, {
    entities,
    link_preview_options: { is_disabled: true },
    ...(isTopic && { message_thread_id: Number(spot.thread) }),
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
    reply_markup: { force_reply: true, selective: !isPrivate, input_field_placeholder: ask.hint[language] },
  });
  return true;
}
