/**
 * Answers for one pair of eyes. The lasting copy is in the direct chat; where it was asked for only that person sees it,
 * and may share it. Slack shows no file to one person alone: a chart is in the direct chat, and comes with the share.
 */
import type { PersonId } from '../../src/domain/place.ts';
import type { OutgoingDelivery } from '../../src/ports.ts';
import type { Api } from './api.ts';
import type { Directs } from './directs.ts';
import { toErrorCode, toRemedy } from './failures.ts';
import type { Files } from './files.ts';
import { type Held, type HeldAnswer, toEventId } from './held.ts';
import { hints } from './hints.ts';
import type { Log } from './options.ts';
import { type Part, toChannel, toFiles } from './outbound.ts';
import { languageOf, type People } from './people.ts';
import { isDirect, type Places } from './places.ts';
import { toFacts } from './safe-log.ts';

export interface PrivatelyOptions {
  readonly api: Api;
  readonly log: Log;
  readonly held: Held;
  readonly people: People;
  readonly places: Places;
  readonly directs: Directs;
  readonly files: Files;
}

/** Begins the payload of the button that shares. */
export const SHARE = 'share:';

/** `slack:U1` → `U1`. */
export function toUser(person: PersonId): string {
  return person.slice(person.indexOf(':') + 1).replace(/^.*\//, '');
}

export type Privately = ReturnType<typeof createPrivately>;

export function createPrivately({ api, log, held, people, places, directs, files }: PrivatelyOptions) {
  async function showOnce(answer: HeldAnswer, { text, blocks }: Pick<Part, 'text' | 'blocks'>): Promise<void> {
    const { responseUrl, channel, thread, user } = answer;
    const place = thread === null ? {} : { thread_ts: thread };
    if (responseUrl === null) await api.outbox.chat.postEphemeral({ channel, user, text, blocks, ...place });
    else await api.respond(responseUrl, { text, blocks, response_type: 'ephemeral', replace_original: false });
  }

  return {
    /** The same delivery in the direct chat, where it may be seen by one person only and was meant for another place. */
    async toLasting(delivery: OutgoingDelivery): Promise<OutgoingDelivery> {
      const { privateTo, place, threadId, id, edits } = delivery;
      const channel = toChannel(place);
      if (!privateTo?.startsWith('slack:') || isDirect(channel) || edits) return delivery;
      const user = toUser(privateTo);
      const direct = await directs.find(user);
      if (!held.find(id)) held.keep(toEventId(id), { responseUrl: null, channel, thread: threadId, user });
      return { ...delivery, place: places.toPlace(direct), threadId: null };
    },

    /** Beside the lasting answer, where it was asked for. Best effort. */
    async show(delivery: OutgoingDelivery, parts: readonly Part[]): Promise<void> {
      const answer = held.find(delivery.id);
      if (!answer) return;
      const language = languageOf(await people.find(answer.user));
      const attached = toFiles(delivery);
      // What a report's own buttons bring would be for all to read here; they work in the direct chat.
      const shown = delivery.audience === 'admin' ? parts.map(withoutButtons) : parts;
      answer.shown.push(...shown);
      answer.files.push(...attached);
      try {
        for (const [n, part] of shown.entries()) {
          const isLast = n === shown.length - 1;
          const note = isLast && attached.length > 0 ? [toNote(hints.fileInDirect(language))] : [];
          const button =
            isLast && delivery.audience === 'admin' ? [toButton(toEventId(delivery.id), hints.share(language))] : [];
          await showOnce(answer, { text: part.text, blocks: [...part.blocks, ...note, ...button] });
        }
      } catch (error) {
        log.warn({ err: toFacts(error) }, 'an answer was not shown where it was asked for');
      }
    },

    /** Posts it for everybody in the channel. Answers what to tell who pressed, and whether it is shared now. */
    async share(eventId: string, user: string): Promise<{ readonly words: string; readonly isShared: boolean }> {
      const language = languageOf(await people.find(user));
      const answer = held.take(eventId);
      if (!answer) return { words: hints.tooOld(language), isShared: false };
      const { channel, thread } = answer;
      const place = thread === null ? {} : { thread_ts: thread };
      try {
        while (answer.shown.length > 0) {
          const { text, blocks } = answer.shown[0]!;
          await api.patient.chat.postMessage({ channel, text, blocks, ...place });
          answer.shown.shift();
        }
        const refused = answer.files.length > 0 ? await files.share(answer.files, channel, thread) : null;
        return refused === null
          ? { words: hints.shared(language), isShared: true }
          : { words: hints.notShared(refused, language), isShared: true };
      } catch (error) {
        held.putBack(eventId, answer);
        const code = toErrorCode(error);
        log.warn({ err: toFacts(error) }, 'an answer was not shared');
        return {
          words: hints.notShared(code ? `${code}; ${toRemedy(code)}` : 'no connection', language),
          isShared: false,
        };
      }
    },
  };
}

function withoutButtons(part: Part): Part {
  return { ...part, blocks: part.blocks.filter(({ type }) => type !== 'actions') };
}

function toNote(text: string) {
  return { type: 'context', elements: [{ type: 'plain_text', text }] };
}

function toButton(eventId: string, text: string) {
  const value = `${SHARE}${eventId}`;
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'share', value, text: { type: 'plain_text', text } }],
  };
}
