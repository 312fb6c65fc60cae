/** What the reports about learners are given: kept figures, worked out ahead from all that was imported. */
import type { KeptInsight, LearnerSegment, LearnerWarning } from '../../domain/insight.ts';

export interface InsightInput {
  /** `null`: nothing worked out, or not asked for. */
  readonly segments: KeptInsight<'segments'> | null;
  readonly warnings: KeptInsight<'warnings'> | null;
  /** All that learnt of late; of the one learner where the request names one. */
  readonly warned: readonly LearnerWarning[];
  /** Of the learner whom the request names; null where nothing is known of them. */
  readonly learner: LearnerSegment | null;
}
