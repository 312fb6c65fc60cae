/** A chat platform without idempotency keys, for the hardest case: every accepted send is a new message. Faults are scripted. */

import type { Receipt } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery, PlatformAdapter } from '../../src/ports.ts';

/** ok · lost: carried out, but the answer never arrives · busy: rate limited · down: fails for now · gone: fails for good. */
export type Fault = 'ok' | 'lost' | 'busy' | 'down' | 'gone';

export interface Post {
  readonly id: string;
  readonly delivery: OutgoingDelivery;
  /** How often the platform was given this delivery's content as a new message. */
  text: string;
  buttons: readonly { choice: string; target: string }[];
}

export interface ScriptedPlatform extends PlatformAdapter {
  readonly posts: Post[];
  /** Faults of the next attempts, first come first served; none left = ok. */
  readonly faults: Fault[];
}

export function createScriptedPlatform(): ScriptedPlatform {
  const posts: Post[] = [];
  const faults: Fault[] = [];
  let count = 0;

  function carryOut(delivery: OutgoingDelivery): Receipt {
    if (delivery.body.kind !== 'message') throw new Error('a report reached the platform unrendered');
    const { text } = delivery.body.message;
    const buttons = delivery.body.message.buttons.flat();
    const edited = delivery.edits && posts.find((post) => post.id === delivery.edits?.messageId);
    if (edited) {
      edited.text = text;
      edited.buttons = buttons;
      return delivery.edits as Receipt;
    }
    count += 1;
    const id = `m${count}`;
    posts.push({ id, delivery, text, buttons });
    return { messageId: id, threadId: id };
  }

  return {
    platform: 'local',
    posts,
    faults,
    start: async () => {},
    stop: async () => {},
    async readFile(ref) {
      if (ref === 'gone') throw new Error('no such file');
      return { name: ref, mediaType: 'text/plain', bytes: new TextEncoder().encode(ref) };
    },
    async deliver(delivery) {
      const fault = faults.shift() ?? 'ok';
      if (fault === 'busy') throw new DeliveryError('too many requests', { retryAfterMs: 700 });
      if (fault === 'down') throw new DeliveryError('bad gateway');
      if (fault === 'gone') throw new DeliveryError('blocked by the user', { permanent: true });
      const receipt = carryOut(delivery);
      if (fault === 'lost') throw new DeliveryError('socket hang up');
      return receipt;
    },
  };
}
