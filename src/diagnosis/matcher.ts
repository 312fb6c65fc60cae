/** Ranks the intents for a question. It can learn and forget single examples while it answers. */
import type { Example } from '../domain/diagnosis.ts';
import { createCorpus } from './corpus.ts';
import { createInvertedIndex, type Hits, QUICK, THOROUGH } from './inverted-index.ts';
import { retrainPlane } from './linear.ts';
import type { WordVectors } from './meaning.ts';
import { type Model, OUT_OF_SCOPE } from './model.ts';
import { createPlanes, type Planes } from './planes.ts';
import type { Reading } from './reading.ts';
import { createSeparate } from './separator.ts';
import { restoreVectorizer, type TextVector, type Vectorizer } from './vectors.ts';

export interface Scored {
  /** Number of the intent. */
  readonly label: number;
  readonly score: number;
  /** Cosine of its nearest example, and the number of that; 0 and -1 where none is near. */
  readonly cosine: number;
  readonly nearest: number;
  /** Share of the intent among the nearest examples, 0..1. */
  readonly share: number;
  /** What the separator says. */
  readonly plane: number;
}

export interface Match {
  readonly reading: Reading;
  readonly vector: TextVector;
  /** Best first; empty where nothing of the text is known. */
  readonly ranked: readonly Scored[];
  /** The nearest examples. */
  readonly hits: Hits;
  /** Cosine of the nearest example that must not be answered; 0 where none is near. */
  readonly foreign: number;
  /** Examples of the first intent in the question's script, and what its near ones say about the question. */
  readonly depth: number;
  readonly support: Support;
  /** Mean cosine of the nearest five examples. */
  readonly density: number;
}

export interface Matcher {
  match(text: string): Match;
  /** Known from the next question on. */
  add(example: Example): void;
  /** True when such an example was known. An intent without examples is not found any more. */
  retire(example: Example): boolean;
  intentOf(label: number): string;
  exampleOf(nearest: number): Example | null;
  /** Number of the intent of an example; -1 = not to be answered. */
  labelOf(example: number): number;
  readonly vectorizer: Vectorizer;
  readonly planes: Planes | null;
  readonly intents: number;
}

/** Intents up to which every one is scored; of more, those of the nearest examples. */
const ALL_INTENTS = 400;
const MOST_SCORED = 50;
/** Nearest examples that have a vote, and how much nearness counts in it. */
const VOTERS = 15;
/** How much the nearest example and the vote count beside the separator. */
export const COSINE_WEIGHT = 0.4;
export const SHARE_WEIGHT = 0.25;

