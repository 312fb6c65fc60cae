/** The outbox's way out: posts, edits, looks for what may have been sent, and says what failed. One attempt each. */
import type { Receipt } from '../../src/domain/delivery.ts';
import { type Language, languageOfLocale } from '../../src/domain/language.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import { isUncertain, toDeliveryError, toErrorCode } from './failures.ts';
import type { Held, HeldCommand } from './held.ts';
import { hints } from './hints.ts';
import { SHARE } from './interactions.ts';
import type { Log } from './options.ts';
import { METADATA_TYPE, type Part, toChannel, toParts } from './outbound.ts';
import type { People } from './people.ts';
import { isDirect } from './places.ts';
import { toFacts } from './safe-log.ts';
import type { Threads } from './threads.ts';

export interface DeliverOptions {
  readonly api: Api;
  readonly log: Log;
  readonly held: Held;
  readonly people: People;
  readonly threads: Threads;
}

/** Several messages of one delivery are one receipt. */
const JOINT = '+';
/** Deliveries half sent, for the next attempt of this process. */
const MOST_BEGUN = 1000;
/** How far back a message is looked for: the outbox does not try for longer. */
const LOOK_BACK_S = 2 * 24 * 3600;

/** What never unfolds or notifies by itself: addresses stay one line, and no word becomes a mention. */
const PLAIN = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' as const };

export function createDeliver({ api, log, held, people, threads }: DeliverOptions) {
  const begun = new Map<string, Map<string, string>>();
  /** Deliveries of which an attempt may have been carried out, although its answer never came. */
  const unsure = new Map<string, true>();

  function remember<T>(map: Map<string, T>, id: string, value: T): void {
    if (map.size >= MOST_BEGUN) map.delete([...map.keys()][0] ?? '');
    map.set(id, value);
  }

  /** Keys of what stands in the channel or the thread already. */
  async function findSent(channel: string, thread: string | null): Promise<Map<string, string>> {
    const oldest = String(Math.floor(Date.now() / 1000) - LOOK_BACK_S);
    const range = { channel, oldest, include_all_metadata: true, limit: 200 };
    const answer = thread
      ? await api.outbox.conversations.replies({ ...range, ts: thread, limit: 999 })
      : await api.outbox.conversations.history(range);
    const found = new Map<string, string>();
    for (const { ts, metadata } of answer.messages ?? []) {
      const id = (metadata?.event_payload as { id?: unknown } | undefined)?.id;
      if (metadata?.event_type === METADATA_TYPE && typeof id === 'string' && ts) found.set(id, ts);
    }
    return found;
  }

  /** What of this delivery stands there already: a long one may have been stopped half way by a rate limit. */
  async function toSent(delivery: OutgoingDelivery, parts: readonly Part[], channel: string) {
    const known = begun.get(delivery.id);
    const isUnsure = delivery.maybeSent || unsure.has(delivery.id);
    if (known && !isUnsure) return known;
    const sent = isUnsure || parts.length > 1 ? await findSent(channel, delivery.threadId) : new Map<string, string>();
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

  async function post(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<Receipt> {
    const channel = toChannel(delivery.place);
    const thread = delivery.threadId;
    const sent = await toSent(delivery, parts, channel);
    for (const part of parts) {
      if (!sent.has(part.key)) sent.set(part.key, await postOne(channel, thread, part));
    }
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

  /** Beside the lasting answer, the same words where the command was typed, for the sender's eyes only. Best effort. */
  async function showThere(command: HeldCommand, eventId: string, delivery: OutgoingDelivery, parts: readonly Part[]) {
    const language: Language = languageOfLocale((await people.find(command.user)).locale) ?? 'en';
    // What a report's own buttons bring would be for all to read here; they work in the direct chat.
    const isReport = delivery.audience === 'admin';
    const shown = parts.map((part) =>
      isReport ? { ...part, blocks: part.blocks.filter(({ type }) => type !== 'actions') } : part,
    );
    command.shown.push(...shown);
    for (const [n, { text, blocks }] of shown.entries()) {
      const last = n === shown.length - 1;
      const actions = last && isReport ? [toShareButton(eventId, language)] : [];
      const answer = { text, blocks: [...blocks, ...actions], response_type: 'ephemeral', replace_original: false };
      await api.respond(command.responseUrl, answer);
    }
  }

  return async function deliver(delivery: OutgoingDelivery): Promise<Receipt> {
    const { place, body, edits, id } = delivery;
    if (body.kind !== 'message')
      throw new DeliveryError(`a ${body.kind} must be made a message first`, { permanent: true });
    const parts = toParts(id, body.message);
    try {
      let receipt: Receipt;
      try {
        receipt = edits ? await edit(delivery, parts, edits) : await post(delivery, parts);
      } catch (error) {
        // Somebody deleted it: what it says is still needed.
        if (!edits || toErrorCode(error) !== 'message_not_found') throw error;
        receipt = await post(delivery, parts);
      }
      const command = held.find(id);
      if (command) {
        await showThere(command, id.replace(/:\d+$/, ''), delivery, parts).catch((error) =>
          log.warn({ err: toFacts(error) }, 'an answer was not shown where the command was typed'),
        );
      }
      return receipt;
    } catch (error) {
      if (isUncertain(error)) remember(unsure, id, true);
      throw toDeliveryError(error, place);
    }
  };
}

function toShareButton(eventId: string, language: Language) {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'share',
        value: `${SHARE}${eventId}`,
        text: { type: 'plain_text', text: hints.share(language) },
      },
    ],
  };
}
