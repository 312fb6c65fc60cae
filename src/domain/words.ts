/** Whether a text holds a word or phrase, for rules that people write: whole words where letters are Latin, any place in Chinese. */

/** Half and full width, case and spaces do not matter. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

const LATIN = /[\p{Script=Latin}\p{N}]/u;

/**
 * Both are `plainText`. `退款` is found inside `申请退款`; `pay` is not found inside `payment`, but `pay*` is: a star at the end
 * stands for any ending. An empty word is in no text.
 */
export function containsWord(text: string, word: string): boolean {
  const isStem = word.endsWith('*');
  const stem = isStem ? word.slice(0, -1) : word;
  if (stem === '') return false;
  const isOpenBefore = !LATIN.test(stem.charAt(0));
  const isOpenAfter = isStem || !LATIN.test(stem.charAt(stem.length - 1));
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + stem.length);
    if ((isOpenBefore || !LATIN.test(before)) && (isOpenAfter || !LATIN.test(after))) return true;
  }
  return false;
}

/** A Latin letter that no rule is written with, in place of a star: what holds for this ending holds for all. */
const ANY_ENDING = 'ɿ';

/** True when every text that holds `inner` also holds `outer`. */
export function impliesWord(inner: string, outer: string): boolean {
  return containsWord(inner.replace(/\*$/, ANY_ENDING), outer);
}
