/** The append-only record reports are made from. One entry says that one thing happened; nothing is ever changed or removed but by erasure. */

export const HISTORY_KINDS = [
  'conversationStarted',
  'learnerMessage',
  'answered',
  'offered',
  'missed',
  'confirmed',
  'escalated',
  'claimed',
  'released',
  'noted',
  'replied',
  'resolved',
  'reopened',
  'closed',
  'ratingAsked',
  'rated',
  'commented',
  'ignored',
  'refused',
  'reportRequested',
  'reportScheduled',
  'reportUnscheduled',
  'undelivered',
  'assigned',
  'transferred',
  'pended',
  'resumed',
  'prioritised',
  'tagged',
  'checked',
  'merged',
  'cancelled',
  'warned',
  'breached',
  'reminded',
  'blocked',
  'unblocked',
  'linked',
  'unlinked',
  'configured',
  'actionAccepted',
  'actionDropped',
  'alarmed',
  'surveyAsked',
  'surveyAnswered',
  'surveyEnded',
  'suggested',
  'suggestionAnswered',
  'planned',
  'outreachSent',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export interface HistoryEntry {
  /** `<event id>:h<n>`, unique. */
  readonly id: string;
  readonly conversationId: string | null;
  readonly at: number;
  readonly kind: HistoryKind;
  /** Who did it: a person id, or `bot`. */
  readonly actor: string;
  /** Small facts by name (intent, queue, category, score, reason, text …). */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}
