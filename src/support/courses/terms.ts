/** The words of a goal or a search that say something about a course. */
import { containsWord, plainText } from '../../domain/words.ts';

/** What people say around what they mean. */
const EMPTY_WORDS = new Set(
  (
    'the and for with from that this want would like learn learning study studying become get into how what which course ' +
    'courses class classes lesson lessons please can could should need looking start starting about job work working make ' +
    'show find have has had are was not but any some new good best who you your myself able help use using me my to an a i in ' +
    'of on or is it be do as at ' +
    '我想 想要 想学 学习 学会 课程 课 怎么 什么 哪个 哪些 哪门 可以 能够 需要 成为 一名 一个 适合 推荐 有没有 请问 以后 现在 自己 工作 找 做 学 会 ' +
    '以及 或者 还是 如何 应该 希望 打算 准备 开始'
  ).split(' '),
);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const SUFFIXES = /(?:ysis|ytics|ytical|ytic|yst|ysts|yses)$/;

/** `programming`, `programmer` → `program`; `analyst`, `analysis` → `anal`. Words of Java stay apart from JavaScript. */
function toStem(word: string): string {
  if (SUFFIXES.test(word)) return word.replace(SUFFIXES, '');
  const stem = word.replace(/(?:ing|ers?|ors?|ies|es|ed|s)$/, '');
  if (stem.length < 3) return word;
  return stem.replace(/([bdfgklmnprt])\1$/, '$1');
}

/** In order, each once: Chinese words of two characters or more, Latin words and numbers (`c++` and `c#` too) as stems. */
export function toTerms(text: string): string[] {
  const terms: string[] = [];
  const plain = plainText(text);
  for (const [word] of plain.matchAll(/[\p{Script=Latin}\p{N}]+(?:[+#]+)?/gu)) {
    if (!EMPTY_WORDS.has(word)) terms.push(toStem(word));
  }
  for (const { segment, isWordLike } of segmenter.segment(plain)) {
    if (isWordLike && /^\p{Script=Han}{2,}$/u.test(segment) && !EMPTY_WORDS.has(segment)) terms.push(segment);
  }
  return [...new Set(terms)];
}

/** Whether a text (`plainText`) holds a term as `toTerms` gives it: Chinese anywhere, Latin as a word of the same stem. */
export function holdsTerm(text: string, term: string): boolean {
  if (!/^[\p{Script=Latin}\p{N}]/u.test(term)) return text.includes(term);
  if (containsWord(text, term)) return true;
  for (const [word] of text.matchAll(/[\p{Script=Latin}\p{N}]+(?:[+#]+)?/gu)) if (toStem(word) === term) return true;
  return false;
}
