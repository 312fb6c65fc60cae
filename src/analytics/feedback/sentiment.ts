/**
 * Is a comment content or not? Two planes over the same grams, weighted differently (rarity alone; rarity and how one-sided a
 * gram is, after Wang & Manning 2012), beside a lexicon and word meanings; their margins are added and made a probability.
 */
import { type GramKind, PIECE, SIGN, SIGN_SKIP, toPlain } from './grams.ts';
import type { Lexicon } from './lexicon.ts';
import { createMeaning, type WordVectors } from './meaning.ts';
import { type Curve, fitCurve, toProbability } from './platt.ts';
import { separate, toPlaneMargin, type WeightedRow } from './separator.ts';
import { createSpace, type SparseRow, type TextSpace } from './space.ts';

export interface LabelledComment {
  readonly text: string;
  readonly positive: boolean;
  /** How much it counts against the others; 1 where absent. */
  readonly importance?: number;
}

export interface SentimentOptions {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly lexicon: Lexicon | null;
  readonly wordVectors: WordVectors | null;
}

export interface Sentiment {
  /** Probability that the comment is content, 0..1. Of nothing readable: about the share of content ones in training. */
  score(text: string): number;
}

const VIEWS = [{ cost: 0.5 }, { cost: 0.25 }] as const;
/** 1 + ln of small counts. */
const TIMES = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(Math.max(1, count)));
/** What is known beside the grams counts more where few comments are; tens of thousands speak for themselves. */
function toLengths(comments: number): { readonly lexicon: number; readonly meaning: number } {
  if (comments <= MANY) return { lexicon: 1.2, meaning: 1.5 };
  return { lexicon: comments > TENS_OF_THOUSANDS ? 0 : 0.3, meaning: 0.5 };
}
const LEAST_SLOPE = 0.25;
/** Share of English texts from which on word meanings are worth their time. */
const LEAST_ENGLISH = 0.1;
const LEXICON_WIDTH = 2;
/** Characters up to which the lexicon counts in full. */
const SHORT = 20;

/** A round over this many texts is as good as two over half of them. */
const TENS_OF_THOUSANDS = 20_000;
/** Margins of texts that were not trained on come from this many parts left out in turn; of many texts one part is enough. */
const PARTS = 5;
const MANY = 3000;

/** Throws `RangeError` unless there are comments of both kinds. */
export function fitSentiment(comments: readonly LabelledComment[], options: SentimentOptions): Sentiment {
  const { lexicon, wordVectors } = options;
  const positive = Uint8Array.from(comments, (comment) => Number(comment.positive));
  const ones = positive.reduce((sum, label) => sum + label, 0);
  if (ones === 0 || ones === comments.length) throw new RangeError('content and discontent comments are both needed');
  const { space, rows } = createSpace(comments.map(({ text }) => text));
  const beside = createBeside(comments, lexicon, wordVectors);
  const plain = comments.map(({ text }) => toPlain(text));
  const known = rows.map((row, n) => ({
    row,
    plain: plain[n]!,
    dense: beside.read(plain[n]!),
    positive: positive[n]!,
    importance: comments[n]!.importance ?? 1,
  }));
  const order = shuffled(known.length, options.random);
  const margins: number[] = [];
  const labels: number[] = [];
  for (let part = 0; part < (known.length > MANY ? 1 : PARTS); part++) {
    const model = trainViews(
      order.filter((_, n) => n % PARTS !== part).map((n) => known[n]!),
      space,
      beside.width,
      options,
    );
    if (model === null) continue;
    for (const n of order.filter((_, k) => k % PARTS === part)) {
      margins.push(model.toMargin(known[n]!.plain, known[n]!.dense));
      labels.push(positive[n]!);
    }
  }
  const curve = chooseCurve(margins, labels);
  const { toMargin } = trainViews(known, space, beside.width, options)!;
  return {
    score(text) {
      const typed = toPlain(text);
      return toProbability(curve, toMargin(typed, beside.read(typed)));
    },
  };
}

/**
 * The curve may cross one half away from margin 0. It does so only where that is right more often: likelihood listens most to
 * texts far from the border.
 */
function chooseCurve(margins: readonly number[], labels: readonly number[]): Curve {
  const fitted = fitCurve(margins, labels);
  // A dozen comments share no words, so those left out seem to tell nothing; their order is still the best guess.
  const curve = fitted.slope < LEAST_SLOPE ? { slope: LEAST_SLOPE, offset: 0 } : fitted;
  const countRight = ({ slope, offset }: Curve) =>
    margins.filter((margin, n) => slope * margin + offset > 0 === (labels[n] === 1)).length;
  const through = { slope: curve.slope, offset: 0 };
  return countRight(through) >= countRight(curve) ? through : curve;
}

interface Known {
  readonly row: SparseRow;
  readonly plain: string;
  readonly dense: Float32Array;
  readonly positive: number;
  readonly importance: number;
}

