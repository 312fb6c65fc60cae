/**
 * What the collaborative scores of a course would be, told from its text: kernel ridge regression from likeness to the scores of
 * the courses that are known well. A new course stands where courses like it stand, held back towards nothing known.
 */
import { invert } from '../linear/inverse.ts';
import { type Described, toLikeness } from './likeness.ts';

/** Ridge on a likeness of 1 with itself. Chosen on held-out courses of the training part. */
const RIDGE = 2;
/** A course with as many learners speaks for itself. */
export const KNOWN_WELL = 10;

export interface Foretelling {
  /** Numbers of the courses that are told (wholly or partly) from their text. */
  readonly targets: Int32Array;
  /** Writes their scores into `scores`, from those of the others; each learner that a course has takes a tenth from it. */
  apply(scores: Float64Array): void;
}

const NOTHING: Foretelling = { targets: new Int32Array(0), apply: () => undefined };

/** `exposure[n]`: learners of course n; `courses[n]`: null where nothing is written about it: such a course keeps its own score. */
export function createForetelling(courses: readonly (Described | null)[], exposure: Int32Array): Foretelling {
  const described = [...courses.keys()].filter((n) => courses[n]);
  const targets = Int32Array.from(described.filter((n) => exposure[n]! < KNOWN_WELL));
  const sources = Int32Array.from(described.filter((n) => exposure[n]! >= KNOWN_WELL));
  if (targets.length === 0 || sources.length === 0) return NOTHING;
  const ordered = [...sources, ...targets];
  const likeness = toLikeness(ordered.map((n) => courses[n]!));
  const weights = toWeights(likeness, sources.length, targets.length);
  const known = new Float64Array(sources.length);
  const own = Float64Array.from(targets, (n) => exposure[n]! / KNOWN_WELL);
  return {
    targets,
    apply(scores) {
      for (let s = 0; s < sources.length; s++) known[s] = scores[sources[s]!]!;
      for (let t = 0; t < targets.length; t++) {
        const told = toProduct(weights.subarray(t * sources.length, (t + 1) * sources.length), known);
        scores[targets[t]!] = own[t]! * scores[targets[t]!]! + (1 - own[t]!) * told;
      }
    },
  };
}

/** Four sums at a time: one alone would wait for itself. */
function toProduct(weights: Float32Array, values: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let n = 0;
  for (; n + 4 <= values.length; n += 4) {
    a += weights[n]! * values[n]!;
    b += weights[n + 1]! * values[n + 1]!;
    c += weights[n + 2]! * values[n + 2]!;
    d += weights[n + 3]! * values[n + 3]!;
  }
  for (; n < values.length; n++) a += weights[n]! * values[n]!;
  return a + b + (c + d);
}

/** K(targets, sources) · (K(sources, sources) + ridge)⁻¹, one row for each target. */
function toWeights(likeness: Float32Array, sources: number, targets: number): Float32Array {
  const all = sources + targets;
  const known = new Float32Array(sources * sources);
  for (let i = 0; i < sources; i++) known.set(likeness.subarray(i * all, i * all + sources), i * sources);
  const inverse = invert(known, new Float64Array(sources).fill(RIDGE));
  const weights = new Float32Array(targets * sources);
  const sums = new Float64Array(sources);
  for (let t = 0; t < targets; t++) {
    const row = likeness.subarray((sources + t) * all, (sources + t) * all + sources);
    sums.fill(0);
    for (let k = 0; k < sources; k++) {
      const share = row[k]!;
      if (share === 0) continue;
      for (let s = 0, at = k * sources; s < sources; s++) sums[s] = sums[s]! + share * inverse[at + s]!;
    }
    weights.set(sums, t * sources);
  }
  return weights;
}
