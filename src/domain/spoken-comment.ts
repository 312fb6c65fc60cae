/** A comment as it is kept: the words, and the name in them that nobody else should read. */
export interface SpokenComment {
  readonly conversationId: string;
  readonly at: number;
  readonly text: string;
  /** The rating it belongs to; null where none was given. */
  readonly score: number | null;
  /** As the platform showed it; empty where it is not known any more. */
  readonly learnerName: string;
  /** Set where it answers a questionnaire: it is about that course (null = none in particular), not about how the conversation went. */
  readonly survey?: { readonly course: string | null };
}
