/** The row every report starts from. */
import type { PersonId } from './place.ts';
import type { Priority } from './priority.ts';

/** What one conversation contributes to a report; times in ms, null = has not happened. */
export interface ConversationFacts {
  readonly conversationId: string;
  readonly community: string;
  readonly learner: PersonId;
  readonly startedAt: number;
  readonly category: string | null;
  readonly intent: string | null;
  readonly queue: string | null;
  /** The course it is about, where that was said. */
  readonly course: string | null;
  /** The last one set; null where it never came to people. */
  readonly priority: Priority | null;
  readonly learnerMessages: number;
  readonly answers: number;
  readonly refusals: number;
  /** Questions that the bot had no answer to. */
  readonly misses: number;
  readonly escalatedAt: number | null;
  /** First human public reply. */
  readonly firstReplyAt: number | null;
  /** The person of the staff who replied last, else who claimed last. */
  readonly agent: PersonId | null;
  /** Working time of people: before each of their replies, notes and resolutions what passed since the last entry, at most 10 minutes. */
  readonly handlingMs: number;
  /** When the clock of its promises stopped because the learner was asked for more or it was taken for resolved, when it ran again, when it stopped …; in order. */
  readonly paused: readonly number[];
  readonly resolvedAt: number | null;
  readonly resolution: string | null;
  readonly reopened: number;
  readonly closedAt: number | null;
  readonly ratingAsked: boolean;
  readonly score: number | null;
}
