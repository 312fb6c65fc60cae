/** From deliveries to what the chat platform does: post a message or edit one. Pure. */
import type { MessageFile } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { MessageDraft } from './chat.ts';
import { BOT, type PlaceKind, placeKind } from './places.ts';
import type { StoredFile } from './records.ts';

const MOST_BYTES = 10 * 1024 * 1024;

export interface Outgoing {
  readonly kind: PlaceKind;
  /** The message to edit; null = post a new one. */
  readonly edits: string | null;
  readonly draft: MessageDraft;
}

/** Files are kept in the chat's own file; larger ones are named. */
function toStored({ name, mediaType, alt, source }: MessageFile): StoredFile[] {
  if (source.kind !== 'bytes' || source.bytes.length > MOST_BYTES) return [];
  return [{ name, mediaType, alt, content: Buffer.from(source.bytes).toString('base64') }];
}

/** Throws a permanent `DeliveryError` for a place that is none of ours and for a body that is no message. */
export function toOutgoing(delivery: OutgoingDelivery, at: number): Outgoing {
  const { id, place, body, edits, threadId } = delivery;
  const kind = placeKind(place);
  if (kind === null) throw new DeliveryError(`${place} is no place of the local chat`, { permanent: true });
  if (body.kind !== 'message')
    throw new DeliveryError(`a ${body.kind} must be made a message first`, { permanent: true });
  // Only the staff channel has threads; elsewhere the place itself is the thread.
  const thread = kind === 'staff' ? threadId : null;
  const { buttons, files: sent = [] } = body.message;
  const files = sent.flatMap(toStored);
  const left = sent.filter((file) => toStored(file).length === 0).map(({ name }) => `📎 ${name} (> 10 MB)`);
  const text = [body.message.text, ...left].join('\n');
  return {
    kind,
    edits: edits?.messageId ?? null,
    draft: {
      ...{ place, thread, author: BOT, text, buttons, at, key: id, locale: null },
      ...(files.length > 0 ? { files } : {}),
    },
  };
}
