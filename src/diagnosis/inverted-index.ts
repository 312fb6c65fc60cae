/**
 * The nearest known texts by cosine of their features. Postings are ordered by impact (Anh & Moffat 2006, SIGIR, "Pruned
 * Query Evaluation Using Pre-Computed Impacts"): for a question with frequent features only the strongest of their postings
 * are read, the best texts found so are compared exactly, and the time stays level however much is known.
 */
import type { Corpus } from './corpus.ts';
import type { TextVector } from './vectors.ts';

/** Plain arrays only. Covers the texts 0..count-1 and the features 0..features-1. */
export interface IndexState {
  readonly starts: Int32Array;
  readonly texts: Int32Array;
  readonly impacts: Float32Array;
  readonly count: number;
  readonly features: number;
}

/** Texts by descending cosine; the arrays have the same length. */
export interface Hits {
  readonly texts: Int32Array;
  readonly cosines: Float32Array;
}

export interface InvertedIndex {
  /** Texts that share a feature with the question. Texts added to the corpus later are found too. */
  search(vector: TextVector, effort: Effort): Hits;
  /** The texts most like a known one, best first as far as the strongest postings tell; itself among them. */
  searchLike(text: number): Int32Array;
}

/** How far a search goes: postings read, and texts compared exactly. */
export interface Effort {
  readonly postings: number;
  readonly hits: number;
}

/** Where the index alone decides what is considered. */
export const THOROUGH: Effort = { postings: 20_000, hits: 150 };
/** Where every intent is scored anyway and the nearest texts only support it. */
export const QUICK: Effort = { postings: 5_000, hits: 48 };
/** For a rough neighbourhood. */
const ROUGH: Effort = { postings: 5_000, hits: 200 };

/** Features of a question that are looked for. */
const MOST_FEATURES = 1024;
/** Shorter lists are read whole and need no order. */
const SHORT = 64;

