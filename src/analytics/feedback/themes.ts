/**
 * What a comment is about, from few labelled ones: one plane per theme against the rest, and the unlabelled comments at hand
 * teach too. What the planes are sure of is learnt from in turn, a little more each round (self-training, Yarowsky 1995). The
 * theme's own name counts as a comment about it.
 */
import { PIECE, SIGN_SKIP, toPlain } from './grams.ts';
import { createMeaning, type Meaning, type WordVectors } from './meaning.ts';
import { separate, toPlaneMargin, type WeightedRow } from './separator.ts';
import { createSpace, type TextSpace } from './space.ts';

export interface ThemedComment {
  readonly text: string;
  readonly theme: string;
}

export interface ThemeGuess {
  readonly theme: string;
  /** 0..1; all themes of a comment sum to 1. */
  readonly score: number;
}

export interface ThemeModel {
  /** All themes, the likeliest first. */
  guess(text: string): ThemeGuess[];
}

export interface ThemeOptions {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Comments without labels, of the kind that will be judged. */
  readonly unlabelled?: readonly string[];
  /** What English words mean: with few examples most words of a comment have never been seen. */
  readonly wordVectors?: WordVectors | null;
  /** Names under which a theme is known beside its id. */
  readonly names?: ReadonlyMap<string, readonly string[]>;
}

const COST = 1;
/** Beside the grams, which have length 1. */
const MEANING_LENGTH = 2;
const PIECE_WEIGHT = 0.5;
const ROUNDS = 10;
/** More unlabelled comments than this teach nothing more. */
const MOST_UNLABELLED = 8000;
const TEACHING = 4;
/** Each round another fifth of the unlabelled, the surest of each theme, if surer than `LEAST_SURE`, at that much importance. */
const STEP = 0.2;
const LEAST_SURE = 0.5;
const IMPORTANCE = 0.2;
const NAME_IMPORTANCE = 2;
/** Margins to odds: planes that differ by 1 differ e⁴-fold. */
const SHARPNESS = 4;

/** Throws `RangeError` with fewer than two themes. */
export function fitThemes(
  comments: readonly ThemedComment[],
  { random, unlabelled = [], wordVectors = null, names }: ThemeOptions,
): ThemeModel {
  const themes = [...new Set(comments.map(({ theme }) => theme))];
  if (themes.length < 2) throw new RangeError('comments about at least two themes are needed');
  const sample = sampleOf(unlabelled, random);
  const called = themes.flatMap((theme) =>
    [theme.replaceAll('_', ' '), ...(names?.get(theme) ?? [])].map((text) => ({ text, theme })),
  );
  const texts = [...comments, ...called].map(({ text }) => text);
  const { space } = createSpace([...texts, ...sample]);
  const rarity = toRarity(space, texts.length + sample.length);
  const meaning = wordVectors && createMeaning(wordVectors, [...texts, ...sample].map(toPlain));
  const size = space.size + (meaning?.dimensions ?? 0);
  const weigh = (text: string) => toWeighted(space, rarity, meaning, toPlain(text));
  const rows = texts.map(weigh);
  const labels = [...comments, ...called].map(({ theme }) => themes.indexOf(theme));
  const importance = [...comments.map(() => 1), ...called.map(() => NAME_IMPORTANCE)];
  const others = sample.map(weigh);
  let planes = train(rows, labels, importance, themes.length, size, random);
  for (let round = 1; round <= TEACHING && others.length > 0; round++) {
    const taught = teach(planes, others, STEP * round);
    planes = train(
      [...rows, ...taught.map(({ n }) => others[n]!)],
      [...labels, ...taught.map(({ theme }) => theme)],
      [...importance, ...taught.map(() => IMPORTANCE)],
      themes.length,
      size,
      random,
    );
  }
  return {
    guess(text) {
      const scores = toScores(planes, weigh(text));
      return themes.map((theme, n) => ({ theme, score: scores[n]! })).sort((a, b) => b.score - a.score);
    },
  };
}

function sampleOf(texts: readonly string[], random: () => number): string[] {
  if (texts.length <= MOST_UNLABELLED) return [...texts];
  const step = texts.length / MOST_UNLABELLED;
  const start = random() * step;
  return Array.from({ length: MOST_UNLABELLED }, (_, n) => texts[Math.floor(start + n * step)] ?? texts.at(-1)!);
}

function toRarity({ size, kinds, frequencies }: TextSpace, texts: number): Float32Array {
  return Float32Array.from({ length: size }, (_, id) =>
    kinds[id] === SIGN_SKIP
      ? 0
      : (Math.log((1 + texts) / (1 + frequencies[id]!)) + 1) * (kinds[id] === PIECE ? PIECE_WEIGHT : 1),
  );
}

/** TF-IDF, sublinear, of length 1. */
function toWeighted(space: TextSpace, rarity: Float32Array, meaning: Meaning | null, plain: string): WeightedRow {
  const length = space.read(plain);
  const ids: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (let k = 0; k < length; k++) {
    const id = space.ids[k]!;
    if (rarity[id] === 0) continue;
    const value = rarity[id]! * (1 + Math.log(space.counts[k]!));
    ids.push(id);
    values.push(value);
    squares += value * value;
  }
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const dense = new Float32Array(meaning?.dimensions ?? 0);
  meaning?.write(plain, dense, 0, MEANING_LENGTH);
  if (dense.every((value) => value === 0))
    return { ids: Int32Array.from(ids), values: Float32Array.from(values, (value) => value * factor) };
  return {
    ids: Int32Array.from([...ids, ...dense.map((_, d) => space.size + d)]),
    values: Float32Array.from([...values.map((value) => value * factor), ...dense]),
  };
}

function train(
  rows: readonly WeightedRow[],
  labels: readonly number[],
  importance: readonly number[],
  themes: number,
  size: number,
  random: () => number,
): Float64Array[] {
  return Array.from({ length: themes }, (_, theme) => {
    const positive = labels.map((label) => Number(label === theme));
    return separate(rows, positive, size, { cost: COST, rounds: ROUNDS, random }, importance);
  });
}

function toScores(planes: readonly Float64Array[], row: WeightedRow): number[] {
  const margins = planes.map((plane) => SHARPNESS * toPlaneMargin(plane, row));
  const most = Math.max(...margins);
  const odds = margins.map((margin) => Math.exp(margin - most));
  const sum = odds.reduce((total, each) => total + each, 0);
  return odds.map((each) => each / sum);
}

/** Of each theme the surest `share` of the comments that go to it. */
function teach(
  planes: readonly Float64Array[],
  rows: readonly WeightedRow[],
  share: number,
): { n: number; theme: number }[] {
  const perTheme: { n: number; theme: number; score: number }[][] = planes.map(() => []);
  for (const [n, row] of rows.entries()) {
    const scores = toScores(planes, row);
    const score = Math.max(...scores);
    const theme = scores.indexOf(score);
    perTheme[theme]!.push({ n, theme, score });
  }
  return perTheme.flatMap((own) =>
    own
      .sort((a, b) => b.score - a.score)
      .slice(0, Math.ceil(own.length * Math.min(1, share)))
      .filter(({ score }) => score > LEAST_SURE),
  );
}
