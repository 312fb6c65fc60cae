/** A ticket that waits for its learner: one reminder, then it is closed. */

export interface PendingTerms {
  /** Quiet time until the reminder, and from the reminder until it is closed; ms. */
  readonly remindAfterMs: number;
  readonly closeAfterMs: number;
}

export interface PendingVerdict {
  readonly act: 'wait' | 'remind' | 'close';
  /** When to ask again; null after `close`. */
  readonly nextAt: number | null;
}

/**
 * `since`: when the ticket became pending, or the learner or an agent last wrote; `remindedAt`: since then, null = not yet. A
 * reminder that comes late (the bot was down) still leaves the whole time to answer it.
 */
export function judgePending(
  since: number,
  remindedAt: number | null,
  now: number,
  terms: PendingTerms,
): PendingVerdict {
  if (remindedAt === null || remindedAt < since) {
    const dueAt = since + terms.remindAfterMs;
    return now < dueAt ? { act: 'wait', nextAt: dueAt } : { act: 'remind', nextAt: now + terms.closeAfterMs };
  }
  const dueAt = remindedAt + terms.closeAfterMs;
  return now < dueAt ? { act: 'wait', nextAt: dueAt } : { act: 'close', nextAt: null };
}
