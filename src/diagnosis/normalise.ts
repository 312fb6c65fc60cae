/** One spelling for what people type in many: width, case, traditional characters, invisible characters. */
import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 'tw', to: 'cn' });

/** Nothing beyond this many characters changes what a question is about. */
const MOST_CHARACTERS = 2000;

/** NFKC, lower case, simplified characters, no control or invisible characters, single spaces. Long texts are cut. */
export function normaliseText(text: string): string {
  const plain = text
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Co}\p{Cn}\uFFFD]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    // Chat English writes cant as often as can't.
    .replace(/(?<=\p{L})['’`](?=\p{L})/gu, '')
    // coooool and 啊啊啊啊 say no more than cool and 啊啊.
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .trim();
  return toSimplified(plain);
}
