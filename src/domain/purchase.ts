/** A course that was bought. */

export interface Purchase {
  /** As the conversations name them (`slack:U1`), so that both can be put together. */
  readonly learner: string;
  readonly course: string;
  /** ms. */
  readonly purchasedAt: number;
  readonly amount: number;
}
