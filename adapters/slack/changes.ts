/** What becomes of messages after they were sent: edited, deleted, a ticket's card thrown away. */
import type { Author, InboundEvent } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Receive } from '../../src/ports.ts';
import type { Identity } from './api.ts';
import { readMessage } from './inbound.ts';
import { type Intake, readTicket, type Telling } from './intake.ts';
import type { Lost } from './lost.ts';
import { type SlackChange, type SlackMessage, toMs } from './payloads.ts';
import type { People } from './people.ts';
import type { Places } from './places.ts';
import { toPlainText, withoutMention } from './text.ts';

export interface ChangesOptions {
  readonly community: string;
  readonly places: Places;
  readonly people: People;
  readonly intake: Intake;
  readonly lost: Lost;
  readonly identity: () => Identity;
  readonly receive: Receive;
}

/** A root with replies is not removed but replaced by a stone. */
export function toDeleted({ subtype, message, previous_message: before, deleted_ts: ts }: SlackChange): string | null {
  if (subtype === 'message_deleted') return ts ?? before?.ts ?? null;
  return message?.subtype === 'tombstone' ? message.ts : null;
}

/** New words. Slack also tells of previews it found, files it took away and replies it counted: those change none. */
export function isEdited({ message, previous_message: before }: SlackChange): boolean {
  return message?.edited !== undefined && message.text !== before?.text;
}

export function createChanges({ community, places, people, intake, lost, identity, receive }: ChangesOptions) {
  const isOurs = ({ bot_id, user }: SlackMessage) => bot_id === identity().botId || user === identity().botUser;
  const isPersons = (message: SlackMessage) => !message.bot_id && !!message.user && !isOurs(message);

  /** Where the message was taken to be; null where it was never for the bot. */
  async function find(message: SlackMessage): Promise<Spot | null> {
    const taken = intake.taken(message.channel, message.ts);
    if (taken) return taken.spot;
    // Changes do not always tell whose thread it is; the core looks whether that person has a conversation there.
    const { user = '', subtype: _, parent_user_id = user, ...rest } = message;
    const heard = readMessage({ ...rest, user, parent_user_id }, identity(), places);
    return heard && intake.toSpot(heard);
  }

  async function deleted(change: SlackChange, ts: string): Promise<Telling> {
    const { channel, event_ts, previous_message: before } = change;
    const message = { ...before, channel, ts };
    if (before && isOurs(message)) {
      const isRoot = before.thread_ts === ts || change.message?.subtype === 'tombstone';
      return isRoot && readTicket(message, identity()) ? () => lost.threadGone(channel, ts) : null;
    }
    const taken = intake.taken(channel, ts);
    const spot = taken?.spot ?? (before && isPersons(message) ? await find(message) : null);
    if (!spot) return null;
    const author: Author | null = taken?.author ?? (message.user ? (await people.find(message.user)).author : null);
    const id = `slack:${channel}:${ts}:deleted`;
    const at = toMs(event_ts);
    return () => receive({ kind: 'messageDeleted', id, at, community, spot, messageId: ts, author });
  }

  async function edited(change: SlackChange, now: Omit<SlackMessage, 'channel'>): Promise<Telling> {
    const { channel } = change;
    const message = { ...now, channel };
    if (!isPersons(message)) return null;
    const spot = await find(message);
    if (!spot) return null;
    const { author, locale } = await people.find(now.user ?? '');
    const called = withoutMention(now.text ?? '', identity().botUser);
    const version = now.edited?.ts ?? change.event_ts;
    const event: InboundEvent = {
      kind: 'messageEdited',
      id: `slack:${channel}:${now.ts}:edited:${version}`,
      at: toMs(version),
      community,
      author,
      locale,
      spot,
      messageId: now.ts,
      text: toPlainText(called ?? now.text ?? ''),
    };
    return () => receive(event);
  }

  /** Somebody added the mention that was forgotten. */
  function isCalledNow({ channel, message: now, previous_message: before }: SlackChange): boolean {
    const isCalled = now && !now.bot_id && withoutMention(now.text ?? '', identity().botUser) !== null;
    if (!isCalled || intake.taken(channel, now.ts)) return false;
    return !before || readMessage({ ...before, channel }, identity(), places) === null;
  }

  return {
    async take(change: SlackChange): Promise<void> {
      const { channel, message: now, previous_message: before } = change;
      const user = before?.user ?? now?.user ?? '';
      const ts = toDeleted(change);
      if (ts !== null) return intake.inLane(channel, user, () => deleted(change, ts));
      if (!now || !isEdited(change)) return;
      if (isCalledNow(change)) return intake.takeMessage({ ...now, channel });
      return intake.inLane(channel, user, () => edited(change, now));
    },
  };
}

export type Changes = ReturnType<typeof createChanges>;
