/** Which lesson somebody is at, from their own words. Pure. */

const CHINESE: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** `3`, `十二`, `二十` → a number; NaN for anything else. */
function toNumber(typed: string): number {
  if (/^\d{1,3}$/.test(typed)) return Number(typed);
  const match = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(typed);
  if (!match || typed === '') return Number.NaN;
  const [, first, ten, last] = match;
  if (!ten) return first && !last ? (CHINESE[first] ?? Number.NaN) : Number.NaN;
  return (first ? (CHINESE[first] ?? 1) : 1) * 10 + (last ? (CHINESE[last] ?? 0) : 0);
}

export interface Lesson {
  /** As it was written: `第五章`, `lesson 3`. */
  readonly words: string;
  /** `5`, `2.1`: as sections are numbered. */
  readonly section: string;
}

/** The last lesson named in the texts; null where none is. Full-width digits are read too. */
export function findLesson(texts: readonly string[]): Lesson | null {
  for (const text of texts.toReversed()) {
    const plain = text.normalize('NFKC');
    const zh = /第\s*([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:章|节|課|课|讲|講|单元|單元)/.exec(plain);
    const en = /\b(?:lesson|chapter|section|unit|module|lecture)\s+#?(\d{1,3}(?:\.\d{1,3})?)\b/i.exec(plain);
    const section = zh ? String(toNumber(zh[1] ?? '')) : (en?.[1] ?? null);
    const words = (zh ?? en)?.[0];
    if (words && section !== null && section !== 'NaN') return { words: words.replace(/\s+/g, ' '), section };
  }
  return null;
}
