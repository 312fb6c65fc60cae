/** Gradient-boosted trees for log-loss (Friedman 2001, second-order splits as Chen & Guestrin 2016), on binned features. */
import { BINS, type Cuts, toBin, toBinned, toCuts } from './binning.ts';
import { sigmoid } from './logistic.ts';

export interface BoostOptions {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** Ridge on the value of a leaf, in units of the second derivative. */
  readonly ridge: number;
  /** The least sum of second derivatives in a leaf. */
  readonly leastWeight: number;
  /** Share of features looked at per tree, and of rows. */
  readonly featureShare: number;
  readonly rowShare: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

interface Node {
  /** -1 in a leaf. */
  feature: number;
  /** Rows whose bin is at most this go left. */
  bin: number;
  left: number;
  right: number;
  /** Change of the margin, were this a leaf. */
  value: number;
}

export interface Forest {
  readonly cuts: Cuts;
  readonly trees: readonly (readonly Node[])[];
  readonly base: number;
}

/** `values`: rows of `width` numbers; `labels` 0 or 1, of both kinds. */
export function fitForest(values: Float64Array, width: number, labels: Uint8Array, options: BoostOptions): Forest {
  const rows = labels.length;
  const cuts = toCuts(values, width);
  const binned = toBinned(values, cuts);
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const base = Math.log(positive / (rows - positive));
  const margins = new Float64Array(rows).fill(base);
  const grower = createGrower(binned, cuts, options);
  const trees: Node[][] = [];
  for (let t = 0; t < options.trees; t++) {
    for (let n = 0; n < rows; n++) {
      const p = sigmoid(margins[n]!);
      grower.gradient[n] = p - labels[n]!;
      grower.curvature[n] = p * (1 - p);
    }
    const tree = grower.grow();
    trees.push(tree);
    for (let n = 0; n < rows; n++) margins[n]! += tree[toLeaf(tree, (feature) => binned[feature]![n]!)]!.value;
  }
  return { cuts, trees, base };
}

function toLeaf(tree: readonly Node[], binOf: (feature: number) => number): number {
  let at = 0;
  for (let node = tree[0]!; node.feature >= 0; node = tree[at]!)
    at = binOf(node.feature) <= node.bin ? node.left : node.right;
  return at;
}

/**
 * The margin of one row of values. `credit`, where given, is told how far each feature moved it: the change of the node's
 * value at every split on the way (Saabas 2014); base and all credits sum to the margin.
 */
export function toForestMargin(
  { cuts, trees, base }: Forest,
  row: Float64Array,
  credit?: (feature: number, change: number) => void,
): number {
  const bins = cuts.map((own, j) => toBin(own, row[j]!));
  let margin = base;
  for (const tree of trees) {
    let node = tree[0]!;
    while (node.feature >= 0) {
      const next = tree[bins[node.feature]! <= node.bin ? node.left : node.right]!;
      credit?.(node.feature, next.value - node.value);
      node = next;
    }
    margin += node.value;
  }
  return margin;
}

/** Sums of first and second derivatives per feature and bin. */
type Histogram = Float64Array;

interface Open {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly histogram: Histogram;
  readonly depth: number;
}

function createGrower(binned: readonly Uint8Array[], cuts: Cuts, options: BoostOptions) {
  const rows = binned[0]?.length ?? 0;
  const gradient = new Float64Array(rows);
  const curvature = new Float64Array(rows);
  const order = new Int32Array(rows);
  const spare = new Int32Array(rows);
  const inOrder = new Float64Array(2 * rows);
  const { depth, rate, ridge, leastWeight, featureShare, rowShare, random } = options;

  function addFeature(bins: Uint8Array, from: number, to: number, histogram: Histogram, at: number): void {
    for (let n = from; n < to; n++) {
      const cell = at + 2 * bins[order[n]!]!;
      histogram[cell]! += inOrder[2 * n]!;
      histogram[cell + 1]! += inOrder[2 * n + 1]!;
    }
  }

  function sumUp(features: readonly number[], from: number, to: number): Histogram {
    const histogram = new Float64Array(features.length * BINS * 2);
    // In the order of the node, so that each feature reads them one after the other.
    for (let n = from; n < to; n++) {
      const row = order[n]!;
      inOrder[2 * n] = gradient[row]!;
      inOrder[2 * n + 1] = curvature[row]!;
    }
    for (const [f, feature] of features.entries()) addFeature(binned[feature]!, from, to, histogram, f * BINS * 2);
    return histogram;
  }

  function findSplit(features: readonly number[], histogram: Histogram): { f: number; bin: number } | null {
    let [g, h] = [0, 0];
    for (let bin = 0; bin < BINS; bin++) {
      g += histogram[bin * 2]!;
      h += histogram[bin * 2 + 1]!;
    }
    let best: { f: number; bin: number } | null = null;
    let most = (g * g) / (h + ridge) + 1e-6;
    for (const [f, feature] of features.entries()) {
      let [left, weight] = [0, 0];
      for (let bin = 0; bin < cuts[feature]!.length; bin++) {
        const cell = (f * BINS + bin) * 2;
        left += histogram[cell]!;
        weight += histogram[cell + 1]!;
        if (weight < leastWeight) continue;
        if (h - weight < leastWeight) break;
        const score = left ** 2 / (weight + ridge) + (g - left) ** 2 / (h - weight + ridge);
        if (score > most) {
          most = score;
          best = { f, bin };
        }
      }
    }
    return best;
  }

  /** Rows of the left child come first, in their order; answers where the right one begins. */
  function divide(bins: Uint8Array, { from, to }: Open, bin: number): number {
    let [left, right] = [from, 0];
    for (let n = from; n < to; n++) {
      const row = order[n]!;
      if (bins[row]! <= bin) order[left++] = row;
      else spare[right++] = row;
    }
    order.set(spare.subarray(0, right), left);
    return left;
  }

  function grow(): Node[] {
    let count = 0;
    for (let row = 0; row < rows; row++) if (rowShare >= 1 || random() < rowShare) order[count++] = row;
    const features = binned.map((_, j) => j).filter(() => featureShare >= 1 || random() < featureShare);
    if (features.length === 0) features.push(0);
    const nodes: Node[] = [];
    const leaf = (from: number, to: number): number => {
      let [g, h] = [0, 0];
      for (let n = from; n < to; n++) {
        g += gradient[order[n]!]!;
        h += curvature[order[n]!]!;
      }
      return nodes.push({ feature: -1, bin: 0, left: -1, right: -1, value: (-rate * g) / (h + ridge) }) - 1;
    };
    const open: Open[] = [{ node: leaf(0, count), from: 0, to: count, histogram: sumUp(features, 0, count), depth: 0 }];
    for (let at = open.pop(); at; at = open.pop()) {
      const split = at.depth < depth ? findSplit(features, at.histogram) : null;
      if (!split) continue;
      const feature = features[split.f]!;
      const middle = divide(binned[feature]!, at, split.bin);
      const [left, right] = [leaf(at.from, middle), leaf(middle, at.to)];
      Object.assign(nodes[at.node]!, { feature, bin: split.bin, left, right });
      if (at.depth + 1 >= depth) continue;
      // The larger child's sums are what the smaller one leaves of the parent's.
      const leftIsSmall = middle - at.from < at.to - middle;
      const small = leftIsSmall ? sumUp(features, at.from, middle) : sumUp(features, middle, at.to);
      const large = at.histogram.map((sum, n) => sum - small[n]!);
      const below = { depth: at.depth + 1 };
      open.push({ ...below, node: left, from: at.from, to: middle, histogram: leftIsSmall ? small : large });
      open.push({ ...below, node: right, from: middle, to: at.to, histogram: leftIsSmall ? large : small });
    }
    return nodes;
  }

  return { gradient, curvature, grow };
}
