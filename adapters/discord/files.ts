/** Files in both directions: what a person attached is read again, what the core sends is uploaded within Discord's limits. */
import { type APIMessage, type RawFile, Routes } from 'discord.js';
import type { MessageFile } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Api } from './api.ts';
import { toDeliveryError } from './problems.ts';

/** What any server takes, bytes; an interaction may say more. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 10;
const MOST_ALT = 1024;
const TIMEOUT_MS = 30_000;

export interface Upload {
  readonly raw: RawFile;
  readonly alt: string;
}

export interface Uploads {
  /** In the order given, as many as fit into one message each. */
  readonly groups: readonly (readonly Upload[])[];
  /** Names of those that are too large or that could not be read. */
  readonly left: readonly string[];
}

/** `most`: bytes of one file. A message takes ten files. */
export function toUploads(files: readonly MessageFile[], most = MOST_BYTES): Uploads {
  const uploads: Upload[] = [];
  const left: string[] = [];
  for (const { name, mediaType, alt, source } of files) {
    if (source.kind !== 'bytes' || source.bytes.length > most) left.push(name);
    else uploads.push({ raw: { name, data: Buffer.from(source.bytes), contentType: mediaType }, alt });
  }
  const groups = Array.from({ length: Math.ceil(uploads.length / MOST_FILES) }, (_, n) =>
    uploads.slice(n * MOST_FILES, (n + 1) * MOST_FILES),
  );
  return { groups, left };
}

/** What the body says of the files beside it. */
export function toAttachmentList(uploads: readonly Upload[]): object[] {
  return uploads.map(({ raw, alt }, n) => ({
    id: String(n),
    filename: raw.name,
    ...(alt !== '' && { description: alt.slice(0, MOST_ALT) }),
  }));
}

/** Asks for the message again: Discord's own addresses of files end after a day. Throws `DeliveryError`. */
export async function readFile(
  api: Api,
  client: Parameters<typeof toDeliveryError>[1],
  ref: string,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const [channelId = '', messageId = '', id = ''] = ref.split('/');
  try {
    const message = (await api.rest.get(Routes.channelMessage(channelId, messageId))) as APIMessage;
    const attachment = message.attachments.find((entry) => entry.id === id);
    if (!attachment) throw new DeliveryError('the file was removed', { permanent: true });
    const response = await fetch(attachment.url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new DeliveryError(`the file could not be read: ${response.status}`);
    return {
      name: attachment.filename,
      mediaType: attachment.content_type ?? 'application/octet-stream',
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  } catch (error) {
    throw toDeliveryError(error, client, channelId, ['ViewChannel', 'ReadMessageHistory']);
  }
}
