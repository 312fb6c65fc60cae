/** Slack's text, in and out. Pure: three escaped signs, mentions and links in angle brackets on the way in; literal words on the way out. */

/** `&` first, or the others would be escaped twice. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What a person wrote, as they saw it: `<@U1|ann>` → `@ann`, `<#C1|general>` → `#general`, `<!here>` → `@here`, a link → its address. */
export function toPlainText(text: string): string {
  const shown = text.replace(/<([^<>]*)>/g, (_, inside: string) => {
    const [target = '', label = ''] = inside.split('|', 2);
    if (target.startsWith('@')) return `@${label || target.slice(1)}`;
    if (target.startsWith('#')) return `#${label || target.slice(1)}`;
    if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`;
    return target.replace(/^mailto:/, '');
  });
  return unescapeText(shown);
}

/** Whom `<@U1>` names without a label. */
export function toNamed(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]+)>/g)].map(([, id = '']) => id))];
}

/** The words around the bot's mention; null where the bot is not mentioned. */
export function withoutMention(text: string, botUser: string): string | null {
  const mention = new RegExp(`\\s?<@${botUser}(?:\\|[^<>]*)?>`, 'g');
  return mention.test(text) ? text.replace(mention, '').replace(/^[\s,，:：]+|\s+$/g, '') : null;
}

/** Cuts escaped text to `most` characters without leaving half an entity behind. */
export function cutEscaped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/&[a-z]{0,3}$/, '')}…`;
}
