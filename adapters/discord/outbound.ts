/** From deliveries to the bodies of Discord's calls. Pure. */
import { createHash } from 'node:crypto';
import { MessageFlags } from 'discord.js';
import type { PlaceId } from '../../src/domain/place.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { splitText } from '../shared/split.ts';
import { type Row, toRows } from './components.ts';
import { toAttachmentList, toUploads, type Upload } from './files.ts';
import { hasShape, MOST_CONTENT, toContents, UNSEEN } from './markup.ts';

/** One message to post or to change. */
export interface Part {
  readonly content: string;
  readonly components: readonly Row[];
  /** Uploaded with the message when it is new; an edit leaves files as they are. */
  readonly uploads: readonly Upload[];
}

/** Nobody is ever rung by what the bot repeats. */
export const NO_MENTIONS = { parse: [] as never[], replied_user: false } as const;

/** `discord:C2` and `discord:G1/C2` → `C2`; null for what is no channel. */
export function channelIdOf(place: PlaceId): string | null {
  const id = place.slice(place.indexOf(':') + 1);
  const channel = id.slice(id.lastIndexOf('/') + 1);
  return /^\d{5,20}$/.test(channel) ? channel : null;
}

/**
 * Throws a permanent `DeliveryError` for a body that is no message. Buttons and files stand at the end of the words; a
 * file too large for Discord (`mostBytes`) is named instead.
 */
export function toParts({ body }: Pick<OutgoingDelivery, 'body'>, mostBytes?: number): Part[] {
  if (body.kind !== 'message') {
    throw new DeliveryError(`a ${body.kind} must be made a message first`, { permanent: true });
  }
  const { text, buttons, files = [] } = body.message;
  const { groups, left } = toUploads(files, mostBytes);
  const names = left.map((name) => `📎 ${name}`).join('\n');
  const words = [text, names].filter((part) => part !== '').join('\n');
  const contents = words === '' && groups.length > 0 ? [''] : toContents(words, splitText);
  const rows = toRows(buttons);
  const parts = contents.map((content, n): Part => {
    const isLast = n === contents.length - 1;
    return { content, components: isLast ? rows : [], uploads: isLast ? (groups[0] ?? []) : [] };
  });
  return [...parts, ...groups.slice(1).map((uploads) => ({ content: '', components: [], uploads }))];
}

/** The words with the names of the files. Names that no longer fit into the message are left out. */
export function withoutFiles({ content, components, uploads }: Part): Part {
  const names = toContents(uploads.map(({ raw }) => `📎 ${raw.name}`).join('\n'), splitText)[0] ?? '';
  const both = [content, names].filter((part) => part !== '').join('\n');
  return { content: both.length <= MOST_CONTENT ? both : content, components, uploads: [] };
}

/** Link previews off: a learner's address is never opened for staff, and an answer stays as short as it is. */
export function toBody({ content, components, uploads }: Part, flags = 0): Record<string, unknown> {
  return {
    content,
    components,
    flags: flags | MessageFlags.SuppressEmbeds,
    allowed_mentions: NO_MENTIONS,
    ...(uploads.length > 0 && { attachments: toAttachmentList(uploads) }),
  };
}

/** 25 characters that depend on the whole of the id: Discord drops a second message with the same nonce for a few minutes. */
export function toNonce(deliveryId: string, part: number): string {
  const digest = createHash('sha256').update(`${deliveryId}#${part}`).digest('hex');
  return BigInt(`0x${digest.slice(0, 32)}`)
    .toString(36)
    .padStart(25, '0')
    .slice(-25);
}

/** A delivery that was shown in several messages has all their ids in its receipt, in order. */
export function toMessageId(ids: readonly string[]): string {
  return ids.join(',');
}

export function fromMessageId(messageId: string): string[] {
  return messageId.split(',');
}

export const TAG_NAMES = {
  waiting: ['待处理', 'open', 'waiting'],
  inHand: ['处理中', 'in progress', 'in hand'],
  answered: ['已回答', 'answered'],
  resolved: ['已解决', 'resolved', 'solved'],
} as const;
export type Status = keyof typeof TAG_NAMES;

/** What the buttons say about where the matter stands; null where they say nothing. */
export function toStatus(delivery: Pick<OutgoingDelivery, 'body' | 'slot' | 'audience'>): Status | null {
  const { body, slot, audience } = delivery;
  if (body.kind !== 'message') return null;
  const choices = new Set<string>(body.message.buttons.flat().map(({ choice }) => choice));
  if (audience === 'staff') {
    if (choices.has('claim')) return 'waiting';
    if (choices.has('release')) return 'inHand';
    return choices.has('reopen') ? 'resolved' : null;
  }
  if (choices.has('solved')) return 'answered';
  if (choices.has('rate:0') || choices.has('reopen_mine')) return 'resolved';
  return slot?.startsWith('status:') ? 'waiting' : null;
}

/** `T-7K3F9A 视频打不开`: the ticket and what it is about; never its status. */
export function toThreadName({ body, slot }: Pick<OutgoingDelivery, 'body' | 'slot'>): string {
  const text = body.kind === 'message' ? body.message.text : '';
  const ticket = /T-[0-9A-Z]{6}/.exec(`${slot ?? ''} ${text}`)?.[0] ?? '';
  const question = /^(?:问题|Question): (.+)$/m.exec(text)?.[1] ?? '';
  return toName(`${ticket} ${question || (ticket ? '' : text)}`);
}

/** At most 100 characters in one line; never empty. */
export function toName(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  if (!hasShape(line)) return '课后 Afterclass';
  return [...line].slice(0, 90).join('');
}
