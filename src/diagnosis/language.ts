/** Which of the two languages a text is clearly in. */

const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /\p{Script=Latin}{2,}/gu;

/** zh with any Chinese character, en with at least two Latin words and none; null where nothing is clear (emoji, digits, `VIP`). */
export function detectLanguage(text: string): 'zh' | 'en' | null {
  const start = text.slice(0, 2000);
  if (HAN.test(start)) return 'zh';
  return (start.match(LATIN_WORD)?.length ?? 0) >= 2 ? 'en' : null;
}
