/** Cuts a text to what one message of a platform holds. Pure. */

/** Where to cut, best first: between paragraphs, lines, sentences, words. What is in the first group is dropped at the cut. */
const SEAMS = [/(\n)\n*/g, /(\n)/g, /()(?<=[。！？；.!?;]\s?)/g, /( )/g] as const;

/**
 * At most `most` UTF-16 units each; joined by what was dropped at the cuts (a line break or a space) they are the text.
 * Cuts late rather than early, at a paragraph, line, sentence or word where there is one in the last half, and never
 * inside a surrogate pair.
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const window = rest.slice(0, most + 1);
    let end = most;
    let dropped = 0;
    for (const seam of SEAMS) {
      const cuts = [...window.matchAll(seam)].filter(({ index }) => index >= most / 2 && index <= most);
      const last = cuts.at(-1);
      if (!last) continue;
      end = last.index;
      dropped = last[1]?.length ?? 0;
      break;
    }
    if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? '') && dropped === 0) end--;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end + dropped);
  }
  return [...parts, rest];
}
