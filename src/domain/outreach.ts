/** What the bot writes without being asked: what there is, what was sent, and who wants none of it. */

/**
 * survey: a questionnaire · suggestion: courses after one was finished or a high rating · reminder: once a week how far
 * somebody is · nudge: a kind word to whoever paused in a course they were in.
 */
export const OUTREACH_KINDS = ['survey', 'suggestion', 'reminder', 'nudge'] as const;
export type OutreachKind = (typeof OUTREACH_KINDS)[number];

/** Sent only to those who asked for it; the others end with one press. */
export const BY_WISH: ReadonlySet<OutreachKind> = new Set(['suggestion', 'reminder']);

/** Why somebody may be written to. `occasion` makes it once: the same kind and occasion are sent to nobody twice. */
export interface Occasion {
  readonly outreach: OutreachKind;
  readonly occasion: string;
  /** Of a questionnaire: which. */
  readonly survey: string | null;
  readonly course: string | null;
}

export interface SentOutreach {
  readonly outreach: OutreachKind;
  readonly occasion: string;
  readonly at: number;
}

/** The kinds that somebody turned on or off; the others are as usual. */
export type OutreachWishes = Readonly<Partial<Record<OutreachKind, boolean>>>;

/** Enough for every occasion that can come again. */
const MOST_KEPT = 200;

export function takes(wishes: OutreachWishes, kind: OutreachKind): boolean {
  return wishes[kind] ?? !BY_WISH.has(kind);
}

/** The last ones only. */
export function withSent(sent: readonly SentOutreach[], one: SentOutreach): readonly SentOutreach[] {
  return [...sent, one].slice(-MOST_KEPT);
}
