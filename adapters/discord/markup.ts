/** Text that Discord shows exactly as it is written, cut to what one message holds. Pure. */

/** Characters a bot may put into one message. */
export const MOST_CONTENT = 2000;

const URL_PATTERN = /https?:\/\/[^\s<>]+/g;

function escapePlain(text: string): string {
  return text
    .replace(/[\\*_~`|<>[\]@]/g, '\\$&')
    .replace(/^(\s*)(#{1,3}|-#|[-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.');
}

/** Markup, mentions, emoji and timestamps lose their meaning; addresses stay as they are, so that they can be followed. */
export function escapeMarkup(text: string): string {
  let escaped = '';
  let from = 0;
  for (const { 0: url, index } of text.matchAll(URL_PATTERN)) {
    escaped += escapePlain(text.slice(from, index)) + url;
    from = index + url.length;
  }
  return escaped + escapePlain(text.slice(from));
}

/** The text in as many messages as it needs, escaped, in order. `split` cuts at good places, at most that many characters each. */
export function toContents(text: string, split: (text: string, most: number) => readonly string[]): string[] {
  const fit = (part: string, most: number): string[] => {
    const escaped = escapeMarkup(part);
    if (escaped.length <= MOST_CONTENT) return [escaped];
    return split(part, Math.floor(most / 2)).flatMap((piece) => fit(piece, Math.floor(most / 2)));
  };
  const contents = split(text, MOST_CONTENT).flatMap((part) => fit(part, MOST_CONTENT));
  // Discord takes no message of mere space.
  const shown = contents.filter((content) => content.trim() !== '');
  return shown.length > 0 ? shown : ['…'];
}
