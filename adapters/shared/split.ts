/** Cuts a text to what one message of a platform holds. Pure. */

/** Where to cut, best first: between paragraphs, lines, sentences, words. What is in the first group is dropped at the cut. */
const SEAMS = [/(\n\s*\n)/g, /(\n)/g, /()(?<=[。！？；…]|[.!?;]\s)/g, /( )/g] as const;

/** No sign that people read as one is longer than this, or is cut where a surrogate pair allows it. */
const LONGEST_SIGN = 64;

const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * At most `most` UTF-16 units each (`most` ≥ 2). Cuts late rather than early, at a paragraph, line, sentence or word where
 * there is one in the last half, and otherwise between two signs as people read them: never inside an emoji or a
 * letter with its marks. Only the line breaks or the space at a cut are dropped.
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const { end, dropped } = findSeam(rest.slice(0, most + 1), most) ?? { end: toSignEnd(rest, most), dropped: 0 };
    parts.push(rest.slice(0, end));
    rest = rest.slice(end + dropped);
  }
  return [...parts, rest];
}

function findSeam(window: string, most: number): { end: number; dropped: number } | null {
  for (const seam of SEAMS) {
    const last = [...window.matchAll(seam)].findLast(({ index }) => index >= most / 2 && index <= most);
    if (last) return { end: last.index, dropped: last[1]?.length ?? 0 };
  }
  return null;
}

/** The last end of a whole sign at or before `most`. */
function toSignEnd(text: string, most: number): number {
  const from = Math.max(0, most - LONGEST_SIGN);
  const begin = isLowSurrogate(text, from) ? from + 1 : from;
  const sign = signs.segment(text.slice(begin, most + LONGEST_SIGN)).containing(most - begin);
  const end = begin + (sign?.index ?? most - begin);
  // A sign that fills the window is cut after all, though never inside a surrogate pair.
  if (end > begin) return end;
  return isLowSurrogate(text, most) ? most - 1 : most;
}

function isLowSurrogate(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '');
}
