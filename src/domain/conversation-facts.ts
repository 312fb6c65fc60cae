/** The row every report starts from. */
import type { PersonId } from './place.ts';

/** What one conversation contributes to a report; times in ms, null = has not happened. */
export interface ConversationFacts {
  readonly conversationId: string;
  readonly learner: PersonId;
  readonly startedAt: number;
  readonly category: string | null;
  readonly intent: string | null;
  readonly queue: string | null;
  readonly learnerMessages: number;
  readonly answers: number;
  readonly refusals: number;
  readonly escalatedAt: number | null;
  /** First human public reply. */
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: string | null;
  readonly reopened: number;
  readonly closedAt: number | null;
  readonly ratingAsked: boolean;
  readonly score: number | null;
}
