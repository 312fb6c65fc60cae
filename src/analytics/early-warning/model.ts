/**
 * The probability that a learner leaves: logistic regression and boosted trees over the same features, their log-odds
 * averaged. The first says what is true of everybody, the second what holds only together; each errs elsewhere.
 */
import type { Activity } from './activity.ts';
import { fitAttributes } from './attributes.ts';
import { fitForest, toForestMargin } from './boosting.ts';
import { type Effect, toEffects } from './effects.ts';
import { type Summary, toSummary } from './features.ts';
import { type Design, fitLogistic, sigmoid, toMargin, type Weights } from './logistic.ts';
import { createMatrix, type LearnerRow, toTreeRows } from './matrix.ts';

export type { LearnerRow } from './matrix.ts';

export interface LabelledRow extends LearnerRow {
  /** True = left. */
  readonly left: boolean;
}

export interface Warning {
  /** 0..1. */
  readonly probability: number;
  /** What moved it away from the average learner's, largest first, in either direction. */
  readonly effects: readonly Effect[];
  readonly summary: Summary;
}

export interface EarlyWarning {
  /** Share of the training rows that left. */
  readonly baseRate: number;
  predict(row: LearnerRow): Warning;
  /** Of the training rows with that value of an attribute; null where there were none. */
  shareLeft(column: string, value: string): { readonly share: number; readonly n: number } | null;
}

export interface Training {
  readonly activity: Activity;
  /** Names of the attributes. */
  readonly columns: readonly string[];
  readonly rows: readonly LabelledRow[];
  /** Uniform in [0, 1); each tree looks at a random part. */
  readonly random: () => number;
}

const RIDGE = 5;
const MOST_STEPS = 150;
/** Below this many rows of the rarer kind, trees learn chance. */
const LEAST_FOR_TREES = 300;
const TREES = { trees: 120, depth: 4, rate: 0.08, ridge: 10, leastWeight: 12, featureShare: 0.4, rowShare: 0.6 };
const TREE_SHARE = 0.6;

/** Throws `RangeError` unless some rows left and some stayed. */
export function fitEarlyWarning({ activity, columns, rows, random }: Training): EarlyWarning {
  const labels = Uint8Array.from(rows, ({ left }) => Number(left));
  const leavers = labels.reduce((sum, label) => sum + label, 0);
  const rarer = Math.min(leavers, rows.length - leavers);
  if (rarer === 0) throw new RangeError('learners who left and learners who stayed are both needed');
  const attributes = fitAttributes(
    columns,
    rows.map((row) => row.attributes),
  );
  const { features, training, toDesign } = createMatrix(activity, attributes, rows);
  const { dense } = training;
  const weights = fitLogistic(training, labels, { ridge: RIDGE, maxSteps: MOST_STEPS });
  const forest =
    rarer < LEAST_FOR_TREES
      ? null
      : fitForest(toTreeRows(training, weights), features.length, labels, { ...TREES, random });
  const share = forest ? TREE_SHARE : 0;
  const usual = toMeanSwitches(training, weights);
  const shares = toShares(rows, columns);
  return {
    baseRate: leavers / rows.length,
    predict(row) {
      const own = toDesign([row]);
      const changes = new Float64Array(features.length);
      for (let j = 0; j < dense; j++) changes[j]! += (1 - share) * weights[j]! * own.values[j]!;
      for (let s = 0; s < own.slots; s++) {
        const at = own.hot[s]!;
        changes[dense + s]! += (1 - share) * ((at < 0 ? 0 : weights[dense + at]!) - usual[s]!);
      }
      let margin = (1 - share) * toMargin(own, weights, 0);
      if (forest) {
        margin +=
          share *
          toForestMargin(forest, toTreeRows(own, weights), (feature, change) => {
            changes[feature]! += share * change;
          });
      }
      return {
        probability: sigmoid(margin),
        effects: toEffects(features, changes),
        summary: toSummary(activity.timelineOf(row.learner), activity),
      };
    },
    shareLeft: (column, value) => shares.get(column)?.get(value) ?? null,
  };
}

/** What the switches of an attribute add for the average learner. */
function toMeanSwitches({ rows, dense, slots, hot }: Design, weights: Weights): Float64Array {
  const means = new Float64Array(slots);
  for (const [n, at] of hot.entries()) if (at >= 0) means[n % slots]! += weights[dense + at]! / rows;
  return means;
}

function toShares(rows: readonly LabelledRow[], columns: readonly string[]) {
  return new Map(
    columns.map((column, position) => {
      const counts = new Map<string, { left: number; n: number }>();
      for (const { attributes, left } of rows) {
        const value = attributes[position] ?? '';
        const count = counts.get(value) ?? { left: 0, n: 0 };
        counts.set(value, { left: count.left + Number(left), n: count.n + 1 });
      }
      return [column, new Map([...counts].map(([value, { left, n }]) => [value, { share: left / n, n }]))];
    }),
  );
}