/** null where all texts are of one kind. */
function trainViews(known: readonly Known[], space: TextSpace, width: number, { random }: SentimentOptions) {
  const positive = Uint8Array.from(known, (each) => each.positive);
  if (positive.every((label) => label === positive[0])) return null;
  const oneSided = toOneSidedness(
    known.map(({ row }) => row),
    positive,
    space.size,
  );
  const importance = Float64Array.from(known, (each) => each.importance);
  const size = space.size;
  const table = new Float32Array(4 * size);
  const scales = VIEWS.map((_, view) => toScale(space, known.length, oneSided, view));
  const rounds = known.length > TENS_OF_THOUSANDS ? 8 : 10;
  const weights = VIEWS.map(({ cost }, view) => {
    const weighted = known.map(({ row, dense }) => weigh(row, dense, scales[view]!, size));
    const plane = separate(weighted, positive, size + width, { cost, rounds, random }, importance);
    // Views that are sure by nature must not drown the other.
    const spread =
      Math.sqrt(weighted.reduce((sum, row) => sum + toPlaneMargin(plane, row) ** 2, 0) / weighted.length) || 1;
    const own = plane.map((weight) => weight / spread);
    for (let id = 0; id < size; id++) {
      table[4 * id + 2 * view] = scales[view]![id]!;
      table[4 * id + 2 * view + 1] = scales[view]![id]! * own[id]!;
    }
    return own;
  });
  const { ids, counts } = space;
  return {
    /** Of a plain text and what stands beside its grams. The same code for texts left out and for those that are rated. */
    toMargin(plain: string, dense: Float32Array): number {
      let [m0, s0, m1, s1] = [0, 0, 0, 0];
      const length = space.read(plain);
      for (let k = 0; k < length; k++) {
        const at = 4 * ids[k]!;
        const times = TIMES[counts[k]!] ?? 1 + Math.log(counts[k]!);
        const a = table[at]! * times;
        const b = table[at + 2]! * times;
        s0 += a * a;
        m0 += table[at + 1]! * times;
        s1 += b * b;
        m1 += table[at + 3]! * times;
      }
      const [first, second] = weights as [Float64Array, Float64Array];
      let margin = (s0 > 0 ? m0 / Math.sqrt(s0) : 0) + (s1 > 0 ? m1 / Math.sqrt(s1) : 0);
      for (let d = 0; d < dense.length; d++) margin += dense[d]! * (first[size + d]! + second[size + d]!);
      margin += first[first.length - 1]! + second[second.length - 1]!;
      return margin;
    },
  };
}

function shuffled(length: number, random: () => number): number[] {
  const keys = Float64Array.from({ length }, random);
  return Array.from({ length }, (_, n) => n).sort((a, b) => keys[a]! - keys[b]!);
}

/** |ln| of how much more often a gram stands in content comments than in others, with one of each added. */
function toOneSidedness(rows: readonly SparseRow[], positive: Uint8Array, size: number): Float32Array {
  const all = new Float64Array(size);
  const content = new Float64Array(size);
  let ones = 0;
  for (const [n, { ids }] of rows.entries()) {
    ones += positive[n]!;
    for (const id of ids) {
      all[id]! += 1;
      content[id]! += positive[n]!;
    }
  }
  const zeros = rows.length - ones;
  return Float32Array.from(all, (count, id) =>
    Math.abs(Math.log((content[id]! + 1) / (ones + 2) / ((count - content[id]! + 1) / (zeros + 2)))),
  );
}

/** What one occurrence of a gram weighs in a view; 0 = not looked at. */
function toScale({ size, kinds, frequencies }: TextSpace, texts: number, oneSided: Float32Array, view: number) {
  return Float32Array.from({ length: size }, (_, id) => {
    const kind = kinds[id] as GramKind;
    const rarity = Math.log((1 + texts) / (1 + frequencies[id]!)) + 1;
    if (view === 0 && (kind === PIECE || kind === SIGN_SKIP)) return 0;
    return view === 0 && kind === SIGN ? rarity : rarity * Math.sqrt(oneSided[id]!);
  });
}

/** Length 1, and beside it what is no gram. */
function weigh({ ids, counts }: SparseRow, dense: Float32Array, scale: Float32Array, size: number): WeightedRow {
  const length = ids.length;
  const all = new Int32Array(length + dense.length);
  const values = new Float32Array(length + dense.length);
  let squares = 0;
  let kept = 0;
  for (let k = 0; k < length; k++) {
    const id = ids[k]!;
    const weight = scale[id]!;
    if (weight === 0) continue;
    const count = counts[k]!;
    const value = count === 1 ? weight : weight * (1 + Math.log(count));
    squares += value * value;
    all[kept] = id;
    values[kept] = value;
    kept += 1;
  }
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let k = 0; k < kept; k++) values[k]! *= factor;
  for (let d = 0; d < dense.length; d++) {
    all[kept + d] = size + d;
    values[kept + d] = dense[d]!;
  }
  return { ids: all.subarray(0, kept + dense.length), values: values.subarray(0, kept + dense.length) };
}

function createBeside(comments: readonly LabelledComment[], given: Lexicon | null, vectors: WordVectors | null) {
  const lengths = toLengths(comments.length);
  const lexicon = lengths.lexicon > 0 ? given : null;
  const inEnglish = comments.filter(({ text }) => /[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text)).length;
  const english = vectors !== null && inEnglish > LEAST_ENGLISH * comments.length;
  const meaning = english
    ? createMeaning(
        vectors,
        comments.map(({ text }) => toPlain(text)),
      )
    : null;
  const width = (lexicon ? LEXICON_WIDTH : 0) + (meaning?.dimensions ?? 0);
  return {
    width,
    read(plain: string): Float32Array {
      const dense = new Float32Array(width);
      let at = 0;
      if (lexicon) {
        const { good, bad, found } = lexicon.judge(plain);
        // Bounded, so that a long text, where words stand for and against, is left to its grams.
        const length = lengths.lexicon * Math.min(1, SHORT / plain.length);
        dense[0] = (length * (good - bad)) / (1 + good + bad);
        dense[1] = (length * Math.sign(good - bad)) / Math.sqrt(1 + found);
        at = LEXICON_WIDTH;
      }
      meaning?.write(plain, dense, at, lengths.meaning);
      return dense;
    },
  };
}
