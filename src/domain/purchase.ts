/** One purchase of a course by a learner of the shop. */
export interface Purchase {
  readonly learner: string;
  readonly course: string;
  /** ms since the epoch. */
  readonly purchasedAt: number;
  /** In the community's currency; null where the shop does not say. */
  readonly amount: number | null;
}
