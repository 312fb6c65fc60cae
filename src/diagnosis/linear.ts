/**
 * One separator per intent against the rest, joined with the middle of the intent's own texts (Rocchio 1971). Where all the
 * rest is too much, each intent is separated from what is near it and from a sample of everything else: what lies far away
 * and is no confusion does not move the plane. The same makes an intent that changed quick to learn again.
 */
import type { Corpus } from './corpus.ts';
import type { InvertedIndex } from './inverted-index.ts';
import type { Plane, Separate } from './separator.ts';

export interface KnownTexts {
  readonly corpus: Corpus;
  /** The intent of each text, 0..intents-1; -1 = none of them (an example not to be answered, or a retired one). */
  readonly labelOf: ArrayLike<number>;
  readonly index: InvertedIndex;
  readonly seed: number;
}

/** Multiply-adds in one pass up to which every intent is separated from all the rest. */
const MOST_WORK_IN_FULL = 3e8;
/** How much of the rest an intent is separated from: neighbours, a sample of all, own texts whose neighbours are looked for. */
interface Surroundings {
  readonly neighbours: number;
  readonly sample: number;
  readonly asked: number;
}
/** For thousands of intents at once; and for one that changed, whose plane must match those trained against everything. */
const FOR_MANY: Surroundings = { neighbours: 120, sample: 60, asked: 12 };
const FOR_ONE: Surroundings = { neighbours: 500, sample: 300, asked: 24 };
/** Weights too small to change an order. */
const NEGLIGIBLE = 0.01;

/** How much the middle of an intent counts beside the separator: most where few texts show the border. */
function toCentroidWeight(texts: number): number {
  return texts === 0 ? 0 : 0.5 + 1.5 / Math.sqrt(texts);
}

/** Trains the planes of the intents asked for; `labels` is the number of intents altogether. */
export function trainPlanes(known: KnownTexts, labels: number, separate: Separate): Plane[] {
  const { corpus, labelOf } = known;
  const members = groupByLabel(labelOf, corpus.count, labels);
  const work = ((corpus.starts[corpus.count] as number) + corpus.count * corpus.dimensions) * labels;
  const rest = work <= MOST_WORK_IN_FULL ? Int32Array.from({ length: corpus.count }, (_, n) => n) : FOR_MANY;
  return members.map((own, label) => trainPlane(known, label, own, separate, rest));
}

/** Learns one intent again, from its own texts and what is near. */
export function retrainPlane(known: KnownTexts, label: number, separate: Separate): Plane {
  const { corpus, labelOf } = known;
  const own: number[] = [];
  for (let n = 0; n < corpus.count; n++) if (labelOf[n] === label) own.push(n);
  return trainPlane(known, label, own, separate, FOR_ONE);
}

function trainPlane(
  known: KnownTexts,
  label: number,
  own: readonly number[],
  separate: Separate,
  rest: Int32Array | Surroundings,
): Plane {
  const weight = toCentroidWeight(own.length);
  if (rest instanceof Int32Array) return separate(rest, own, weight, 0);
  return separate(toNeighbourhood(own, known, label, rest), own, weight, NEGLIGIBLE);
}

function groupByLabel(labelOf: ArrayLike<number>, count: number, labels: number): number[][] {
  const members: number[][] = Array.from({ length: labels }, () => []);
  for (let n = 0; n < count; n++) if ((labelOf[n] as number) >= 0) members[labelOf[n] as number]?.push(n);
  return members;
}

/** The intent's own texts, those of others nearest to some of them, and a sample of all. */
function toNeighbourhood(
  own: readonly number[],
  { index, labelOf, seed, corpus }: KnownTexts,
  label: number,
  { neighbours, sample, asked: most }: Surroundings,
): Int32Array {
  const subset = new Set(own);
  const asked = own.length <= most ? own : own.filter((_, n) => n % Math.ceil(own.length / most) === 0);
  const share = Math.ceil(neighbours / Math.max(1, asked.length));
  for (const text of asked) {
    let room = share;
    for (const near of index.searchLike(text)) {
      if (room === 0) break;
      if (labelOf[near] === label || subset.has(near)) continue;
      subset.add(near);
      room -= 1;
    }
  }
  let state = Math.imul(seed + label, 0x9e3779b1) | 1;
  for (let n = 0; n < sample; n++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    subset.add((state >>> 0) % corpus.count);
  }
  return Int32Array.from(subset);
}
