/** The outbox's way out: posts, edits, looks for what may have been sent, and says what failed. One attempt each. */
import type { Receipt } from '../../src/domain/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api, Identity } from './api.ts';
import { isUncertain, toDeliveryError, toErrorCode } from './failures.ts';
import type { Files } from './files.ts';
import type { Links } from './links.ts';
import type { Lost } from './lost.ts';
import type { Log } from './options.ts';
import { METADATA_TYPE, type Part, toChannel, toFiles, toParts } from './outbound.ts';
import { isDirect } from './places.ts';
import type { Privately } from './privately.ts';
import type { Threads } from './threads.ts';

export interface DeliverOptions {
  readonly api: Api;
  readonly log: Log;
  readonly privately: Privately;
  readonly threads: Threads;
  readonly links: Links;
  readonly files: Files;
  readonly lost: Lost;
  readonly identity: () => Identity;
}

/** Several messages of one delivery are one receipt. */
const JOINT = '+';
/** Deliveries half sent, for the next attempt of this process. */
const MOST_BEGUN = 1000;
/** How far back a message is looked for: the outbox does not try for longer. */
const LOOK_BACK_S = 2 * 24 * 3600;

/** What never unfolds or notifies by itself: addresses stay one line, and no word becomes a mention. */
const PLAIN = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' as const };

