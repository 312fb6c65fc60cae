/** The message that somebody opened the menu of: its words and its files, with those of what it forwards. Pure. */
import type { Message, MessageContextMenuCommandInteraction } from 'discord.js';
import type { Attachment } from '../../src/domain/event.ts';
import { toAttachments } from './content.ts';
import { toWords } from './inbound.ts';

export function toTargetWords({ targetMessage, client }: MessageContextMenuCommandInteraction): string {
  const mentions = [...targetMessage.mentions.users.values()].map((user) => ({
    id: user.id,
    username: user.username,
    global_name: user.globalName,
  }));
  // What was forwarded is what it is about.
  const forwarded = [...targetMessage.messageSnapshots.values()].map(({ content }) => content ?? '');
  const content = [targetMessage.content, ...forwarded].filter(Boolean).join('\n');
  return toWords({ content, mentions: mentions as never }, client.user.id);
}

const toPayload = ({ attachments }: Pick<Message, 'attachments'>) =>
  [...attachments.values()].map(({ id, name, size, contentType }) => ({
    ...{ id, filename: name, size, url: '', proxy_url: '' },
    ...(contentType && { content_type: contentType }),
  }));

export function toTargetFiles({ targetMessage }: MessageContextMenuCommandInteraction): readonly Attachment[] {
  const { id, channelId, messageSnapshots } = targetMessage;
  const attachments = [targetMessage, ...messageSnapshots.values()].flatMap(toPayload);
  return toAttachments({ id, channel_id: channelId, content: '', attachments });
}
