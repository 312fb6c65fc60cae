/** What the engine is given and gives back: how to find a conversation, and all that one decided event changes. */
import type { Conversation, Ticket } from './conversation.ts';
import type { Delivery } from './delivery.ts';
import type { TimerKind } from './event.ts';
import type { HistoryEntry } from './history.ts';
import type { PersonId, PlaceId, Spot } from './place.ts';
import type { ProfileChange, SettingChange } from './profile.ts';

/** How to find the conversation that an event belongs to. */
export type ConversationKey =
  | { readonly by: 'conversation'; readonly id: string }
  | { readonly by: 'ticket'; readonly id: string }
  /** The staff thread below a ticket's card. */
  | { readonly by: 'thread'; readonly place: PlaceId; readonly thread: string }
  /** The learner's latest conversation, wherever it was. */
  | { readonly by: 'person'; readonly community: string; readonly learner: PersonId }
  /** The learner's latest conversation in that spot. */
  | { readonly by: 'learner'; readonly community: string; readonly spot: Spot; readonly learner: PersonId };

export interface StoredConversation {
  readonly conversation: Conversation;
  readonly ticket: Ticket | null;
  /** False when the same learner has begun a later conversation in the same spot. */
  readonly isLatest: boolean;
  /** Unclaimed tickets of the same queue that were opened before this one; null unless this one waits unclaimed. */
  readonly ahead: number | null;
}

/** Sets the timer of that kind for the conversation, replacing one that is set; null cancels it. */
export interface TimerChange {
  readonly conversationId: string;
  readonly kind: TimerKind;
  readonly dueAt: number | null;
}

/** All that one decided event changes; written in one transaction or not at all. */
export interface Change {
  readonly eventId: string;
  /** `version` is the one that was loaded (0 = new); it is stored with version + 1. null = the event touches no conversation. */
  readonly conversation: Conversation | null;
  readonly ticket: Ticket | null;
  readonly community: string;
  readonly timers: readonly TimerChange[];
  readonly history: readonly HistoryEntry[];
  readonly deliveries: readonly Delivery[];
  readonly profiles?: readonly ProfileChange[];
  readonly settings?: readonly SettingChange[];
}
