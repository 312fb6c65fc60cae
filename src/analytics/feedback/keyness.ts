/** The words that mark one set of texts against another: signed log-likelihood (Dunning 1993), with effect and n. */

export interface KeyWord {
  readonly word: string;
  /** G² with the sign of the direction: above 0 = more frequent in the first set. 3.84 is p < 0.05, 10.83 p < 0.001. */
  readonly keyness: number;
  /** Texts of each set that hold the word. */
  readonly inFirst: number;
  readonly inSecond: number;
  /** log₂ of how many times more frequent it is in the first set, half a text added to each. */
  readonly logRatio: number;
}

const LEAST_TEXTS = 2;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Words that hold sentences together and mark nothing. */
const STOPS = new Set(
  (
    '的 了 是 我 你 他 她 它 们 在 和 也 都 就 还 很 有 没 不 这 那 个 一 上 下 到 说 要 会 吗 吧 呢 啊 把 被 让 给 又 再 才 太 得 地 着 过 对 与 及 或 但 而 ' +
    'the a an and or but of to in on at for with from by is are was were be been it its this that i me my we our you your they them their he she his her as so do did does have has had not no than then there here all any one'
  ).split(' '),
);

/** Words of a text, once each: Chinese by the dictionary of the runtime, English in lower case; one-letter words and stop words left out. */
export function toWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike && !STOPS.has(segment) && !/^[\d.a-z]$/.test(segment)) words.add(segment);
  }
  return words;
}

/** Words in at least two texts, those of the first set first by keyness; texts are counted, not occurrences: who repeats himself is one voice. */
export function toKeyWords(first: readonly string[], second: readonly string[]): KeyWord[] {
  const counts = new Map<string, { inFirst: number; inSecond: number }>();
  for (const [texts, side] of [
    [first, 'inFirst'],
    [second, 'inSecond'],
  ] as const) {
    for (const text of texts) {
      for (const word of toWords(text)) {
        const count = counts.get(word) ?? { inFirst: 0, inSecond: 0 };
        count[side] += 1;
        counts.set(word, count);
      }
    }
  }
  const [n1, n2] = [first.length, second.length];
  return [...counts]
    .filter(([, { inFirst, inSecond }]) => inFirst + inSecond >= LEAST_TEXTS)
    .map(([word, { inFirst, inSecond }]) => ({
      word,
      inFirst,
      inSecond,
      keyness: toSignedG2(inFirst, n1, inSecond, n2),
      logRatio: Math.log2((inFirst + 0.5) / (n1 + 0.5) / ((inSecond + 0.5) / (n2 + 0.5))),
    }))
    .sort((a, b) => b.keyness - a.keyness || (a.word < b.word ? -1 : 1));
}

/** G² of the 2 × 2 table of texts with and without the word. */
export function toSignedG2(a: number, n1: number, b: number, n2: number): number {
  const share = (a + b) / (n1 + n2);
  const term = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected));
  const g2 =
    2 * (term(a, n1 * share) + term(b, n2 * share) + term(n1 - a, n1 * (1 - share)) + term(n2 - b, n2 * (1 - share)));
  return a * n2 >= b * n1 ? Math.max(0, g2) : -Math.max(0, g2);
}
