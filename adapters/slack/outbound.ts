/** From deliveries to the arguments of chat.* calls. Pure: nothing is sent here. */
import type { types } from '@slack/bolt';
import type { Message, MessageFile } from '../../src/domain/delivery.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import { splitText } from '../shared/split.ts';
import { MOST_WORDS, toActions, toLinkButton, toRichText } from './blocks.ts';
import { cutEscaped, escapeText } from './text.ts';
import { toSlackCommands } from './verbs.ts';

export const METADATA_TYPE = 'afterclass_delivery';

/** chat.update takes less text than chat.postMessage; one limit for both, so that every message can be edited. */
const MOST_FALLBACK = 4000;

/** One Slack message. `key` tells it apart for ever: it travels in the metadata and is looked for before sending again. */
export interface Part {
  readonly key: string;
  /** For notifications and screen readers; the blocks are what is seen. */
  readonly text: string;
  readonly blocks: (types.KnownBlock | types.Block)[];
  readonly metadata: types.MessageMetadata;
}

/**
 * A message as one part, or as several where it is too long for one; the buttons stand below the last, with one that
 * opens `link`.
 */
export function toParts(deliveryId: string, message: Message, link: string | null = null): readonly Part[] {
  const texts = splitText(toSlackCommands(message.text), MOST_WORDS);
  return (texts.length > 0 ? texts : ['']).map((words, n, all) => {
    const key = n === 0 ? deliveryId : `${deliveryId}#${n}`;
    return {
      key,
      text: cutEscaped(escapeText(words), MOST_FALLBACK) || '·',
      blocks: [
        toRichText(words),
        ...(n === all.length - 1 ? [...toActions(message.buttons), ...(link ? [toLinkButton(link)] : [])] : []),
      ],
      metadata: { event_type: METADATA_TYPE, event_payload: { id: key, ...(link ? { link } : {}) } },
    };
  });
}

/** `slack:C1` and `slack:T1/C1` → `C1`. */
export function toChannel(place: string): string {
  return place.slice(place.indexOf(':') + 1).replace(/^.*\//, '');
}

export function toFiles({ body }: OutgoingDelivery): readonly MessageFile[] {
  return body.kind === 'message' ? (body.message.files ?? []) : [];
}
