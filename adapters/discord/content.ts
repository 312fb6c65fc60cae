/** What a message holds besides typed words: what was forwarded, polls, stickers, voice and other files. Pure. */
import type { APIAttachment, APIMessage } from 'discord.js';
import type { Attachment } from '../../src/domain/event.ts';

export type ContentPayload = Pick<APIMessage, 'id' | 'channel_id' | 'content'> &
  Partial<Pick<APIMessage, 'attachments' | 'message_snapshots' | 'poll' | 'sticker_items'>>;

/** A sticker says something, though no words: the reader of words is told that there are none. */
const STICKER = '🏷️';

const KINDS = ['image', 'audio', 'video'] as const;

/** Everything that can be read of it, one thing a line. Without words and without files it is empty. */
export function toContent({
  content,
  message_snapshots: forwarded = [],
  poll,
  sticker_items: stickers = [],
}: ContentPayload): string {
  const lines = [
    content,
    ...forwarded.flatMap(({ message }) => (message.content ? [`↪ ${message.content}`] : [])),
    ...(poll
      ? [`📊 ${poll.question.text ?? ''}`, ...poll.answers.map((each) => `• ${each.poll_media.text ?? ''}`)]
      : []),
  ].filter((line) => line !== '');
  return lines.length === 0 && stickers.length > 0 ? STICKER : lines.join('\n');
}

/** The files of the message and of what it forwards. */
export function filesOf({
  attachments = [],
  message_snapshots: forwarded = [],
}: Pick<ContentPayload, 'attachments' | 'message_snapshots'>): readonly APIAttachment[] {
  return [...attachments, ...forwarded.flatMap(({ message }) => message.attachments ?? [])];
}

/** `ref`: where the file hangs. Discord's own addresses end after a day. */
export function toAttachments(message: ContentPayload): Attachment[] {
  return filesOf(message).map((attachment) => ({
    kind: KINDS.find((kind) => attachment.content_type?.startsWith(`${kind}/`)) ?? 'file',
    name: attachment.filename,
    bytes: attachment.size,
    mediaType: attachment.content_type ?? null,
    ref: `${message.channel_id}/${message.id}/${attachment.id}`,
  }));
}
