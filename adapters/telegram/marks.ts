/**
 * What the bot needs to know of its own message when somebody answers it, written into the message itself: Telegram shows
 * a bot the message that was answered, but gives it no history to look things up in. A link on the first sign carries it,
 * so it outlives a restart.
 */
import type { Message, MessageEntity } from 'grammy/types';

export interface Mark {
  /** Of a form: the payload whose words the answer brings. */
  readonly payload: string | null;
  /** In a plain staff group: the message id of the card. */
  readonly root: string | null;
}

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `text` is trimmed and not empty, as Telegram would trim it: entities count from its first sign. */
export function toMarkEntity(text: string, mark: Mark, botName: string): MessageEntity.TextLinkMessageEntity {
  const length = signs.segment(text).containing(0)?.segment.length ?? 1;
  const url = `https://t.me/${botName}#${mark.payload ?? ''}/${mark.root ?? ''}`;
  return { type: 'text_link', offset: 0, length, url };
}

/** Null where there is none. Only of the bot's own messages: anybody can write a link. */
export function readMark(message: Pick<Message, 'entities' | 'from'>, botId: number): Mark | null {
  if (message.from?.id !== botId) return null;
  for (const entity of message.entities ?? []) {
    const found = entity.type === 'text_link' && /#([^/#]*)\/(\d*)$/.exec(entity.url);
    if (found) return { payload: decodeURIComponent(found[1] ?? '') || null, root: found[2] || null };
  }
  return null;
}
