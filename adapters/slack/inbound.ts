/** From Slack's payloads to events. Pure: what only Slack can tell is asked for with `needs`. */
import { type Choice, parsePayload } from '../../src/domain/choice.ts';
import type { Attachment, ChoiceMade, CommandInvoked, MessageReceived, PersonEvent } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Identity } from './api.ts';
import { toChannel } from './outbound.ts';
import { type SlackFile, type SlackMessage, type SlackPress, toMs } from './payloads.ts';
import type { Person } from './people.ts';
import { isDirect, type Places } from './places.ts';
import { toNamed, toPlainText, withoutMention } from './text.ts';
import { parseMention, type TypedVerb } from './verbs.ts';

/** A message that is for the bot, before it is known who wrote it. */
export interface Heard {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** People whom Slack names by id only; in the text as `@<id>`. */
  readonly named: readonly string[];
  readonly verb: TypedVerb | null;
  /** What must hold before it counts: the bot takes part in the thread; the thread is the assistant's. */
  readonly needs: 'nothing' | 'ourThread' | 'assistant';
}

/** The subtypes that are people's words; the rest are notices, edits and other programs. */
const SPOKEN = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

const KINDS = ['image', 'audio', 'video'] as const;
/** What is no longer there, or never was on Slack. */
const ABSENT = new Set(['tombstone', 'hidden_by_limit', 'external']);

/** Files of Slack Connect come with their id only; the rest is asked for when they are read. */
function toAttachments(files: readonly SlackFile[]): readonly Attachment[] {
  return files
    .filter(({ mode }) => !ABSENT.has(mode ?? ''))
    .map(({ id, name, mimetype, size }) => ({
      kind: KINDS.find((kind) => mimetype?.startsWith(`${kind}/`)) ?? 'file',
      name: name ?? 'file',
      bytes: size ?? null,
      mediaType: mimetype ?? null,
      ref: id,
    }));
}

/** Null for what is not for the bot: notices, other programs, what people say to each other. */
export function readMessage(message: SlackMessage, { botUser }: Identity, places: Places): Heard | null {
  const { channel, ts, user, thread_ts = null, parent_user_id, subtype } = message;
  if (!SPOKEN.has(subtype) || message.bot_id || !user || user === botUser || user === 'USLACKBOT') return null;
  const called = withoutMention(message.text ?? '', botUser);
  const words = toPlainText(called ?? message.text ?? '');
  const links = (message.files ?? []).flatMap(({ mode, url_private: url }) =>
    mode === 'external' && url ? [url] : [],
  );
  // A message that is forwarded to the bot is in the sender's words from then on.
  const forwarded = (message.attachments ?? []).flatMap((one) => (one.is_share ? [toPlainText(one.text ?? '')] : []));
  const text = [words, ...forwarded, ...links].filter(Boolean).join('\n');
  const attachments = toAttachments(message.files ?? []);
  const direct = isDirect(channel);
  const staff = places.isStaff(channel);
  const wordless = text === '' && attachments.length > 0;
  const verb = !wordless && (called !== null || (direct && text !== '')) ? parseMention(text, staff) : null;
  const named = toNamed(called ?? message.text ?? '');
  const heard = { user, channel, ts, text, attachments, named, verb, needs: 'nothing' as const };
  if (direct) return { ...heard, thread: thread_ts, needs: thread_ts === null ? 'nothing' : 'assistant' };
  if (staff) {
    const inTicket = thread_ts !== null && parent_user_id === botUser;
    return called !== null || inTicket ? { ...heard, thread: thread_ts } : null;
  }
  // A question's thread is below it, so that an answer goes below the words of whom it is for.
  if (called !== null) return { ...heard, thread: thread_ts ?? ts };
  if (thread_ts === null) return places.isLearners(channel) ? { ...heard, thread: ts } : null;
  if (parent_user_id === botUser) return { ...heard, thread: thread_ts };
  // What others say below somebody's question is between people.
  if (parent_user_id !== user) return null;
  return { ...heard, thread: thread_ts, needs: places.isLearners(channel) ? 'nothing' : 'ourThread' };
}

const privacyOf = ({ place }: Spot) => (isDirect(toChannel(place)) ? { isPrivate: true } : {});

/** A mention comes twice, as `message` and as `app_mention`; channel and time tell that it is one. */
export function toMessageEvent(
  heard: Heard,
  spot: Spot,
  { author, locale }: Person,
  community: string,
): MessageReceived | CommandInvoked {
  const base = {
    id: `slack:${heard.channel}:${heard.ts}`,
    at: toMs(heard.ts),
    community,
    author,
    spot,
    locale,
    ...privacyOf(spot),
  };
  return heard.verb
    ? { ...base, kind: 'commandInvoked', ...heard.verb }
    : {
        ...base,
        kind: 'messageReceived',
        text: heard.text,
        messageId: heard.ts,
        ...(heard.attachments.length > 0 ? { attachments: heard.attachments } : {}),
      };
}

/** Where a press belongs: on a ticket's card to the thread below it, in order with what the agent says there. */
export function toPressSpot({ container }: SlackPress, places: Places): Spot | null {
  const { channel_id: channel, message_ts = null, thread_ts = null } = container;
  if (!channel) return null;
  const thread = thread_ts ?? (places.isStaff(channel) ? message_ts : null);
  return { place: places.toPlace(channel), thread };
}

/** The payload of the pressed button or the taken option; empty where there is none. */
export function toPressed({ actions: [action] }: SlackPress): string {
  return action?.value ?? action?.selected_option?.value ?? '';
}

/** The choice, or null for what is none of ours. */
export function readChoice(press: SlackPress): { readonly choice: Choice; readonly target: string } | null {
  return parsePayload(toPressed(press));
}

export function toPressId({ user, container, actions: [action] }: SlackPress): string {
  return `slack:press:${user.id}:${container.message_ts ?? ''}:${action?.action_ts ?? ''}`;
}

interface Made {
  readonly id: string;
  readonly at: number;
  readonly spot: Spot;
  readonly person: Person;
  readonly community: string;
}

export function toChoiceEvent(
  { id, at, spot, person, community }: Made,
  { choice, target }: { readonly choice: Choice; readonly target: string },
  text: string | null,
): ChoiceMade {
  return { kind: 'choiceMade', id, at, community, spot, ...person, choice, target, text };
}

export function toCommandEvent({ id, at, spot, person, community }: Made, { verb, args }: TypedVerb): PersonEvent {
  return { kind: 'commandInvoked', id, at, community, spot, ...person, ...privacyOf(spot), verb, args };
}
