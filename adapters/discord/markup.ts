/** Text that Discord shows exactly as it is written, cut to what one message holds. Pure. */

/** Characters a bot may put into one message. */
export const MOST_CONTENT = 2000;

/** What Discord makes a link by itself. Signs that end a sentence are not part of it. */
const URL_PATTERN = /https?:\/\/[^\s<]+[^<>.,:;"')\]\s]/g;

/** Controls and signs that turn the direction of what follows: nothing to read, and a way to show words that are not there. */
export const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Whether there is anything to see: signs without a shape make no name. */
export function hasShape(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** The same in a text of several lines. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;

function escapePlain(text: string): string {
  return text
    .replace(/[\\*_~`|<>[\]@]/g, '\\$&')
    .replace(/^(\s*)(#{1,3}|-#|[-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.');
}

/** Markup, mentions, emoji and timestamps lose their meaning; addresses stay as they are, so that they can be followed. */
export function escapeMarkup(text: string): string {
  const straight = text.replace(TURNING, '');
  let escaped = '';
  let from = 0;
  for (const { 0: url, index } of straight.matchAll(URL_PATTERN)) {
    escaped += escapePlain(straight.slice(from, index)) + url;
    from = index + url.length;
  }
  return escaped + escapePlain(straight.slice(from));
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
