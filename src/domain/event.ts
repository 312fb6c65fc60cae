/** Everything that can happen to a conversation, as one union. Adapters, the scheduler and the outbox produce events; only the engine reads them. */
import type { FigureAlarm } from './alarm.ts';
import type { Choice } from './choice.ts';
import type { Occasion } from './outreach.ts';
import type { PersonId, PlaceId, Spot } from './place.ts';

/** Somebody on a platform; the name is what the platform shows and is never logged. */
export interface Author {
  readonly id: PersonId;
  readonly name: string;
}

export const TIMER_KINDS = [
  'turnQuiet',
  'ratingPrompt',
  'quietClose',
  'leaseNudge',
  'leaseExpired',
  'serviceLevel',
  'pendingQuiet',
  'assignAgain',
] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

interface EventBase {
  /** The platform's own event id with the platform in front; equal ids are the same event. */
  readonly id: string;
  /** When it happened, ms since the epoch. */
  readonly at: number;
  readonly community: string;
}

interface FromPerson extends EventBase {
  readonly author: Author;
  readonly spot: Spot;
  /** The platform's language tag for the author, where it has one. */
  readonly locale: string | null;
  /** Nobody but the author reads along in that spot; unset = others may. */
  readonly isPrivate?: boolean;
}

/** A file as the platform names it. */
export interface Attachment {
  readonly kind: 'image' | 'audio' | 'video' | 'file';
  readonly name: string;
  readonly bytes: number | null;
  readonly mediaType: string | null;
  /** Enough for the same adapter to read the file again; never logged. */
  readonly ref: string;
}

export interface MessageReceived extends FromPerson {
  readonly kind: 'messageReceived';
  readonly text: string;
  /** The platform's id in its place. */
  readonly messageId?: string;
  readonly attachments?: readonly Attachment[];
}

/** Somebody changed a message; `text` is what it says now. */
export interface MessageEdited extends FromPerson {
  readonly kind: 'messageEdited';
  readonly messageId: string;
  readonly text: string;
}

/** A message was taken back; `author` where the platform tells. */
export interface MessageDeleted extends EventBase {
  readonly kind: 'messageDeleted';
  readonly spot: Spot;
  readonly messageId: string;
  readonly author: Author | null;
}

/** A place or thread that can no longer be used, or moved. `detail`: such as the exact permission missing. */
export interface PlaceLost extends EventBase {
  readonly kind: 'placeLost';
  readonly place: PlaceId;
  readonly thread: string | null;
  readonly reason: 'removed' | 'blocked' | 'moved' | 'threadGone' | 'forbidden';
  readonly movedTo: PlaceId | null;
  readonly detail: string | null;
}

/** A button was pressed. `text` carries the form's field where the platform asked for it together with the button. */
export interface ChoiceMade extends FromPerson {
  readonly kind: 'choiceMade';
  readonly choice: Choice;
  readonly target: string;
  readonly text: string | null;
}

/** A command such as `/report overview`: the verb without the slash, the rest as typed. */
export interface CommandInvoked extends FromPerson {
  readonly kind: 'commandInvoked';
  readonly verb: string;
  readonly args: string;
  /** Where the command is about a message, the files of that message. */
  readonly attachments?: readonly Attachment[];
}

/** A timer came due. `dueAt` is the time it was set for. */
export interface TimerFired extends EventBase {
  readonly kind: 'timerFired';
  readonly timer: TimerKind;
  readonly conversationId: string;
  readonly dueAt: number;
}

/** A delivery will never arrive. `reason` is the platform's, without learner text. */
export interface DeliveryFailed extends EventBase {
  readonly kind: 'deliveryFailed';
  readonly conversationId: string;
  readonly deliveryId: string;
  readonly audience: 'learner' | 'staff';
  /** Where it was to go; absent in events from before this was kept. */
  readonly place?: PlaceId;
  readonly reason: string;
}

/**
 * An event was given up after repeated faults; it becomes an escalation so that nobody waits for nothing. Of the timers that
 * is the end of a turn: learners' words wait for it.
 */
export interface EventParked extends EventBase {
  readonly kind: 'eventParked';
  readonly parked: PersonEvent | TimerFired;
}

/** Figures left their usual range; found once a day by whoever looks first. */
export interface FiguresAlarmed extends EventBase {
  readonly kind: 'figuresAlarmed';
  readonly alarms: readonly FigureAlarm[];
}

/** A learner may be written to without having asked; the engine says whether this is a good moment. */
export interface OutreachDue extends EventBase, Occasion {
  readonly kind: 'outreachDue';
  readonly person: PersonId;
  /** Where they were heard last with nobody reading along. */
  readonly spot: Spot;
}

export type InboundEvent =
  | MessageReceived
  | MessageEdited
  | MessageDeleted
  | PlaceLost
  | ChoiceMade
  | CommandInvoked
  | TimerFired
  | DeliveryFailed
  | EventParked
  | FiguresAlarmed
  | OutreachDue;
export type PersonEvent = MessageReceived | ChoiceMade | CommandInvoked;

/** Whether somebody waits for what comes of the event. */
export function isAwaited(event: InboundEvent): event is PersonEvent | TimerFired {
  return isFromPerson(event) || (event.kind === 'timerFired' && event.timer === 'turnQuiet');
}

export function isFromPerson(event: InboundEvent): event is PersonEvent {
  return event.kind === 'messageReceived' || event.kind === 'choiceMade' || event.kind === 'commandInvoked';
}

/**
 * Events of one stream are handled one after the other, in the order of acceptance; streams run beside each other.
 * A person's events in one spot are a stream, and so are the timers of one conversation: what crosses streams is
 * caught by the conversation's version.
 */
export function toStream(event: InboundEvent): string {
  switch (event.kind) {
    case 'messageReceived':
    case 'choiceMade':
    case 'commandInvoked':
      return `${event.spot.place}/${event.spot.thread ?? ''}/${event.author.id}`;
    case 'messageEdited':
      return `${event.spot.place}/${event.spot.thread ?? ''}/${event.author.id}`;
    case 'messageDeleted':
      return `${event.spot.place}/${event.spot.thread ?? ''}/${event.author?.id ?? ''}`;
    case 'placeLost':
      return `place/${event.place}`;
    case 'eventParked':
      return toStream(event.parked);
    case 'timerFired':
    case 'deliveryFailed':
      return `conversation/${event.conversationId}`;
    case 'figuresAlarmed':
      return 'alarms';
    case 'outreachDue':
      return `outreach/${event.person}`;
  }
}
