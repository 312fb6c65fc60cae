/** Files that the bot sends: charts as photos, others as documents, whole and once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MessageFile } from '../../../src/domain/delivery.ts';
import { type Started, startAdapter, startCourse, toDelivery } from './serve.ts';

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
});
afterEach(() => started.close());

function toFile(name: string, mediaType: string, bytes: Uint8Array): MessageFile {
  return { name, mediaType, alt: name, source: { kind: 'bytes', bytes } };
}

const MEGABYTE = 1024 * 1024;

async function send(files: readonly MessageFile[]) {
  const { telegram, ming, adapter } = started;
  const place = `telegram:${ming.id}` as const;
  const delivery = toDelivery('x', { place });
  const message = { text: '满意度 8.2', buttons: [], files };
  await adapter.deliver({ ...delivery, body: { kind: 'message', message } });
  // The same delivery again shows nothing again.
  await adapter.deliver({ ...delivery, body: { kind: 'message', message } });
  return [...telegram.world.privateOf(ming).messages.values()].filter(({ from }) => from?.is_bot);
}

it('a chart goes out as a photo below its words, a table as a document, each whole and once', async () => {
  const png = Uint8Array.from({ length: 3000 }, (_, n) => n % 251);
  const shown = await send([
    toFile('chart.png', 'image/png', png),
    toFile('a.csv', 'text/csv', new Uint8Array([1, 2])),
  ]);
  expect(shown.map(({ text }) => text)).toEqual(['满意度 8.2', undefined, undefined]);
  const [, photo, table] = shown as unknown as { photo?: { file_id: string }[]; document?: { file_id: string } }[];
  const { files } = started.telegram.world;
  expect(files.get(photo?.photo?.at(-1)?.file_id ?? '')?.bytes).toEqual(png);
  expect(files.get(table?.document?.file_id ?? '')?.bytes).toEqual(new Uint8Array([1, 2]));
});

it('a picture too large for a photo goes out as a document, and a file too large for a bot is named', async () => {
  const shown = await send([
    toFile('large.png', 'image/png', new Uint8Array(10 * MEGABYTE + 1)),
    toFile('film.mkv', 'video/x-matroska', new Uint8Array(50 * MEGABYTE + 1)),
  ]);
  expect(shown[1]).toHaveProperty('document');
  expect(shown[2]?.text).toContain('film.mkv (> 50 MB)');
});