export function createMatcher(model: Model, wordVectors: WordVectors | null, seed: number): Matcher {
  const vectorizer = restoreVectorizer(model.vectorizer, wordVectors);
  const { dimensions } = vectorizer;
  const corpus = createCorpus(dimensions, model.corpus);
  const examples: Example[] = [...model.examples];
  const labelOf: number[] = Array.from(model.labelOf);
  const written = (n: number) => n < model.written || n >= model.examples.length;
  const gone = new Set<number>();
  const intents = [...model.intents];
  const alive = intents.map(() => createCounts());
  for (const [n, label] of labelOf.entries()) if (label >= 0) count(label, examples[n]?.text ?? '', 1);
  const index = createInvertedIndex(model.index, corpus, (n) => gone.has(n));
  const planes = model.planes && createPlanes(model.planes, dimensions);
  const separate = createSeparate(corpus, () => vectorizer.size, seed);
  let every = toEvery();

  function count(label: number, text: string, by: number): void {
    const counts = alive[label];
    if (counts) counts[toScript(text)] += by;
  }

  function isAlive(label: number): boolean {
    const { han, other } = alive[label] ?? createCounts();
    return han + other > 0;
  }

  function toEvery(): number[] {
    return intents.flatMap((_, label) => (isAlive(label) ? [label] : []));
  }

  function relearn(label: number): void {
    every = toEvery();
    if (planes) planes.set(label, retrainPlane({ corpus, labelOf, index, seed }, label, separate));
  }

  /** Squared weights of the question by feature, of what is not yet accounted for; all 0 between questions. */
  let open = new Float32Array(vectorizer.size);

  /** How far the texts, together, account for the question. */
  function toSupport(vector: TextVector, texts: readonly number[]): Support {
    if (open.length < vectorizer.size) open = new Float32Array(Math.ceil(vectorizer.size * 1.25));
    for (let i = 0; i < vector.ids.length; i++) open[vector.ids[i] as number] = (vector.weights[i] as number) ** 2;
    const { starts, ids } = corpus;
    let covered = 0;
    let meant = 0;
    for (const text of texts) {
      const end = starts[text + 1] as number;
      for (let at = starts[text] as number; at < end; at++) {
        const id = ids[at] as number;
        if (open[id] === 0) continue;
        covered += open[id] as number;
        open[id] = 0;
      }
      if (vector.meaning) meant = Math.max(meant, compareMeaning(vector, text));
    }
    for (const id of vector.ids) open[id] = 0;
    return { coverage: vector.length === 0 ? 0 : covered / vector.length ** 2, meant };
  }

  function compareMeaning({ meaning, length }: TextVector, text: number): number {
    let dot = 0;
    for (let k = 0; k < dimensions; k++) {
      dot += ((meaning as Float32Array)[k] as number) * (corpus.meanings[text * dimensions + k] as number);
    }
    const square = (1 - length ** 2) * (1 - (corpus.lengths[text] as number) ** 2);
    return square < 1e-8 ? 0 : dot / Math.sqrt(square);
  }

  return {
    vectorizer,
    planes,
    get intents() {
      return every.length;
    },
    labelOf: (example) => labelOf[example] ?? -1,
    intentOf: (label) => intents[label] as string,
    exampleOf: (nearest) => (nearest >= 0 && written(nearest) ? (examples[nearest] ?? null) : null),
    match(text) {
      const reading = vectorizer.read(text);
      const vector = vectorizer.toVector(reading);
      if (vector.ids.length === 0)
        return { reading, vector, ranked: [], hits: NO_HITS, foreign: 0, depth: 0, support: NO_SUPPORT, density: 0 };
      const effort = every.length <= ALL_INTENTS ? QUICK : THOROUGH;
      const hits = index.search(vector, effort);
      const near = toNear(hits, labelOf, written);
      const labels = every.length <= ALL_INTENTS ? every : near.order.slice(0, MOST_SCORED);
      const scores = planes?.score(vector, labels);
      const ranked = labels
        .map((label, place): Scored => {
          const { cosine = 0, nearest = -1, share = 0 } = near.byLabel.get(label) ?? {};
          const plane = scores ? (scores[place] as number) : 0;
          return { label, score: plane + COSINE_WEIGHT * cosine + SHARE_WEIGHT * share, cosine, nearest, share, plane };
        })
        .sort((a, b) => b.score - a.score || a.label - b.label);
      const first = ranked[0]?.label ?? -1;
      const own: number[] = [];
      for (const n of hits.texts) if (labelOf[n] === first && own.push(n) === MOST_SUPPORTING) break;
      const { foreign, density } = near;
      return {
        reading,
        vector,
        ranked,
        hits,
        foreign,
        depth: alive[first]?.[toScript(text)] ?? 0,
        support: toSupport(vector, own),
        density,
      };
    },
    add(example) {
      vectorizer.grow(example.text);
      const n = corpus.add(vectorizer.toVector(vectorizer.read(example.text)));
      examples[n] = example;
      if (example.intent === OUT_OF_SCOPE) {
        labelOf[n] = -1;
        return;
      }
      let label = intents.indexOf(example.intent);
      if (label < 0) label = intents.push(example.intent) - 1;
      labelOf[n] = label;
      alive[label] ??= createCounts();
      count(label, example.text, 1);
      relearn(label);
    },
    retire({ intent, text }) {
      const n = examples.findIndex((each, i) => !gone.has(i) && each.text === text && each.intent === intent);
      if (n < 0) return false;
      gone.add(n);
      const label = labelOf[n] as number;
      labelOf[n] = -1;
      if (label >= 0) {
        count(label, text, -1);
        relearn(label);
      }
      return true;
    },
  };
}

/** Examples by script: those in another one than the question's cannot resemble it. */
type Script = 'han' | 'other';
const HAN = /\p{Script=Han}/u;
const toScript = (text: string): Script => (HAN.test(text) ? 'han' : 'other');
const createCounts = (): Record<Script, number> => ({ han: 0, other: 0 });

export interface Support {
  readonly coverage: number;
  readonly meant: number;
}

const NO_HITS: Hits = { texts: new Int32Array(0), cosines: new Float32Array(0) };
const NO_SUPPORT: Support = { coverage: 0, meant: 0 };
const DENSITY_OF = 5;
const MOST_SUPPORTING = 12;

interface Near {
  readonly density: number;
  readonly byLabel: ReadonlyMap<number, { cosine: number; nearest: number; share: number }>;
  /** Intents of the nearest examples, nearest first. */
  readonly order: readonly number[];
  readonly foreign: number;
}

function toNear({ texts, cosines }: Hits, labelOf: readonly number[], isShown: (n: number) => boolean): Near {
  const byLabel = new Map<number, { cosine: number; nearest: number; share: number }>();
  let foreign = 0;
  let votes = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as number;
    const cosine = cosines[i] as number;
    const label = labelOf[text] as number;
    const vote = i < VOTERS ? cosine ** 4 : 0;
    votes += vote;
    if (label < 0) {
      foreign = Math.max(foreign, cosine);
      continue;
    }
    const entry = byLabel.get(label);
    if (!entry) byLabel.set(label, { cosine, nearest: isShown(text) ? text : -1, share: vote });
    else {
      entry.share += vote;
      if (entry.nearest < 0 && isShown(text)) entry.nearest = text;
    }
  }
  for (const entry of byLabel.values()) entry.share = votes === 0 ? 0 : entry.share / votes;
  const nearest = cosines.subarray(0, DENSITY_OF);
  const density = nearest.reduce((sum, cosine) => sum + cosine, 0) / DENSITY_OF;
  return { byLabel, order: [...byLabel.keys()], foreign, density };
}