export function buildIndex(corpus: Corpus, features: number): IndexState {
  const { ids, weights, lengths, count } = corpus;
  const total = corpus.starts[count] as number;
  const starts = new Int32Array(features + 1);
  for (let at = 0; at < total; at++) {
    const next = (ids[at] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let id = 0; id < features; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const texts = new Int32Array(total);
  const impacts = new Float32Array(total);
  const fill = starts.slice();
  for (let n = 0; n < count; n++) {
    const scale = 1 / (lengths[n] || 1);
    for (let i = corpus.starts[n] as number; i < (corpus.starts[n + 1] as number); i++) {
      const id = ids[i] as number;
      const at = fill[id] as number;
      texts[at] = n;
      impacts[at] = (weights[i] as number) * scale;
      fill[id] = at + 1;
    }
  }
  for (let id = 0; id < features; id++) orderByImpact(texts, impacts, starts[id] as number, starts[id + 1] as number);
  return { starts, texts, impacts, count, features };
}

/** Strongest first. Impact and text are packed into one number, because numbers sort natively. */
function orderByImpact(texts: Int32Array, impacts: Float32Array, start: number, end: number): void {
  if (end - start <= SHORT) return;
  const packed = new Float64Array(end - start);
  for (let at = start; at < end; at++) {
    packed[at - start] = -Math.round((impacts[at] as number) * 0xfffff) * 0x100000000 + (texts[at] as number);
  }
  packed.sort();
  const strengths = new Map<number, number>();
  for (let at = start; at < end; at++) strengths.set(texts[at] as number, impacts[at] as number);
  for (let at = start; at < end; at++) {
    const value = packed[at - start] as number;
    const text = ((value % 0x100000000) + 0x100000000) % 0x100000000;
    texts[at] = text;
    impacts[at] = strengths.get(text) as number;
  }
}

/** `isGone` tells which texts must not be found any more. */
export function createInvertedIndex(
  state: IndexState,
  corpus: Corpus,
  isGone: (text: number) => boolean = () => false,
): InvertedIndex {
  const partial = new Float32Array(state.count);
  const touched = new Int32Array(state.count);
  let question = new Float32Array(state.features);

  const { starts: lists, texts: postings, impacts } = state;

  /** Adds up the strongest postings; answers how many texts were touched. */
  function accumulate(ids: Int32Array, weights: Float32Array, length: number, most: number): number {
    const order = bySize(ids);
    let budget = most;
    let found = 0;
    for (let place = 0; place < order.length; place++) {
      const i = (order[place] as number) % MOST_FEATURES;
      const id = ids[i] as number;
      const weight = (weights[i] as number) / length;
      const start = lists[id] as number;
      // Rare features come first: they weigh most, and what they leave of the budget goes to the frequent ones.
      const take = Math.min((lists[id + 1] as number) - start, Math.ceil(budget / (order.length - place)));
      budget -= take;
      const end = start + take;
      for (let at = start; at < end; at++) {
        const text = postings[at] as number;
        const before = partial[text] as number;
        if (before === 0) touched[found++] = text;
        partial[text] = before + weight * (impacts[at] as number);
      }
    }
    return found;
  }

  /** Places of the features in the question, those in the fewest texts first; packed behind the number of texts. */
  function bySize(ids: Int32Array): Float64Array {
    const packed = new Float64Array(Math.min(ids.length, MOST_FEATURES));
    let count = 0;
    for (let i = 0; i < packed.length; i++) {
      const id = ids[i] as number;
      if (id >= state.features) continue;
      packed[count++] = ((lists[id + 1] as number) - (lists[id] as number)) * MOST_FEATURES + i;
    }
    return packed.subarray(0, count).sort();
  }

  function layOut(vector: TextVector, on: boolean): void {
    const last = vector.ids.at(-1) ?? 0;
    if (last >= question.length) question = new Float32Array(Math.ceil(last * 1.25) + 1);
    for (let i = 0; i < vector.ids.length; i++)
      question[vector.ids[i] as number] = on ? (vector.weights[i] as number) : 0;
  }

  return {
    searchLike(text) {
      const [start, end] = [corpus.starts[text] as number, corpus.starts[text + 1] as number];
      const length = corpus.lengths[text] || 1;
      const found = accumulate(
        corpus.ids.subarray(start, end),
        corpus.weights.subarray(start, end),
        length,
        ROUGH.postings,
      );
      const best = Int32Array.from(takeBest(touched.subarray(0, found), partial, ROUGH.hits));
      best.sort((a, b) => (partial[b] as number) - (partial[a] as number) || a - b);
      for (let i = 0; i < found; i++) partial[touched[i] as number] = 0;
      return best;
    },
    search(vector, effort) {
      if (vector.ids.length === 0) return { texts: new Int32Array(0), cosines: new Float32Array(0) };
      const found = accumulate(vector.ids, vector.weights, vector.length, effort.postings);
      const candidates = takeBest(touched.subarray(0, found), partial, effort.hits);
      for (let i = 0; i < found; i++) partial[touched[i] as number] = 0;
      for (let text = state.count; text < corpus.count; text++) candidates.push(text);
      layOut(vector, true);
      // Exact cosines, the question being laid out over all features.
      const { starts, ids, weights, lengths } = corpus;
      const cosines = new Float64Array(candidates.length);
      const laidOut = question;
      for (let n = 0; n < candidates.length; n++) {
        const text = candidates[n] as number;
        const end = starts[text + 1] as number;
        let sum = 0;
        for (let i = starts[text] as number; i < end; i++) {
          sum += (weights[i] as number) * (laidOut[ids[i] as number] as number);
        }
        cosines[n] = isGone(text) ? 0 : sum / ((lengths[text] as number) * vector.length || 1);
      }
      layOut(vector, false);
      const order = candidates.map((_, n) => n).filter((n) => (cosines[n] as number) > 0);
      order.sort(
        (a, b) =>
          (cosines[b] as number) - (cosines[a] as number) || (candidates[a] as number) - (candidates[b] as number),
      );
      if (order.length > effort.hits) order.length = effort.hits;
      return {
        texts: Int32Array.from(order, (n) => candidates[n] as number),
        cosines: Float32Array.from(order, (n) => cosines[n] as number),
      };
    },
  };
}

const STEPS = 1024;
const histogram = new Int32Array(STEPS);

/** About the `most` texts with the highest partial score, in no order: one pass to find the threshold, one to take. */
function takeBest(touched: Int32Array, partial: Float32Array, most: number): number[] {
  if (touched.length <= most) return Array.from(touched);
  histogram.fill(0);
  for (let i = 0; i < touched.length; i++) {
    const step = Math.min(STEPS - 1, Math.floor((partial[touched[i] as number] as number) * STEPS));
    histogram[step] = (histogram[step] as number) + 1;
  }
  let from = STEPS;
  for (let count = 0; from > 0 && count < most; ) {
    from -= 1;
    count += histogram[from] as number;
  }
  const best: number[] = [];
  const least = from / STEPS;
  for (let i = 0; i < touched.length; i++) {
    if ((partial[touched[i] as number] as number) >= least) best.push(touched[i] as number);
  }
  return best.length <= 2 * most
    ? best
    : best.sort((a, b) => (partial[b] as number) - (partial[a] as number)).slice(0, most);
}
