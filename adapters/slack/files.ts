/** Files in both directions: reading what a person attached, and Slack's three steps of an upload, with a description for screen readers. */
import type { MessageFile } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Api } from './api.ts';
import { toErrorCode, toRemedy } from './failures.ts';
import type { SlackFile } from './payloads.ts';

/** What is taken from a person, bytes: it is held in memory on its way to other people. */
export const MOST_BYTES = 50 * 1024 * 1024;
const MOST_ALT = 1000;
const MOST_NAME = 255;
const TIMEOUT_MS = 60_000;

/** Slack's own addresses; the token goes nowhere else, whatever a file says of itself. */
const OWN_HOST = /(?:^|\.)(?:slack\.com|slack-gov\.com|slack-files\.com)$/;

export interface Files {
  /** By the file's id. Throws `DeliveryError`, whose words name neither the address nor the token. */
  readFile(ref: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }>;
  /**
   * Puts them into the channel or thread as one message. Answers null, or why Slack takes none of them: then nothing was
   * shown. Rejects where trying again may help.
   */
  share(files: readonly MessageFile[], channel: string, thread: string | null): Promise<string | null>;
}

/** Refusals that concern the files and not the place. */
const REFUSED = new Set([
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_type_not_allowed',
  'file_upload_size_restricted',
  'storage_limit_reached',
  'missing_scope',
  'access_denied',
  'posting_to_channel_denied',
]);

export function createFiles(api: Api, botToken: string, apiUrl: string | null): Files {
  const isOwn = (address: URL): boolean =>
    (address.protocol === 'https:' && OWN_HOST.test(address.hostname)) ||
    (apiUrl !== null && address.origin === new URL(apiUrl).origin);

  async function find(id: string): Promise<SlackFile> {
    try {
      const { file } = await api.patient.files.info({ file: id });
      if (file?.id) return file as unknown as SlackFile;
    } catch (error) {
      const code = toErrorCode(error);
      throw new DeliveryError(`the file could not be read: ${code ?? 'no connection'}`, { permanent: code !== null });
    }
    throw new DeliveryError('the file could not be read', { permanent: true });
  }

  /** A fresh address and nothing in it yet. */
  async function upload({ name, alt, bytes }: { name: string; alt: string; bytes: Uint8Array }): Promise<string> {
    // The library's own way names the description `alt_text`, which the method does not know.
    const asked = await api.outbox.apiCall('files.getUploadURLExternal', {
      filename: name,
      length: bytes.length,
      ...(alt ? { alt_txt: [...alt].slice(0, MOST_ALT).join('') } : {}),
    });
    const { upload_url: url, file_id: id } = asked as { upload_url?: string; file_id?: string };
    if (!url || !id) throw new DeliveryError('Slack gave no address for the file');
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null);
    await response?.body?.cancel();
    if (!response?.ok) throw new DeliveryError(`the file was not uploaded: ${response?.status ?? 'no connection'}`);
    return id;
  }

  return {
    async readFile(ref) {
      const { name, mimetype, size, url_private_download: download, url_private: shown } = await find(ref);
      if ((size ?? 0) > MOST_BYTES) throw new DeliveryError('the file is larger than 50 MB', { permanent: true });
      const address = URL.parse(download ?? shown ?? '');
      if (!address || !isOwn(address)) throw new DeliveryError('the file is not kept by Slack', { permanent: true });
      const response = await fetch(address, {
        headers: { authorization: `Bearer ${botToken}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => null);
      const type = response?.headers.get('content-type') ?? '';
      if (!response?.ok) throw new DeliveryError(`the file could not be read: ${response?.status ?? 'no connection'}`);
      // Without the right to the file Slack answers with its sign-in page, and with 200.
      if (type.startsWith('text/html') && mimetype !== 'text/html') {
        throw new DeliveryError('the file may not be read: the app lacks files:read', { permanent: true });
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { name: name ?? 'file', mediaType: mimetype ?? (type || 'application/octet-stream'), bytes };
    },

    async share(files, channel, thread) {
      const full = files.flatMap(({ name, alt, source }) =>
        source.kind === 'bytes' && source.bytes.length > 0
          ? [{ name: name.slice(0, MOST_NAME) || 'file', alt, bytes: source.bytes }]
          : [],
      );
      if (full.length === 0) return 'empty';
      try {
        const named: { id: string; title: string }[] = [];
        for (const file of full) named.push({ id: await upload(file), title: file.name });
        const [first, ...rest] = named;
        const place = thread === null ? {} : { thread_ts: thread };
        await api.outbox.files.completeUploadExternal({ files: [first!, ...rest], channel_id: channel, ...place });
        return null;
      } catch (error) {
        const code = toErrorCode(error);
        if (code === null || !REFUSED.has(code)) throw error;
        return `${code}; ${toRemedy(code)}`;
      }
    },
  };
}