export function createDeliver({ api, log, privately, threads, links, files, lost, identity }: DeliverOptions) {
  const begun = new Map<string, Map<string, string>>();
  /** Deliveries of which an attempt may have been carried out, although its answer never came. */
  const unsure = new Map<string, true>();

  function remember<T>(map: Map<string, T>, id: string, value: T): void {
    if (map.size >= MOST_BEGUN) map.delete([...map.keys()][0] ?? '');
    map.set(id, value);
  }

  /** Keys of what stands in the channel or the thread already; of the delivery's files too, which carry no key. */
  async function findSent(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<Map<string, string>> {
    const channel = toChannel(delivery.place);
    const thread = delivery.threadId;
    const oldest = String(Math.floor(Date.now() / 1000) - LOOK_BACK_S);
    const range = { channel, oldest, include_all_metadata: true, limit: 200 };
    const answer = thread
      ? await api.outbox.conversations.replies({ ...range, ts: thread, limit: 999 })
      : await api.outbox.conversations.history(range);
    const found = new Map<string, string>();
    let isBelow = false;
    for (const { ts = '', user, metadata, files: shown } of (answer.messages ?? []).toSorted(byTime)) {
      const id = (metadata?.event_payload as { id?: unknown } | undefined)?.id;
      if (metadata?.event_type === METADATA_TYPE && typeof id === 'string') {
        found.set(id, ts);
        isBelow = id === parts.at(-1)?.key;
      } else if (isBelow && user === identity().botUser && namesOf(shown) === namesOf(toFiles(delivery)))
        found.set(toFilesKey(delivery), ts);
    }
    return found;
  }

  /** What of this delivery stands there already: a long one may have been stopped half way by a rate limit. */
  async function toSent(delivery: OutgoingDelivery, parts: readonly Part[]) {
    const known = begun.get(delivery.id);
    const isUnsure = delivery.maybeSent || unsure.has(delivery.id);
    if (known && !isUnsure) return known;
    const sent = isUnsure || parts.length > 1 ? await findSent(delivery, parts) : new Map<string, string>();
    remember(begun, delivery.id, sent);
    return sent;
  }

  async function postOne(channel: string, thread: string | null, part: Part): Promise<string> {
    const { text, blocks, metadata } = part;
    const place = thread === null ? {} : { thread_ts: thread };
    const { ts } = await api.outbox.chat.postMessage({ channel, text, blocks, metadata, ...PLAIN, ...place });
    if (!ts) throw new DeliveryError('Slack answered without the message’s time');
    return ts;
  }

  /** Below the words, in one message. Files that Slack does not take become a line of text: the words have arrived. */
  async function postFiles(delivery: OutgoingDelivery, sent: Map<string, string>): Promise<void> {
    const shared = toFiles(delivery);
    const key = toFilesKey(delivery);
    if (shared.length === 0 || sent.has(key)) return;
    const channel = toChannel(delivery.place);
    const refused = await files.share(shared, channel, delivery.threadId);
    if (refused !== null) {
      log.warn({ delivery: delivery.id, reason: refused }, 'files were not shown');
      const words = `📎 ${shared.map(({ name }) => name).join(', ')} (${refused})`;
      const [line] = toParts(key, { text: words, buttons: [] });
      await postOne(channel, delivery.threadId, line!);
    }
    sent.set(key, '');
  }

  async function post(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<Receipt> {
    const channel = toChannel(delivery.place);
    const thread = delivery.threadId;
    const sent = await toSent(delivery, parts);
    for (const part of parts) {
      if (!sent.has(part.key)) sent.set(part.key, await postOne(channel, thread, part));
    }
    await postFiles(delivery, sent);
    begun.delete(delivery.id);
    unsure.delete(delivery.id);
    const ids = parts.map(({ key }) => sent.get(key) ?? '');
    if (thread !== null) threads.note(channel, thread);
    return { messageId: ids.join(JOINT), threadId: thread ?? (isDirect(channel) ? null : (ids[0] ?? null)) };
  }

  async function edit(delivery: OutgoingDelivery, parts: readonly Part[], before: Receipt): Promise<Receipt> {
    const channel = toChannel(delivery.place);
    const ids = before.messageId.split(JOINT);
    const kept: string[] = [];
    for (const [n, { text, blocks, metadata, ...part }] of parts.entries()) {
      const ts = ids[n];
      if (ts === undefined) {
        kept.push(await postOne(channel, delivery.threadId, { ...part, text, blocks, metadata }));
      } else {
        // Without blocks Slack would take the old ones away with the buttons; with them the text is the fallback.
        await api.outbox.chat.update({ channel, ts, text, blocks, metadata, link_names: false, parse: 'none' });
        kept.push(ts);
      }
    }
    for (const ts of ids.slice(parts.length)) {
      await api.outbox.chat.delete({ channel, ts }).catch((error: unknown) => {
        if (toErrorCode(error) !== 'message_not_found') throw error;
      });
    }
    return { messageId: kept.join(JOINT), threadId: before.threadId };
  }

  async function carryOut(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<Receipt> {
    const { edits } = delivery;
    try {
      return edits ? await edit(delivery, parts, edits) : await post(delivery, parts);
    } catch (error) {
      // Somebody deleted the message, or the card above: what it says is still needed.
      if (!isGone(delivery, toErrorCode(error))) throw error;
      return post({ ...delivery, threadId: edits ? delivery.threadId : null }, parts);
    }
  }

  return async function deliver(delivery: OutgoingDelivery): Promise<Receipt> {
    const { place, body, id } = delivery;
    if (body.kind !== 'message')
      throw new DeliveryError(`a ${body.kind} must be made a message first`, { permanent: true });
    links.note(delivery);
    const parts = toParts(id, body.message, await links.find(delivery));
    try {
      const lasting = await privately.toLasting(delivery);
      const receipt = await carryOut(lasting, parts);
      lost.works(lasting.place);
      await privately.show(delivery, parts);
      return receipt;
    } catch (error) {
      if (isUncertain(error)) remember(unsure, id, true);
      lost.refused(place, toErrorCode(error) ?? '');
      throw toDeliveryError(error, place);
    }
  };
}

/** A message of ours that was to be edited; for staff also the thread that was to be written in. Learners' threads are not left for the channel. */
function isGone({ edits, audience }: OutgoingDelivery, code: string | null): boolean {
  if (edits) return code === 'message_not_found';
  return audience === 'staff' && (code === 'thread_not_found' || code === 'cannot_reply_to_message');
}

const byTime = (one: { ts?: string }, other: { ts?: string }) => Number(one.ts) - Number(other.ts);
const namesOf = (files: readonly { name?: string | null }[] = []) => files.map(({ name }) => name).join('\n');
const toFilesKey = ({ id }: OutgoingDelivery) => `${id}#files`;
