/** Learners as rows of numbers: features and quantities, standardised, and the switches of their other attributes. */
import type { Activity } from './activity.ts';
import { type AttributeEncoder, toQuantity } from './attributes.ts';
import { type Feature, listFeatures, toVector } from './features.ts';
import type { Design, Weights } from './logistic.ts';
import { COMPARED, fitPeers } from './peers.ts';

export interface LearnerRow {
  readonly learner: string;
  /** In the order in which the attributes were named. */
  readonly attributes: readonly string[];
}

export interface Matrix {
  /** What the columns are: the dense ones, then one per attribute that is switches. */
  readonly features: readonly Feature[];
  toDesign(rows: readonly LearnerRow[]): Design;
}

/** Standardised by the mean and spread of `rows`: a column that never varies there counts nothing ever after. */
export function createMatrix(activity: Activity, attributes: AttributeEncoder, rows: readonly LearnerRow[]) {
  const { columns, numbers, names } = attributes;
  const toFeature = (position: number): Feature => {
    const column = columns[position]!;
    return { name: column, theme: 'attribute', column };
  };
  const own = [...listFeatures(activity), ...numbers.map(toFeature)];
  const width = own.length;
  const compared = names.length === 0 ? [] : own.flatMap(({ name }, column) => (COMPARED.has(name) ? [column] : []));
  const dense = [...own, ...compared.map((column) => own[column]!)];

  function write(of: readonly LearnerRow[]): Float64Array {
    const values = new Float64Array(of.length * width);
    for (const [n, { learner, attributes: cells }] of of.entries()) {
      let at = toVector(activity.timelineOf(learner), activity, values, n * width);
      for (const position of numbers) values[at++] = toQuantity(cells[position] ?? '') ?? Number.NaN;
    }
    return values;
  }

  /** The first attribute that is switches says who the peers are. */
  function toGroups(of: readonly LearnerRow[]): Int32Array {
    return Int32Array.from(of, (row) => attributes.toSwitch(0, row.attributes[names[0]!] ?? ''));
  }

  function toHot(of: readonly LearnerRow[]): Int32Array {
    return Int32Array.from({ length: of.length * names.length }, (_, n) => {
      const slot = n % names.length;
      return attributes.toSwitch(slot, of[(n - slot) / names.length]!.attributes[names[slot]!] ?? '');
    });
  }

  function assemble(of: readonly LearnerRow[], values: Float64Array): Design {
    standardise(values, scaling);
    return {
      rows: of.length,
      dense: dense.length,
      values,
      slots: names.length,
      oneHot: attributes.oneHot,
      hot: toHot(of),
    };
  }

  const alone = write(rows);
  const groups = toGroups(rows);
  const peers = fitPeers(alone, width, groups, compared);
  const first = peers.append(alone, groups);
  const scaling = toScaling(first, dense.length);
  return {
    features: [...dense, ...names.map(toFeature)],
    training: assemble(rows, first),
    toDesign: (of: readonly LearnerRow[]): Design => assemble(of, peers.append(write(of), toGroups(of))),
  };
}

interface Scaling {
  readonly means: Float64Array;
  /** 0 where a column never varies. */
  readonly factors: Float64Array;
}

function toScaling(values: Float64Array, width: number): Scaling {
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  const counts = new Float64Array(width);
  for (const pass of ['mean', 'spread'] as const) {
    for (let n = 0; n < values.length; n++) {
      const j = n % width;
      const value = values[n]!;
      if (Number.isNaN(value)) continue;
      if (pass === 'spread') squares[j]! += (value - means[j]!) ** 2;
      else {
        counts[j]! += 1;
        means[j]! += value;
      }
    }
    if (pass === 'mean') for (let j = 0; j < width; j++) means[j]! /= Math.max(1, counts[j]!);
  }
  const factors = squares.map((sum, j) => (sum > 1e-12 * counts[j]! ? Math.sqrt(counts[j]! / sum) : 0));
  return { means, factors };
}

/** In place; what is not known becomes 0, the mean. */
function standardise(values: Float64Array, { means, factors }: Scaling): void {
  const width = means.length;
  for (let n = 0; n < values.length; n++) {
    const j = n % width;
    const value = values[n]!;
    values[n] = Number.isNaN(value) ? 0 : (value - means[j]!) * factors[j]!;
  }
}

/** For the trees: the dense columns, and each switch as the weight that the regression gave it. */
export function toTreeRows({ rows, dense, values, slots, hot }: Design, weights: Weights): Float64Array {
  const width = dense + slots;
  const wide = new Float64Array(rows * width);
  for (let n = 0; n < rows; n++) {
    wide.set(values.subarray(n * dense, (n + 1) * dense), n * width);
    for (let s = 0; s < slots; s++) {
      const at = hot[n * slots + s]!;
      wide[n * width + dense + s] = at < 0 ? 0 : weights[dense + at]!;
    }
  }
  return wide;
}
