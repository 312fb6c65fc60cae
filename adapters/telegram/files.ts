/** Files in and out of Telegram: what a message holds, reading it again, and sending one along. */
import { type Api, InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import type { MessageFile } from '../../src/domain/delivery.ts';
import type { Attachment } from '../../src/domain/event.ts';

/** What a bot may fetch, bytes. */
const MOST_DOWN = 20 * 1024 * 1024;
/** What a bot may send as a file, and as a picture, bytes. */
const MOST_UP = 50 * 1024 * 1024;
const MOST_PICTURE = 10 * 1024 * 1024;

interface Held {
  readonly file_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
}

function toAttachment(kind: Attachment['kind'], name: string, file: Held, mediaType: string): Attachment {
  return {
    kind,
    name: file.file_name ?? name,
    bytes: file.file_size ?? null,
    mediaType: file.mime_type ?? mediaType,
    ref: file.file_id,
  };
}

/** A photo comes in several sizes; the last is the largest. */
export function toAttachments(message: Message): Attachment[] {
  const photo = message.photo?.at(-1);
  return [
    ...(photo ? [toAttachment('image', 'photo.jpg', photo, 'image/jpeg')] : []),
    ...(message.document ? [toAttachment('file', 'document', message.document, 'application/octet-stream')] : []),
    ...(message.voice ? [toAttachment('audio', 'voice.ogg', message.voice, 'audio/ogg')] : []),
    ...(message.audio ? [toAttachment('audio', 'audio.mp3', message.audio, 'audio/mpeg')] : []),
    ...(message.video ? [toAttachment('video', 'video.mp4', message.video, 'video/mp4')] : []),
    ...(message.video_note ? [toAttachment('video', 'video.mp4', message.video_note, 'video/mp4')] : []),
  ];
}

/** `apiRoot` without a slash at the end; null = Telegram's own. Throws without naming the address: it holds the token. */
export function createReadFile(api: Api, botToken: string, apiRoot: string | null) {
  return async (ref: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> => {
    const { file_path: path, file_size: size } = await api.getFile(ref);
    if (!path || (size ?? 0) > MOST_DOWN) throw new Error('the file is larger than a bot may fetch (20 MB)');
    const response = await fetch(`${apiRoot ?? 'https://api.telegram.org'}/file/bot${botToken}/${path}`).catch(
      () => null,
    );
    if (!response?.ok) throw new Error(`the file could not be fetched (${response?.status ?? 'no answer'})`);
    return {
      name: path.slice(path.lastIndexOf('/') + 1),
      mediaType: response.headers.get('content-type') ?? 'application/octet-stream',
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  };
}

interface Where {
  readonly message_thread_id?: number;
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: boolean };
}

/** As a picture where it is one, else as a file. A file that is too large is named instead. Answers the message's id. */
export async function sendFile(api: Api, chatId: number, file: MessageFile, where: Where): Promise<number> {
  const { source, name, mediaType } = file;
  if (source.kind !== 'bytes' || source.bytes.length > MOST_UP) {
    return (await api.sendMessage(chatId, `📎 ${name} (> 50 MB)`, where)).message_id;
  }
  const input = new InputFile(source.bytes, name);
  const isPicture = /^image\/(png|jpeg|webp)$/.test(mediaType) && source.bytes.length <= MOST_PICTURE;
  const sent = isPicture ? await api.sendPhoto(chatId, input, where) : await api.sendDocument(chatId, input, where);
  return sent.message_id;
}
