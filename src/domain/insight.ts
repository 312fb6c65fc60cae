/** What is worked out ahead about learners, a day at a time, and kept: their segment, and whether they may leave. */
import type { Behaviour, Measure } from './behaviour.ts';
import type { Habits } from './habits.ts';
import type { Language } from './language.ts';

/** In a course, where they learnt of late and have not finished. Learners are the shop's. */
export interface LearnerWarning {
  readonly learner: string;
  readonly course: string;
  /** 0..1; null where too little is known for a model and a plain rule warns. */
  readonly probability: number | null;
  /** The last day with activity, days since 1970-01-01. */
  readonly lastDay: number;
  /** True where the probability is above the threshold that proved right. */
  readonly isAtRisk: boolean;
  readonly reasons: Readonly<Record<Language, readonly string[]>>;
}

/** How it went the last time that it can be told: predicted from what was known then, compared with what came. */
export interface Backtest {
  readonly n: number;
  readonly left: number;
  /** Sum of the probabilities. */
  readonly expected: number;
  readonly auc: number | null;
  readonly brier: number | null;
  readonly calibrationError: number | null;
  /** Of days since the last activity alone. */
  readonly ruleAuc: number | null;
  /** Who was above the threshold, and how many of them left. */
  readonly flagged: number;
  readonly flaggedLeft: number;
}

/** model: learnt from the imported history · rule: too little of it, a plain rule warns · none: nobody learnt of late. */
export interface WarningsOverview {
  readonly by: 'model' | 'rule' | 'none';
  /** The last day of the imported activity, from which it is seen, days since 1970-01-01. */
  readonly day: number;
  readonly windowDays: number;
  readonly horizonDays: number;
  /** Probability from which a learner counts as at risk; of a rule, the days without activity. null: no threshold was right often enough. */
  readonly threshold: number | null;
  /** Rows it was learnt from, and how many of them left. */
  readonly trained: { readonly n: number; readonly left: number };
  /** null where nothing could be tried on what came later. */
  readonly backtest: Backtest | null;
}

export interface LearnerSegment {
  readonly learner: string;
  readonly segment: string;
  /** Why, where something was missing, bounded or wrong; else empty. */
  readonly reason: string;
  readonly values: Behaviour;
  readonly habits: Habits;
}

/** What is kept of one kind: a summary, and a row for each learner (and course). */
export interface InsightKinds {
  readonly warnings: { readonly overview: WarningsOverview; readonly row: LearnerWarning };
  readonly segments: { readonly overview: SegmentsOverview; readonly row: LearnerSegment };
}
export type InsightKind = keyof InsightKinds;

/** One segment: how many, what is typical of them. */
export interface SegmentProfile {
  readonly segment: string;
  readonly n: number;
  /** Means of the values as they came; null where none is known. */
  readonly means: Behaviour;
  readonly habits: Habits;
}

export interface SegmentsOverview {
  /** The fitted groups as `afterclass segments --save` writes them, to place learners who come later; null where nobody is active. */
  readonly kept: unknown;
  /** When they were fitted, ms: they stand until learners have changed. */
  readonly fittedAt: number;
  /** From the most to the least active, then the inactive and the excluded. */
  readonly segments: readonly SegmentProfile[];
  /** Values far out that were taken at their bounds, by measure. */
  readonly bounded: Readonly<Record<Measure, number>>;
  /** What a full course is in the means: 1 or 100. */
  readonly full: number;
  /** Of the number of groups; null where there were too few learners to say. */
  readonly quality: { readonly silhouette: number | null; readonly stability: number } | null;
  /** Against the learners with whom the groups were fitted; empty at the first fit. */
  readonly drift: readonly {
    readonly of: string;
    readonly index: number;
    readonly verdict: 'steady' | 'moved' | 'shifted';
  }[];
  /** Learners who are in another segment than the last time, of those known then. */
  readonly moved: { readonly n: number; readonly of: number };
  /** given: sums of the course platform (`import behavior`) · activity: worked out from its days. */
  readonly source: 'given' | 'activity';
}

export interface KeptInsight<Kind extends InsightKind> {
  readonly overview: InsightKinds[Kind]['overview'];
  /** ms. */
  readonly madeAt: number;
  /** Of the records it was made from (`LearningImports.mark`). */
  readonly mark: string;
}
