/** Files in both directions: what a person attached is read again, what the core sends is uploaded within Discord's limits. */
import { type APIMessage, type RawFile, Routes } from 'discord.js';
import type { MessageFile } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Api } from './api.ts';
import { filesOf } from './content.ts';
import { UNSEEN } from './markup.ts';
import { toDeliveryError } from './problems.ts';

/** What any server takes, bytes; an interaction may say more. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 10;
/** Of all files of one message: Discord takes requests of 25 MB. */
const MOST_TOGETHER = 24_000_000;
const MOST_ALT = 1024;
const LONGEST_NAME = 200;
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
    const shown = toFileName(name);
    if (source.kind !== 'bytes' || source.bytes.length > most) left.push(shown);
    else uploads.push({ raw: { name: shown, data: Buffer.from(source.bytes), contentType: mediaType }, alt });
  }
  return { groups: toGroups(uploads), left };
}

/** Without signs that turn the rest of a name around: `photo\u202Egpj.exe` shows what it is. Never empty. */
function toFileName(name: string): string {
  return name.replace(UNSEEN, '').trim().slice(0, LONGEST_NAME) || 'file';
}

function toGroups(uploads: readonly Upload[]): Upload[][] {
  const groups: Upload[][] = [];
  let together = 0;
  for (const upload of uploads) {
    const last = groups.at(-1);
    const size = sizeOf(upload);
    if (last && last.length < MOST_FILES && together + size <= MOST_TOGETHER) {
      last.push(upload);
      together += size;
    } else {
      groups.push([upload]);
      together = size;
    }
  }
  return groups;
}

function sizeOf({ raw }: Upload): number {
  return Buffer.isBuffer(raw.data) ? raw.data.length : 0;
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
    const attachment = filesOf(message).find((entry) => entry.id === id);
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
